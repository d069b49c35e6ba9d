//! The Connettore page in each of its states, as a person reads it.

use ponte_domain::{
    finding::{Finding, Obstacle, PictureTrouble},
    listing::Group,
};
use ponte_store::runs::{Outcome, RunKind};
use serde_json::json;

use crate::app::{TestApp, at};

async fn shown(app: &TestApp) -> String {
    app.merchant().await.get("/connettore").await.text()
}

#[tokio::test]
async fn before_there_is_a_key_everything_else_waits_and_says_why() {
    insta::assert_snapshot!(shown(&TestApp::new().await).await);
}

#[tokio::test]
async fn after_a_dry_run_the_page_shows_its_sum() {
    let app = TestApp::connected().await;
    let figures = json!({
        "till": 1001, "wanted": 858, "created": 812, "adopted": 40, "blocked": 6,
    });
    app.add_ended(RunKind::DryRun, Outcome::Done, figures).await;
    insta::assert_snapshot!(shown(&app).await);
}

#[tokio::test]
async fn while_a_run_is_under_way_it_says_how_far_how_fast_and_how_long_still() {
    let app = TestApp::connected().await;
    app.add_run(RunKind::First, |run| {
        (run.phase, run.done, run.total) = ("products".to_owned(), 318, 852);
        run.phase_at = at("2026-11-24T09:35:56Z");
        "Stivaletto Bora".clone_into(&mut run.subject);
    })
    .await;
    insta::assert_snapshot!(shown(&app).await);
}

#[tokio::test]
async fn while_a_remote_is_waited_for_it_says_until_when() {
    let app = TestApp::connected().await;
    app.add_run(RunKind::First, |run| {
        (run.phase, run.done) = ("reading".to_owned(), 200);
        run.waits_until = Some(at("2026-11-24T09:46:00Z"));
    })
    .await;
    let text = shown(&app).await;
    assert!(text.contains("200 articoli letti dalla cassa"), "{text}");
    assert!(
        text.contains("Aspettiamo fino alle 10:46, poi si riprende da soli"),
        "{text}"
    );
}

#[tokio::test]
async fn a_run_that_failed_says_why_and_what_to_do() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (cause, said, remote) in [
        (
            "wrong_shop_keys",
            "il negozio non riconosce più le sue chiavi",
            false,
        ),
        ("till_away", "la cassa non risponde da molto tempo", false),
        (
            "shop_refused",
            "il negozio ha rifiutato una scrittura",
            true,
        ),
        ("something_new", "Ci siamo fermati prima della fine.", true),
    ] {
        let outcome = Outcome::Failed {
            cause: cause.to_owned(),
            text: "limit <3>".to_owned(),
        };
        app.add_ended(RunKind::First, outcome, json!({})).await;
        let page = merchant.get("/connettore").await;
        assert!(page.text().contains(said), "{cause}: {}", page.text());
        assert_eq!(page.body.contains("limit &#60;3&#62;"), remote, "{cause}");
    }
}

#[tokio::test]
async fn after_the_first_one_the_forced_one_is_active_and_findings_are_told_in_plain_words() {
    let app = TestApp::connected().await;
    let figures = json!({"listed": 852, "created": 812, "adopted": 40, "hidden": 0});
    app.add_ended(RunKind::First, Outcome::Done, figures).await;
    let findings = [
        (
            "1",
            Finding::Blocked {
                name: "Pane di Torreano".into(),
                obstacles: vec![
                    Obstacle::NoCode {
                        variants: vec![String::new()],
                    },
                    Obstacle::DuplicateCode {
                        codes: vec!["PAN-TOR-41".into()],
                    },
                ],
            },
        ),
        (
            "2",
            Finding::Refused {
                name: "Sciarpa".into(),
                text: "title too long".into(),
            },
        ),
        (
            "3",
            Finding::Picture {
                name: "Stivaletto Bora".into(),
                url: "https://img.example/1.jpg".into(),
                trouble: PictureTrouble::TooLarge,
            },
        ),
        (
            "4",
            Finding::EditedOnShop {
                name: "Mocassino".into(),
                groups: vec![Group::Name, Group::Images],
            },
        ),
        (
            "5",
            Finding::Spread {
                name: "Ciabatta".into(),
                uids: vec![7, 9],
            },
        ),
        (
            "105",
            Finding::SalesPoint {
                name: "Outlet Fiera".into(),
                gone: false,
            },
        ),
        (
            "hide",
            Finding::Held {
                count: 120,
                of: 852,
            },
        ),
    ];
    app.write(async |tx| {
        tx.shop_first_sync_done(&app.shop, at("2026-11-24T08:14:00Z"))
            .await
            .expect("kept");
        for (subject, finding) in &findings {
            let now = at("2026-11-24T08:14:00Z");
            tx.finding_seen(&app.shop, subject, finding, 1, now)
                .await
                .expect("kept");
        }
    })
    .await;
    insta::assert_snapshot!(shown(&app).await);
}

#[tokio::test]
async fn a_held_change_waits_for_the_merchant_s_yes() {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        tx.shop_first_sync_done(&app.shop, at("2026-11-24T08:14:00Z"))
            .await
            .expect("kept");
        let finding = Finding::Held { count: 30, of: 90 };
        let now = at("2026-11-24T08:14:00Z");
        tx.finding_seen(&app.shop, "price", &finding, 1, now)
            .await
            .expect("kept");
    })
    .await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("il prezzo di 30 prodotti su 90"), "{text}");
    assert!(text.contains("[Sì, è giusto]"), "{text}");
    merchant
        .post("/connettore/trattenute", &[("subject", "price")])
        .await;
    assert!(
        app.finding("held", "price")
            .await
            .expect("still open")
            .confirmed
    );
    let text = merchant.get("/connettore").await.text();
    assert!(
        text.contains("Sincronizzazione in corso"),
        "the yes is carried out: {text}"
    );
}

#[tokio::test]
async fn a_point_that_is_off_or_gone_says_so() {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        let mut points = tx.points(&app.shop).await.expect("a read");
        (points[0].enabled, points[1].gone) = (false, true);
        for point in &points {
            tx.point_put(&app.shop, point).await.expect("kept");
        }
    })
    .await;
    let text = shown(&app).await;
    assert!(
        text.contains("Spento: non porta prodotti e non riceve ordini"),
        "{text}"
    );
    assert!(text.contains("Non è più sulla cassa"), "{text}");
}

#[tokio::test]
async fn what_a_remote_calls_its_things_is_shown_as_text_and_never_as_html() {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        let mut point = tx.points(&app.shop).await.expect("a read").remove(0);
        "<script>alert(1)</script>".clone_into(&mut point.name);
        tx.point_put(&app.shop, &point).await.expect("kept");
    })
    .await;
    let page = app.merchant().await.get("/connettore").await;
    assert!(!page.body.contains("<script>alert"));
    assert!(
        page.body
            .contains("&#60;script&#62;alert(1)&#60;/script&#62;")
    );
}
