//! Orders.

use ponte_domain::orders::{order::Stage, part::PartState, wishes::Wishes};
use ponte_store::{
    Tx,
    orders::{Behind, LONGEST_ID, OrderEvent, OrderRow, Planned, Wanted, Whole},
};

use crate::{
    fixture::Fixture,
    samples::{at, full_order, order, part},
};

async fn put(tx: &mut Box<dyn Tx>, order: &OrderRow) {
    tx.order_put("s", order).await.expect("put");
}

fn ids(orders: &[OrderRow]) -> Vec<&str> {
    orders.iter().map(|order| &*order.id).collect()
}

fn event(second: i64, what: &str, detail: &str) -> OrderEvent {
    OrderEvent {
        at: at(second),
        what: what.to_owned(),
        detail: detail.to_owned(),
    }
}

/// The ids of all pages, of three orders at most each, one behind the other.
async fn paged(tx: &mut Box<dyn Tx>, stage: Option<&str>) -> Vec<String> {
    let (mut behind, mut found) = (None, Vec::new());
    loop {
        let page = tx.orders_page("s", stage, behind.as_ref(), 3).await;
        let page = page.expect("read");
        let Some(Whole { order: last, .. }) = page.last() else {
            return found;
        };
        assert!(page.len() <= 3);
        behind = Some(Behind {
            ordered_at: last.ordered_at,
            id: last.id.clone(),
        });
        found.extend(page.into_iter().map(|whole| whole.order.id));
    }
}

pub async fn an_order_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    for kept in [order("bare", 1), full_order("full", 2)] {
        put(&mut tx, &kept).await;
        let found = tx.order("s", &kept.id).await.expect("read");
        let parts = Vec::new();
        assert_eq!(found, Some(Whole { order: kept, parts }));
    }
    assert_eq!(tx.order("s", "other").await.expect("read"), None);
}

pub async fn an_order_put_again_replaces_everything_but_when_it_was_first_stored(db: &Fixture) {
    let mut tx = db.write().await;
    for (first, again) in [
        (order("o", 1), full_order("o", 9)),
        (full_order("o", 9), order("o", 1)),
    ] {
        put(&mut tx, &first).await;
        let stored = tx.order("s", "o").await.expect("read").expect("an order");
        put(&mut tx, &again).await;
        let found = tx.order("s", "o").await.expect("read").expect("an order");
        let expected = OrderRow {
            seen_at: stored.order.seen_at,
            ..again
        };
        assert_eq!(found.order, expected);
        assert_eq!(found.order.seen_at, at(2));
    }
}

pub async fn an_order_put_again_keeps_its_parts(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &order("o", 1)).await;
    let kept = part(1, PartState::Planned);
    tx.part_put("s", "o", &kept).await.expect("put");
    put(&mut tx, &full_order("o", 9)).await;
    let found = tx.order("s", "o").await.expect("read").expect("an order");
    assert_eq!(found.parts, [kept]);
}

pub async fn an_odd_id_stops_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    let longest = "😀".repeat(LONGEST_ID);
    let twin = format!("{}a", "😀".repeat(LONGEST_ID - 1));
    let quoted = r#"o'1" --; DROP TABLE orders; % _ \ $1"#;
    let nul = "o\0";
    let odd = [&longest, &twin, quoted, nul, ""];
    for (second, id) in (1..).zip(odd) {
        put(&mut tx, &order(id, second)).await;
        let first = part(1, PartState::Planned);
        tx.part_put("s", id, &first).await.expect("put");
        let noted = event(second, "received", id);
        tx.order_event("s", id, &noted).await.expect("noted");
    }
    for (second, id) in (1..).zip(odd) {
        let found = tx.order("s", id).await.expect("read").expect("an order");
        assert_eq!(found.order.ordered_at, at(second));
        assert_eq!(found.order.id, id.replace('\0', "\u{fffd}"));
        assert_eq!(found.parts.len(), 1);
        let events = tx.order_events("s", id).await.expect("read");
        assert_eq!(events.len(), 1);
    }
    let asked = odd.map(str::to_owned);
    let known = tx.orders_known("s", &asked).await.expect("read");
    assert_eq!(known, odd, "by the id asked for");
    let pages = paged(&mut tx, Some("received")).await;
    assert_eq!(pages.len(), odd.len());
}

pub async fn known_orders_are_told_from_new_ones(db: &Fixture) {
    let mut tx = db.write().await;
    for id in ["a", "b", "c"] {
        put(&mut tx, &order(id, 1)).await;
    }
    // More than go into one statement.
    let mut asked: Vec<String> = (0..2_500).map(|n| n.to_string()).collect();
    asked.extend(["c", "A", "a"].map(str::to_owned));
    let known = tx.orders_known("s", &asked).await.expect("read");
    assert_eq!(known, ["c", "a"]);
    assert!(tx.orders_known("s", &[]).await.expect("read").is_empty());
}

pub async fn open_orders_come_oldest_first(db: &Fixture) {
    let mut tx = db.write().await;
    for (id, second, open) in [
        ("late", 3, true),
        ("closed", 0, false),
        ("b", 2, true),
        ("a", 2, true),
        ("early", 1, true),
    ] {
        let kept = OrderRow {
            open,
            ..order(id, second)
        };
        put(&mut tx, &kept).await;
    }
    let open = tx.orders_open("s").await.expect("read");
    assert_eq!(ids(&open), ["early", "a", "b", "late"]);
    let closed = OrderRow {
        open: false,
        ..order("b", 2)
    };
    put(&mut tx, &closed).await;
    put(&mut tx, &order("closed", 0)).await;
    let open = tx.orders_open("s").await.expect("read");
    assert_eq!(ids(&open), ["closed", "early", "a", "late"]);
    // With their parts they are what each of them is alone.
    for (order, number) in [("early", 2), ("early", 1), ("late", 1), ("b", 1)] {
        let part = part(number, PartState::Planned);
        tx.part_put("s", order, &part).await.expect("put");
    }
    let whole = tx.orders_open_whole("s").await.expect("read");
    for (order, whole) in open.iter().zip(&whole) {
        let alone = tx.order("s", &order.id).await.expect("read");
        assert_eq!(alone.as_ref(), Some(whole));
    }
    assert_eq!(whole.len(), open.len());
}

pub async fn the_newest_order_date_is_known(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.orders_newest("s").await.expect("read"), None);
    for (id, second) in [("a", 2), ("b", 7), ("c", 5)] {
        put(&mut tx, &order(id, second)).await;
    }
    assert_eq!(tx.orders_newest("s").await.expect("read"), Some(at(7)));
}

pub async fn pages_of_orders_are_complete_and_newest_first(db: &Fixture) {
    let mut tx = db.write().await;
    // Seven orders a second: a page ends in the middle of one.
    let mut kept: Vec<(i64, String)> = Vec::new();
    for n in 0..21 {
        let (second, id) = (n / 7, ["a", "B", "à", "_", "10", "9", "😀"][n as usize % 7]);
        kept.push((second, format!("{id}{second}")));
    }
    for (second, id) in &kept {
        put(&mut tx, &order(id, *second)).await;
    }
    kept.sort();
    let expected: Vec<String> = kept.into_iter().rev().map(|(_, id)| id).collect();
    assert_eq!(paged(&mut tx, None).await, expected);
}

pub async fn pages_of_one_stage_hold_its_orders_alone(db: &Fixture) {
    let mut tx = db.write().await;
    let stages = [Stage::Planned, Stage::Delivered, Stage::BeforePonte];
    for n in 0..30 {
        let kept = OrderRow {
            stage: stages[n % 3].clone(),
            ..order(&format!("{n:02}"), 0)
        };
        put(&mut tx, &kept).await;
    }
    put(&mut tx, &full_order("waits", 99)).await;
    let expected: Vec<String> = (0..10).rev().map(|n| format!("{:02}", n * 3 + 1)).collect();
    assert_eq!(paged(&mut tx, Some("delivered")).await, expected);
    assert_eq!(paged(&mut tx, Some("waiting")).await, ["waits"]);
    assert!(paged(&mut tx, Some("dropped")).await.is_empty());
}

pub async fn a_page_holds_each_orders_own_parts(db: &Fixture) {
    let mut tx = db.write().await;
    for (second, id) in [(1, "a"), (2, "b"), (3, "c")] {
        put(&mut tx, &order(id, second)).await;
    }
    for (id, numbers) in [("a", vec![2, 1]), ("c", vec![5])] {
        for number in numbers {
            let kept = part(number, PartState::Planned);
            tx.part_put("s", id, &kept).await.expect("put");
        }
    }
    let page = tx.orders_page("s", None, None, 10).await.expect("read");
    let numbers = |whole: &Whole| -> Vec<u32> {
        let parts = whole.parts.iter();
        parts.map(|row| row.part.number).collect()
    };
    let found: Vec<Vec<u32>> = page.iter().map(numbers).collect();
    assert_eq!(found, [vec![5], vec![], vec![1, 2]]);
}

pub async fn orders_are_found_by_number_name_and_code_in_any_letters(db: &Fixture) {
    let mut tx = db.write().await;
    let mut full = full_order("ORD-77", 5);
    let details = full.details.as_mut().expect("read in full");
    details.name = "1042".to_owned();
    details.billing.name = "Giulia D’Àlba".to_owned();
    details.lines[0].sku = "BORA_39%".to_owned();
    put(&mut tx, &full).await;
    put(&mut tx, &order("ORD-78", 6)).await;
    let mut found = async |text: &str| {
        let wanted = Wanted {
            text: Some(text.to_owned()),
            ..Wanted::default()
        };
        let page = tx.orders_found("s", &wanted, None, 10).await;
        let ids = page.expect("read").into_iter().map(|whole| whole.order.id);
        ids.collect::<Vec<_>>()
    };
    for text in ["ord-77", "1042", "d’àlba", " giulia ", "bora_39%"] {
        assert_eq!(found(text).await, ["ORD-77"], "{text}");
    }
    assert_eq!(found("ord-7").await, ["ORD-78", "ORD-77"], "newest first");
    assert_eq!(found("").await.len(), 2);
    // What means anything to LIKE means itself here.
    for text in ["b_ra", "%", "!", "mario"] {
        let expected: &[&str] = if text == "%" { &["ORD-77"] } else { &[] };
        assert_eq!(found(text).await, expected, "{text}");
    }
    // What was erased is found no more.
    full.details.as_mut().expect("read").billing.name.clear();
    put(&mut tx, &full).await;
    let wanted = Wanted {
        text: Some("giulia".to_owned()),
        ..Wanted::default()
    };
    let page = tx.orders_found("s", &wanted, None, 10).await.expect("read");
    assert!(page.is_empty());
}

pub async fn orders_are_found_by_their_days_within_a_stage_too(db: &Fixture) {
    let mut tx = db.write().await;
    for second in 1..=6 {
        put(&mut tx, &order(&format!("o{second}"), second)).await;
    }
    put(&mut tx, &full_order("waits", 4)).await;
    let mut found = async |stage: Option<&str>, from, before| {
        let wanted = Wanted {
            stage: stage.map(str::to_owned),
            from: Some(at(from)),
            before: Some(at(before)),
            text: None,
        };
        let page = tx.orders_found("s", &wanted, None, 10).await.expect("read");
        let ids = page.into_iter().map(|whole| whole.order.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(found(None, 3, 5).await, ["waits", "o4", "o3"]);
    assert_eq!(found(Some("waiting"), 0, 9).await, ["waits"]);
    assert!(found(Some("waiting"), 5, 9).await.is_empty());
}

pub async fn the_last_plans_come_newest_first_without_orders_that_were_never_planned(db: &Fixture) {
    let mut tx = db.write().await;
    let first = full_order("first", 3);
    assert!(first.explanation.is_some(), "the sample is planned");
    let later = OrderRow {
        wishes: Wishes {
            rest_at: Some(103),
            ..Wishes::default()
        },
        ..full_order("later", 5)
    };
    for order in [&first, &later, &full_order("old", 1), &order("bare", 4)] {
        put(&mut tx, order).await;
    }
    let plan = |order: &OrderRow| Planned {
        explanation: order.explanation.clone().expect("planned"),
        resolved: order.resolved.clone(),
        wishes: order.wishes.clone(),
    };
    let found = tx.orders_planned("s", at(2), 10).await.expect("read");
    assert_eq!(found, [plan(&later), plan(&first)]);
    let found = tx.orders_planned("s", at(0), 1).await.expect("read");
    assert_eq!(found, [plan(&later)]);
    let foreign = tx.orders_planned("t", at(0), 10).await.expect("read");
    assert_eq!(foreign, []);
}

pub async fn orders_are_counted_by_stage(db: &Fixture) {
    let mut tx = db.write().await;
    assert!(tx.orders_counted("s").await.expect("counted").is_empty());
    for (n, stage) in (0..).zip([Stage::Planned, Stage::Dropped, Stage::Planned]) {
        let kept = OrderRow {
            stage,
            ..order(&n.to_string(), n)
        };
        put(&mut tx, &kept).await;
    }
    put(&mut tx, &full_order("waits", 9)).await;
    let counted = tx.orders_counted("s").await.expect("counted");
    let expected = [("dropped", 1), ("planned", 2), ("waiting", 1)];
    assert_eq!(counted, expected.map(|(word, n)| (word.to_owned(), n)));
}

pub async fn what_happened_to_an_order_is_told_in_the_order_it_was_noted(db: &Fixture) {
    let mut tx = db.write().await;
    let noted = [
        event(5, "received", ""),
        event(5, "planned", "1"),
        event(4, "delivered", "Centro \u{fffd}"),
    ];
    for one in &noted {
        tx.order_event("s", "o", one).await.expect("noted");
        let other = event(6, "received", "x");
        tx.order_event("s", "other", &other).await.expect("noted");
    }
    assert_eq!(tx.order_events("s", "o").await.expect("read"), noted);
    let odd = event(7, "mended", "a\0b");
    tx.order_event("s", "o", &odd).await.expect("noted");
    let told = tx.order_events("s", "o").await.expect("read");
    assert_eq!(told[3].detail, "a\u{fffd}b");
    assert!(tx.order_events("s", "none").await.expect("read").is_empty());
}

pub async fn a_reading_transaction_sees_an_order_and_its_parts_as_they_were_at_one_moment(
    db: &Fixture,
) {
    let mut tx = db.write().await;
    put(&mut tx, &order("o", 1)).await;
    tx.commit().await.expect("committed");
    let mut reading = db.read().await;
    let before = reading.order("s", "o").await.expect("read");
    let mut tx = db.write().await;
    put(&mut tx, &full_order("o", 1)).await;
    let kept = part(1, PartState::Planned);
    tx.part_put("s", "o", &kept).await.expect("put");
    tx.commit().await.expect("committed");
    assert_eq!(reading.order("s", "o").await.expect("read"), before);
    let counting = reading.parts_counting("s", at(0)).await;
    assert!(counting.expect("read").is_empty());
}
