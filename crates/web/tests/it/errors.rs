//! What is said where a page cannot be shown.

use std::sync::Arc;

use async_trait::async_trait;
use ponte_sandbox::in_process::{Hosts, InProcess};
use ponte_store::{Result, Store, StoreError, Tx};
use ponte_sync::{Engine, EngineSettings, Outside, mail::NoPost, seal::Sealer};
use ponte_transport::SharedTransport;
use ponte_web::{WebSettings, router};

use crate::{app::TestApp, browser::Browser};

/// A database that went away.
struct Away;

#[async_trait]
impl Store for Away {
    async fn write(&self) -> Result<Box<dyn Tx>> {
        Err(StoreError::Address("secret://away".to_owned()))
    }

    async fn read(&self) -> Result<Box<dyn Tx>> {
        Err(StoreError::Address("secret://away".to_owned()))
    }

    fn backend(&self) -> &'static str {
        "away"
    }
}

#[tokio::test]
async fn our_own_trouble_is_said_with_a_number_to_quote_and_never_with_its_cause() {
    let app = TestApp::new().await;
    let hosts = Hosts::default();
    let network: SharedTransport = Arc::new(InProcess::new(Arc::clone(&app.world), &hosts));
    let engine = Engine::new(
        Arc::new(Away),
        app.engine.clock().clone(),
        app.engine.random().clone(),
        Outside {
            services: Arc::clone(&network),
            pictures: network,
            post: Arc::new(NoPost),
        },
        Sealer::from_bytes([7; 32]),
        EngineSettings::default(),
    );
    let settings = WebSettings::new("http://127.0.0.1:8080".parse().expect("an address"));
    let mut browser = Browser::new(router(engine, settings));
    browser.set_cookie("ponte", "00");
    let page = browser.get("/connettore").await;
    assert_eq!(page.status, 500);
    let text = page.text();
    assert!(
        text.contains("Qualcosa si è rotto da noi, non hai perso nulla"),
        "{text}"
    );
    let (_, number) = text
        .split_once("riporta questo numero: ")
        .expect("a number");
    let number = number.lines().next().expect("a number");
    assert!(
        number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{number}"
    );
    assert!(!page.body.contains("secret"));
    assert_eq!(browser.get("/salute").await.status, 503);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_in_the_visitor_s_language() {
    let app = TestApp::new().await;
    let mut nobody = app.anonymous();
    let page = nobody.get("/niente").await;
    assert_eq!(page.status, 404);
    assert!(
        page.text().contains("Questa pagina non c’è (più)"),
        "{}",
        page.text()
    );
    nobody.headers.insert(
        "accept-language",
        "en-GB,it;q=0.3".parse().expect("a value"),
    );
    let page = nobody.get("/niente").await;
    assert!(page.body.contains("<html lang=\"en\">"));
    assert!(
        page.text().contains("This page does not exist"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn health_is_told_without_logging_in() {
    let app = TestApp::new().await;
    let page = app.anonymous().get("/salute").await;
    assert_eq!(
        (page.status.as_u16(), page.body.as_str()),
        (200, r#"{"ok":true}"#)
    );
}

#[tokio::test]
async fn a_user_changes_the_language_for_good() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant.post("/lingua", &[("lingua", "en")]).await;
    assert_eq!(page.location(), "/connettore");
    let page = merchant.get("/connettore").await;
    assert!(
        page.text().contains("Your Cassa in Cloud contact"),
        "{}",
        page.text()
    );
    assert_eq!(
        merchant.post("/lingua", &[("lingua", "tlh")]).await.status,
        422
    );
}
