//! Many orders, and everything goes wrong now and then: in the end each is there once.

use std::{collections::BTreeMap, time::Duration};

use ponte_domain::orders::order::Stage;
use ponte_sandbox::faults::{Kind, Rule};
use ponte_store::runs::Outcome;
use ponte_sync::worker::Worked;
use ponte_transport::{Randomness, SeededRandom};
use serde_json::json;

use super::counter::{Counter, FIRST, SECOND};
use crate::goods::simple;

/// Pieces of each order on the till.
async fn on_till(counter: &Counter) -> BTreeMap<String, i64> {
    let mut pieces = BTreeMap::new();
    for part in counter.on_till().await {
        let (order, _) = part.external_id["ponte-".len()..]
            .rsplit_once('-')
            .expect("a name");
        let sum: rust_decimal::Decimal = part.goods.iter().map(|(_, pieces)| *pieces).sum();
        let sum: i64 = sum.try_into().expect("pieces");
        *pieces.entry(order.to_owned()).or_default() += sum;
    }
    pieces
}

/// At no time is more of an order on the till than was ordered.
async fn none_too_many(counter: &Counter, ordered: &BTreeMap<String, i64>, context: &str) {
    for (order, pieces) in on_till(counter).await {
        assert!(pieces <= ordered[&order], "{context}: {order}");
    }
}

#[tokio::test]
async fn with_every_third_call_going_wrong_each_order_arrives_once() {
    for seed in 0..5 {
        let random = SeededRandom::new(seed);
        let products = vec![
            simple("MUG", "Tazza", "7.50"),
            simple("PEN", "Penna", "2.00"),
        ];
        let counter = Counter::unsynced(products).await;
        for (index, mugs, pens) in [(FIRST, 40, 9), (SECOND, 60, 90)] {
            counter.stock(index, "MUG", mugs).await;
            counter.stock(index, "PEN", pens).await;
        }
        counter.fill_shop().await;
        let mut ordered = BTreeMap::new();
        let kinds = [
            Kind::Timeout,
            Kind::Drop,
            Kind::Status,
            Kind::Cut,
            Kind::Html,
            Kind::Truncated,
        ];
        let mut engine = counter.bridge.another_engine(seed);
        for round in 0..18 {
            if round < 8 {
                let (mugs, pens) = (random.below(12) as u32 + 1, random.below(5) as u32 + 1);
                let more = json!({"paid": true, "billing": {"fullname": "Maria Rossi",
                    "email": format!("maria{}@example.test", random.below(3))}});
                let id = counter.buy_as(&[("MUG", mugs), ("PEN", pens)], more).await;
                ordered.insert(id, i64::from(mugs + pens));
            }
            let kind = kinds[random.below(kinds.len() as u64) as usize];
            let status = [400, 409, 429, 500, 503][random.below(5) as usize];
            counter.fault(Rule {
                effect: Some(random.below(2) == 0),
                probability: Some(0.33),
                status: (kind == Kind::Status).then_some(status),
                ..Rule::new(None, kind)
            });
            if random.below(4) == 0 {
                engine = counter.bridge.another_engine(seed * 100 + round);
            }
            counter.bridge.clock.advance(Duration::from_secs(300));
            counter.pass_of(&engine).await;
            counter.mend();
            none_too_many(&counter, &ordered, &format!("seed {seed}, round {round}")).await;
        }
        let mut last = Worked::Nothing;
        for _ in 0..12 {
            counter.bridge.clock.advance(Duration::from_secs(300));
            last = counter.pass_of(&engine).await;
        }
        assert!(
            matches!(last, Worked::Ended(Outcome::Done)),
            "seed {seed}: {last:?}"
        );
        none_too_many(&counter, &ordered, &format!("seed {seed}")).await;
        let there = on_till(&counter).await;
        for (order, pieces) in &ordered {
            match counter.stage(order).await {
                Stage::Delivered => assert_eq!(there.get(order), Some(pieces), "seed {seed}"),
                // A till that said "it exists" of an order that it does not have: a person looks.
                Stage::NeedsAttention { .. } => {
                    let attention = counter.attention(order).await;
                    let lost = matches!(
                        attention,
                        ponte_domain::orders::order::Attention::NotFoundOnTill { .. }
                    );
                    assert!(lost, "seed {seed}: {attention:?}");
                }
                stage => panic!("seed {seed}: {order} {stage:?}"),
            }
        }
    }
}
