//! Offers.

use ponte_domain::stock::{
    offer::Standing as LevelStanding,
    write::{Cannot, Decision, Listed, Over, OwnWrite, Waits, Write},
};
use ponte_store::{
    Tx,
    offers::{OfferRow, Standing},
};

use crate::{
    fixture::Fixture,
    samples::{at, offer, sum},
};

async fn put(tx: &mut Box<dyn Tx>, offers: &[OfferRow]) {
    tx.offers_put("s", offers).await.expect("put");
}

async fn of(tx: &mut Box<dyn Tx>, skus: &[&str]) -> Vec<OfferRow> {
    let skus: Vec<String> = skus.iter().map(|&sku| sku.to_owned()).collect();
    tx.offers_of("s", &skus).await.expect("read")
}

async fn page(tx: &mut Box<dyn Tx>, standing: Option<Standing>, search: &str) -> Vec<String> {
    let offers = tx.offers_page("s", standing, search, "", 100).await;
    skus(&offers.expect("read"))
}

fn skus(offers: &[OfferRow]) -> Vec<String> {
    offers.iter().map(|offer| offer.sku.clone()).collect()
}

fn stock(quantity: Option<i64>, unlimited: bool) -> Listed {
    Listed::Stock {
        quantity,
        unlimited,
    }
}

fn waits(sku: &str) -> OfferRow {
    let reason = Waits::Levels;
    OfferRow {
        decision: Decision::Waits { reason },
        ..offer(sku, 5)
    }
}

fn cannot(sku: &str) -> OfferRow {
    let reason = Cannot::NoFigure;
    OfferRow {
        decision: Decision::Cannot { reason },
        ..offer(sku, 5)
    }
}

fn held(sku: &str) -> OfferRow {
    OfferRow {
        held: true,
        ..offer(sku, 5)
    }
}

fn written(sku: &str, answered: bool) -> OfferRow {
    OfferRow {
        written: Some(OwnWrite {
            at: at(3),
            answered,
            added: -2,
        }),
        ..offer(sku, 5)
    }
}

/// The till does not manage its stock.
fn unmanaged(sku: &str) -> OfferRow {
    let mut offer = offer(sku, 0);
    offer.sum.terms[0].standing = LevelStanding::Unmanaged;
    offer
}

pub async fn an_offer_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let write = Write::Set {
        pieces: 3,
        over: Over::WithoutStock,
    };
    let kept = [
        OfferRow {
            listed: Listed::Missing,
            listed_at: at(-7),
            sold_at: Some(at(8)),
            changed_at: at(9),
            ..written("A", true)
        },
        OfferRow {
            listed: stock(None, false),
            decision: Decision::Write { write },
            ..held("B")
        },
        OfferRow {
            listed: stock(Some(-3), true),
            ..cannot("C")
        },
        OfferRow {
            listed: Listed::Twice,
            ..waits("D")
        },
        unmanaged("E"),
    ];
    put(&mut tx, &kept).await;
    put(&mut tx, &[]).await;
    assert_eq!(of(&mut tx, &["E", "B", "C", "A", "D", "B"]).await, kept);
    assert_eq!(of(&mut tx, &["nobody"]).await, []);
}

pub async fn an_offer_put_again_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    let again = OfferRow {
        variant: "another".to_owned(),
        product: "another".to_owned(),
        name: "Stivale".to_owned(),
        listed: stock(Some(0), false),
        listed_at: at(10),
        sum: sum(0),
        sold_at: None,
        changed_at: at(11),
        ..offer("A", 0)
    };
    let first = OfferRow {
        sold_at: Some(at(5)),
        ..held("A")
    };
    put(&mut tx, &[first]).await;
    put(&mut tx, std::slice::from_ref(&again)).await;
    let kept = std::slice::from_ref(&again);
    assert_eq!(of(&mut tx, &["A"]).await, kept);
    // Nothing of what it was is found any more.
    assert_eq!(page(&mut tx, None, "scarpa").await, Vec::<String>::new());
    assert_eq!(page(&mut tx, None, "stivale").await, ["A"]);
    let counted = tx.offers_counted("s").await.expect("read");
    assert_eq!(counted, [(Standing::SoldOut, 1)]);
    assert_eq!(tx.offers_offering("s").await.expect("read"), 0);
    assert_eq!(tx.offers_pending("s").await.expect("read"), []);
    let hot = tx.offers_hot("s", -1, at(0)).await.expect("read");
    assert_eq!(hot, Vec::<String>::new());
    let variants = ["vA", "another"].map(str::to_owned);
    let found = tx.offers_of_variants("s", &variants[..1]).await;
    assert_eq!(found.expect("read"), []);
    let found = tx.offers_of_variants("s", &variants).await.expect("read");
    assert_eq!(found, kept);
}

pub async fn an_offer_that_is_told_twice_is_kept_once(db: &Fixture) {
    let mut tx = db.write().await;
    let told = [
        offer("A", 1),
        offer("B", 2),
        offer("A", 3),
        offer("\0", 4),
        offer("\u{fffd}", 5),
    ];
    put(&mut tx, &told).await;
    let expected = [3, 2, 5].map(Some);
    let found = of(&mut tx, &["A", "B", "\0"]).await;
    let found: Vec<_> = found
        .iter()
        .map(|offer| match offer.listed {
            Listed::Stock { quantity, .. } => quantity,
            _ => None,
        })
        .collect();
    assert_eq!(found, expected);
}

pub async fn an_odd_text_stops_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    let long = "😀".repeat(3_000);
    let odd = OfferRow {
        variant: long.clone(),
        product: format!("'\0{long}"),
        name: format!("\0\n{long}"),
        ..offer("A\0", 0)
    };
    put(&mut tx, std::slice::from_ref(&odd)).await;
    let found = tx
        .offers_of_variants("s", std::slice::from_ref(&long))
        .await;
    assert_eq!(skus(&found.expect("read")), ["A\u{fffd}"]);
    let hot = tx.offers_hot("s", 3, at(0)).await.expect("read");
    assert_eq!(hot, [format!("'\u{fffd}{long}")]);
    for search in ["a\0", "😀", &long, "\\", "'"] {
        page(&mut tx, None, search).await;
    }
    let removed = tx.offers_remove("s", &[odd.sku]).await;
    removed.expect("removed");
    assert_eq!(page(&mut tx, None, "").await, Vec::<String>::new());
}

pub async fn a_sku_too_long_for_the_shop_is_passed_over(db: &Fixture) {
    let mut tx = db.write().await;
    let (fits, long) = ("è".repeat(255), "è".repeat(256));
    put(&mut tx, &[offer(&long, 1), offer(&fits, 1)]).await;
    assert_eq!(skus(&of(&mut tx, &[&long, &fits]).await), [fits]);
}

pub async fn thousands_of_offers_go_in_at_once(db: &Fixture) {
    let mut tx = db.write().await;
    let offers: Vec<OfferRow> = (0..4_500).map(|n| offer(&format!("{n:04}"), 1)).collect();
    put(&mut tx, &offers).await;
    let asked: Vec<String> = offers.iter().rev().map(|it| it.sku.clone()).collect();
    let found = tx.offers_of("s", &asked).await.expect("read");
    assert!(found == offers, "all of them, in order");
    tx.offers_remove("s", &asked).await.expect("removed");
    assert_eq!(tx.offers_counted("s").await.expect("read"), []);
}

pub async fn offers_are_found_by_variant_in_the_order_of_skus(db: &Fixture) {
    let mut tx = db.write().await;
    let of_v = |sku| OfferRow {
        variant: "v".to_owned(),
        ..offer(sku, 1)
    };
    put(&mut tx, &[of_v("b"), offer("C", 1), of_v("B"), of_v("a")]).await;
    let variants = ["v", "nobody", "vC", "v"].map(str::to_owned);
    let found = tx.offers_of_variants("s", &variants).await.expect("read");
    assert_eq!(skus(&found), ["B", "C", "a", "b"]);
    let found = tx.offers_of_variants("s", &[]).await.expect("read");
    assert_eq!(found, []);
}

pub async fn pages_of_offers_are_complete_and_in_the_order_of_bytes(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &["b", "è", "A", "_", "a"].map(|sku| offer(sku, 1))).await;
    for standing in [None, Some(Standing::Offered)] {
        let mut found = Vec::new();
        let mut after = String::new();
        loop {
            let page = tx.offers_page("s", standing, "", &after, 2).await;
            let page = page.expect("read");
            assert!(page.len() <= 2);
            let Some(last) = page.last() else { break };
            after = last.sku.clone();
            found.extend(skus(&page));
        }
        assert_eq!(found, ["A", "_", "a", "b", "è"]);
    }
}

fn of_each_standing() -> [OfferRow; 6] {
    [
        waits("A"),
        offer("B", 1),
        held("C"),
        cannot("D"),
        offer("E", 0),
        unmanaged("F"),
    ]
}

pub async fn a_page_of_one_standing_holds_its_offers_alone(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &of_each_standing()).await;
    for (standing, search, expected) in [
        (Standing::Offered, "", &["B", "F"][..]),
        (Standing::SoldOut, "", &["E"]),
        (Standing::Waiting, "", &["A"]),
        (Standing::Attention, "", &["C", "D"]),
        (Standing::Attention, "scarpa d", &["D"]),
        (Standing::Waiting, "scarpa d", &[]),
    ] {
        let found = page(&mut tx, Some(standing), search).await;
        assert_eq!(found, expected, "{standing:?} {search}");
    }
}

pub async fn a_search_finds_sku_and_name_without_regard_to_case(db: &Fixture) {
    let mut tx = db.write().await;
    let named = |sku, name: &str| OfferRow {
        name: name.to_owned(),
        ..offer(sku, 1)
    };
    let offers = [
        named("TS-Rossa", "Maglietta"),
        named("X1", "Felpa ROSSA, taglia M"),
        named("X2", "Caffè"),
    ];
    put(&mut tx, &offers).await;
    for (search, expected) in [
        ("rossa", &["TS-Rossa", "X1"][..]),
        ("RoSsA", &["TS-Rossa", "X1"]),
        ("x", &["X1", "X2"]),
        ("TAGLIA m", &["X1"]),
        ("CAFFÈ", &["X2"]),
        ("ossamag", &[]),
        ("tarocco", &[]),
        ("", &["TS-Rossa", "X1", "X2"]),
    ] {
        assert_eq!(page(&mut tx, None, search).await, expected, "{search}");
    }
    let whole = "x".repeat(100_000);
    assert_eq!(page(&mut tx, None, &whole).await, Vec::<String>::new());
    let after = tx.offers_page("s", None, "ROSSA", "TS-Rossa", 1).await;
    assert_eq!(skus(&after.expect("read")), ["X1"]);
}

pub async fn what_is_searched_for_means_itself(db: &Fixture) {
    let mut tx = db.write().await;
    let named = ["50%", "50", "a_b", "axb", "a!b", "a\\b"].map(|sku| OfferRow {
        name: String::new(),
        ..offer(sku, 1)
    });
    put(&mut tx, &named).await;
    for (search, expected) in [
        ("%", &["50%"][..]),
        ("_", &["a_b"]),
        ("!", &["a!b"]),
        ("\\", &["a\\b"]),
        ("0%", &["50%"]),
        ("A_B", &["a_b"]),
    ] {
        assert_eq!(page(&mut tx, None, search).await, expected, "{search}");
    }
}

pub async fn offers_are_counted_by_standing(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.offers_counted("s").await.expect("read"), []);
    put(&mut tx, &of_each_standing()).await;
    let expected = [
        (Standing::Offered, 2),
        (Standing::SoldOut, 1),
        (Standing::Waiting, 1),
        (Standing::Attention, 2),
    ];
    assert_eq!(tx.offers_counted("s").await.expect("read"), expected);
}

pub async fn what_the_shop_has_to_sell_is_counted(db: &Fixture) {
    let mut tx = db.write().await;
    let listed = |sku, listed| OfferRow {
        listed,
        ..offer(sku, 5)
    };
    let offers = [
        listed("A", stock(Some(1), false)),
        listed("B", stock(Some(0), true)),
        listed("C", stock(Some(0), false)),
        listed("D", stock(Some(-1), false)),
        listed("E", stock(None, false)),
        listed("F", Listed::Missing),
        listed("G", Listed::Twice),
    ];
    put(&mut tx, &offers).await;
    assert_eq!(tx.offers_offering("s").await.expect("read"), 2);
}

pub async fn a_hot_product_is_told_once(db: &Fixture) {
    let mut tx = db.write().await;
    let sold = |sku, pieces, second| OfferRow {
        sold_at: Some(at(second)),
        ..offer(sku, pieces)
    };
    let mut negative = offer("D", 0);
    negative.sum.margin = 7;
    let offers = [
        offer("A", 4),
        offer("B", 3),
        sold("C", 400, 100),
        negative,
        sold("E", 400, 99),
        sold("F", 1, 200),
        unmanaged("G"),
        OfferRow {
            product: "pB".to_owned(),
            ..sold("H", 1, 200)
        },
    ];
    put(&mut tx, &offers).await;
    let hot = tx.offers_hot("s", 3, at(100)).await.expect("read");
    assert_eq!(hot, ["pB", "pC", "pD", "pF"]);
}

pub async fn what_a_pass_decides_anew_is_told_and_nothing_else(db: &Fixture) {
    let mut tx = db.write().await;
    let write = Write::Add { pieces: 1 };
    let offers = [
        waits("F"),
        offer("A", 1),
        held("E"),
        written("B", true),
        cannot("D"),
        written("C", false),
        OfferRow {
            decision: Decision::Write { write },
            ..offer("G", 1)
        },
    ];
    put(&mut tx, &offers).await;
    let pending = tx.offers_pending("s").await.expect("read");
    let expected = [written("C", false), cannot("D"), held("E"), waits("F")];
    assert_eq!(pending, expected);
}

pub async fn removed_offers_are_gone_and_no_others(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &["A", "a", "B"].map(|sku| offer(sku, 1))).await;
    let removed = ["a", "nobody", "B", "a"].map(str::to_owned);
    for _ in 0..2 {
        tx.offers_remove("s", &removed).await.expect("removed");
    }
    tx.offers_remove("s", &[]).await.expect("removed");
    assert_eq!(page(&mut tx, None, "").await, ["A"]);
}
