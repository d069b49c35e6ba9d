//! What the merchant's page lists follows each pass.

use ponte_domain::{
    finding::Obstacle,
    money::Money,
    why::{Answer, Question},
};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::{
    products::{ListedAs, ProductRow, ProductStanding},
    runs::RunKind,
};

use crate::{
    bridge::Bridge,
    goods::{many, shirt, simple},
};

async fn rows(bridge: &Bridge) -> Vec<ProductRow> {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let page = tx
        .products_page(&bridge.shop, None, "", ("", ""), 100)
        .await;
    page.expect("a database")
}

async fn standings(bridge: &Bridge) -> Vec<(String, ProductStanding)> {
    let rows = rows(bridge).await.into_iter();
    rows.map(|row| (row.name.clone(), row.standing())).collect()
}

fn named(expected: &[(&str, ProductStanding)]) -> Vec<(String, ProductStanding)> {
    let owned = |(name, standing): &(&str, ProductStanding)| ((*name).to_owned(), *standing);
    expected.iter().map(owned).collect()
}

#[tokio::test]
async fn a_dry_run_fills_the_list_and_the_first_synchronisation_moves_it() {
    let mut off = simple("D", "Quattro", "1.00");
    off.ecommerce = false;
    let products = vec![
        simple("A", "Uno", "1.00"),
        shirt("B", "Due", &["S", "M"]),
        simple("A", "Tre", "1.00"),
        off,
    ];
    let bridge = Bridge::with(products).await;
    bridge.synced(RunKind::DryRun).await;
    let (attention, not) = (ProductStanding::Attention, ProductStanding::NotMeant);
    let waiting = ProductStanding::Waiting;
    let dry = [
        ("Due", waiting),
        ("Quattro", not),
        ("Tre", attention),
        ("Uno", attention),
    ];
    assert_eq!(standings(&bridge).await, named(&dry));
    bridge.first().await;
    let found = rows(&bridge).await;
    assert_eq!(found[0].listed, ListedAs::Visible);
    assert_eq!((found[0].variants, found[0].price), (2, Some(Money(2500))));
    assert!(found[0].searched.contains("b-m"), "{}", found[0].searched);
    let codes = vec!["A".to_owned()];
    let trouble = &found[2].troubles[0];
    assert_eq!(trouble.question, Question::Codes);
    let obstacles = vec![Obstacle::DuplicateCode { codes }];
    assert_eq!(trouble.answer, Answer::No { obstacles });
}

#[tokio::test]
async fn a_refusal_shows_at_once_and_until_the_shop_takes_it() {
    let bridge = Bridge::with(many(2)).await;
    let rule = Rule {
        method: Some("POST".to_owned()),
        path: Some("/products/product.json".to_owned()),
        status: Some(400),
        times: Some(1),
        ..Rule::new(Service::Shop, Kind::Status)
    };
    bridge.world.lock().faults.add(rule).expect("a rule");
    bridge.first().await;
    let (listed, attention) = (ProductStanding::Listed, ProductStanding::Attention);
    let found = rows(&bridge).await;
    let refused: Vec<_> = found.iter().filter(|row| !row.refused.is_empty()).collect();
    assert!(refused.len() == 1 && refused[0].refused.contains("a fault of the sandbox"));
    let mut stand: Vec<_> = found.iter().map(ProductRow::standing).collect();
    stand.sort();
    assert_eq!(stand, [listed, attention]);
    bridge.full().await;
    assert!(
        rows(&bridge)
            .await
            .iter()
            .all(|row| row.standing() == listed)
    );
}

#[tokio::test]
async fn what_is_gone_from_the_till_leaves_the_list_when_the_shop_no_longer_shows_it() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    bridge.remove("Prodotto 2");
    bridge.full().await;
    let found = rows(&bridge).await;
    let gone = found.iter().find(|row| row.name == "Prodotto 2");
    assert_eq!(gone.expect("hidden a moment ago").listed, ListedAs::Hidden);
    bridge.full().await;
    assert_eq!(rows(&bridge).await.len(), 2);
}

#[tokio::test]
async fn the_till_s_small_lists_are_kept_for_the_page() {
    let bridge = Bridge::with(many(1)).await;
    bridge.first().await;
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let kept = tx.surroundings(&bridge.shop).await.expect("a database");
    let (lists, _) = kept.expect("they were read");
    assert_eq!(lists.categories.len(), 1);
    assert_eq!(lists.enabled_points.len(), 2);
}
