//! What the parts cost: to the cent, and shipping and fee on the first.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::counter::{Counter, FIRST, SECOND};
use crate::goods::{dec, simple};

/// Cups at 3.33 and pens at 1.01, spread over both points.
async fn cups_and_pens() -> Counter {
    let products = vec![
        simple("CUP", "Coppa", "3.33"),
        simple("PEN", "Penna", "1.01"),
    ];
    let counter = Counter::unsynced(products).await;
    for (index, cups, pens) in [(FIRST, 4, 1), (SECOND, 9, 9)] {
        counter.stock(index, "CUP", cups).await;
        counter.stock(index, "PEN", pens).await;
    }
    counter.fill_shop().await;
    counter
}

async fn amounts(counter: &Counter) -> Vec<Decimal> {
    let parts = counter.on_till().await;
    parts.iter().map(|part| part.amount).collect()
}

async fn total(counter: &Counter, order: &str) -> Decimal {
    let order = counter.shop_order(order).await;
    let total = &order["total"];
    let text = total
        .as_str()
        .map_or_else(|| total.to_string(), str::to_owned);
    text.parse().expect("a decimal")
}

/// Charges of the first row that is one, by part.
async fn charges(counter: &Counter) -> Vec<Decimal> {
    let dump = counter
        .control(http::Method::GET, "till/orders", json!({}))
        .await;
    let of = |order: &Value| -> Decimal {
        let rows = order["rows"].as_array().expect("rows").iter();
        rows.filter(|row| row["shipping"] == true)
            .map(|row| {
                row["price"]
                    .as_str()
                    .expect("a price")
                    .parse::<Decimal>()
                    .expect("a price")
            })
            .sum()
    };
    dump.as_array().expect("orders").iter().map(of).collect()
}

#[tokio::test]
async fn without_a_coupon_each_piece_costs_what_the_shop_says_and_charges_go_on_part_1() {
    let counter = cups_and_pens().await;
    let more = json!({"paid": true, "payment": {"method": "mark", "fee": "2.50"},
        "shipping": {"profile": "corriere", "amount": "6.90"}});
    let id = counter.buy_as(&[("CUP", 6), ("PEN", 3)], more).await;
    counter.pass().await;
    // 4 × 3.33 + 1.01 + 6.90 + 2.50, and 2 × 3.33 + 2 × 1.01.
    assert_eq!(amounts(&counter).await, [dec("23.73"), dec("8.68")]);
    assert_eq!(charges(&counter).await, [dec("9.40"), dec("0")]);
    assert_eq!(total(&counter, &id).await, dec("32.41"));
}

#[tokio::test]
async fn with_a_coupon_the_parts_make_the_orders_total_to_the_cent() {
    let coupons = [
        json!({"code": "SETTE", "kind": "percent", "value": "7"}),
        json!({"code": "TERZO", "kind": "percent", "value": "33.33"}),
        json!({"code": "CINQUE", "kind": "amount", "value": "5.01"}),
        json!({"code": "TUTTO", "kind": "amount", "value": "500"}),
        json!({"code": "CENTO", "kind": "percent", "value": "100"}),
    ];
    for coupon in coupons {
        let counter = cups_and_pens().await;
        let more = json!({"paid": true, "coupon": coupon.clone(),
            "shipping": {"profile": "corriere", "amount": "4.95"}});
        let id = counter.buy_as(&[("CUP", 7), ("PEN", 5)], more).await;
        counter.pass().await;
        let amounts = amounts(&counter).await;
        assert_eq!(amounts.len(), 2, "{coupon}");
        let sum: Decimal = amounts.iter().sum();
        assert_eq!(sum, total(&counter, &id).await, "{coupon}");
        assert_eq!(charges(&counter).await, [dec("4.95"), dec("0")], "{coupon}");
    }
}

#[tokio::test]
async fn what_the_till_is_told_as_the_amount_is_the_sum_of_the_rows() {
    let counter = cups_and_pens().await;
    let more = json!({"paid": true, "coupon": {"code": "S", "kind": "percent", "value": "7"}});
    counter.buy_as(&[("CUP", 7), ("PEN", 5)], more).await;
    counter.pass().await;
    let sent = counter.all_sent();
    for (sent, amount) in sent.iter().zip(amounts(&counter).await) {
        let told: Decimal = sent["document"]["amount"]
            .to_string()
            .parse()
            .expect("a decimal");
        assert_eq!(told, amount);
    }
    assert_eq!(sent.len(), 2);
}

#[tokio::test]
async fn what_is_left_out_keeps_its_share_of_the_money() {
    let counter = cups_and_pens().await;
    let mut gift = simple("GIFT", "Buono", "10.00");
    gift.variants[0].stock = vec![9.into()];
    let bridge = &counter.bridge;
    bridge.on_shop(|shop, now, random| shop.add_own_product(&gift, now, random));
    let more = json!({"paid": true, "coupon": {"code": "D", "kind": "percent", "value": "10"}});
    counter.buy_as(&[("CUP", 10), ("GIFT", 1)], more).await;
    counter.pass().await;
    let sum: Decimal = amounts(&counter).await.iter().sum();
    assert_eq!(sum, dec("29.97"));
}
