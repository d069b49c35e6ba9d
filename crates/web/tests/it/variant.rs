//! The page of one code.

use jiff::SignedDuration;
use ponte_domain::{
    finding::Finding,
    stock::{
        change::Change,
        offer::Standing,
        write::{Cannot, Decision, Write},
    },
};
use ponte_store::{
    offers::{Answer, ChoiceKind, OfferEvent, OfferRow, StockChoice},
    runs::Outcome,
};

use crate::{
    app::{NOW, TestApp, at},
    orders::points,
    stock::{SKU, add, add_pass, offer, shows},
};

/// What the merchant chose.
async fn choices(app: &TestApp) -> Vec<StockChoice> {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    tx.stock_choices(&app.shop).await.expect("a read")
}

/// A line of the past, so many minutes ago.
fn line(
    row: &OfferRow,
    minutes: i64,
    changes: Vec<Change>,
    write: Option<(Write, Answer)>,
) -> OfferEvent {
    OfferEvent {
        sku: row.sku.clone(),
        at: at(NOW) - SignedDuration::from_mins(minutes),
        listed: row.listed,
        sum: row.sum.clone(),
        changes,
        write,
    }
}

/// Sold at the first point: 14 became 12.
async fn add_with_past(app: &TestApp) {
    let (first, _) = points(app).await;
    let mut row = offer(SKU, app).await;
    row.sum.terms[0].withheld = 1;
    row.sum.terms[0].reserve = 2;
    row.sum.terms[0].free = 8;
    row.sum.unplaced = 1;
    row.listed = shows(9);
    add(app, row.clone()).await;
    let mut before = row.clone();
    before.sum.terms[0].quantity = 14.into();
    before.sum.terms[0].free = 10;
    let sold = Change::Quantity {
        point: first,
        was: 14.into(),
        is: 12.into(),
    };
    let taken = (Write::Add { pieces: -2 }, Answer::Done);
    let events = [
        line(&before, 60 * 24, Vec::new(), None),
        line(&row, 2, vec![sold], Some(taken)),
    ];
    app.write(async |tx| {
        tx.offer_events_add(&app.shop, &events).await.expect("kept");
    })
    .await;
}

#[tokio::test]
async fn the_page_shows_the_sum_the_shop_and_what_changed_the_figure() {
    let app = TestApp::connected().await;
    add_with_past(&app).await;
    let mut merchant = app.merchant().await;
    insta::assert_snapshot!(merchant.get("/giacenze/NIN-40").await.text());
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/giacenze/NIN-40").await.text();
    assert!(text.contains("the stock was 14, and is 12 now"), "{text}");
    assert!(text.contains("The shop said yes."), "{text}");
}

#[tokio::test]
async fn a_code_with_odd_letters_has_its_page() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (sku, path) in [
        ("a/b c+d?é", "/giacenze/a%2Fb%20c%2Bd%3F%C3%A9"),
        ("..", "/giacenze/codice?codice=.."),
    ] {
        add(&app, offer(sku, &app).await).await;
        let page = merchant.get("/giacenze").await;
        assert!(page.body.contains(&format!("href=\"{path}\"")), "{sku}");
        let page = merchant.get(path).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(&format!("codice {sku}")));
        let form = [("cosa", "margine"), ("pezzi", "2")];
        let page = merchant.post(path, &form).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert!(page.location().starts_with(path), "{}", page.location());
    }
}

#[tokio::test]
async fn a_code_that_is_nobody_s_has_no_page() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    assert_eq!(merchant.get("/giacenze/altro").await.status, 404);
    let form = [("cosa", "margine"), ("pezzi", "2")];
    assert_eq!(merchant.post("/giacenze/altro", &form).await.status, 404);
    assert!(choices(&app).await.is_empty());
}

#[tokio::test]
async fn a_product_gets_its_own_margin_and_gives_it_back() {
    let app = TestApp::connected().await;
    add(&app, offer(SKU, &app).await).await;
    let mut merchant = app.merchant().await;
    let form = [("cosa", "margine"), ("pezzi", " 3 ")];
    let page = merchant.post("/giacenze/NIN-40", &form).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, "/giacenze/NIN-40?fatto=si")
    );
    let chosen = StockChoice {
        kind: ChoiceKind::Margin,
        subject: "ninfea".into(),
        pieces: 3,
    };
    assert_eq!(choices(&app).await, [chosen]);
    let form = [("cosa", "margine"), ("pezzi", "")];
    merchant.post("/giacenze/NIN-40", &form).await;
    assert!(choices(&app).await.is_empty());
}

#[tokio::test]
async fn a_number_that_is_none_changes_nothing_and_the_page_says_so() {
    let app = TestApp::connected().await;
    add(&app, offer(SKU, &app).await).await;
    let mut merchant = app.merchant().await;
    for wrong in ["-1", "uno", "1,5", "9999999"] {
        let form = [("cosa", "margine"), ("pezzi", wrong)];
        let page = merchant.post("/giacenze/NIN-40", &form).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("numero intero"), "{}", page.body);
    }
    assert!(choices(&app).await.is_empty());
}

#[tokio::test]
async fn a_variant_that_the_till_does_not_manage_gets_the_merchant_s_figure() {
    let app = TestApp::connected().await;
    let mut row = offer(SKU, &app).await;
    for term in &mut row.sum.terms {
        term.standing = Standing::Unmanaged;
    }
    row.decision = Decision::Cannot {
        reason: Cannot::NoFigure,
    };
    add(&app, row).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/giacenze/NIN-40").await.text();
    assert!(page.contains("Manca la quantità"), "{page}");
    let form = [("cosa", "giacenza"), ("pezzi", "25")];
    merchant.post("/giacenze/NIN-40", &form).await;
    let chosen = StockChoice {
        kind: ChoiceKind::Figure,
        subject: "variant of NIN-40".into(),
        pieces: 25,
    };
    assert_eq!(choices(&app).await, [chosen]);
    let page = merchant.get("/giacenze/NIN-40").await;
    assert!(page.body.contains("<dd>25</dd>"), "{}", page.body);
}

#[tokio::test]
async fn what_the_shop_refused_is_told_in_its_words() {
    let app = TestApp::connected().await;
    add(&app, offer(SKU, &app).await).await;
    app.write(async |tx| {
        let finding = Finding::StockRefused {
            name: "Mocassino Ninfea · 40".into(),
            text: "quantity is locked".into(),
        };
        tx.finding_seen(&app.shop, SKU, &finding, 1, at(NOW))
            .await
            .expect("told");
    })
    .await;
    let page = app.merchant().await.get("/giacenze/NIN-40").await.text();
    assert!(page.contains("risponde «quantity is locked»"), "{page}");
}

#[tokio::test]
async fn a_figure_that_no_pass_found_changed_is_as_fresh_as_the_last_whole_pass() {
    let app = TestApp::connected().await;
    let mut row = offer(SKU, &app).await;
    row.listed_at = at(NOW) - SignedDuration::from_hours(5);
    add(&app, row).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/giacenze/NIN-40").await.text();
    assert!(page.contains("Letto nel negozio\n5 ore fa"), "{page}");
    add_pass(&app, Outcome::Done, serde_json::Value::Null).await;
    let page = merchant.get("/giacenze/NIN-40").await.text();
    assert!(page.contains("Letto nel negozio\n3 minuti fa"), "{page}");
}
