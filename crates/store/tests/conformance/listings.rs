//! Listings and their past.

use ponte_domain::listing::Listing;
use ponte_store::Tx;

use crate::{
    fixture::Fixture,
    samples::{at, listed, listing, simple},
};

async fn put(tx: &mut Box<dyn Tx>, listing: &Listing) {
    tx.listing_put("s", listing).await.expect("put");
}

fn products(listings: Vec<Listing>) -> Vec<String> {
    let mut ids: Vec<String> = listings.into_iter().map(|it| it.product).collect();
    ids.sort();
    ids
}

pub async fn a_listing_comes_back_with_its_variants_in_order(db: &Fixture) {
    let mut tx = db.write().await;
    let mut kept = listing("p", 5, &["z", "a", "m"]);
    kept.variants[1].gone = true;
    // One till variant at two places: it stays on the shop where it was, and is gone there.
    kept.variants[2].variant = kept.variants[1].variant.clone();
    put(&mut tx, &kept).await;
    assert_eq!(tx.listing("s", "p").await.expect("read"), Some(kept));
    assert_eq!(tx.listing("s", "q").await.expect("read"), None);
}

pub async fn a_listing_put_again_replaces_its_variants(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &listing("p", 5, &["a", "b", "c"])).await;
    put(&mut tx, &listing("other", 6, &["d"])).await;
    let mut again = listing("p", 7, &["b"]);
    again.visible = false;
    again.link_only = true;
    again.written.clear();
    again.kept.clear();
    put(&mut tx, &again).await;
    assert_eq!(tx.listing("s", "p").await.expect("read"), Some(again));
    let other = tx.listing("s", "other").await.expect("read");
    assert_eq!(other.expect("a listing").variants.len(), 1);
}

pub async fn listings_are_found_by_product_and_by_the_shops_number(db: &Fixture) {
    let mut tx = db.write().await;
    let big: Vec<String> = (0..300).map(|n| format!("sku {n}")).collect();
    let big: Vec<&str> = big.iter().map(String::as_str).collect();
    for (id, uid) in [("a", 1), ("b", 2), ("c", 3)] {
        put(&mut tx, &listing(id, uid, &big)).await;
    }
    // More keys than go into one statement.
    let mut asked: Vec<String> = (0..2_500).map(|n| n.to_string()).collect();
    asked.extend(["c", "a"].map(str::to_owned));
    let found = tx.listings_of("s", &asked).await.expect("read");
    assert!(found.iter().all(|listing| listing.variants.len() == 300));
    assert_eq!(products(found), ["a", "c"]);
    let found = tx.listings_by_uid("s", &[2, 3, 99]).await.expect("read");
    assert_eq!(products(found), ["b", "c"]);
    assert_eq!(tx.listings_of("s", &[]).await.expect("read"), []);
}

pub async fn pages_of_listings_are_complete_and_in_the_order_of_bytes(db: &Fixture) {
    let mut tx = db.write().await;
    let mut ids: Vec<String> = ["a", "B", "à", "_", "Z", "-", "z", "10", "9", "😀"]
        .map(str::to_owned)
        .to_vec();
    for (uid, id) in (1..).zip(&ids) {
        put(&mut tx, &listing(id, uid, &["x"])).await;
    }
    ids.sort();
    let (mut after, mut found) = (String::new(), Vec::new());
    loop {
        let page = tx.listing_page("s", &after, 3).await.expect("read");
        let Some(last) = page.last() else { break };
        after = last.product.clone();
        found.extend(page.into_iter().map(|it| it.product));
    }
    assert_eq!(found, ids);
}

pub async fn an_orphaned_listing_is_found_by_its_sku(db: &Fixture) {
    let mut tx = db.write().await;
    let read = [(simple("here", "x"), None), (simple("missing", "y"), None)];
    tx.mirror_put("s", 1, &read).await.expect("put");
    tx.mirror_missing("s", &["missing".to_owned()])
        .await
        .expect("marked");
    put(&mut tx, &listing("here", 1, &["x"])).await;
    put(&mut tx, &listing("missing", 2, &["y"])).await;
    put(&mut tx, &listing("unknown", 3, &["z", "zz"])).await;
    let orphan = |listing: Option<Listing>| listing.map(|it| it.product);
    let found = tx.listing_orphaned("s", "y").await.expect("read");
    assert_eq!(orphan(found).as_deref(), Some("missing"));
    let found = tx.listing_orphaned("s", "zz").await.expect("read");
    assert_eq!(orphan(found).as_deref(), Some("unknown"));
    let found = tx.listing_orphaned("s", "x").await.expect("read");
    assert_eq!(orphan(found), None);
}

pub async fn an_empty_sku_matches_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &listing("p", 1, &[""])).await;
    assert_eq!(tx.listing_orphaned("s", "").await.expect("read"), None);
}

pub async fn a_removed_listing_takes_its_variants_along(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &listing("p", 1, &["a"])).await;
    tx.listing_remove("s", "p").await.expect("removed");
    assert_eq!(tx.listing("s", "p").await.expect("read"), None);
    assert_eq!(tx.variant_at("s", 1, "k0").await.expect("read"), None);
    tx.listing_remove("s", "p").await.expect("no error");
}

pub async fn listings_are_counted(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.listing_counts("s").await.expect("counted"), (0, 0));
    for (id, visible) in [("a", true), ("b", false), ("c", true)] {
        let it = Listing {
            visible,
            ..listing(id, 1, &["x"])
        };
        put(&mut tx, &it).await;
    }
    assert_eq!(tx.listing_counts("s").await.expect("counted"), (3, 2));
}

pub async fn a_variant_is_found_at_its_past_places(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &listing("p", 1, &["a"])).await;
    let past = [listed("old", 1, "k9", "a"), listed("x", 1, "k0", "a")];
    tx.history_add("s", &past, at(10)).await.expect("noted");
    let newer = [listed("newer", 1, "k9", "a")];
    tx.history_add("s", &newer, at(20)).await.expect("noted");
    tx.history_add("s", &[listed("older", 1, "k9", "a")], at(5))
        .await
        .expect("noted");
    tx.history_add("s", &[], at(5))
        .await
        .expect("nothing to note");
    let now = tx.variant_at("s", 1, "k0").await.expect("read");
    assert_eq!(
        now.as_deref(),
        Some("p-0"),
        "who stands there now comes first"
    );
    let before = tx.variant_at("s", 1, "k9").await.expect("read");
    assert_eq!(before.as_deref(), Some("newer"));
    assert_eq!(tx.variant_at("s", 2, "k9").await.expect("read"), None);
}
