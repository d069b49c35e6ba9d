//! *Aggiorna Dati*: a key is tried before it is kept.

use ponte_domain::finding::Finding;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::points::SalesPoint;
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::account::{KeyTrouble, Permission};

use crate::{
    bridge::Bridge,
    goods::{many, simple},
};

async fn points(bridge: &Bridge) -> Vec<SalesPoint> {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    tx.points(&bridge.shop).await.expect("a database")
}

fn shown(points: &[SalesPoint]) -> Vec<(&str, i64, bool, bool)> {
    let shown = points.iter();
    shown
        .map(|point| {
            (
                point.name.as_str(),
                point.position,
                point.enabled,
                point.gone,
            )
        })
        .collect()
}

#[tokio::test]
async fn the_first_time_all_points_are_on() {
    let bridge = Bridge::new().await;
    let expected = [
        ("Via dei Tigli", 1, true, false),
        ("Piazza Mercato", 2, true, false),
    ];
    assert_eq!(shown(&points(&bridge).await), expected);
}

#[tokio::test]
async fn a_point_that_is_new_comes_last_and_switched_off_with_a_finding() {
    let bridge = Bridge::new().await;
    bridge.till(|till, _, _| till.add_sales_point("Outlet", "Mestre"));
    bridge
        .engine
        .refresh_account(&bridge.shop)
        .await
        .expect("the till answers");
    let points = points(&bridge).await;
    assert_eq!(shown(&points)[2], ("Outlet", 3, false, false));
    let told = Finding::SalesPoint {
        name: "Outlet".to_owned(),
        gone: false,
    };
    assert_eq!(bridge.findings().await, [(points[2].id.to_string(), told)]);
}

#[tokio::test]
async fn a_point_that_the_till_no_longer_lists_stays_marked_as_gone_until_it_is_back() {
    let bridge = Bridge::new().await;
    let id = points(&bridge).await[1].id;
    for gone in [true, false] {
        bridge
            .till(|till, _, _| till.enable_sales_point(id, !gone))
            .expect("it is there");
        bridge
            .engine
            .refresh_account(&bridge.shop)
            .await
            .expect("the till answers");
        assert_eq!(
            shown(&points(&bridge).await)[1],
            ("Piazza Mercato", 2, true, gone)
        );
    }
}

#[tokio::test]
async fn what_the_merchant_chose_for_a_point_stays_when_the_till_is_read_again() {
    let bridge = Bridge::new().await;
    let mut chosen = points(&bridge).await.remove(0);
    (chosen.enabled, chosen.counts, chosen.receives) = (false, false, false);
    chosen.reserve = 3;
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let put = tx.point_put(&bridge.shop, &chosen).await;
    put.expect("a database");
    tx.commit().await.expect("a database");
    bridge
        .engine
        .refresh_account(&bridge.shop)
        .await
        .expect("the till answers");
    assert_eq!(points(&bridge).await[0], chosen);
}

#[tokio::test]
async fn a_wrong_key_is_told_and_nothing_is_kept() {
    let bridge = Bridge::new().await;
    let kept = points(&bridge).await;
    let wrong = "3b9c0e9e-0000-4000-8000-0000000000c1";
    let tried = bridge.engine.try_till_key(&bridge.shop, wrong.into()).await;
    assert!(matches!(tried, Err(KeyTrouble::Unknown)), "{tried:?}");
    for no_key in ["", "  ", "two words"] {
        let tried = bridge
            .engine
            .try_till_key(&bridge.shop, no_key.into())
            .await;
        assert!(matches!(tried, Err(KeyTrouble::NotAKey)), "{tried:?}");
    }
    assert_eq!(points(&bridge).await, kept);
}

#[tokio::test]
async fn a_key_without_licence_is_told_apart() {
    let bridge = Bridge::new().await;
    bridge.till(|till, _, _| till.licensed = false);
    let checked = bridge.engine.refresh_account(&bridge.shop).await;
    assert!(matches!(checked, Err(KeyTrouble::NoLicence)), "{checked:?}");
}

#[tokio::test]
async fn a_till_that_is_away_is_told_and_nothing_changes() {
    let bridge = Bridge::new().await;
    bridge.till(|till, _, _| till.add_sales_point("Outlet", "Mestre"));
    let kept = points(&bridge).await;
    for kind in [Kind::Status, Kind::Timeout, Kind::Html, Kind::Cut] {
        let rule = Rule::new(Service::Till, kind);
        let fault = bridge.world.lock().faults.add(rule).expect("a rule");
        let checked = bridge.engine.refresh_account(&bridge.shop).await;
        assert!(
            matches!(checked, Err(KeyTrouble::NoAnswer(_))),
            "{kind:?}: {checked:?}"
        );
        bridge.world.lock().faults.remove(fault);
        assert_eq!(points(&bridge).await, kept);
    }
}

#[tokio::test]
async fn each_permission_that_is_missing_is_named_until_it_is_there() {
    let scopes = [
        ("read_salespoint", Permission::SalesPoints),
        ("read_category", Permission::Categories),
        ("read_product", Permission::Products),
        ("read_department", Permission::Departments),
        ("read_tax", Permission::Taxes),
        ("read_salesmode", Permission::SalesModes),
        ("read_stock", Permission::Stocks),
        ("read_order", Permission::Orders),
        ("read_customer", Permission::Customers),
        ("read_organization", Permission::Customers),
    ];
    let bridge = Bridge::new().await;
    for (scope, permission) in scopes {
        bridge.till(|till, _, _| till.scopes.remove(scope));
        let checked = bridge.engine.refresh_account(&bridge.shop).await;
        assert_eq!(checked.expect("the till answers").missing, [permission]);
        let expected = [(permission.name().to_owned(), Finding::MissingPermission)];
        let findings = bridge.findings().await;
        let missing: Vec<_> = findings
            .into_iter()
            .filter(|(_, finding)| *finding == Finding::MissingPermission)
            .collect();
        assert_eq!(missing, expected);
        bridge.till(|till, _, _| till.scopes.insert(scope.to_owned()));
    }
    let checked = bridge.engine.refresh_account(&bridge.shop).await;
    assert_eq!(checked.expect("the till answers").missing, []);
    assert_eq!(bridge.told().await, []);
    let points = points(&bridge).await;
    assert!(
        points.iter().all(|point| point.enabled && !point.gone),
        "{points:?}"
    );
}

#[tokio::test]
async fn a_run_whose_key_lost_a_permission_ends_and_says_which_trouble_it_is() {
    let bridge = Bridge::with(many(2)).await;
    bridge.till(|till, _, _| till.scopes.remove("read_product"));
    let run = bridge.sync(RunKind::First).await;
    let failed = |cause: &str| matches!(&run.outcome, Some(Outcome::Failed { cause: told, .. }) if told == cause);
    assert!(failed("till_permission"), "{run:?}");
}

#[tokio::test]
async fn a_key_without_price_lists_still_lists_at_base_prices() {
    let bridge = Bridge::with(vec![simple("A", "Uno", "1.00")]).await;
    bridge.till(|till, _, _| till.scopes.remove("read_salesmode"));
    assert_eq!(bridge.first().await.created, 1);
}

#[tokio::test]
async fn shop_keys_that_may_only_read_end_the_run_and_say_so() {
    let bridge = Bridge::with(many(2)).await;
    bridge.on_shop(|shop, _, _| {
        use ponte_sandbox::shop::pairs::Access;
        shop.pairs
            .iter_mut()
            .for_each(|pair| pair.access = Access::Read);
    });
    let run = bridge.sync(RunKind::First).await;
    let Some(Outcome::Failed { cause, .. }) = &run.outcome else {
        panic!("{run:?}");
    };
    assert_eq!(cause, "read_only_shop_keys");
}

#[tokio::test]
async fn revoked_shop_keys_end_the_run_and_say_so() {
    let bridge = Bridge::with(many(2)).await;
    bridge.on_shop(|shop, _, _| shop.pairs.clear());
    let run = bridge.sync(RunKind::First).await;
    let Some(Outcome::Failed { cause, .. }) = &run.outcome else {
        panic!("{run:?}");
    };
    assert_eq!(cause, "wrong_shop_keys");
}

#[tokio::test]
async fn an_empty_list_of_points_says_nothing_of_any_of_them() {
    let bridge = Bridge::new().await;
    let before = points(&bridge).await;
    bridge.till(|till, _, _| till.scopes.remove("read_salespoint"));
    let check = bridge.engine.refresh_account(&bridge.shop).await;
    let missing = check.expect("the key still works").missing;
    assert_eq!(missing, [ponte_sync::account::Permission::SalesPoints]);
    assert_eq!(points(&bridge).await, before);
}
