//! Stock on the Connector page: the points' switches, the margin, the pass, what is to be set right.

use jiff::Timestamp;
use ponte_domain::finding::{Finding, LevelTrouble};
use ponte_store::{points::SalesPoint, runs::Outcome};

use crate::{
    app::{NOW, TestApp, at, is_due},
    orders::points,
    stock::{add_pass, synced},
};

/// The first point.
async fn first(app: &TestApp) -> SalesPoint {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let points = tx.points(&app.shop).await.expect("a read");
    points.into_iter().next().expect("a point")
}

/// The shop's margin.
async fn margin(app: &TestApp) -> u32 {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("a shop");
    shop.settings.stock.margin
}

async fn told(app: &TestApp, subject: &str, finding: &Finding) {
    app.write(async |tx| {
        tx.finding_seen(&app.shop, subject, finding, 1, at(NOW))
            .await
            .expect("told");
    })
    .await;
}

#[tokio::test]
async fn a_point_s_switches_and_reserve_are_kept_without_script() {
    let app = TestApp::connected().await;
    let point = first(&app).await;
    let id = point.id.to_string();
    let mut merchant = app.merchant().await;
    let form = [("punto", id.as_str()), ("riceve", "si"), ("riserva", "2")];
    let page = merchant.post("/connettore/punti", &form).await;
    let back = format!("/connettore?fatto=punto#punto-{id}");
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, back.as_str())
    );
    let after = SalesPoint {
        counts: false,
        receives: true,
        reserve: 2,
        ..point
    };
    assert_eq!(first(&app).await, after);
    assert!(is_due(&app, ponte_sync::stock::STREAM).await);
    assert!(is_due(&app, ponte_sync::orders::STREAM).await);
    let text = merchant.get("/connettore?fatto=punto").await.text();
    let said = "Riceve ordini, la giacenza non conta · riserva 2";
    assert!(text.contains(said), "{text}");
}

#[tokio::test]
async fn a_reserve_that_is_no_number_changes_nothing_and_the_page_says_so() {
    let app = TestApp::connected().await;
    let point = first(&app).await;
    let id = point.id.to_string();
    let mut merchant = app.merchant().await;
    let form = [("punto", id.as_str()), ("riserva", "due")];
    let page = merchant.post("/connettore/punti", &form).await;
    assert_eq!(page.status, 303);
    assert_eq!(first(&app).await, point);
    let (there, _) = page.location().split_once('#').expect("a place");
    let text = merchant.get(there).await.text();
    assert!(text.contains("Scrivi un numero intero"), "{text}");
    let form = [("punto", "99"), ("riserva", "1")];
    let page = merchant.post("/connettore/punti", &form).await;
    assert_eq!(page.status, 404, "a point of nobody's");
}

#[tokio::test]
async fn the_shop_s_margin_is_kept_and_a_wrong_one_is_not() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .post("/connettore/margine", &[("pezzi", "1")])
        .await;
    assert_eq!(page.location(), "/connettore?fatto=margine#margine");
    assert_eq!(margin(&app).await, 1);
    assert!(is_due(&app, ponte_sync::stock::STREAM).await);
    for wrong in ["", "-2", "molti"] {
        merchant
            .post("/connettore/margine", &[("pezzi", wrong)])
            .await;
    }
    assert_eq!(margin(&app).await, 1);
    let text = merchant.get("/connettore?fatto=margine-sbagliato").await;
    assert!(text.text().contains("Scrivi un numero intero"));
}

#[tokio::test]
async fn before_the_first_synchronisation_the_stock_waits_and_says_why() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await.text();
    assert!(page.contains("Forza Sincronizzazione Giacenze"), "{page}");
    let page = merchant.post("/connettore/giacenze", &[]).await;
    assert_eq!(page.status, 303);
    let run = app.engine.last_stock(&app.shop).await.expect("a read");
    assert!(run.is_none(), "nothing began");
}

#[tokio::test]
async fn each_finding_about_stock_says_what_to_do_and_leads_there() {
    let app = TestApp::connected().await;
    synced(&app).await;
    let figures = serde_json::json!({"lowered": 1, "attention": 4});
    add_pass(&app, Outcome::Done, figures).await;
    let (first, _) = points(&app).await;
    let name = || "Mocassino Ninfea · 40".to_owned();
    let since: Timestamp = at("2026-11-24T07:30:00Z");
    for (subject, finding) in [
        ("NIN-40", Finding::NotInShop { name: name() }),
        ("a/b", Finding::ListedTwice { name: name() }),
        (
            "NIN-41",
            Finding::NoStockFigure {
                name: name(),
                variant: "v".into(),
            },
        ),
        (
            "NIN-42",
            Finding::StockRefused {
                name: name(),
                text: "no".into(),
            },
        ),
        ("stocks", Finding::MissingPermission),
        ("stock", Finding::Held { count: 40, of: 200 }),
    ] {
        told(&app, subject, &finding).await;
    }
    for (n, trouble) in [
        LevelTrouble::Refused,
        LevelTrouble::Short,
        LevelTrouble::PointGone,
        LevelTrouble::Broken,
    ]
    .into_iter()
    .enumerate()
    {
        let finding = Finding::LevelsUnread {
            point: format!("Punto {n}"),
            since,
            trouble,
        };
        told(&app, &format!("{first}{n}"), &finding).await;
    }
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await;
    let section = page.body.split("id=\"giacenze\"").nth(1).expect("it");
    let section = section.split("</section>").next().expect("it");
    for link in [
        "/giacenze/NIN-40",
        "/giacenze/a%2Fb",
        "/giacenze/NIN-41",
        "/giacenze?stato=da-sistemare",
    ] {
        assert!(section.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert_eq!(section.matches("Leggi adesso").count(), 5);
    insta::assert_snapshot!(page.text());
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("40 codes would go to zero"), "{text}");
}

#[tokio::test]
async fn a_held_lowering_is_confirmed_and_a_pass_begins() {
    let app = TestApp::connected().await;
    synced(&app).await;
    told(&app, "stock", &Finding::Held { count: 40, of: 200 }).await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .post("/connettore/trattenute", &[("subject", "stock")])
        .await;
    assert_eq!(page.status, 303);
    let held = app.finding("held", "stock").await.expect("open");
    assert!(held.confirmed);
    let run = app.engine.last_stock(&app.shop).await.expect("a read");
    assert!(run.is_some(), "a pass began");
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("Hai detto di sì"), "{text}");
}
