//! Levels, and what points withhold.

use jiff::Timestamp;
use ponte_domain::{
    listing::{ListedVariant, Listing},
    orders::withheld::Withheld,
    stock::level::{Known, Level as KnownLevel},
};
use ponte_store::{
    Tx,
    levels::{Ages, Level, WithheldRow},
};

use crate::{
    fixture::Fixture,
    samples::{at, known, level, listed, listing, reading, withheld},
};

async fn put(tx: &mut Box<dyn Tx>, levels: &[Level]) {
    tx.levels_put("s", levels).await.expect("put");
}

async fn levels(tx: &mut Box<dyn Tx>, variants: &[&str]) -> Vec<Level> {
    let variants: Vec<String> = variants.iter().map(|&id| id.to_owned()).collect();
    tx.levels("s", &variants).await.expect("read")
}

/// One that was never read, and could not be since then.
fn never(variant: &str, point: i64, unread: Timestamp) -> Level {
    Level {
        level: KnownLevel {
            unread: Some(unread),
            ..KnownLevel::default()
        },
        ..level(variant, point, "0", 0)
    }
}

fn managed(quantity: &str, outgoing: &str, second: i64) -> KnownLevel {
    known(Known::Managed(reading(quantity, outgoing, second)))
}

pub async fn a_level_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let marked = KnownLevel {
        unread: Some(at(3)),
        absent: Some(at(2)),
        ..managed("-3.250", "7", 1)
    };
    let all = [
        marked,
        known(Known::Unmanaged { began: at(1) }),
        known(Known::NoRecord { began: at(1) }),
        KnownLevel::default(),
    ];
    let kept = (1..).zip(all).map(|(point, known)| Level {
        level: known,
        ..level("v", point, "0", 1)
    });
    let kept: Vec<Level> = kept.collect();
    put(&mut tx, &kept).await;
    put(&mut tx, &[]).await;
    assert_eq!(levels(&mut tx, &["v", "other"]).await, kept);
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
            level: managed(figure, figure, 1),
            ..level("v", point, figure, 1)
        };
        put(&mut tx, &[kept]).await;
    }
    let found = levels(&mut tx, &["v"]).await;
    let told = |level: &Level| match &level.level.known {
        Known::Managed(reading) => (reading.quantity.to_string(), reading.outgoing.to_string()),
        other => panic!("{other:?}"),
    };
    let told: Vec<(String, String)> = found.iter().map(told).collect();
    assert_eq!(told, figures.map(|it| (it.to_owned(), it.to_owned())));
}

pub async fn a_reading_that_began_earlier_changes_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &[level("v", 1, "5", 20)]).await;
    let earlier = Level {
        level: known(Known::Unmanaged { began: at(19) }),
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

pub async fn a_level_that_was_never_read_takes_no_read_ones_place(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &[never("v", 1, at(1)), never("w", 1, at(1))]).await;
    put(&mut tx, &[never("v", 1, at(2)), level("w", 1, "5", 0)]).await;
    put(&mut tx, &[never("w", 1, at(99))]).await;
    let expected = [never("v", 1, at(2)), level("w", 1, "5", 0)];
    assert_eq!(levels(&mut tx, &["v", "w"]).await, expected);
    let twice = [level("x", 1, "5", 0), never("x", 1, at(99))];
    put(&mut tx, &twice).await;
    assert_eq!(levels(&mut tx, &["x"]).await, twice[..1]);
}

pub async fn of_one_reading_the_marks_that_came_last_count(db: &Fixture) {
    let mut tx = db.write().await;
    let read = level("v", 1, "5", 10);
    let mut unread = read.clone();
    unread.level.unread = Some(at(20));
    unread.level.absent = Some(at(15));
    for kept in [&read, &unread, &read] {
        put(&mut tx, std::slice::from_ref(kept)).await;
        assert_eq!(levels(&mut tx, &["v"]).await, std::slice::from_ref(kept));
    }
}

pub async fn an_id_that_is_too_long_stops_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    let (long, fits) = (noise(3_000), noise(200));
    put(&mut tx, &[level(&long, 1, "5", 0), level(&fits, 1, "5", 0)]).await;
    let found = levels(&mut tx, &[&long, &fits]).await;
    assert_eq!(found, [level(&fits, 1, "5", 0)]);
    for id in [&long, &fits] {
        let row = withheld(1, id, "o", 1);
        tx.withheld_put("s", &row).await.expect("put");
    }
    let found = tx.withheld("s").await.expect("read");
    assert_eq!(found, [withheld(1, &fits, "o", 1)]);
}

/// So many characters that no database packs any smaller.
fn noise(length: usize) -> String {
    let next = |last: &u32| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    let numbers = std::iter::successors(Some(7_u32), next);
    let letters = numbers.filter_map(|number| char::from_u32(0x4e00 + (number >> 18)));
    letters.take(length).collect()
}

pub async fn the_age_of_what_is_known_is_told_by_point(db: &Fixture) {
    let mut tx = db.write().await;
    let mut unread = level("v", 1, "5", 10);
    unread.level.unread = Some(at(40));
    let all = [
        unread,
        level("w", 1, "5", 20),
        never("x", 1, at(30)),
        level("v", 2, "5", 15),
        never("v", 3, at(50)),
    ];
    put(&mut tx, &all).await;
    let ages = |point, levels, unread, oldest, unread_since| Ages {
        point,
        levels,
        unread,
        oldest,
        unread_since,
    };
    let expected = [
        ages(1, 3, 2, Some(at(10)), Some(at(30))),
        ages(2, 1, 0, Some(at(15)), None),
        ages(3, 1, 1, None, Some(at(50))),
    ];
    assert_eq!(tx.levels_ages("s").await.expect("read"), expected);
}

pub async fn a_product_is_as_old_as_the_oldest_of_its_levels(db: &Fixture) {
    let mut tx = db.write().await;
    let mut gone = listing("gone", 4, &["D", "E"]);
    gone.variants[1].gone = true;
    let listings = [
        listing("p", 1, &["A", "B"]),
        listing("q", 2, &["C"]),
        listing("unasked", 3, &["X"]),
        gone,
    ];
    for listing in &listings {
        tx.listing_put("s", listing).await.expect("put");
    }
    let all = [
        level("p-0", 1, "5", 20),
        level("p-1", 1, "5", 10),
        level("p-0", 2, "5", 5),
        level("q-0", 1, "5", 30),
        level("gone-0", 1, "5", 40),
        level("gone-1", 1, "5", 1),
        level("unasked-0", 1, "5", 0),
    ];
    put(&mut tx, &all).await;
    let products = ["q", "p", "nobody", "gone", "p"].map(str::to_owned);
    let found = tx.levels_read("s", 1, &products).await.expect("read");
    let told = |product: &str, second| (product.to_owned(), Some(at(second)));
    assert_eq!(found, [told("gone", 40), told("p", 10), told("q", 30)]);
    put(&mut tx, &[never("p-1", 2, at(9))]).await;
    let found = tx.levels_read("s", 2, &products).await.expect("read");
    assert_eq!(found, [("p".to_owned(), None)]);
}

pub async fn pages_of_what_a_whole_reading_did_not_show_are_complete(db: &Fixture) {
    let mut tx = db.write().await;
    let ids = ["a", "b", "c", "d", "e", "f", "g", "gone"];
    let variants = ids.map(|id| ListedVariant {
        gone: id == "gone",
        ..listed(id, 7, id, id)
    });
    let one = Listing {
        variants: variants.into(),
        ..listing("p", 7, &[])
    };
    tx.listing_put("s", &one).await.expect("put");
    let all = [
        level("a", 1, "5", 9),
        level("b", 1, "5", 10),
        never("c", 1, at(5)),
        level("d", 1, "5", 1),
        level("e", 2, "5", 1),
        level("f", 1, "5", 9),
        level("gone", 1, "5", 9),
        level("not listed", 1, "5", 9),
    ];
    put(&mut tx, &all).await;
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let page = tx.levels_before("s", 1, at(10), &after, 2).await;
        let page = page.expect("read");
        assert!(page.len() <= 2);
        let Some(last) = page.last() else { break };
        after = last.clone();
        found.extend(page);
    }
    // What has no level there was not shown either; what is gone from the till, or not listed, is nobody's
    // business.
    assert_eq!(found, ["a", "c", "d", "e", "f", "g"]);
}

pub async fn what_nobody_reads_again_is_forgotten_and_nothing_else(db: &Fixture) {
    let mut tx = db.write().await;
    let variants = ["here", "gone"].map(|id| ListedVariant {
        gone: id == "gone",
        ..listed(id, 7, id, id)
    });
    let one = Listing {
        variants: variants.into(),
        ..listing("p", 7, &[])
    };
    tx.listing_put("s", &one).await.expect("put");
    assert_eq!(tx.levels_wanted("s").await.expect("read"), 1);
    assert_eq!(tx.levels_wanted("another").await.expect("read"), 0);
    let all = [
        level("gone", 1, "5", 9),
        level("gone", 2, "5", 10),
        level("here", 1, "5", 1),
        level("nobody's", 1, "5", 9),
    ];
    put(&mut tx, &all).await;
    tx.levels_forget("another", at(20))
        .await
        .expect("forgotten");
    tx.levels_forget("s", at(10)).await.expect("forgotten");
    let left = levels(&mut tx, &["gone", "here", "nobody's"]).await;
    assert_eq!(left, [level("gone", 2, "5", 10), level("here", 1, "5", 1)]);
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
    let moment = |second| at(second) + jiff::SignedDuration::from_millis(678);
    kept.level = KnownLevel {
        known: Known::NoRecord { began: moment(5) },
        unread: Some(moment(6)),
        absent: Some(moment(7)),
    };
    put(&mut tx, std::slice::from_ref(&kept)).await;
    assert_eq!(levels(&mut tx, &["v"]).await, [kept]);
}
