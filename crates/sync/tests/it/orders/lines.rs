//! Which articles an order's lines mean, and how they share what there is.

use ponte_domain::{
    orders::order::{Stage, Waiting},
    settings::UnknownLines,
};
use ponte_sandbox::till::edit::{ProductEdit, RenameValue};
use serde_json::json;

use super::counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME};
use crate::{
    bridge::Bridge,
    goods::{shirt, simple},
};

/// The shop's own product, with its own code or none; its uid.
fn own(counter: &Counter, sku: &str, name: &str) -> u64 {
    let mut product = simple(sku, name, "3.00");
    product.variants[0].stock = vec![50.into()];
    let bridge = &counter.bridge;
    bridge.on_shop(|shop, now, random| shop.add_own_product(&product, now, random))
}

#[tokio::test]
async fn two_lines_of_one_article_draw_on_one_figure() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    // The shop sells the till's one article as two products.
    own(&counter, "MUG", "Tazza in offerta");
    counter.stock(FIRST, "MUG", 10).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    let uids: Vec<u64> = counter
        .bridge
        .shelf()
        .products
        .iter()
        .map(|it| it.uid)
        .collect();
    let lines = json!([{"uid": uids[0], "count": 8}, {"uid": uids[1], "count": 6}]);
    let id = counter
        .buy_as(&[], json!({"lines": lines, "paid": true}))
        .await;
    counter.pass().await;
    let mugs = |point: &str, pieces: i64| (point.to_owned(), pieces);
    assert_eq!(
        counter.pieces().await,
        [mugs(FIRST_NAME, 10), mugs(SECOND_NAME, 4)]
    );
    let whole = counter.order(&id).await;
    let lines: Vec<_> = whole.parts[0]
        .part
        .lines
        .iter()
        .map(|line| line.pieces)
        .collect();
    assert_eq!(lines, [8, 2]);
    assert_eq!(whole.order.stage, Stage::Delivered);
}

#[tokio::test]
async fn two_lines_of_one_article_wait_where_their_sum_is_not_there() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    own(&counter, "MUG", "Tazza in offerta");
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let uids: Vec<u64> = counter
        .bridge
        .shelf()
        .products
        .iter()
        .map(|it| it.uid)
        .collect();
    let lines = json!([{"uid": uids[0], "count": 3}, {"uid": uids[1], "count": 3}]);
    let id = counter
        .buy_as(&[], json!({"lines": lines, "paid": true}))
        .await;
    counter.pass().await;
    assert_eq!(counter.lacks(&id).await, [1]);
    assert_eq!(counter.on_till().await, []);
}

#[tokio::test]
async fn an_empty_code_matches_nobody() {
    // The till has an article without a code too.
    let products = vec![simple("MUG", "Tazza", "7.50"), simple("", "Corso", "90.00")];
    let counter = Counter::over(Bridge::with(products).await);
    let uid = own(&counter, "", "Buono regalo");
    let lines = json!([{"uid": uid, "count": 1}]);
    let id = counter
        .buy_as(&[], json!({"lines": lines, "paid": true}))
        .await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&id).await, Stage::NotForTheTill);
    assert_eq!(counter.on_till().await, []);
    assert_eq!(counter.kinds().await, ["shipping_unmapped"]);
}

/// A mug that the till knows and a gift card that it does not, bought together.
async fn with_a_gift_card(setting: UnknownLines) -> (Counter, String) {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    own(&counter, "GIFT", "Buono regalo");
    counter.stock(FIRST, "MUG", 10).await;
    counter.fill_shop().await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("GIFT", 5, now));
    counter
        .choose(|orders| orders.unknown_lines = setting)
        .await;
    let id = counter.buy(&[("MUG", 2), ("GIFT", 1)]).await;
    counter.pass().await;
    (counter, id)
}

#[tokio::test]
async fn lines_that_the_till_does_not_know_are_left_out_and_named_in_the_note() {
    let (counter, id) = with_a_gift_card(UnknownLines::LeaveOut).await;
    let parts = counter.on_till().await;
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].goods, [("MUG".to_owned(), 2.into())]);
    assert!(
        parts[0].note.contains("Non in cassa: Buono regalo"),
        "{}",
        parts[0].note
    );
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn with_the_setting_an_order_with_unknown_lines_waits_until_the_till_knows_them() {
    let (counter, id) = with_a_gift_card(UnknownLines::Wait).await;
    let titles = vec!["Buono regalo".to_owned()];
    assert_eq!(counter.waits(&id).await, Waiting::UnknownLines { titles });
    assert_eq!(counter.on_till().await, []);
    counter.bridge.add(vec![simple("GIFT", "Buono", "3.00")]);
    counter.stock(FIRST, "GIFT", 5).await;
    counter.passes(4).await;
    let goods = [("MUG".to_owned(), 2.into()), ("GIFT".to_owned(), 1.into())];
    assert_eq!(counter.on_till().await[0].goods, goods);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn an_order_of_an_article_that_is_new_on_the_till_goes_once_it_is_there() {
    let counter = Counter::over(Bridge::with(Vec::new()).await);
    own(&counter, "NEW", "Novità");
    let id = counter.buy(&[("NEW", 1)]).await;
    counter.pass().await;
    assert_eq!(counter.stage(&id).await, Stage::NotForTheTill);
    counter.bridge.add(vec![simple("NEW", "Novità", "3.00")]);
    counter.stock(FIRST, "NEW", 5).await;
    counter.passes(4).await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn a_line_that_names_a_past_place_is_found() {
    let counter = Counter::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    counter.stock(FIRST, "SH-S", 4).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("SH-S", 1)]).await;
    // Its value gets another name and it another code, and the shop follows, before anybody looked.
    let variant = Some(counter.variant("SH-S"));
    counter.bridge.edit(
        "Camicia",
        ProductEdit {
            rename_value: Some(RenameValue {
                option: "Taglia".to_owned(),
                from: "S".to_owned(),
                to: "Piccola".to_owned(),
            }),
            variant,
            sku: Some("SMALL".to_owned()),
            ..ProductEdit::default()
        },
    );
    counter.bridge.full().await;
    counter.pass().await;
    let goods = [("SMALL".to_owned(), 1.into())];
    assert_eq!(counter.on_till().await[0].goods, goods);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}
