//! The list of stock, and how tests make figures.

use std::fmt::Write as _;

use jiff::SignedDuration;
use ponte_domain::{
    finding::{Finding, LevelTrouble},
    orders::free::Reading,
    stock::{
        level::{Known, Level as OfVariant},
        offer::{Doubt, Standing, Sum, Term},
        write::{Cannot, Decision, Listed, Over, OwnWrite, Waits, Write},
    },
};
use ponte_store::{levels::Level, offers::OfferRow, runs::Outcome};

use crate::{
    app::{NOW, TestApp, at},
    orders::points,
};

/// The code that most tests look at.
pub const SKU: &str = "NIN-40";

/// So many at a point, read three minutes ago.
pub fn term(point: i64, quantity: u32, promised: u32) -> Term {
    Term {
        point,
        quantity: quantity.into(),
        promised: promised.into(),
        own: promised,
        withheld: 0,
        reserve: 0,
        free: quantity.saturating_sub(promised),
        read: Some(at(NOW) - SignedDuration::from_mins(3)),
        standing: Standing::Managed,
        doubt: None,
    }
}

/// 12 − 3 at the first point, 5 at the second, a margin of 1: the shop shows 13, as it should.
pub async fn offer(sku: &str, app: &TestApp) -> OfferRow {
    let (first, second) = points(app).await;
    OfferRow {
        sku: sku.to_owned(),
        variant: format!("variant of {sku}"),
        product: "ninfea".to_owned(),
        name: "Mocassino Ninfea · 40".to_owned(),
        listed: shows(13),
        listed_at: at(NOW) - SignedDuration::from_mins(2),
        sum: Sum {
            terms: vec![term(first, 12, 3), term(second, 5, 0)],
            margin: 1,
            unplaced: 0,
        },
        decision: Decision::Nothing,
        held: false,
        written: None,
        sold_at: None,
        changed_at: at(NOW),
    }
}

/// The shop shows so many.
pub fn shows(pieces: i64) -> Listed {
    Listed::Stock {
        quantity: Some(pieces),
        unlimited: false,
    }
}

/// Keeps a figure, with the levels that it rests on.
pub async fn add(app: &TestApp, row: OfferRow) {
    let levels = row.sum.terms.iter().filter_map(|term| {
        let known = Known::Managed(Reading {
            quantity: term.quantity,
            outgoing: term.promised,
            began: term.read?,
        });
        Some(Level {
            point: term.point,
            variant: row.variant.clone(),
            level: OfVariant {
                known,
                unread: None,
                absent: None,
            },
        })
    });
    let levels: Vec<Level> = levels.collect();
    app.write(async |tx| {
        tx.levels_put(&app.shop, &levels).await.expect("kept");
        tx.offers_put(&app.shop, std::slice::from_ref(&row))
            .await
            .expect("kept");
    })
    .await;
}

/// The first product synchronisation is done.
pub async fn synced(app: &TestApp) {
    app.write(async |tx| {
        tx.shop_first_sync_done(&app.shop, at("2026-11-24T08:14:00Z"))
            .await
            .expect("noted");
    })
    .await;
}

/// A pass over the stock that ended so.
pub async fn add_pass(app: &TestApp, outcome: Outcome, figures: serde_json::Value) {
    app.add_run(ponte_store::runs::RunKind::Full, |run| {
        run.stream = ponte_sync::stock::STREAM.to_owned();
        run.asked_by = "ponte".to_owned();
        run.started_at = at("2026-11-24T09:37:00Z");
        (run.updated_at, run.ended_at) =
            (at("2026-11-24T09:38:00Z"), Some(at("2026-11-24T09:38:00Z")));
        (run.figures, run.outcome) = (figures, Some(outcome));
    })
    .await;
}

/// One figure of each standing.
pub async fn add_all_kinds(app: &TestApp) {
    add(app, offer(SKU, app).await).await;
    let mut sold_out = offer("NIN-41", app).await;
    "Mocassino Ninfea · 41".clone_into(&mut sold_out.name);
    sold_out.listed = shows(0);
    sold_out.sum.terms[0] = term(sold_out.sum.terms[0].point, 3, 3);
    sold_out.sum.terms[1] = term(sold_out.sum.terms[1].point, 0, 0);
    add(app, sold_out).await;
    let mut waiting = offer("BOR-39", app).await;
    "Stivaletto Bora · 39".clone_into(&mut waiting.name);
    waiting.listed = shows(4);
    waiting.decision = Decision::Waits {
        reason: Waits::Levels,
    };
    let old = at(NOW) - SignedDuration::from_hours(2);
    waiting.sum.terms[1].read = Some(old);
    waiting.sum.terms[1].doubt = Some(Doubt::Unread { since: old });
    add(app, waiting).await;
    let mut missing = offer("a/b c", app).await;
    "Tazza".clone_into(&mut missing.name);
    missing.listed = Listed::Missing;
    missing.decision = Decision::Cannot {
        reason: Cannot::NotListed,
    };
    add(app, missing).await;
    let mut held = offer("TOR-1", app).await;
    "Torcia".clone_into(&mut held.name);
    held.listed = shows(7);
    held.sum.terms[0] = term(held.sum.terms[0].point, 0, 0);
    held.sum.terms[1] = term(held.sum.terms[1].point, 0, 0);
    held.held = true;
    add(app, held).await;
}

#[tokio::test]
async fn without_a_figure_the_list_says_what_will_be_there_and_when() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/giacenze").await.text();
    assert!(page.contains("dopo la prima sincronizzazione"), "{page}");
    synced(&app).await;
    let page = merchant.get("/giacenze").await.text();
    assert!(page.contains("con il prossimo giro"), "{page}");
    add(&app, offer(SKU, &app).await).await;
    let page = merchant.get("/giacenze?cerca=zzz").await.text();
    assert!(page.contains("Nessun codice trovato"), "{page}");
}

#[tokio::test]
async fn each_code_says_what_the_shop_shows_and_should_show_and_if_it_waits_why() {
    let app = TestApp::connected().await;
    synced(&app).await;
    add_all_kinds(&app).await;
    let (_, second) = points(&app).await;
    let since = at("2026-11-24T07:30:00Z");
    let figures = serde_json::json!({"lowered": 2, "raised": 1, "waiting": 1, "held": 1});
    add_pass(&app, Outcome::Done, figures).await;
    app.write(async |tx| {
        let finding = Finding::LevelsUnread {
            point: "Piazza Mercato".into(),
            since,
            trouble: LevelTrouble::Refused,
        };
        tx.finding_seen(&app.shop, &second.to_string(), &finding, 1, at(NOW))
            .await
            .expect("told");
        let due = at("2026-11-24T09:43:00Z");
        tx.job_enqueue(&app.shop, ponte_sync::stock::STREAM, due, at(NOW))
            .await
            .expect("due");
    })
    .await;
    let mut merchant = app.merchant().await;
    insta::assert_snapshot!(merchant.get("/giacenze").await.text());
    let only = merchant.get("/giacenze?stato=aspettano").await.text();
    assert!(
        only.contains("BOR-39") && !only.contains("NIN-41"),
        "{only}"
    );
    let found = merchant.get("/giacenze?cerca=ninfea").await.text();
    assert!(
        found.contains("NIN-41") && !found.contains("BOR"),
        "{found}"
    );
}

#[tokio::test]
async fn a_difference_that_the_shop_took_counts_at_once_and_a_figure_waits_for_the_next_list() {
    let app = TestApp::connected().await;
    let own = |added| OwnWrite {
        at: at(NOW),
        answered: true,
        added,
    };
    let write = |write| Decision::Write { write };
    let mut took = offer(SKU, &app).await;
    took.listed = shows(15);
    took.decision = write(Write::Add { pieces: -2 });
    took.written = Some(own(-2));
    add(&app, took.clone()).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/giacenze").await.text();
    assert!(page.contains("13\n13\nIn vendita"), "{page}");
    // Of an earlier pass.
    took.changed_at = at(NOW) + SignedDuration::from_secs(1);
    add(&app, took.clone()).await;
    let page = merchant.get("/giacenze").await.text();
    assert!(page.contains("15\n13\nMandato al negozio"), "{page}");
    took.decision = write(Write::Set {
        pieces: 13,
        over: Over::Plentiful,
    });
    took.written = Some(own(0));
    add(&app, took).await;
    let page = merchant.get("/giacenze").await.text();
    assert!(page.contains("15\n13\nMandato al negozio"), "{page}");
}

#[tokio::test]
async fn the_list_goes_on_by_pages_of_fifty() {
    let app = TestApp::connected().await;
    for n in 0..51 {
        add(&app, offer(&format!("C-{n:02}"), &app).await).await;
    }
    let mut merchant = app.merchant().await;
    let page = merchant.get("/giacenze?cerca=c-").await;
    assert!(page.body.contains(">C-49<") && !page.body.contains(">C-50<"));
    let next = "/giacenze?cerca=c-&#38;dopo=C-49";
    assert!(page.body.contains(next), "{}", page.body);
    let page = merchant.get("/giacenze?cerca=c-&dopo=C-49").await;
    assert!(page.body.contains(">C-50<") && !page.body.contains(">C-49<"));
    assert!(page.body.contains("\"/giacenze?cerca=c-\""), "to the first");
}

#[tokio::test]
async fn the_list_speaks_english_too() {
    let app = TestApp::connected().await;
    synced(&app).await;
    add_all_kinds(&app).await;
    let mut merchant = app.merchant().await;
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/giacenze").await.text();
    let mut missing = String::new();
    for said in [
        "Every code of the shop",
        "the oldest level was read 3 minutes ago",
        "The shop does not know it",
        "Waits for your yes",
        "could not be read since today",
    ] {
        if !text.contains(said) {
            let _ = writeln!(missing, "{said}");
        }
    }
    assert!(missing.is_empty(), "{missing}{text}");
}

#[tokio::test]
async fn a_pass_is_asked_for_and_shown() {
    let app = TestApp::connected().await;
    synced(&app).await;
    let mut merchant = app.merchant().await;
    let form = [("da", "giacenze")];
    let page = merchant.post("/connettore/giacenze", &form).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/giacenze"));
    let run = app.engine.last_stock(&app.shop).await.expect("a read");
    assert_eq!(run.expect("a run").asked_by, "Marta Pervinca");
    let text = merchant.get("/giacenze").await.text();
    assert!(text.contains("Un giro delle giacenze è in corso"), "{text}");
    // Once more does no harm.
    let page = merchant.post("/connettore/giacenze", &[]).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, "/connettore")
    );
}
