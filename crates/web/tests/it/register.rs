//! An account: asked for, confirmed by its mailbox, used.

use std::time::Duration;

use ponte_web::{ClientAddress, WebSettings};

use crate::{
    app::{PASSWORD, TestApp},
    browser::{Browser, Page},
};

/// The path of the only link in a letter.
pub fn link(letter: &str) -> String {
    let (_, rest) = letter
        .split_once("http://127.0.0.1:8080")
        .expect("a link of ours");
    rest.split_whitespace().next().expect("a path").to_owned()
}

/// The letters to this address.
pub async fn letters_to(app: &TestApp, email: &str) -> Vec<String> {
    let mut letters = app.letters().await;
    letters.retain(|letter| {
        let to = letter.lines().find(|line| line.starts_with("To: "));
        to.is_some_and(|to| to.contains(email))
    });
    letters
}

pub async fn register(browser: &mut Browser, email: &str, password: &str) -> Page {
    browser.get("/registrati").await;
    let form = [
        ("email", email),
        ("nome", "Nina Nuova"),
        ("password", password),
        ("lingua", "it"),
    ];
    browser.post("/registrati", &form).await
}

#[tokio::test]
async fn who_registers_gets_in_with_the_letter_s_link_and_the_password_and_the_link_opens_once() {
    let app = TestApp::new().await;
    let mut nina = app.anonymous();
    let page = register(&mut nina, " Nina@Nuova.example ", PASSWORD).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(
        page.text().contains("Guarda la tua posta"),
        "{}",
        page.text()
    );
    let letters = letters_to(&app, "nina@nuova.example").await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(
        !letters[0].contains("Nina"),
        "nothing that a stranger typed"
    );
    let refused = app.anonymous().log_in("nina@nuova.example", PASSWORD).await;
    assert_eq!(refused.status, 422, "not before the mailbox has confirmed");

    let confirm = link(&letters[0]);
    let page = nina.get(&confirm).await;
    assert_eq!(page.status, 200, "opening it alone does nothing");
    let page = nina.post(&confirm, &[("password", "sbagliata")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Non è la password scelta"));
    let page = nina.post(&confirm, &[("password", PASSWORD)]).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/"));
    assert_eq!(nina.get("/connettore").await.location(), "/benvenuto");
    let page = nina.get("/benvenuto").await;
    assert!(page.text().contains("Ciao Nina Nuova"), "{}", page.text());

    let mut again = app.anonymous();
    let page = again.get(&confirm).await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("non vale più"), "{}", page.text());
    let page = again.log_in("nina@nuova.example", PASSWORD).await;
    assert_eq!(page.status, 303);
}

#[tokio::test]
async fn registering_says_the_same_whether_the_address_is_known_or_not() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut said = Vec::new();
    for email in ["marta@pervinca.example", "nina@nuova.example"] {
        let page = register(&mut app.anonymous(), email, PASSWORD).await;
        let seen = page.body.replace(email, "x");
        said.push((page.status, page.header("set-cookie").to_owned(), seen));
    }
    assert_eq!(said[0], said[1]);
    let known = letters_to(&app, "marta@pervinca.example").await;
    assert_eq!(known.len(), 1);
    assert!(known[0].contains("ce n’è già uno"), "{}", known[0]);
    assert_eq!(link(&known[0]), "/accedi");
    let unknown = letters_to(&app, "nina@nuova.example").await;
    assert!(link(&unknown[0]).starts_with("/conferma/"));
}

#[tokio::test]
async fn an_account_that_somebody_else_asked_for_is_of_no_use_to_him() {
    let app = TestApp::new().await;
    let theirs = "la password di un altro";
    register(&mut app.anonymous(), "nina@nuova.example", theirs).await;
    register(&mut app.anonymous(), "nina@nuova.example", PASSWORD).await;
    let letters = letters_to(&app, "nina@nuova.example").await;
    let mut nina = app.anonymous();
    let mut confirmed = 0;
    for letter in &letters {
        let confirm = link(letter);
        nina.get(&confirm).await;
        let page = nina.post(&confirm, &[("password", PASSWORD)]).await;
        confirmed += usize::from(page.status == 303);
    }
    assert_eq!(confirmed, 1, "the one whose password she knows");
    for letter in &letters {
        assert_eq!(app.anonymous().get(&link(letter)).await.status, 404);
    }
    let page = app.anonymous().log_in("nina@nuova.example", theirs).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept_except_the_password() {
    let app = TestApp::new().await;
    let mut browser = app.anonymous();
    browser.get("/registrati").await;
    let form = [
        ("email", "nina"),
        ("nome", "vai su evil.example"),
        ("password", "corta"),
        ("lingua", "en"),
    ];
    let page = browser.post("/registrati", &form).await;
    assert_eq!(page.status, 422);
    let text = page.text();
    for sentence in [
        "Questo non è un indirizzo e-mail",
        "lettere, spazi e apostrofi",
        "Troppo corta: servono almeno 10 caratteri",
    ] {
        assert!(text.contains(sentence), "{sentence}: {text}");
    }
    for kept in [
        "value=\"nina\"",
        "vai su evil.example",
        "lang=\"en\" selected",
    ] {
        assert!(page.body.contains(kept), "{kept}: {}", page.body);
    }
    assert!(!page.body.contains("corta\""), "except secrets");
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn a_mailbox_gets_five_letters_an_hour_at_most_whoever_asks_for_them() {
    let app = TestApp::new().await;
    let email = "nina@nuova.example";
    for _ in 0..4 {
        let page = register(&mut app.anonymous(), email, PASSWORD).await;
        assert_eq!(page.status, 200);
    }
    for _ in 0..3 {
        let mut browser = app.anonymous();
        browser.get("/password").await;
        let page = browser.post("/password", &[("email", email)]).await;
        assert_eq!(page.status, 200, "the answer tells nothing of it");
    }
    assert_eq!(letters_to(&app, email).await.len(), 5);
    app.clock.advance(Duration::from_secs(3601));
    register(&mut app.anonymous(), email, PASSWORD).await;
    assert_eq!(letters_to(&app, email).await.len(), 6);
}

#[tokio::test]
async fn one_network_address_asks_thirty_times_an_hour_at_most() {
    let mut settings = WebSettings::new("http://127.0.0.1:8080".parse().expect("an address"));
    settings.client = ClientAddress::Forwarded;
    let app = TestApp::with(settings).await;
    let mut browser = app.anonymous();
    let from = |n: u8| format!("10.0.0.{n}").parse().expect("a value");
    browser.headers.insert("x-forwarded-for", from(1));
    browser.get("/password").await;
    for n in 0..30 {
        let email = format!("n{n}@nuova.example");
        let page = browser.post("/password", &[("email", &email)]).await;
        assert_eq!(page.status, 200);
    }
    let form = [("email", "altra@nuova.example")];
    let page = browser.get("/password").await;
    assert_eq!(page.status, 200);
    let page = browser.post("/password", &form).await;
    assert_eq!(page.status, 429);
    assert!(page.text().contains("Troppe richieste"), "{}", page.text());
    browser.headers.insert("x-forwarded-for", from(2));
    assert_eq!(browser.post("/password", &form).await.status, 200);
}

#[tokio::test]
async fn where_no_mail_is_set_up_that_is_said_instead_of_a_form() {
    let app = TestApp::without_mail().await;
    let mut browser = app.anonymous();
    for path in ["/registrati", "/password"] {
        browser.get("/accedi").await;
        for page in [
            browser.get(path).await,
            browser.post(path, &[("email", "nina@nuova.example")]).await,
        ] {
            let text = page.text();
            assert!(text.contains("Qui le lettere non partono ancora"), "{text}");
        }
    }
}

#[tokio::test]
async fn letters_are_in_the_recipient_s_language_and_end_with_where_help_is() {
    let app = TestApp::new().await;
    let mut browser = app.anonymous();
    browser.get("/registrati?lingua=en").await;
    let form = [
        ("email", "nina@nuova.example"),
        ("nome", "Nina"),
        ("password", PASSWORD),
        ("lingua", "en"),
    ];
    browser.post("/registrati", &form).await;
    // Marta reads Italian, whoever asks.
    app.merchant().await;
    browser
        .headers
        .insert("accept-language", "en".parse().expect("a value"));
    browser.get("/password").await;
    browser
        .post("/password", &[("email", "marta@pervinca.example")])
        .await;
    let nina = letters_to(&app, "nina@nuova.example").await;
    assert!(nina[0].contains("Somebody, we hope you,"), "{}", nina[0]);
    let marta = letters_to(&app, "marta@pervinca.example").await;
    assert!(marta[0].contains("Ciao Marta Pervinca,"), "{}", marta[0]);
    assert!(
        marta[0].contains("Non rispondere: per aiuto, Supporto Connettore."),
        "{}",
        marta[0]
    );
}
