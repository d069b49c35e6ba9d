//! A forced sync compares with the shop as it is and mends what somebody changed there.

use ponte_domain::{finding::Finding, listing::Group, settings::Policy};
use ponte_sandbox::{pictures::draw, shop::product::Product};
use ponte_store::runs::RunKind;
use sha2::{Digest, Sha256};

use crate::{
    bridge::Bridge,
    goods::{dec, many, shirt, simple, with_pictures},
};

/// Changes a product of the shop by hand.
fn by_hand(bridge: &Bridge, title: &str, change: impl FnOnce(&mut Product)) {
    let uid = bridge.product(title).uid;
    bridge.on_shop(|shop, now, _| {
        let mut product = shop.products.get(uid).expect("it is there").clone();
        change(&mut product);
        shop.products.put(product, now);
    });
}

fn edited(name: &str, groups: &[Group]) -> Finding {
    Finding::EditedOnShop {
        name: name.to_owned(),
        groups: groups.to_vec(),
    }
}

/// An edit of a field of ours: noticed by a forced sync only, told once, mended.
async fn noticed(group: Group, change: impl Fn(&mut Product)) {
    let products = vec![
        simple("A", "Uno", "1.00"),
        shirt("B", "Due", &["S", "M"]),
        simple("C", "Tre", "1.00"),
    ];
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    let before = bridge.product("Due");
    let uid = before.uid;
    by_hand(&bridge, "Due", change);
    bridge.full().await;
    assert_eq!(bridge.writes(), [].into(), "{group:?}");
    let figures = bridge.synced(RunKind::Forced).await;
    assert_eq!(figures.updated, 1, "{group:?}");
    assert_eq!(bridge.told().await, [edited("Due", &[group])]);
    let find = |bridge: &Bridge| {
        let products = bridge.shelf().products;
        products
            .into_iter()
            .find(|product| product.uid == uid)
            .expect("it is there")
    };
    let mut after = find(&bridge);
    after
        .options
        .iter_mut()
        .zip(&before.options)
        .for_each(|(now, was)| now.title.clone_from(&was.title));
    assert_eq!(after, before, "{group:?}");
    bridge.synced(RunKind::Forced).await;
    assert_eq!(bridge.told().await, [], "{group:?}");
    assert_eq!(bridge.writes(), [].into(), "{group:?}");
}

#[tokio::test]
async fn an_edited_name_is_told_once_and_mended() {
    noticed(Group::Name, |product| product.title = "Altro".to_owned()).await;
}

#[tokio::test]
async fn an_edited_description_is_told_once_and_mended() {
    noticed(Group::Description, |product| product.description.clear()).await;
}

#[tokio::test]
async fn an_edited_price_is_told_once_and_mended() {
    noticed(Group::Price, |product| product.final_price = dec("9.00")).await;
    noticed(Group::Price, |product| {
        product.variants[1].final_price = dec("9.00")
    })
    .await;
}

#[tokio::test]
async fn a_product_hidden_by_hand_is_told_once_and_shown() {
    noticed(Group::Visibility, |product| product.visible = false).await;
}

#[tokio::test]
async fn a_category_taken_away_by_hand_is_told_once_and_put_back() {
    noticed(Group::Categories, |product| product.categories.clear()).await;
}

#[tokio::test]
async fn an_edited_code_is_told_once_and_mended() {
    noticed(Group::Identity, |product| product.sku = "X".to_owned()).await;
    noticed(Group::Identity, |product| {
        product.variants[0].sku = "X".to_owned()
    })
    .await;
}

#[tokio::test]
async fn a_product_shown_by_hand_that_the_till_hides_is_hidden_again() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    let id = bridge.id("Prodotto 2");
    bridge
        .till(|till, now, _| till.set_ecommerce(&id, false, now))
        .expect("it is there");
    bridge.remove("Prodotto 3");
    bridge.full().await;
    for n in [2, 3] {
        by_hand(&bridge, &format!("Prodotto {n}"), |product| {
            product.visible = true
        });
    }
    bridge.synced(RunKind::Forced).await;
    assert_eq!(bridge.product("Prodotto 2").status, 0);
    assert_eq!(bridge.product("Prodotto 3").status, 0);
}

#[tokio::test]
async fn a_field_that_is_the_merchants_is_left() {
    for policy in [Policy::Never, Policy::OnCreation] {
        let bridge = Bridge::with(many(2)).await;
        bridge
            .choose(|settings| settings.fields.description = policy)
            .await;
        bridge.first().await;
        by_hand(&bridge, "Prodotto 1", |product| {
            product.description = "Mia".to_owned()
        });
        bridge.synced(RunKind::Forced).await;
        assert_eq!(bridge.told().await, []);
        assert_eq!(bridge.product("Prodotto 1").description, "Mia");
    }
}

#[tokio::test]
async fn extra_categories_are_no_drift_and_stay() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    let own = bridge.on_shop(|shop, _, _| shop.add_category("Offerte", 0));
    by_hand(&bridge, "Prodotto 1", |product| {
        product.categories.insert(0, own)
    });
    bridge.synced(RunKind::Forced).await;
    assert_eq!(bridge.writes(), [].into());
    assert_eq!(bridge.told().await, []);
    assert_eq!(bridge.product("Prodotto 1").categories, ["Offerte", "Casa"]);
}

#[tokio::test]
async fn a_product_deleted_on_the_shop_is_made_again_with_its_pictures() {
    let bridge = Bridge::with(vec![
        simple("A", "Uno", "1.00"),
        with_pictures(shirt("B", "Due", &["S", "M"]), &["a", "b"]),
    ])
    .await;
    bridge.first().await;
    let uid = bridge.product("Due").uid;
    bridge.on_shop(|shop, _, _| shop.remove_product(uid));
    let figures = bridge.synced(RunKind::Forced).await;
    assert_eq!(figures.created, 1);
    let shown = bridge.product("Due");
    assert_ne!(shown.uid, uid);
    let expected = ["a", "b"].map(|name| hex::encode(Sha256::digest(draw(name))));
    assert_eq!(shown.images, expected);
    assert_eq!(bridge.full().await.unchanged, 2);
}

#[tokio::test]
async fn every_product_is_compared_however_short_the_shops_pages_are() {
    for most in ["250", "7"] {
        let bridge = Bridge::with(many(20)).await;
        bridge.first().await;
        bridge.switch("shop.paginated_max_limit", most);
        by_hand(&bridge, "Prodotto 20", |product| {
            product.description.clear()
        });
        bridge.synced(RunKind::Forced).await;
        assert_eq!(
            bridge.product("Prodotto 20").description,
            "<p>Prodotto 20</p>",
            "{most}"
        );
    }
}
