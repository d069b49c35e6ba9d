//! The till's products as the page lists them.

use ponte_domain::{
    finding::Obstacle,
    listing::Listing,
    money::Money,
    till::{Surroundings, TillProduct},
    why::{Answer, Check, Question},
};
use ponte_store::{
    Tx,
    products::{Judged, LeftOut, ListedAs, ProductRow, ProductStanding, searched},
};

use crate::{
    fixture::Fixture,
    samples::{at, listing, multivariant, product_row, simple},
};

async fn all(tx: &mut Box<dyn Tx>) -> Vec<ProductRow> {
    let page = tx.products_page("s", None, "", ("", ""), 1_000).await;
    page.expect("read")
}

async fn ids(tx: &mut Box<dyn Tx>, standing: Option<ProductStanding>, search: &str) -> Vec<String> {
    let page = tx.products_page("s", standing, search, ("", ""), 100).await;
    let page = page.expect("read").into_iter();
    page.map(|row| row.product).collect()
}

fn left(product: &str) -> LeftOut {
    LeftOut {
        product: product.to_owned(),
        who: "Marta".to_owned(),
        since: at(1),
    }
}

pub async fn a_row_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let obstacles = vec![Obstacle::UnknownVat];
    let odd = ProductRow {
        name: "Derby\0 Grecale".to_owned(),
        code: "DG".to_owned(),
        variants: 7,
        price: None,
        judged: Judged::Blocked,
        troubles: vec![Check {
            question: Question::Vat,
            answer: Answer::No { obstacles },
        }],
        listed: ListedAs::Linked,
        refused: "no".to_owned(),
        left_out: true,
        ..product_row("d", "")
    };
    let rows = [product_row("a", "Ballerina"), odd];
    tx.products_put("s", &rows).await.expect("put");
    let mut found = all(&mut tx).await;
    assert_eq!(found[1].name, "Derby\u{fffd} Grecale");
    found[1].name.clone_from(&rows[1].name);
    assert_eq!(found, rows);
    let one = tx.products_of("s", &["a".to_owned()]).await.expect("read");
    assert_eq!(one, rows[..1]);
    tx.products_remove("s", &["a".to_owned()])
        .await
        .expect("gone");
    assert_eq!(all(&mut tx).await.len(), 1);
}

pub async fn how_a_product_stands_follows_from_its_row_alone(db: &Fixture) {
    let mut tx = db.write().await;
    let mut rows = Vec::new();
    for judged in [Judged::List, Judged::Leave, Judged::Blocked] {
        for listed in [
            ListedAs::No,
            ListedAs::Visible,
            ListedAs::Hidden,
            ListedAs::Linked,
        ] {
            for refused in ["", "no"] {
                for left_out in [false, true] {
                    rows.push(ProductRow {
                        judged,
                        listed,
                        refused: refused.to_owned(),
                        left_out,
                        ..product_row(&format!("{}", rows.len()), "x")
                    });
                }
            }
        }
    }
    // Put for the first time, and again.
    for _ in 0..2 {
        tx.products_put("s", &rows).await.expect("put");
        assert_eq!(filtered(&mut tx).await, expected(&rows));
    }
    // Moved by what others do.
    for row in &mut rows {
        tx.product_refused("s", &row.product, "oh")
            .await
            .expect("noted");
        "oh".clone_into(&mut row.refused);
        if row.left_out {
            tx.product_take_back("s", &row.product)
                .await
                .expect("taken back");
        } else {
            let left = left(&row.product);
            tx.product_leave_out("s", &left).await.expect("left out");
        }
        row.left_out = !row.left_out;
    }
    assert_eq!(filtered(&mut tx).await, expected(&rows));
    for row in &mut rows {
        let shown = listing(&row.product, 1, &[]);
        tx.listing_put("s", &shown).await.expect("put");
        (row.listed, row.refused) = (ListedAs::Visible, String::new());
    }
    assert_eq!(filtered(&mut tx).await, expected(&rows));
    assert_eq!(filtered(&mut tx).await.len(), rows.len());
}

const STANDINGS: [ProductStanding; 5] = [
    ProductStanding::Listed,
    ProductStanding::Waiting,
    ProductStanding::Attention,
    ProductStanding::NotMeant,
    ProductStanding::LeftOut,
];

/// What each filter shows.
async fn filtered(tx: &mut Box<dyn Tx>) -> Vec<(ProductStanding, String)> {
    let mut found = Vec::new();
    for standing in STANDINGS {
        let of = ids(tx, Some(standing), "").await;
        found.extend(of.into_iter().map(|id| (standing, id)));
    }
    found.sort();
    found
}

/// What each filter should show.
fn expected(rows: &[ProductRow]) -> Vec<(ProductStanding, String)> {
    let mut all: Vec<_> = rows
        .iter()
        .map(|row| (row.standing(), row.product.clone()))
        .collect();
    all.sort();
    all
}

pub async fn a_pass_takes_back_neither_the_merchants_choice_nor_what_the_shop_has(db: &Fixture) {
    let mut tx = db.write().await;
    let row = product_row("a", "Ballerina");
    tx.products_put("s", std::slice::from_ref(&row))
        .await
        .expect("put");
    tx.product_leave_out("s", &left("a"))
        .await
        .expect("left out");
    tx.listing_put("s", &listing("a", 1, &["X"]))
        .await
        .expect("put");
    let renamed = ProductRow {
        name: "Ballerina Maestrale".to_owned(),
        ..row
    };
    tx.products_put("s", &[renamed]).await.expect("put");
    let found = all(&mut tx).await;
    assert_eq!(found[0].name, "Ballerina Maestrale");
    assert!(found[0].left_out);
    assert_eq!(found[0].listed, ListedAs::Visible);
}

pub async fn what_is_written_to_the_shop_moves_the_row_at_once(db: &Fixture) {
    let mut tx = db.write().await;
    let stands = async |tx: &mut Box<dyn Tx>| all(tx).await[0].standing();
    tx.products_put("s", &[product_row("a", "Ballerina")])
        .await
        .expect("put");
    assert_eq!(stands(&mut tx).await, ProductStanding::Waiting);
    tx.product_refused("s", "a", "no").await.expect("noted");
    assert_eq!(stands(&mut tx).await, ProductStanding::Attention);
    assert_eq!(
        ids(&mut tx, Some(ProductStanding::Attention), "").await,
        ["a"]
    );
    let shown = listing("a", 1, &["X"]);
    tx.listing_put("s", &shown).await.expect("put");
    assert_eq!(stands(&mut tx).await, ProductStanding::Listed);
    let hidden = Listing {
        visible: false,
        ..shown
    };
    tx.listing_put("s", &hidden).await.expect("put");
    assert_eq!(stands(&mut tx).await, ProductStanding::Waiting);
    tx.listing_remove("s", "a").await.expect("removed");
    assert_eq!(all(&mut tx).await[0].listed, ListedAs::No);
}

pub async fn pages_are_complete_and_by_name(db: &Fixture) {
    let mut tx = db.write().await;
    let names = ["borsa", "Alisea", "ÈVORA", "borsa", "Zefiro", "évora", ""];
    let rows: Vec<_> = (0..)
        .zip(names)
        .map(|(n, name)| product_row(&n.to_string(), name))
        .collect();
    tx.products_put("s", &rows).await.expect("put");
    let (mut after, mut found) = ((String::new(), String::new()), Vec::new());
    loop {
        let at = (after.0.as_str(), after.1.as_str());
        let page = tx.products_page("s", None, "", at, 2).await.expect("read");
        let Some(last) = page.last() else { break };
        after = (last.sort_name(), last.product.clone());
        found.extend(page.into_iter().map(|row| row.product));
    }
    assert_eq!(found, ["6", "1", "0", "3", "4", "2", "5"]);
}

pub async fn a_product_is_found_by_a_piece_of_its_name_code_or_bar_code(db: &Fixture) {
    let mut shirt = multivariant("m", "TS_1", &["TS-S"]);
    shirt.name = "Città 100%".to_owned();
    shirt.variants[0].barcodes = vec!["8001234567890".to_owned()];
    let oil = TillProduct {
        name: "Olio".to_owned(),
        ..simple("o", "OIL")
    };
    let mut tx = db.write().await;
    let rows = [&shirt, &oil].map(|product| ProductRow {
        searched: searched(product),
        ..product_row(&product.id, &product.name)
    });
    tx.products_put("s", &rows).await.expect("put");
    for (search, expected) in [
        ("CITTÀ", vec!["m"]),
        ("100%", vec!["m"]),
        ("ts_", vec!["m"]),
        ("ts-s", vec!["m"]),
        ("34567", vec!["m"]),
        ("oil", vec!["o"]),
        ("o", vec!["o"]),
        ("100_", vec![]),
        ("a\0b", vec![]),
        ("", vec!["m", "o"]),
    ] {
        assert_eq!(ids(&mut tx, None, search).await, expected, "{search}");
    }
    let long = "x".repeat(1_001);
    assert!(ids(&mut tx, None, &long).await.is_empty());
}

pub async fn products_are_counted_by_how_they_stand_and_no_further_than_asked(db: &Fixture) {
    let mut tx = db.write().await;
    let rows: Vec<_> = (0..5)
        .map(|n| ProductRow {
            judged: if n == 0 { Judged::Leave } else { Judged::List },
            ..product_row(&n.to_string(), "x")
        })
        .collect();
    tx.products_put("s", &rows).await.expect("put");
    let counted = tx.products_counted("s", 10).await.expect("counted");
    let (waiting, leave) = (ProductStanding::Waiting, ProductStanding::NotMeant);
    assert_eq!(counted, [(waiting, 4), (leave, 1)]);
    let counted = tx.products_counted("s", 3).await.expect("counted");
    assert_eq!(counted, [(waiting, 3), (leave, 1)]);
}

pub async fn a_page_of_a_large_catalogue_costs_one_statement(db: &Fixture) {
    let rows: Vec<_> = (0..5_000)
        .map(|n| product_row(&format!("{n:05}"), &format!("Articolo {n:05}")))
        .collect();
    let mut tx = db.write().await;
    tx.products_put("s", &rows).await.expect("put");
    tx.commit().await.expect("kept");
    let mut tx = db.write().await;
    for (search, found) in [("", 50), ("articolo 04999", 1), ("niente", 0)] {
        let before = db.store().statements();
        let page = tx.products_page("s", None, search, ("", ""), 50).await;
        assert_eq!(db.store().statements() - before, 1, "{search}");
        assert_eq!(page.expect("read").len(), found, "{search}");
    }
    let before = db.store().statements();
    tx.products_counted("s", 100).await.expect("counted");
    assert_eq!(db.store().statements() - before, 1);
}

pub async fn what_the_merchant_leaves_out_stays_until_it_is_taken_back(db: &Fixture) {
    let mut tx = db.write().await;
    let other = LeftOut {
        who: "Bruno".to_owned(),
        ..left("b")
    };
    let again = LeftOut {
        since: at(9),
        ..left("b")
    };
    for left in [&other, &left("a"), &again] {
        tx.product_leave_out("s", left).await.expect("left out");
    }
    let found = tx.products_left_out("s").await.expect("read");
    assert_eq!(found, [left("a"), other.clone()]);
    tx.product_take_back("s", "a").await.expect("taken back");
    tx.product_take_back("s", "?").await.expect("no matter");
    assert_eq!(tx.products_left_out("s").await.expect("read"), [other]);
}

pub async fn the_tills_small_lists_are_those_read_last(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.surroundings("s").await.expect("read"), None);
    for n in [1, 2] {
        let lists = Surroundings {
            enabled_points: vec![n],
            ..Surroundings::default()
        };
        tx.surroundings_put("s", &lists, at(n)).await.expect("put");
        let found = tx.surroundings("s").await.expect("read");
        assert_eq!(found, Some((lists, at(n))));
    }
}

#[test]
fn a_row_knows_what_it_is_searched_and_sorted_by() {
    let row = product_row("a", &format!("  {}", "È".repeat(500)));
    assert_eq!(row.sort_name(), "è".repeat(120));
    assert_eq!(row.price, Some(Money(1_000)));
    let mut product = simple("a", "Ab-1");
    product.name = "Olio".to_owned();
    product.barcodes = vec!["800".to_owned()];
    assert_eq!(searched(&product), "olio\nab-1\n800");
}
