//! Panoramica: one glance.

use std::fmt::Write as _;

use jiff::{SignedDuration, ToSpan, civil::date};
use ponte_domain::{
    finding::{Finding, LevelTrouble, TillSetting},
    orders::order::{Attention, Stage, Waiting},
};
use ponte_store::runs::{Outcome, RunKind};
use serde_json::json;

use crate::{
    app::{NOW, TestApp, at},
    orders::{self, points},
    stock, text,
};

/// A pass that ended so, two minutes ago.
async fn passed(app: &TestApp, stream: &str, outcome: Outcome) {
    passed_at(app, stream, outcome, SignedDuration::from_mins(2)).await;
}

async fn passed_at(app: &TestApp, stream: &str, outcome: Outcome, ago: SignedDuration) {
    app.add_run(RunKind::Incremental, |run| {
        stream.clone_into(&mut run.stream);
        let ended = at(NOW) - ago;
        run.started_at = ended - SignedDuration::from_secs(9);
        (run.updated_at, run.ended_at) = (ended, Some(ended));
        run.figures = json!({ "lowered": 4, "raised": 2 });
        run.outcome = Some(outcome);
    })
    .await;
}

const STREAMS: [&str; 3] = ["products", "stock", "orders"];

/// A shop in which all is well.
async fn well() -> TestApp {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        tx.shop_first_sync_done(&app.shop, at("2026-11-20T08:14:00Z"))
            .await
            .expect("kept");
    })
    .await;
    for stream in STREAMS {
        passed(&app, stream, Outcome::Done).await;
    }
    let mut offer = stock::offer(stock::SKU, &app).await;
    offer.sum.terms[1].read = Some(at(NOW) - SignedDuration::from_mins(4));
    stock::add(&app, offer).await;
    app
}

fn failed(cause: &str) -> Outcome {
    Outcome::Failed {
        cause: cause.to_owned(),
        text: String::new(),
    }
}

/// A month of trade: more on Saturdays.
async fn add_days(app: &TestApp) {
    let (first, second) = points(app).await;
    app.write(async |tx| {
        for n in 0..40_i64 {
            let day = date(2026, 11, 24) - n.days();
            let orders = 5 + n % 7;
            for (what, value) in [
                ("orders".to_owned(), orders),
                (format!("part-{first}"), orders - 2),
                (format!("part-{second}"), 3),
                ("changes-products".to_owned(), n % 5 * 10),
                ("changes-stock".to_owned(), 20 + n),
                ("runs-stock".to_owned(), 200),
                ("took-stock".to_owned(), 200 * (4_000 + n * 100)),
                ("runs-orders".to_owned(), 100),
                ("took-orders".to_owned(), 100 * 2_000),
            ] {
                let added = tx.day_add(&app.shop, day, &what, value).await;
                added.expect("counted");
            }
            for (what, value) in [("stuck", n % 3), ("level-age", 200 + n)] {
                let noted = tx.day_most(&app.shop, day, what, value).await;
                noted.expect("noted");
            }
        }
    })
    .await;
}

/// The page without the numbers behind its charts.
fn without_tables(html: &str) -> String {
    let mut parts = html.split("<details class=\"more\">");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("</details>").expect("an end");
        whole.push_str(after);
    }
    whole
}

#[tokio::test]
async fn before_there_is_a_key_and_before_the_first_synchronisation_the_page_says_what_comes_next()
{
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/panoramica").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Il ponte non è ancora aperto"), "{text}");
    assert!(
        text.contains("Qui vedrai come va, giorno per giorno"),
        "{text}"
    );
    assert!(!text.contains("Tutto in pari"), "{text}");
    let app = TestApp::connected().await;
    let text = app.merchant().await.get("/panoramica").await.text();
    assert!(
        text.contains("Manca la prima sincronizzazione dei prodotti"),
        "{text}"
    );
}

#[tokio::test]
async fn the_way_in_leads_to_the_overview_once_the_first_synchronisation_is_done() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    assert_eq!(merchant.get("/").await.location(), "/connettore");
    assert_eq!(app.anonymous().get("/").await.location(), "/connettore");
    app.write(async |tx| {
        let done = tx.shop_first_sync_done(&app.shop, at(NOW)).await;
        done.expect("kept");
    })
    .await;
    assert_eq!(merchant.get("/").await.location(), "/panoramica");
}

#[tokio::test]
async fn one_glance_shows_the_banks_four_figures_three_charts_the_passes_and_the_calls() {
    let app = well().await;
    add_days(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/panoramica").await;
    let text = page.text();
    assert!(
        text.contains("23 nov\n4\n3\n7\n"),
        "the numbers behind: {text}"
    );
    assert!(text.contains("24 nov\n4\n2\n"), "seconds: {text}");
    insta::assert_snapshot!(text::of(&without_tables(&page.body)));
    assert_eq!(page.body.matches("class=\"spark\"").count(), 4);
    assert_eq!(page.body.matches("<rect class=\"f2\" x=").count(), 60);
    assert_eq!(page.body.matches("<polyline class=\"ln l2\"").count(), 1);
    assert!(!page.body.contains("style="), "numbers are attributes");
}

#[tokio::test]
async fn without_an_order_the_charts_say_what_will_be_there() {
    let app = well().await;
    let text = app.merchant().await.get("/panoramica").await.text();
    for said in [
        "Nessun ordine ancora. Appena uno arriva alla cassa, lo conti qui.",
        "Nessuna modifica ancora",
        "Nessun giro ancora.",
        "Una settimana fa: nessuno",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("Vedi i numeri"), "{text}");
}

#[tokio::test]
async fn all_is_well_is_said_only_where_it_is_true() {
    let app = well().await;
    let mut merchant = app.merchant().await;
    let said = merchant.get("/panoramica").await;
    assert!(said.body.contains("class=\"ban ok\""), "{}", said.text());
    assert!(said.text().contains("Tutto in pari"), "{}", said.text());
    let name = || "Bora".to_owned();
    let text = || "no".to_owned();
    let mut wrong = String::new();
    for (finding, tone) in [
        (
            Finding::Blocked {
                name: name(),
                obstacles: Vec::new(),
            },
            "warn",
        ),
        (
            Finding::Spread {
                name: name(),
                uids: Vec::new(),
            },
            "warn",
        ),
        (
            Finding::Refused {
                name: name(),
                text: text(),
            },
            "warn",
        ),
        (Finding::VariantsIgnored { name: name() }, "warn"),
        (Finding::Held { count: 12, of: 20 }, "warn"),
        (Finding::MissingPermission, "bad"),
        (
            Finding::OrderRefused {
                name: name(),
                text: text(),
            },
            "bad",
        ),
        (
            Finding::TillSetting {
                setting: TillSetting::MinimumOrder,
            },
            "bad",
        ),
        (Finding::OrderUnreadable { text: text() }, "bad"),
        (
            Finding::PartUnaccepted {
                name: name(),
                number: 1,
                point: name(),
            },
            "bad",
        ),
        (
            Finding::PartGone {
                name: name(),
                number: 1,
                point: name(),
            },
            "bad",
        ),
        (Finding::StrayTillOrder { point: name() }, "bad"),
        (
            Finding::OrderStateRefused {
                name: name(),
                text: text(),
            },
            "bad",
        ),
        (Finding::NotInShop { name: name() }, "warn"),
        (Finding::ListedTwice { name: name() }, "warn"),
        (
            Finding::NoStockFigure {
                name: name(),
                variant: name(),
            },
            "warn",
        ),
        (
            Finding::StockRefused {
                name: name(),
                text: text(),
            },
            "warn",
        ),
        (
            Finding::LevelsUnread {
                point: name(),
                since: at(NOW),
                trouble: LevelTrouble::Short,
            },
            "warn",
        ),
        (
            Finding::EditedOnShop {
                name: name(),
                groups: Vec::new(),
            },
            "ok",
        ),
        (
            Finding::SalesPoint {
                name: name(),
                gone: false,
            },
            "ok",
        ),
    ] {
        app.write(async |tx| {
            let seen = tx.finding_seen(&app.shop, "x", &finding, 1, at(NOW)).await;
            seen.expect("kept");
        })
        .await;
        let page = merchant.get("/panoramica").await;
        if !page.body.contains(&format!("class=\"ban {tone}\"")) {
            let _ = writeln!(wrong, "{finding:?} is not {tone}");
        }
        app.write(async |tx| {
            let closed = tx
                .finding_close(&app.shop, finding.kind(), "x", at(NOW))
                .await;
            closed.expect("closed");
        })
        .await;
    }
    assert!(wrong.is_empty(), "{wrong}");
    let page = merchant.get("/panoramica").await;
    assert!(page.body.contains("class=\"ban ok\""), "all is mended");
}

#[tokio::test]
async fn a_pass_that_failed_or_is_overdue_is_not_well() {
    for stream in STREAMS {
        let app = well().await;
        let mut merchant = app.merchant().await;
        let two = SignedDuration::from_mins(1);
        for (outcome, tone) in [
            (failed("till_away"), "warn"),
            (failed("wrong_till_key"), "bad"),
            (failed("something_new"), "warn"),
            (Outcome::Done, "ok"),
        ] {
            passed_at(&app, stream, outcome.clone(), two).await;
            let page = merchant.get("/panoramica").await;
            let banner = format!("class=\"ban {tone}\"");
            assert!(
                page.body.contains(&banner),
                "{stream} {outcome:?}: {}",
                page.text()
            );
        }
    }
    let app = well().await;
    app.clock.advance(std::time::Duration::from_secs(45 * 60));
    let text = app.merchant().await.get("/panoramica").await.text();
    assert!(
        text.contains("Gli ordini non si muovono da un po’"),
        "{text}"
    );
    assert!(text.contains("oggi alle 10:38"), "{text}");
    assert!(
        text.contains("C’è un’altra cosa da guardare."),
        "stock too: {text}"
    );
}

#[tokio::test]
async fn an_order_that_waits_is_told_and_one_that_needs_somebody_comes_first() {
    let app = well().await;
    let waiting = Stage::Waiting {
        reason: Waiting::Payment,
    };
    orders::add(&app, &orders::order("417_b", waiting), &[]).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/panoramica").await;
    assert!(page.body.contains("class=\"ban ok\""), "{}", page.text());
    assert!(
        page.text()
            .contains("Un ordine aspetta e parte da solo appena può")
    );
    let attention = Stage::NeedsAttention {
        reason: Attention::Amounts,
    };
    orders::add(&app, &orders::order("417_c", attention), &[]).await;
    let page = merchant.get("/panoramica").await;
    assert!(page.body.contains("class=\"ban bad\""), "{}", page.text());
    assert!(page.body.contains("href=\"/ordini?stato=da-sistemare\""));
    let text = page.text();
    assert!(text.contains("Un ordine ha bisogno di te"), "{text}");
    assert!(text.contains("1 da sistemare, 1 aspetta"), "{text}");
}

#[tokio::test]
async fn the_overview_asks_as_much_of_the_database_whatever_is_in_it() {
    let app = well().await;
    let mut merchant = app.merchant().await;
    let asked = async |merchant: &mut crate::browser::Browser| {
        let before = app.engine.store().statements();
        assert_eq!(merchant.get("/panoramica").await.status, 200);
        app.engine.store().statements() - before
    };
    let little = asked(&mut merchant).await;
    add_days(&app).await;
    for n in 0..20 {
        let stage = Stage::NeedsAttention {
            reason: Attention::Amounts,
        };
        orders::add(&app, &orders::order(&format!("o-{n}"), stage), &[]).await;
        stock::add(&app, stock::offer(&format!("C-{n}"), &app).await).await;
        passed(&app, "stock", failed("till_away")).await;
        app.write(async |tx| {
            let finding = Finding::NotInShop {
                name: n.to_string(),
            };
            let seen = tx
                .finding_seen(&app.shop, &n.to_string(), &finding, 1, at(NOW))
                .await;
            seen.expect("kept");
        })
        .await;
    }
    assert_eq!(asked(&mut merchant).await, little);
}

#[tokio::test]
async fn the_overview_speaks_english_too() {
    let app = well().await;
    add_days(&app).await;
    let mut merchant = app.merchant().await;
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/panoramica").await.text();
    for said in [
        "Tuesday 24 November 2026, 10:40",
        "Everything is in step",
        "Orders by point of sale",
        "the oldest is 4 minutes old",
        "0 of 360 used",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
