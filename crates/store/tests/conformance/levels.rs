//! Levels, and what points withhold.

use ponte_domain::orders::withheld::Withheld;
use ponte_store::{
    Tx,
    levels::{Level, WithheldRow},
};

use crate::{
    fixture::Fixture,
    samples::{at, level, reading, withheld},
};

async fn put(tx: &mut Box<dyn Tx>, levels: &[Level]) {
    tx.levels_put("s", levels).await.expect("put");
}

async fn levels(tx: &mut Box<dyn Tx>, variants: &[&str]) -> Vec<Level> {
    let variants: Vec<String> = variants.iter().map(|&id| id.to_owned()).collect();
    tx.levels("s", &variants).await.expect("read")
}

pub async fn a_level_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let kept = Level {
        managed: false,
        reading: reading("-3.250", "7", 1),
        ..level("v", 101, "0", 1)
    };
    put(&mut tx, std::slice::from_ref(&kept)).await;
    put(&mut tx, &[]).await;
    assert_eq!(levels(&mut tx, &["v", "other"]).await, [kept]);
    assert!(levels(&mut tx, &[]).await.is_empty());
}

pub async fn figures_come_back_exactly(db: &Fixture) {
    let mut tx = db.write().await;
    let figures = [
        "0",
        "1.50",
        "-0.001",
        "-12",
        "0.1000000000000000000000000001",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
    ];
    for (point, figure) in (1..).zip(figures) {
        let kept = Level {
            reading: reading(figure, figure, 1),
            ..level("v", point, figure, 1)
        };
        put(&mut tx, &[kept]).await;
    }
    let found = levels(&mut tx, &["v"]).await;
    let told = |level: &Level| {
        let Level { reading, .. } = level;
        (reading.quantity.to_string(), reading.outgoing.to_string())
    };
    let told: Vec<(String, String)> = found.iter().map(told).collect();
    assert_eq!(told, figures.map(|it| (it.to_owned(), it.to_owned())));
}

pub async fn a_reading_that_began_earlier_changes_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &[level("v", 1, "5", 20)]).await;
    let earlier = Level {
        managed: false,
        ..level("v", 1, "9", 19)
    };
    // Beside one that is new: of one statement some rows count and some do not.
    put(&mut tx, &[earlier, level("w", 1, "3", 19)]).await;
    let expected = [level("v", 1, "5", 20), level("w", 1, "3", 19)];
    assert_eq!(levels(&mut tx, &["v", "w"]).await, expected);
    put(&mut tx, &[level("v", 1, "4", 20)]).await;
    put(&mut tx, &[level("w", 1, "2", 21)]).await;
    let expected = [level("v", 1, "4", 20), level("w", 1, "2", 21)];
    assert_eq!(levels(&mut tx, &["w", "v"]).await, expected);
}

pub async fn a_level_that_is_told_twice_is_kept_once(db: &Fixture) {
    let mut tx = db.write().await;
    let told = [
        level("v", 1, "1", 5),
        level("v", 1, "2", 6),
        level("v", 1, "3", 4),
        level("w", 1, "1", 5),
        level("w", 1, "2", 5),
        level("w", 2, "7", 5),
    ];
    put(&mut tx, &told).await;
    let expected = [
        level("v", 1, "2", 6),
        level("w", 1, "2", 5),
        level("w", 2, "7", 5),
    ];
    assert_eq!(levels(&mut tx, &["v", "w"]).await, expected);
    let odd = [level("\0", 1, "1", 5), level("\u{fffd}", 1, "2", 5)];
    put(&mut tx, &odd).await;
    assert_eq!(levels(&mut tx, &["\0"]).await, odd[1..]);
}

pub async fn levels_come_by_variant_and_point_however_many_are_asked_for(db: &Fixture) {
    let mut tx = db.write().await;
    let ids: Vec<String> = (0..2_500).map(|n| format!("{n:04}")).collect();
    let kept = |point| ids.iter().rev().map(move |id| level(id, point, "1", 0));
    let all: Vec<Level> = [2, -1, 1].into_iter().flat_map(kept).collect();
    put(&mut tx, &all).await;
    let asked: Vec<String> = ids.iter().rev().chain(&ids).cloned().collect();
    let found = tx.levels("s", &asked).await.expect("read");
    let found: Vec<(&str, i64)> = found.iter().map(|it| (&*it.variant, it.point)).collect();
    let expected: Vec<(&str, i64)> = ids
        .iter()
        .flat_map(|id| [-1, 1, 2].map(|point| (&**id, point)))
        .collect();
    assert_eq!(found, expected);
}

pub async fn withheld_pieces_come_back_by_point_variant_order_and_number(db: &Fixture) {
    let mut tx = db.write().await;
    let rows = [
        withheld(1, "a", "o", 1),
        withheld(1, "a", "o", 2),
        withheld(1, "a", "p", 1),
        withheld(1, "b", "o", 1),
        withheld(2, "a", "o", 1),
    ];
    for row in rows.iter().rev() {
        tx.withheld_put("s", row).await.expect("put");
    }
    assert_eq!(tx.withheld("s").await.expect("read"), rows);
}

pub async fn withheld_pieces_put_again_are_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    let first = withheld(1, "a", "o", 1);
    tx.withheld_put("s", &first).await.expect("put");
    let again = WithheldRow {
        withheld: Withheld::new(7, "-0.50".parse().expect("a figure")),
        ..first
    };
    tx.withheld_put("s", &again).await.expect("put");
    assert_eq!(tx.withheld("s").await.expect("read"), [again]);
}

pub async fn withheld_pieces_that_ended_are_forgotten_and_no_others(db: &Fixture) {
    let mut tx = db.write().await;
    let odd = withheld(1, "a\0'", &"😀".repeat(200), u32::MAX);
    let rows = [
        withheld(1, "a", "o", 1),
        withheld(1, "a", "o", 2),
        withheld(2, "a", "o", 1),
        withheld(1, "b", "o", 1),
        withheld(1, "a", "p", 1),
    ];
    for row in rows.iter().chain([&odd]) {
        tx.withheld_put("s", row).await.expect("put");
    }
    for _ in 0..2 {
        tx.withheld_end("s", &odd).await.expect("ended");
        tx.withheld_end("s", &rows[0]).await.expect("ended");
    }
    let left = tx.withheld("s").await.expect("read");
    let expected = [1, 4, 3, 2].map(|place: usize| rows[place].clone());
    assert_eq!(left, expected);
}

pub async fn a_reading_keeps_its_moment_to_the_millisecond(db: &Fixture) {
    let mut tx = db.write().await;
    let mut kept = level("v", 1, "1", 0);
    kept.reading.began = at(5) + jiff::SignedDuration::from_millis(678);
    put(&mut tx, std::slice::from_ref(&kept)).await;
    assert_eq!(levels(&mut tx, &["v"]).await, [kept]);
}
