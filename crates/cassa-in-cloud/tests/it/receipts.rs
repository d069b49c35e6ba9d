//! Receipts: which are asked for, and what is read of them.

use cassa_in_cloud::{Error, Page, Receipt, ReceiptsQuery, Window};
use jiff::civil::date;
use proptest::prelude::*;

use crate::{
    odd,
    script::{Script, client, clock, ok},
};

fn window() -> Window {
    Window::new(date(2026, 1, 1), date(2026, 1, 2)).expect("two days")
}

/// The sample page.
async fn page() -> Page<Receipt> {
    let sample = include_str!("../samples/receipts_page.json");
    let till = client(&Script::with_tokens(move |_, _| ok(sample)), &clock());
    let page = till.receipts(&ReceiptsQuery::new(window(), &[])).await;
    page.expect("a page")
}

#[tokio::test]
async fn receipts_are_asked_for_by_days_and_points() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(r#"{"receipts":[],"totalCount":0}"#));
    let till = client(&script, &clock());
    till.receipts(&ReceiptsQuery::new(window(), &[])).await?;
    let query = ReceiptsQuery {
        start: 300,
        limit: Some(250),
        ..ReceiptsQuery::new(window(), &[101, 102])
    };
    till.receipts(&query).await?;
    let seen = script.seen();
    let path = "http://till.test/documents/receipts";
    let days = "datetimeFrom=%222026-01-01%22&datetimeTo=%222026-01-02%22";
    assert_eq!(
        seen[1].url.as_str(),
        format!("{path}?start=0&limit=100&{days}")
    );
    assert_eq!(
        seen[2].url.as_str(),
        format!("{path}?start=300&limit=100&{days}&idsSalesPoint=%5B101%2C102%5D")
    );
    Ok(())
}

#[tokio::test]
async fn a_page_of_receipts() {
    let page = page().await;
    assert_eq!(page.total_count, 204);
    let [sale, bare, ..] = &page.rows[..] else {
        panic!("four rows: {page:?}")
    };
    assert_eq!(
        sale.id.as_deref(),
        Some("dddddddd-0000-4000-8000-000000000001")
    );
    assert_eq!(
        (sale.number.as_deref(), sale.sales_point),
        (Some("42"), Some(101))
    );
    let seconds = |receipt: &Receipt| receipt.datetime.map(|at| at.as_second());
    assert_eq!(seconds(sale), Some(1_767_369_600));
    let shoe = &sale.rows[0];
    assert_eq!(
        shoe.id_product.as_deref(),
        Some("11111111-0000-4000-8000-000000000001")
    );
    assert_eq!(
        shoe.id_product_variant.as_deref(),
        Some("22222222-0000-4000-8000-000000000001")
    );
    assert_eq!((shoe.quantity, shoe.refund), (Some(2.into()), false));
    let cheese = &sale.rows[1];
    assert_eq!(
        (cheese.quantity, cheese.refund),
        ("0.35".parse().ok(), true)
    );
    // Midnight in Italy, where there is no more than a day.
    assert_eq!(seconds(bare), Some(1_767_308_400));
    assert_eq!(
        (bare.id.as_deref(), bare.number.as_deref()),
        (Some("7"), Some("43"))
    );
    assert_eq!((bare.sales_point, bare.rows.is_empty()), (Some(102), true));
    assert!(sale.unreadable.is_empty() && bare.unreadable.is_empty());
}

#[tokio::test]
async fn subtotals_covers_and_rows_without_an_article_are_not_among_the_goods() {
    let page = page().await;
    let sale = &page.rows[0];
    let goods: Vec<_> = sale
        .goods()
        .map(|row| (row.id_product.as_deref(), row.id_product_variant.as_deref()))
        .collect();
    assert_eq!(
        goods[1..],
        [(Some("p-cheese"), None), (None, Some("v-9"))],
        "{sale:?}"
    );
    assert_eq!((goods.len(), sale.rows.len()), (3, 6));
}

#[tokio::test]
async fn a_receipt_that_cannot_be_read_is_a_row_all_the_same_and_says_so() {
    let page = page().await;
    let [_, _, odd, none] = &page.rows[..] else {
        panic!("four rows: {page:?}")
    };
    assert_eq!(
        odd.unreadable,
        [
            "number",
            "datetime",
            "document.rows[0].quantity",
            "document.rows[1]"
        ]
    );
    assert_eq!(
        (odd.id.as_deref(), odd.rows.len(), odd.goods().count()),
        (Some("d-3"), 2, 1)
    );
    // The document's date stands in for what cannot be read.
    assert_eq!(odd.datetime.map(|at| at.as_second()), Some(1_767_369_600));
    assert_eq!(none.unreadable, ["the whole receipt"]);
    assert_eq!(none.goods().count(), 0);
}

#[tokio::test]
async fn nothing_of_the_buyer_is_read() {
    let printed = format!("{:?}", page().await).to_lowercase();
    for word in [
        "anna", "segreta", "example", "sgrnna", "lottery", "aaaaaaaa", "bruno",
    ] {
        assert!(!printed.contains(word), "{word} in {printed}");
    }
}

proptest! {
    #[test]
    fn whatever_a_receipt_is_made_of_it_is_read(record in odd::json()) {
        let receipt = serde_json::from_value::<Receipt>(record.clone());
        let receipt = receipt.expect("reading never fails");
        prop_assert!(receipt.goods().count() <= receipt.rows.len());
        let whole = receipt.unreadable == ["the whole receipt"];
        prop_assert_eq!(record.is_object(), !whole);
    }
}
