//! An order larger than the first point's stock.

use ponte_domain::orders::order::{Stage, Waiting};
use ponte_sync::orders::Remedy;

use super::counter::{Counter, FIRST, SECOND};
use crate::goods::simple;

/// Ten mugs at the first point, five at the second, and a shopper who buys twelve.
async fn twelve_mugs() -> (Counter, String) {
    let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 10).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 12)]).await;
    (counter, id)
}

#[tokio::test]
async fn an_order_of_12_over_points_with_10_and_5_becomes_10_and_2_each_naming_the_other() {
    let (counter, id) = twelve_mugs().await;
    counter.pass().await;
    let parts = counter.on_till().await;
    let told: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                part.external_id.clone(),
                part.point.as_str(),
                part.goods.clone(),
            )
        })
        .collect();
    let mugs = |pieces: i64| vec![("MUG".to_owned(), pieces.into())];
    let (first, second) = ("Via dei Tigli", "Piazza Mercato");
    assert_eq!(
        told,
        [
            (format!("ponte-{id}-1"), first, mugs(10)),
            (format!("ponte-{id}-2"), second, mugs(2)),
        ]
    );
    assert!(parts[0].note.contains("Parte 1 di 2"), "{}", parts[0].note);
    assert!(parts[0].note.contains(second), "{}", parts[0].note);
    assert!(parts[1].note.contains("Parte 2 di 2"), "{}", parts[1].note);
    assert!(parts[1].note.contains(first), "{}", parts[1].note);
    assert_eq!(counter.order(&id).await.order.stage, Stage::Delivered);
    // Each once, however often it is looked at.
    counter.later().await;
    counter.later().await;
    assert_eq!(counter.on_till().await.len(), 2);
}

#[tokio::test]
async fn with_the_first_point_off_it_waits_naming_7_missing_pieces_and_goes_by_itself() {
    let (counter, id) = twelve_mugs().await;
    counter.bridge.enable_point("Via dei Tigli", false).await;
    counter.pass().await;
    assert_eq!(counter.on_till().await, []);
    let order = counter.order(&id).await.order;
    let Stage::Waiting {
        reason: Waiting::Stock { missing },
    } = &order.stage
    else {
        panic!("{:?}", order.stage)
    };
    let missing: Vec<_> = missing.iter().map(|line| line.pieces).collect();
    assert_eq!(missing, [7]);
    counter.stock(SECOND, "MUG", 12).await;
    counter.later().await;
    let parts = counter.on_till().await;
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].goods, [("MUG".to_owned(), 12.into())]);
    assert_eq!(counter.order(&id).await.order.stage, Stage::Delivered);
}

#[tokio::test]
async fn what_there_is_goes_when_a_person_says_so_and_the_rest_follows_once() {
    let (counter, id) = twelve_mugs().await;
    counter.bridge.enable_point("Via dei Tigli", false).await;
    // Nothing waits for stock yet.
    assert!(!counter.decide(&id, Remedy::SendWhatThereIs).await);
    counter.pass().await;
    assert_eq!(counter.on_till().await, []);
    assert!(counter.decide(&id, Remedy::SendWhatThereIs).await);
    assert!(!counter.decide(&id, Remedy::SendWhatThereIs).await);
    counter.later().await;
    let pieces = |parts: &[super::looks::OnTill]| -> Vec<_> {
        parts.iter().flat_map(|part| part.goods.clone()).collect()
    };
    let mugs = |pieces: i64| ("MUG".to_owned(), pieces.into());
    assert_eq!(pieces(&counter.on_till().await), [mugs(5)]);
    counter.passes(2).await;
    assert_eq!(
        pieces(&counter.on_till().await),
        [mugs(5)],
        "and waits for the rest"
    );
    assert!(matches!(
        counter.stage(&id).await,
        Stage::Waiting {
            reason: Waiting::Stock { .. }
        }
    ));
    counter.stock(SECOND, "MUG", 30).await;
    counter.passes(3).await;
    assert_eq!(pieces(&counter.on_till().await), [mugs(5), mugs(7)]);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}
