//! Findings told by letter.

use std::time::Duration;

use ponte_domain::{
    finding::{Finding, Obstacle, TillSetting},
    letters::Wishes,
};
use ponte_sync::Engine;
use ponte_web::{WebSettings, scribe};

use crate::app::TestApp;

fn setting() -> (&'static str, Finding) {
    let setting = TillSetting::MinimumOrder;
    ("minimum_order", Finding::TillSetting { setting })
}

fn no_vat(n: usize) -> (String, Finding) {
    let finding = Finding::Blocked {
        name: format!("Tazza {n}"),
        obstacles: vec![Obstacle::UnknownVat],
    };
    (format!("product {n}"), finding)
}

async fn see(app: &TestApp, subject: &str, finding: &Finding) {
    app.write(async |tx| {
        tx.finding_seen(&app.shop, subject, finding, 1, app.engine.clock().now())
            .await
            .expect("kept");
    })
    .await;
}

async fn close(app: &TestApp, subject: &str, finding: &Finding) {
    app.write(async |tx| {
        let now = app.engine.clock().now();
        tx.finding_close(&app.shop, finding.kind(), subject, now)
            .await
            .expect("closed");
    })
    .await;
}

/// A process that writes letters.
fn writing(app: &TestApp) -> Engine {
    let public = "https://ponte.example/".parse().expect("an address");
    app.engine
        .clone()
        .with_scribe(scribe(WebSettings::new(public)))
}

async fn tell(app: &TestApp) -> u64 {
    writing(app).tell(&app.shop, None).await.expect("told")
}

/// Letters without the lines that name them and say when.
async fn read(app: &TestApp) -> Vec<String> {
    let letters = app.letters().await.into_iter().map(|letter| {
        let lines = letter.lines().filter(|line| {
            let head = ["Message-ID:", "Date:"];
            !head.iter().any(|head| line.starts_with(head))
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        text.replace(&app.shop, "SHOP")
    });
    // Of one moment they have no order.
    let mut letters: Vec<String> = letters.collect();
    letters.sort();
    letters
}

#[tokio::test]
async fn what_cannot_wait_is_told_at_once_and_once_more_when_it_is_over() {
    let app = TestApp::connected().await;
    app.merchant().await;
    let (subject, finding) = setting();
    assert_eq!(tell(&app).await, 0, "all is well");
    see(&app, subject, &finding).await;
    assert_eq!(tell(&app).await, 1);
    assert_eq!(tell(&app).await, 0, "it was told");
    close(&app, subject, &finding).await;
    assert_eq!(tell(&app).await, 1);
    assert_eq!(tell(&app).await, 0);
    insta::assert_snapshot!(read(&app).await.join("\n--\n"));
}

#[tokio::test]
async fn the_day_s_letter_names_the_worst_and_goes_once_at_its_hour() {
    let app = TestApp::connected().await;
    app.merchant().await;
    tell(&app).await;
    for n in 1..=37 {
        let (subject, finding) = no_vat(n);
        see(&app, &subject, &finding).await;
    }
    see(
        &app,
        "NIN-40",
        &Finding::ListedTwice {
            name: "Mocassino".into(),
        },
    )
    .await;
    assert_eq!(tell(&app).await, 0, "it can wait");
    // From 10:40 to 7:40, and to 8:40.
    app.clock.advance(Duration::from_secs(21 * 3600));
    assert_eq!(tell(&app).await, 0);
    app.clock.advance(Duration::from_secs(3600));
    assert_eq!(tell(&app).await, 1);
    assert_eq!(tell(&app).await, 0);
    insta::assert_snapshot!(read(&app).await.join("\n--\n"));
}

#[tokio::test]
async fn every_letter_has_few_lines_one_link_and_its_reader_s_language() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    merchant.post("/lingua", &[("lingua", "en")]).await;
    for (subject, finding) in crate::reports_kinds::every_kind() {
        see(&app, &subject, &finding).await;
    }
    assert!(tell(&app).await > 10);
    let link = "https://ponte.example/segnalazioni?negozio=SHOP";
    for letter in read(&app).await {
        let (head, text) = letter.split_once("\n\n").expect("a head and a text");
        assert!(head.contains("Subject: "), "{head}");
        assert!(text.starts_with("Hello Marta,"), "{text}");
        let lines = text.lines().filter(|line| !line.is_empty()).count();
        assert!(lines <= 8, "{text}");
        assert_eq!(text.matches("http").count(), text.matches(link).count());
        assert_eq!(text.matches(link).count(), 1, "{text}");
    }
}

/// So many moments, in which others go on.
async fn moments(count: u32) {
    for _ in 0..count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_death_at_any_moment_neither_loses_nor_doubles_a_letter() {
    let app = TestApp::connected().await;
    app.merchant().await;
    let (subject, finding) = setting();
    see(&app, subject, &finding).await;
    let engine = writing(&app);
    for late in (0..).step_by(25) {
        let alive = tokio::select! {
            biased;
            told = engine.tell(&app.shop, None) => told.is_ok(),
            () = moments(late) => false,
        };
        let mut tx = app.engine.store().read().await.expect("a transaction");
        let (waiting, _) = tx.letters_waiting().await.expect("a read");
        let readers = tx.readers(&app.shop).await.expect("a read");
        let told = i64::try_from(readers[0].told.open.len()).expect("few");
        assert_eq!(told, waiting, "after {late} moments");
        if alive {
            break;
        }
    }
    assert_eq!(tell(&app).await, 0);
    assert_eq!(app.letters().await.len(), 1);
}

#[tokio::test]
async fn of_two_processes_that_tell_at_once_one_writes() {
    let app = TestApp::connected().await;
    app.merchant().await;
    let (subject, finding) = setting();
    see(&app, subject, &finding).await;
    let (one, other) = (writing(&app), writing(&app));
    let both = tokio::join!(one.tell(&app.shop, None), other.tell(&app.shop, None));
    assert_eq!(both.0.expect("told") + both.1.expect("told"), 1);
    assert_eq!(app.letters().await.len(), 1);
}

#[tokio::test]
async fn who_wants_no_letters_gets_none_and_a_stranger_never_does() {
    let app = TestApp::connected().await;
    app.stranger().await;
    let mut merchant = app.merchant().await;
    merchant.get("/segnalazioni").await;
    merchant.post("/segnalazioni/avvisi", &[("ora", "")]).await;
    let (subject, finding) = setting();
    see(&app, subject, &finding).await;
    assert_eq!(tell(&app).await, 0);
    merchant
        .post("/segnalazioni/avvisi", &[("ora", ""), ("subito", "si")])
        .await;
    assert_eq!(tell(&app).await, 1);
    let letters = app.letters().await;
    assert!(letters[0].contains("marta@pervinca.example"), "{letters:?}");
}

#[tokio::test]
async fn where_no_mail_is_set_up_nothing_counts_as_told_and_the_page_says_so() {
    let app = TestApp::without_mail().await;
    let mut merchant = app.merchant().await;
    let (subject, finding) = setting();
    see(&app, subject, &finding).await;
    assert_eq!(tell(&app).await, 0);
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let readers = tx.readers(&app.shop).await.expect("a read");
    assert!(readers[0].told.open.is_empty(), "it is still to be told");
    assert_eq!(readers[0].wishes, Wishes::default());
    drop(tx);
    let text = merchant.get("/segnalazioni").await.text();
    assert!(text.contains("Da qui per ora non partono e-mail"), "{text}");
}

#[tokio::test]
async fn nothing_of_a_buyer_is_in_a_letter() {
    use ponte_domain::orders::order::{Attention, Stage};
    let app = TestApp::connected().await;
    app.merchant().await;
    let attention = Attention::CancelOnTill;
    let stage = Stage::NeedsAttention {
        reason: attention.clone(),
    };
    crate::orders::add(&app, &crate::orders::order("417_a", stage), &[]).await;
    let name = "417_a".to_owned();
    see(&app, "417_a", &Finding::Order { name, attention }).await;
    assert_eq!(tell(&app).await, 1);
    let letter = app.letters().await.remove(0);
    assert!(letter.contains("Annulla un ordine sulla cassa"), "{letter}");
    for private in ["Giulia", "Moretti", "giulia@posta"] {
        assert!(!letter.contains(private), "{letter}");
    }
}
