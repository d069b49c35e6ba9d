//! The handbook.

use crate::{app::TestApp, browser::Page};

/// What stands behind `id="` of its headings, in order.
fn places(page: &Page) -> Vec<String> {
    let heads = page.body.split("<h").skip(1);
    let ids = heads.filter_map(|head| {
        let (level, rest) = head.split_once(" id=\"")?;
        matches!(level, "2" | "3").then(|| rest.split('"').next().unwrap_or_default().to_owned())
    });
    ids.collect()
}

/// Addresses that its sentences lead to.
fn links(page: &Page) -> Vec<String> {
    let (_, prose) = page
        .body
        .split_once("class=\"card prose\"")
        .expect("the prose");
    let links = prose.split("href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    links
        .filter(|to| to.starts_with('/'))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn both_languages_have_the_same_sections_questions_and_ways() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let italian = merchant.get("/guida").await;
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let english = merchant.get("/guida").await;
    assert!(english.text().contains("Frequent questions"));
    assert_eq!(places(&italian), places(&english));
    assert_eq!(links(&italian), links(&english));
}

#[tokio::test]
async fn every_question_of_today_s_help_page_is_answered() {
    let app = TestApp::connected().await;
    let page = app.merchant().await.get("/guida").await;
    let places = places(&page);
    for question in [
        "quanto",
        "manca",
        "doppio",
        "non-arriva",
        "rifiuta",
        "aiuto",
    ] {
        assert!(places.iter().any(|place| place == question), "{question}");
    }
    for label in [
        "Catalogo › Connettore Cassa in Cloud",
        "Aggiorna Dati",
        "Avvia prima sincronizzazione prodotti",
        "Forza Sincronizzazione Prodotti",
        "Invia ordini a Cassa in Cloud",
        "Orario Obbligatorio",
        "Ordine Minimo",
        "Supporto Connettore",
    ] {
        assert!(page.text().contains(label), "{label}");
    }
}

#[tokio::test]
async fn every_place_that_its_sentences_lead_to_exists() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/guida").await;
    for to in links(&page) {
        let there = merchant.get(&to).await;
        assert_eq!(there.status, 200, "{to}");
    }
}

#[tokio::test]
async fn the_handbook_says_no_word_of_the_trade() {
    let app = TestApp::connected().await;
    let text = app
        .merchant()
        .await
        .get("/guida")
        .await
        .text()
        .to_lowercase();
    for word in [
        "sku",
        "webhook",
        "token",
        "database",
        "server",
        "errore",
        "attenzione",
        "timeout",
        "log ",
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn every_picture_that_the_handbook_names_is_there() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/guida").await;
    // A picture that is not there is left out of the page.
    let named = include_str!("../../templates/guide/it.html");
    let shown = page.body.matches("<img src=\"/static/guida-").count();
    assert_eq!(shown, named.matches("call shot(").count());
}
