//! Dry runs, and the mode that writes no product.

use ponte_domain::settings::Mode;
use ponte_sandbox::{catalogue::Product, till::edit::ProductEdit};
use ponte_store::{
    changes::{Change, ChangeKind},
    runs::RunKind,
};

use crate::{
    bridge::Bridge,
    goods::{assortment, dec, many, shirt, simple},
    shelf::Shelf,
};

async fn changes(bridge: &Bridge) -> Vec<Change> {
    let run = bridge.last().await.id;
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let changes = tx.changes_page(&bridge.shop, run, &[], 0, 1000).await;
    changes.expect("a database")
}

fn said(changes: &[Change]) -> Vec<(&str, ChangeKind, &str)> {
    let mut said: Vec<_> = changes
        .iter()
        .map(|change| (change.name.as_str(), change.kind, change.why.as_str()))
        .collect();
    said.sort();
    said
}

async fn listings(bridge: &Bridge) -> Vec<ponte_domain::listing::Listing> {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let listings = tx.listing_page(&bridge.shop, "", 1000).await;
    listings.expect("a database")
}

#[tokio::test]
async fn a_dry_run_before_the_first_sync_says_what_would_be_made_and_writes_nothing() {
    let bridge = Bridge::with(assortment()).await;
    let there: Product = simple("STAMP", "Bollo", "1.00");
    bridge.on_shop(|shop, now, random| shop.add_own_product(&there, now, random));
    let before = Shelf::of(&bridge);
    let figures = bridge.synced(RunKind::DryRun).await;
    assert_eq!(bridge.writes(), [].into());
    assert_eq!(Shelf::of(&bridge), before);
    assert_eq!(listings(&bridge).await, []);
    assert_eq!((figures.created, figures.adopted), (5, 1));
    let changes = changes(&bridge).await;
    let expected = [
        ("Camicia", ChangeKind::Create, "new"),
        ("Corso", ChangeKind::Create, "new"),
        ("Francobollo", ChangeKind::Adopt, "on_shop"),
        ("Polo", ChangeKind::Create, "new"),
        ("Prosciutto", ChangeKind::Create, "new"),
        ("Tazza", ChangeKind::Create, "new"),
    ];
    assert_eq!(said(&changes), expected);
    // The first synchronisation is still to come.
    assert_eq!(bridge.first().await.created, 5);
}

#[tokio::test]
async fn a_dry_run_later_says_what_would_change_and_leaves_the_listings_alone() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    let (before, kept) = (Shelf::of(&bridge), listings(&bridge).await);
    let price = |price| ProductEdit {
        price: Some(dec(price)),
        ..ProductEdit::default()
    };
    bridge.edit("Prodotto 1", price("11"));
    bridge.remove("Prodotto 2");
    bridge.add(vec![simple("P-2", "Prodotto 2", "10.00")]);
    bridge.remove("Prodotto 3");
    let id = bridge.id("Prodotto 4");
    bridge
        .till(|till, now, _| till.set_ecommerce(&id, false, now))
        .expect("it is there");
    let category = bridge.till(|till, _, _| till.categories()[0].id.clone());
    bridge
        .till(|till, now, _| till.rename_category(&category, "Cucina", now))
        .expect("it is there");
    for _ in 0..2 {
        bridge.synced(RunKind::DryRun).await;
        let changes = changes(&bridge).await;
        let expected = [
            ("Prodotto 1", ChangeKind::Update, "changed"),
            ("Prodotto 2", ChangeKind::Update, "made_again"),
            ("Prodotto 3", ChangeKind::Hide, "gone"),
            ("Prodotto 4", ChangeKind::Hide, "not_for_ecommerce"),
        ];
        assert_eq!(said(&changes), expected);
        assert_eq!(bridge.writes(), [].into());
        assert_eq!(Shelf::of(&bridge), before);
        assert_eq!(listings(&bridge).await, kept);
    }
    bridge.full().await;
    assert_eq!(bridge.full().await.unchanged, 18);
}

#[tokio::test]
async fn stock_and_orders_only_links_by_sku_and_writes_nothing() {
    let bridge = Bridge::with(vec![
        simple("A", "Uno", "1.00"),
        shirt("B", "Due", &["S", "M"]),
        simple("C", "Tre", "1.00"),
    ])
    .await;
    let (mut one, mut two) = (simple("A", "x", "9.00"), shirt("B", "y", &["S", "M"]));
    (one.description, two.description) = ("mia".to_owned(), "mia".to_owned());
    let uids = bridge.on_shop(|shop, now, random| {
        [one, two].map(|product| shop.add_own_product(&product, now, random))
    });
    bridge
        .choose(|settings| settings.mode = Mode::StockAndOrders)
        .await;
    let before = Shelf::of(&bridge);
    let figures = bridge.first().await;
    assert_eq!((figures.created, figures.adopted), (0, 0));
    for kind in [RunKind::Full, RunKind::Incremental, RunKind::Forced] {
        assert_eq!(bridge.writes(), [].into(), "{kind:?}");
        assert_eq!(Shelf::of(&bridge), before);
        assert_eq!(bridge.told().await, []);
        let linked = listings(&bridge).await;
        assert_eq!(linked.len(), 2);
        assert!(linked.iter().all(|listing| listing.link_only));
        bridge.synced(kind).await;
    }
    let uid = i64::try_from(uids[1]).expect("a uid");
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let at = tx
        .variant_at(&bridge.shop, uid, "m_blu")
        .await
        .expect("a database");
    assert!(at.is_some());
    drop(tx);
    // What is hidden on the till stays as the merchant has it.
    let id = bridge.id("Uno");
    bridge
        .till(|till, now, _| till.set_ecommerce(&id, false, now))
        .expect("it is there");
    bridge.full().await;
    assert_eq!(Shelf::of(&bridge), before);
}

#[tokio::test]
async fn a_merchant_who_lets_ponte_write_after_all_gets_what_was_linked_adopted() {
    let bridge = Bridge::with(vec![simple("A", "Uno", "1.00")]).await;
    let there = simple("A", "x", "9.00");
    let uid = bridge.on_shop(|shop, now, random| shop.add_own_product(&there, now, random));
    bridge
        .choose(|settings| settings.mode = Mode::StockAndOrders)
        .await;
    bridge.first().await;
    bridge
        .choose(|settings| settings.mode = Mode::Everything)
        .await;
    assert_eq!(bridge.full().await.adopted, 1);
    let shown = bridge.product("x");
    assert_eq!((shown.uid, shown.price), (uid, dec("1")));
    assert_eq!(bridge.told().await, []);
    assert_eq!(bridge.full().await.unchanged, 1);
}
