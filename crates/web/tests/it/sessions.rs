//! Where a user is logged in.

use std::time::Duration;

use crate::{
    app::{PASSWORD, TestApp},
    browser::Browser,
};

const MARTA: &str = "marta@pervinca.example";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Marta, logged in here and with Firefox.
async fn two() -> (TestApp, Browser, Browser) {
    let app = TestApp::new().await;
    let here = app.merchant().await;
    let mut there = app.anonymous();
    let firefox = FIREFOX.parse().expect("a value");
    there.headers.insert("user-agent", firefox);
    there.log_in(MARTA, PASSWORD).await;
    (app, here, there)
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/connettore").await.status == 200
}

#[tokio::test]
async fn each_session_says_where_and_when_and_this_one_is_marked() {
    let (app, mut here, _there) = two().await;
    app.clock.advance(Duration::from_secs(3600));
    let page = here.get("/accessi").await;
    let text = page.text();
    for word in [
        "Browser sconosciuto Questa",
        "Usata l’ultima volta oggi alle 11:40",
        "Firefox, Windows",
        "Usata l’ultima volta oggi alle 10:40",
        "Aperta oggi alle 10:40",
        "[Chiudi tutte le altre]",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!page.body.contains("Gecko"), "stored shortened");
}

#[tokio::test]
async fn one_session_is_ended_or_all_others() {
    let (app, mut here, mut there) = two().await;
    let page = here.get("/accessi").await;
    let (_, rest) = page
        .body
        .split_once("name=\"quale\" value=\"")
        .expect("one");
    let name = rest.split('"').next().expect("a name").to_owned();
    let page = here.post("/accessi/chiudi", &[("quale", &name)]).await;
    assert_eq!(page.location(), "/accessi?fatto=chiuso");
    assert!(is_in(&mut here).await && !is_in(&mut there).await);
    let text = here.get("/accessi").await.text();
    assert!(
        !text.contains("Firefox") && !text.contains("[Chiudi"),
        "{text}"
    );
    let mut third = app.anonymous();
    third.log_in(MARTA, PASSWORD).await;
    third.get("/accessi").await;
    third.post("/accessi/chiudi-altri", &[]).await;
    assert!(is_in(&mut third).await && !is_in(&mut here).await);
}

#[tokio::test]
async fn nobody_ends_another_s_session() {
    let (app, mut here, mut there) = two().await;
    let page = here.get("/accessi").await;
    let (_, rest) = page
        .body
        .split_once("name=\"quale\" value=\"")
        .expect("one");
    let name = rest.split('"').next().expect("a name").to_owned();
    let mut bruno = app.stranger().await;
    bruno.get("/accessi").await;
    bruno.post("/accessi/chiudi", &[("quale", &name)]).await;
    bruno.post("/accessi/chiudi-altri", &[]).await;
    assert!(is_in(&mut here).await && is_in(&mut there).await);
}

#[tokio::test]
async fn with_a_login_the_form_s_cookie_goes_and_the_browser_s_old_session_ends() {
    let app = TestApp::new().await;
    let mut marta = app.merchant().await;
    assert_eq!(marta.cookie("ponte-accesso").as_deref(), Some(""));
    let kept = marta.copy();
    let before = marta.cookie("ponte").expect("a session");
    // Logged in elsewhere, and the form is still open here.
    let mut form = app.anonymous();
    form.get("/accedi").await;
    let guard = form.cookie("ponte-accesso").expect("a guard");
    marta.set_cookie("ponte-accesso", &guard);
    marta.csrf.clone_from(&guard);
    let entered = [("email", MARTA), ("password", PASSWORD)];
    let page = marta.post("/accedi", &entered).await;
    assert_eq!(page.status, 303);
    assert_ne!(marta.cookie("ponte").as_deref(), Some(&*before));
    let mut kept = kept;
    assert!(is_in(&mut marta).await && !is_in(&mut kept).await);
}
