//! One product at a time: brought in step now, left out of the shop, taken back.

use ponte_domain::{finding::Finding, listing::Group, money::Money, settings::Policy};
use ponte_sandbox::{Service, till::edit::ProductEdit};
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::{StartTrouble, products::LookTrouble};

use crate::{
    bridge::Bridge,
    goods::{many, shirt, simple, with_pictures},
};

/// Brings the till's product of that name in step; the run must end well.
async fn one(bridge: &Bridge, name: &str) {
    let id = bridge.id(name);
    by_id(bridge, &id).await;
}

async fn by_id(bridge: &Bridge, id: &str) {
    bridge.world.lock().journal.clear();
    let started = bridge.engine.start_product(&bridge.shop, id, "test").await;
    started.expect("a run begins");
    bridge.work().await;
    let run = bridge.last().await;
    assert_eq!(run.outcome, Some(Outcome::Done), "{run:?}");
    assert_eq!(run.kind, RunKind::One);
}

fn rename(bridge: &Bridge, name: &str, new: &str) {
    let edit = ProductEdit {
        name: Some(new.to_owned()),
        ..Default::default()
    };
    bridge.edit(name, edit);
}

/// Does the work that leaving out or taking back asked for.
async fn left_out(bridge: &Bridge, name: &str) {
    let id = bridge.id(name);
    let left = bridge.engine.leave_out(&bridge.shop, &id, "Marta").await;
    left.expect("kept");
}

#[tokio::test]
async fn one_product_is_read_compared_and_written_and_no_other() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    rename(&bridge, "Prodotto 1", "Uno");
    rename(&bridge, "Prodotto 2", "Due");
    one(&bridge, "Uno").await;
    assert_eq!(bridge.titled("Uno").len(), 1);
    assert_eq!(bridge.titled("Prodotto 2").len(), 1, "another one waits");
    assert_eq!(bridge.writes().values().sum::<u64>(), 1);
    let till = bridge.calls(Service::Till);
    assert_eq!(till["GET /products"], 1, "{till:?}");
    let figures = bridge.full().await;
    assert_eq!((figures.updated, figures.unchanged), (1, 2));
}

#[tokio::test]
async fn an_edit_on_the_shop_is_mended_for_that_product_alone() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    for title in ["Prodotto 1", "Prodotto 2"] {
        let uid = bridge.product(title).uid;
        bridge.on_shop(|shop, now, _| {
            let mut product = shop.products.get(uid).expect("it is there").clone();
            product.description = "Altro".to_owned();
            shop.products.put(product, now);
        });
    }
    one(&bridge, "Prodotto 1").await;
    assert_ne!(bridge.product("Prodotto 1").description, "Altro");
    assert_eq!(bridge.product("Prodotto 2").description, "Altro");
    let groups = vec![Group::Description];
    let name = "Prodotto 1".to_owned();
    assert_eq!(
        bridge.told().await,
        [Finding::EditedOnShop { name, groups }]
    );
}

#[tokio::test]
async fn one_that_the_shop_lost_is_made_again_and_a_new_one_is_made() {
    let bridge = Bridge::with(vec![with_pictures(simple("A", "Uno", "1.00"), &["a"])]).await;
    bridge.first().await;
    let uid = bridge.product("Uno").uid;
    bridge.on_shop(|shop, _, _| shop.remove_product(uid));
    one(&bridge, "Uno").await;
    assert_eq!(bridge.product("Uno").image_count, 1);
    bridge.add(vec![shirt("B", "Due", &["S", "M"])]);
    one(&bridge, "Due").await;
    assert_eq!(bridge.product("Due").variants.len(), 2);
    assert_eq!(bridge.full().await.unchanged, 2);
}

#[tokio::test]
async fn one_that_is_gone_from_the_till_is_hidden() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    let id = bridge.id("Prodotto 1");
    bridge.remove("Prodotto 1");
    by_id(&bridge, &id).await;
    assert_eq!(bridge.product("Prodotto 1").status, 0);
    assert_eq!(bridge.product("Prodotto 2").status, 1);
}

#[tokio::test]
async fn what_is_said_of_other_products_stays_said() {
    let products = vec![
        simple("A", "", "1.00"),
        simple("B", "Due", "1.00"),
        simple("B", "Tre", "1.00"),
    ];
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    assert_eq!(bridge.told().await.len(), 3);
    let edit = ProductEdit {
        sku: Some("C".to_owned()),
        ..Default::default()
    };
    bridge.edit("Tre", edit);
    one(&bridge, "Tre").await;
    assert_eq!(bridge.titled("Tre").len(), 1);
    assert_eq!(bridge.told().await.len(), 2);
}

#[tokio::test]
async fn one_product_waits_for_the_first_synchronisation_and_for_the_run_under_way() {
    let bridge = Bridge::with(many(1)).await;
    let id = bridge.id("Prodotto 1");
    let started = bridge.engine.start_product(&bridge.shop, &id, "test").await;
    assert!(matches!(started, Err(StartTrouble::FirstComesFirst)));
    bridge.first().await;
    bridge.start(RunKind::Full).await;
    let started = bridge.engine.start_product(&bridge.shop, &id, "test").await;
    assert!(matches!(started, Err(StartTrouble::Running(_))));
}

#[tokio::test]
async fn what_the_merchant_leaves_out_is_hidden_and_no_pass_shows_it_until_it_is_taken_back() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    left_out(&bridge, "Prodotto 2").await;
    bridge.work().await;
    assert_eq!(bridge.product("Prodotto 2").status, 0);
    rename(&bridge, "Prodotto 2", "Due");
    for kind in [RunKind::Incremental, RunKind::Full, RunKind::Forced] {
        bridge.synced(kind).await;
        assert_eq!(bridge.product("Prodotto 2").status, 0, "{kind:?}");
        assert_eq!(bridge.writes(), [].into(), "{kind:?}");
    }
    let id = bridge.id("Due");
    let back = bridge.engine.take_back(&bridge.shop, &id, "Marta").await;
    back.expect("kept");
    bridge.work().await;
    assert_eq!(bridge.product("Due").status, 1);
}

#[tokio::test]
async fn what_is_left_out_before_the_first_synchronisation_is_never_made() {
    let bridge = Bridge::with(many(3)).await;
    left_out(&bridge, "Prodotto 2").await;
    let figures = bridge.first().await;
    assert_eq!(figures.created, 2);
    assert!(bridge.titled("Prodotto 2").is_empty());
}

#[tokio::test]
async fn what_is_left_out_during_a_run_is_hidden_by_the_pass_after_it() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    bridge.start(RunKind::Full).await;
    left_out(&bridge, "Prodotto 1").await;
    bridge.work().await;
    let hidden = bridge.product("Prodotto 1").status;
    let jobs = bridge.engine.store().read().await.expect("a database");
    drop(jobs);
    assert_eq!(hidden, 0, "this run had not compared yet");
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let stale = tx.remembered(&bridge.shop, "products stale").await;
    assert_eq!(
        stale.expect("a database"),
        true,
        "another pass is asked for"
    );
}

#[tokio::test]
async fn twelve_left_out_of_twenty_need_no_yes() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    let mut tx = bridge.engine.store().write().await.expect("a database");
    for n in 1..=12 {
        let left = ponte_store::products::LeftOut {
            product: bridge.id(&format!("Prodotto {n}")),
            who: "Marta".to_owned(),
            since: bridge.now(),
        };
        tx.product_leave_out(&bridge.shop, &left)
            .await
            .expect("kept");
    }
    tx.commit().await.expect("kept");
    let figures = bridge.full().await;
    assert_eq!((figures.held, figures.hidden), (0, 12));
}

#[tokio::test]
async fn a_look_at_the_shop_shows_what_is_there_now_and_keeps_nothing() {
    let bridge = Bridge::with(vec![
        shirt("B", "Due", &["S", "M"]),
        simple("A", "Uno", "1.50"),
    ])
    .await;
    let id = bridge.id("Uno");
    let look = async || bridge.engine.look_at_product(&bridge.shop, &id).await;
    assert!(matches!(look().await, Err(LookTrouble::NotListed)));
    bridge
        .choose(|settings| settings.fields.name = Policy::OnCreation)
        .await;
    bridge.first().await;
    let uid = bridge.product("Uno").uid;
    bridge.on_shop(|shop, now, _| {
        let mut product = shop.products.get(uid).expect("it is there").clone();
        product.title = "Unico".to_owned();
        shop.products.put(product, now);
    });
    bridge.world.lock().journal.clear();
    let seen = look().await.expect("an answer");
    assert_eq!(seen.name.as_deref(), Some("Unico"));
    assert_eq!(seen.price, Some(Money(150)));
    assert_eq!(seen.visible, Some(true));
    assert_eq!(seen.categories, ["Casa"]);
    assert_eq!(seen.vat.as_deref(), Some("22"));
    assert_eq!(seen.codes, ["A"]);
    assert_eq!(bridge.calls(Service::Shop).values().sum::<u64>(), 1);
    bridge.on_shop(|shop, _, _| shop.remove_product(uid));
    assert!(matches!(look().await, Err(LookTrouble::Gone)));
}
