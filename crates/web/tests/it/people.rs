//! Who may come into a shop.

use std::time::Duration;

use crate::{
    app::{PASSWORD, TestApp},
    browser::Browser,
    register::{letters_to, link},
};

const NINA: &str = "nina@nuova.example";

/// A shop whose Marta has invited Nina; the path of the letter's link.
async fn invited() -> (TestApp, Browser, String) {
    let app = TestApp::connected().await;
    let mut marta = app.merchant().await;
    let path = invite(&app, &mut marta).await;
    (app, marta, path)
}

/// Invites Nina; the path of the newest letter's link.
async fn invite(app: &TestApp, marta: &mut Browser) -> String {
    let page = marta.get("/utenti").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let page = marta.post("/utenti/invita", &[("email", NINA)]).await;
    assert_eq!(page.location(), "/utenti?fatto=invitato", "{}", page.text());
    let letters = letters_to(app, NINA).await;
    link(letters.last().expect("a letter"))
}

async fn accept_anew(nina: &mut Browser, path: &str) -> u16 {
    nina.get(path).await;
    let form = [("nome", "Nina"), ("password", PASSWORD), ("lingua", "it")];
    nina.post(path, &form).await.status.as_u16()
}

#[tokio::test]
async fn who_is_invited_makes_an_account_and_is_in_the_shop() {
    let (app, mut marta, path) = invited().await;
    let page = marta.get("/utenti?fatto=invitato").await;
    let text = page.text();
    for word in [
        "Invito partito.",
        NINA,
        "da Marta Pervinca, oggi alle 10:40",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let mut nina = app.anonymous();
    let page = nina.get(&path).await;
    assert!(
        page.text()
            .contains("Marta Pervinca ti invita a lavorare su"),
        "{}",
        page.text()
    );
    let form = [("nome", ""), ("password", "corta")];
    let page = nina.post(&path, &form).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert_eq!(accept_anew(&mut nina, &path).await, 303);
    assert_eq!(nina.get("/connettore").await.status, 200);
    let text = marta.get("/utenti").await.text();
    assert!(
        text.contains("Nina") && !text.contains("Inviti in attesa"),
        "{text}"
    );
    assert_eq!(
        app.anonymous().get(&path).await.status,
        404,
        "it opens once"
    );
}

#[tokio::test]
async fn who_has_an_account_logs_in_and_accepts() {
    let (app, _, path) = invited().await;
    app.add_user(NINA, "Nina").await;
    let mut nina = app.anonymous();
    let page = nina.get(&path).await;
    let way = format!("/accedi?poi={}", path.replace('/', "%2F"));
    assert!(page.body.contains(&way), "{}", page.body);
    // No second account for that address.
    assert_ne!(accept_anew(&mut nina, &path).await, 303);
    nina.get(&way).await;
    let form = [("email", NINA), ("password", PASSWORD), ("poi", &*path)];
    let page = nina.post("/accedi", &form).await;
    assert_eq!(page.location(), path);
    let page = nina.get(&path).await;
    assert!(page.text().contains("Sei dentro come nina@nuova.example"));
    let page = nina.post(&path, &[]).await;
    assert_eq!(page.location(), format!("/connettore?negozio={}", app.shop));
    assert_eq!(nina.get("/connettore").await.status, 200);
}

#[tokio::test]
async fn an_invitation_that_was_withdrawn_sent_again_or_has_ended_opens_nothing() {
    let (app, mut marta, first) = invited().await;
    let second = invite(&app, &mut marta).await;
    assert_ne!(first, second);
    let mut nina = app.anonymous();
    assert_eq!(
        accept_anew(&mut nina, &first).await,
        403,
        "no form was shown"
    );
    assert_eq!(nina.get(&first).await.status, 404);
    assert_eq!(nina.get(&second).await.status, 200);
    marta.get("/utenti").await;
    let page = marta.post("/utenti/ritira", &[("email", NINA)]).await;
    assert_eq!(page.location(), "/utenti?fatto=ritirato");
    assert_eq!(accept_anew(&mut nina, &second).await, 404);
    let third = invite(&app, &mut marta).await;
    app.clock.advance(Duration::from_secs(7 * 24 * 3600));
    assert_eq!(accept_anew(&mut nina, &third).await, 404);
    let mut marta = app.anonymous();
    marta.log_in("marta@pervinca.example", PASSWORD).await;
    let text = marta.get("/utenti").await.text();
    assert!(text.contains("Scaduto"), "{text}");
}

#[tokio::test]
async fn the_last_user_of_a_shop_cannot_be_removed_and_who_leaves_is_asked() {
    let (app, mut marta, path) = invited().await;
    let page = marta.get("/utenti").await;
    let (_, rest) = page
        .body
        .split_once("name=\"chi\" value=\"")
        .expect("herself");
    let me = rest.split('"').next().expect("an id").to_owned();
    let leave = [("chi", &*me), ("conferma", "si")];
    let page = marta.post("/utenti/togli", &leave).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text().contains("Sei l’unico utente"),
        "{}",
        page.text()
    );
    let mut nina = app.anonymous();
    accept_anew(&mut nina, &path).await;
    let page = marta.post("/utenti/togli", &leave[..1]).await;
    assert!(page.text().contains("Vuoi uscire"), "{}", page.text());
    assert_eq!(marta.get("/connettore").await.status, 200, "only asked");
    marta.get("/utenti").await;
    assert_eq!(marta.post("/utenti/togli", &leave).await.location(), "/");
    assert_eq!(marta.get("/connettore").await.location(), "/benvenuto");
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_nobody_removes_from_another_s_shop() {
    let (app, mut marta, path) = invited().await;
    let mut nina = app.anonymous();
    accept_anew(&mut nina, &path).await;
    let mut bruno = app.stranger().await;
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let user = tx.user_by_email(NINA).await.expect("a read").expect("Nina");
    drop(tx);
    bruno.get("/utenti").await;
    bruno.post("/utenti/togli", &[("chi", &*user.id)]).await;
    assert_eq!(nina.get("/connettore").await.status, 200);
    marta.get("/utenti").await;
    let page = marta.post("/utenti/togli", &[("chi", &*user.id)]).await;
    assert_eq!(page.location(), "/utenti?fatto=tolto");
    assert_eq!(nina.get("/connettore").await.location(), "/benvenuto");
}

#[tokio::test]
async fn what_cannot_be_an_invitation_is_said_and_kept() {
    let app = TestApp::connected().await;
    let mut marta = app.merchant().await;
    marta.get("/utenti").await;
    for (email, sentence) in [
        ("nina", "Questo non è un indirizzo e-mail"),
        ("Marta@pervinca.example", "è già fra gli utenti"),
    ] {
        let page = marta.post("/utenti/invita", &[("email", email)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains(sentence), "{}", page.text());
        assert!(page.body.contains(&format!("value=\"{email}\"")));
    }
    for _ in 0..5 {
        invite(&app, &mut marta).await;
    }
    marta.get("/utenti").await;
    let page = marta.post("/utenti/invita", &[("email", NINA)]).await;
    assert_eq!(page.status, 429, "a mailbox cannot be flooded");
    assert_eq!(letters_to(&app, NINA).await.len(), 5);
}

#[tokio::test]
async fn where_no_mail_is_set_up_nobody_is_invited_and_the_page_says_why() {
    let app = TestApp::without_mail().await;
    let mut marta = app.merchant().await;
    let text = marta.get("/utenti").await.text();
    assert!(text.contains("Le lettere non partono ancora"), "{text}");
    assert!(!text.contains("[Invita]"), "{text}");
    let page = marta.post("/utenti/invita", &[("email", NINA)]).await;
    assert_eq!(page.status, 422);
}
