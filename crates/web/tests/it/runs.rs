//! The buttons that start a run, try it out, or stop it; the whole way over the sandbox.

use ponte_store::runs::{Outcome, RunKind};

use crate::app::TestApp;

#[tokio::test]
async fn the_first_synchronisation_ends_in_a_green_banner_with_three_products() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.post("/connettore/prima", &[]).await;
    assert_eq!(page.location(), "/connettore");
    let page = merchant.get("/connettore").await;
    assert!(
        page.text().contains("Prima sincronizzazione in corso"),
        "{}",
        page.text()
    );
    assert!(
        page.body
            .contains("data-progress=\"/connettore/avanzamento\"")
    );
    assert!(page.body.contains("<noscript><meta http-equiv=\"refresh\""));
    app.work().await;
    let page = merchant.get("/connettore").await;
    let text = page.text();
    assert!(text.contains("Prima sincronizzazione completata"), "{text}");
    assert!(
        !text.contains("[Avvia prima sincronizzazione prodotti]"),
        "{text}"
    );
    assert!(
        text.contains("[Sincronizza i prodotti su TS Commerce]"),
        "{text}"
    );
    assert_eq!(
        page.body
            .matches("http://shop.sandbox.test/product/")
            .count(),
        3,
        "{text}"
    );
    assert!(!page.body.contains("http-equiv=\"refresh\""));
}

#[tokio::test]
async fn a_dry_run_shows_its_sum_and_writes_nothing() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    merchant.post("/connettore/prova", &[]).await;
    app.work().await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("Che cosa succederà"), "{text}");
    assert!(text.contains("abilitati per l’e-commerce:"), "{text}");
    assert!(text.contains("[Rifai la prova]"), "{text}");
    let dump = app.world.lock().tenants[0].shop.dump();
    let uids = dump.products.len();
    assert!(uids < 20, "the shop has its own few products, not {uids}");
}

#[tokio::test]
async fn a_button_pressed_twice_starts_one_run() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for _ in 0..2 {
        assert_eq!(
            merchant.post("/connettore/prima", &[]).await.location(),
            "/connettore"
        );
    }
    let mut tx = app.engine.store().read().await.expect("a transaction");
    assert_eq!(
        tx.runs(&app.shop, "products", 9)
            .await
            .expect("a read")
            .len(),
        1
    );
}

#[tokio::test]
async fn a_button_that_cannot_be_pressed_yet_does_no_harm() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    for path in [
        "/connettore/prima",
        "/connettore/prova",
        "/connettore/forza",
        "/connettore/pausa",
    ] {
        assert_eq!(merchant.post(path, &[]).await.location(), "/connettore");
    }
    assert!(
        app.engine
            .last_products(&app.shop)
            .await
            .expect("a read")
            .is_none()
    );
}

#[tokio::test]
async fn a_run_that_is_put_on_pause_says_so_and_can_go_on() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    merchant.post("/connettore/prima", &[]).await;
    merchant.post("/connettore/pausa", &[]).await;
    let text = merchant.get("/connettore").await.text();
    assert!(
        text.contains("Finiamo quello che è già partito, poi ci fermiamo."),
        "{text}"
    );
    app.work().await;
    let last = app
        .engine
        .last_products(&app.shop)
        .await
        .expect("a read")
        .expect("a run");
    assert_eq!(
        (last.kind, last.outcome),
        (RunKind::First, Some(Outcome::Stopped))
    );
    let text = merchant.get("/connettore").await.text();
    assert!(
        text.contains("In pausa. Quello che è già fatto resta"),
        "{text}"
    );
    assert!(
        text.contains("[Avvia prima sincronizzazione prodotti]"),
        "{text}"
    );
}
