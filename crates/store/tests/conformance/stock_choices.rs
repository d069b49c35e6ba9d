//! What the merchant chose for a product or a variant.

use ponte_store::{
    Tx,
    offers::{ChoiceKind, StockChoice},
};

use crate::fixture::Fixture;

fn choice(kind: ChoiceKind, subject: &str, pieces: u32) -> StockChoice {
    StockChoice {
        kind,
        subject: subject.to_owned(),
        pieces,
    }
}

async fn put(tx: &mut Box<dyn Tx>, choice: &StockChoice) {
    tx.stock_choice_put("s", choice).await.expect("put");
}

pub async fn choices_come_by_kind_and_subject(db: &Fixture) {
    let mut tx = db.write().await;
    let long = "è".repeat(3_000);
    let choices = [
        choice(ChoiceKind::Margin, "A", 0),
        choice(ChoiceKind::Margin, "a", u32::MAX),
        choice(ChoiceKind::Margin, &long, 1),
        choice(ChoiceKind::Figure, "a", 3),
    ];
    for choice in choices.iter().rev() {
        put(&mut tx, choice).await;
    }
    assert_eq!(tx.stock_choices("s").await.expect("read"), choices);
}

pub async fn a_choice_put_again_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    for pieces in [2, 7] {
        let choice = choice(ChoiceKind::Margin, "a", pieces);
        put(&mut tx, &choice).await;
        assert_eq!(tx.stock_choices("s").await.expect("read"), [choice]);
    }
}

pub async fn a_choice_taken_back_is_gone_and_no_other(db: &Fixture) {
    let mut tx = db.write().await;
    let odd = choice(ChoiceKind::Figure, "a\0", 1);
    let others = [
        choice(ChoiceKind::Margin, "b", 1),
        choice(ChoiceKind::Figure, "a", 1),
    ];
    let first = choice(ChoiceKind::Margin, "a", 1);
    for choice in others.iter().chain([&odd, &first]) {
        put(&mut tx, choice).await;
    }
    for taken in [&odd, &first] {
        for _ in 0..2 {
            let back = tx.stock_choice_remove("s", taken.kind, &taken.subject);
            back.await.expect("taken back");
        }
    }
    assert_eq!(tx.stock_choices("s").await.expect("read"), others);
}
