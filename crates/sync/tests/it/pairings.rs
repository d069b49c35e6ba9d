//! *Abbinamenti*: what a person paired is used, and stays.

use ponte_sandbox::{
    Service,
    catalogue::Product,
    faults::{Kind, Rule},
};
use ponte_store::runs::RunKind;
use ponte_sync::{
    orders::Names,
    pairings::{Known, known},
};
use serde_json::json;

use crate::{
    bridge::Bridge,
    goods::{dec, simple},
    orders::counter::{Counter, FIRST},
};

fn in_category(sku: &str, name: &str, category: &str) -> Product {
    Product {
        category: category.to_owned(),
        ..simple(sku, name, "7.50")
    }
}

/// Two categories, listed.
async fn listed() -> Bridge {
    let bridge = Bridge::with(vec![
        in_category("MUG", "Tazza", "Tazze"),
        in_category("PEN", "Penna", "Penne"),
    ])
    .await;
    bridge.first().await;
    bridge
}

async fn names(bridge: &Bridge) -> Known {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    known(&mut *tx, &bridge.shop).await.expect("a database")
}

/// The till's id of a category.
async fn category(bridge: &Bridge, name: &str) -> String {
    let all = names(bridge).await.till.categories;
    let found = all.into_iter().find(|(_, known)| known == name);
    found.expect("a category of that name").0
}

/// The shop's number of one.
async fn on_shop(bridge: &Bridge, name: &str) -> i64 {
    let all = names(bridge).await.categories;
    let found = all.into_iter().find(|(_, known)| known == name);
    found.expect("a category of that name").0
}

/// The next pass that a change wakes.
async fn woken(bridge: &Bridge) {
    bridge.synced(RunKind::Incremental).await;
}

#[tokio::test]
async fn a_category_that_a_person_paired_is_written_by_the_next_pass_and_stays_when_names_change() {
    let bridge = listed().await;
    bridge
        .engine
        .read_pairings(&bridge.shop)
        .await
        .expect("both sides");
    let till = category(&bridge, "Tazze").await;
    let pens = on_shop(&bridge, "Penne").await;
    let paired = bridge.engine.pair_category(&bridge.shop, &till, Some(pens));
    paired.await.expect("a database");
    woken(&bridge).await;
    assert_eq!(
        bridge.product("Tazza").categories,
        bridge.product("Penna").categories
    );
    // A new name on the till makes no new category of it.
    let renamed = bridge.till(|till_side, now, _| till_side.rename_category(&till, "Cup", now));
    renamed.expect("it is there");
    bridge.full().await;
    assert_eq!(
        bridge.product("Tazza").categories,
        bridge.product("Penna").categories
    );
    // Nothing is left to be done.
    bridge.full().await;
    assert!(bridge.writes().is_empty(), "{:?}", bridge.writes());
    // Taken back, Ponte finds its own again.
    let freed = bridge.engine.pair_category(&bridge.shop, &till, None);
    freed.await.expect("a database");
    woken(&bridge).await;
    assert_ne!(
        bridge.product("Tazza").categories,
        bridge.product("Penna").categories
    );
}

#[tokio::test]
async fn a_vat_profile_that_a_person_paired_is_written_by_the_next_pass() {
    let bridge = listed().await;
    let title = "Ordinaria del negozio";
    bridge.on_shop(|shop, now, random| {
        shop.add_tax(title.to_owned(), dec("22"), Vec::new(), now, random)
    });
    let shown = |product: &str| bridge.product(product).tax.map(|tax| tax.title);
    bridge
        .engine
        .read_pairings(&bridge.shop)
        .await
        .expect("both sides");
    let known = names(&bridge).await;
    let own = known.profiles.iter().find(|profile| profile.title == title);
    let own = own.expect("the shop's profile").id.clone();
    let tax = known
        .till
        .taxes
        .iter()
        .find(|tax| tax.key.as_deref() == Some("22"));
    let tax = tax.expect("the till's tax").id.clone();
    let pair = async |profile| {
        let paired = bridge.engine.pair_tax(&bridge.shop, &tax, profile).await;
        assert!(paired.expect("a database"));
        woken(&bridge).await;
    };
    assert_ne!(shown("Tazza").as_deref(), Some(title));
    pair(Some(own.as_str())).await;
    for product in ["Tazza", "Penna"] {
        assert_eq!(shown(product).as_deref(), Some(title));
    }
    bridge.full().await;
    assert!(bridge.writes().is_empty(), "{:?}", bridge.writes());
    pair(None).await;
    assert_ne!(shown("Tazza").as_deref(), Some(title));
    let unknown = bridge.engine.pair_tax(&bridge.shop, "nobody", None).await;
    assert!(!unknown.expect("a database"));
}

#[tokio::test]
async fn both_sides_are_read_with_a_call_for_each_list_and_a_side_that_is_away_changes_nothing() {
    let bridge = listed().await;
    bridge.world.lock().journal.clear();
    bridge
        .engine
        .read_pairings(&bridge.shop)
        .await
        .expect("both sides");
    let till: u64 = bridge.calls(Service::Till).values().sum();
    let shop: u64 = bridge.calls(Service::Shop).values().sum();
    // The till wants a token first.
    assert!(till <= 3 && shop == 2, "{till} and {shop}");
    let before = names(&bridge).await;
    let away = Rule {
        status: Some(500),
        ..Rule::new(Some(Service::Shop), Kind::Status)
    };
    bridge.world.lock().faults.add(away).expect("a rule");
    let read = bridge.engine.read_pairings(&bridge.shop).await;
    assert!(matches!(
        read,
        Err(ponte_sync::pairings::ReadTrouble::Shop(_))
    ));
    assert_eq!(names(&bridge).await, before);
}

#[tokio::test]
async fn names_that_orders_come_with_are_remembered_when_the_orders_are_done_with() {
    let mug = simple("MUG", "Tazza", "7.50");
    let counter = Counter::unsynced(vec![mug]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let more = json!({"payment": {"method": "mark", "fee": "3.00"},
        "shipping": {"profile": "corriere", "amount": "5.00"}});
    let id = counter.buy_as(&[("MUG", 1)], more).await;
    counter.pass().await;
    counter.cancel(&id).await;
    counter.passes(2).await;
    let mut tx = counter
        .bridge
        .engine
        .store()
        .read()
        .await
        .expect("a database");
    let names = Names::seen(&mut *tx, &counter.bridge.shop).await;
    let names = names.expect("a database");
    assert!(names.shipping.contains("corriere"), "{names:?}");
    assert!(names.payments.contains("mark"), "{names:?}");
}
