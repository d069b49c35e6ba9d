//! Registro: who did what.

use http::Method;
use jiff::{SignedDuration, Timestamp};
use ponte_store::{
    inlets::Caller,
    log::{Act, Area, Span, Went, Who},
};
use ponte_web::{Callers, routes};

use crate::{
    app::{NOW, PASSWORD, TestApp, at},
    browser::Browser,
};

/// All acts of a shop, newest first.
async fn acts(app: &TestApp, shop: &str) -> Vec<Act> {
    let span = Span {
        from: Timestamp::MIN,
        behind: (Timestamp::MAX, i64::MAX),
        limit: 1_000,
    };
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let acts = tx.acts(shop, None, None, &span).await.expect("a read");
    acts.into_iter().map(|(act, _)| act).collect()
}

fn act(minutes_ago: i64, who: Who, what: &str) -> Act {
    Act {
        id: 0,
        at: at(NOW) - SignedDuration::from_mins(minutes_ago),
        who,
        user: String::new(),
        area: Area::Orders,
        what: what.to_owned(),
        subject: String::new(),
        detail: String::new(),
        went: Some(Went::Done),
    }
}

async fn add(app: &TestApp, act: Act) {
    app.write(async |tx| {
        tx.act_add(&app.shop, &act).await.expect("kept");
    })
    .await;
}

async fn marta(app: &TestApp) -> String {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let user = tx.user_by_email("marta@pervinca.example").await;
    user.expect("a read").expect("Marta").id
}

/// The path with something in the place of each name.
fn filled(path: &str) -> String {
    let steps = path.split('/');
    let steps = steps.map(|step| if step.starts_with('{') { "X-1" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_action_of_a_person_leaves_a_line() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let marta = marta(&app).await;
    let posts = routes()
        .into_iter()
        .filter(|route| route.method == "POST" && route.callers == Callers::Members);
    for route in posts {
        let before = acts(&app, &app.shop).await.len();
        merchant
            .post(&filled(route.path), &[("key", "segreto")])
            .await;
        let after = acts(&app, &app.shop).await;
        assert_eq!(after.len(), before + 1, "{}", route.path);
        let line = &after[0];
        assert_eq!(
            (line.who, &line.user),
            (Who::Person, &marta),
            "{}",
            route.path
        );
        assert!(line.went.is_some(), "{}: its outcome is known", route.path);
        assert!(!format!("{line:?}").contains("segreto"), "{line:?}");
    }
}

#[tokio::test]
async fn the_line_says_whether_it_was_done_or_refused_and_about_what() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    merchant.post("/connettore/prova", &[]).await;
    merchant
        .post("/connettore/margine", &[("margine", "tanti")])
        .await;
    merchant.post("/giacenze/NIN-40", &[]).await;
    merchant
        .send(Method::POST, "/connettore/prima", "csrf=00".to_owned())
        .await;
    let text = merchant.get("/registro?chi=persone").await.text();
    let lines: Vec<&str> = text.lines().collect();
    let outcome = |said: &str| {
        let place = lines.iter().position(|line| line.contains(said));
        lines[place.unwrap_or_else(|| panic!("{said}: {text}")) + 1]
    };
    assert_eq!(
        outcome("ha chiesto una prova della sincronizzazione"),
        "Fatto"
    );
    assert_eq!(outcome("ha chiesto la prima sincronizzazione"), "Rifiutato");
    assert_eq!(
        outcome("mostra il negozio di un codice NIN-40"),
        "Rifiutato"
    );
    let margin = outcome("ha cambiato il margine di sicurezza");
    assert_eq!(margin, "Rifiutato", "the redirect says so");
    assert!(text.contains("Marta Pervinca"), "{text}");
}

#[tokio::test]
async fn looking_at_an_address_that_takes_forms_is_no_action() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let before = acts(&app, &app.shop).await;
    assert_eq!(merchant.get("/connettore/prima").await.status, 405);
    merchant.get("/connettore").await;
    assert_eq!(acts(&app, &app.shop).await, before);
}

#[tokio::test]
async fn an_action_whose_process_died_is_told_as_one_of_which_nobody_knows_how_it_went() {
    let app = TestApp::connected().await;
    let began = Act {
        went: None,
        ..act(1, Who::Person, "connettore-prima")
    };
    add(&app, began).await;
    let text = app.merchant().await.get("/registro").await.text();
    assert!(
        text.contains("ha chiesto la prima sincronizzazione\nNon si sa"),
        "{text}"
    );
    assert!(text.contains("Una persona che non c’è più"), "{text}");
}

#[tokio::test]
async fn logins_that_went_well_or_not_and_logouts_are_told_in_the_user_s_shops_alone() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    app.stranger().await;
    app.anonymous()
        .log_in("marta@pervinca.example", "sbagliata")
        .await;
    app.anonymous()
        .log_in("nessuno@pervinca.example", PASSWORD)
        .await;
    merchant.get("/connettore").await;
    merchant.post("/esci", &[]).await;
    let told =
        |acts: Vec<Act>| -> Vec<_> { acts.into_iter().map(|act| (act.what, act.went)).collect() };
    let line = |what: &str, went| (what.to_owned(), Some(went));
    assert_eq!(
        told(acts(&app, &app.shop).await),
        [
            line("esci", Went::Done),
            line("accedi", Went::Refused),
            line("accedi", Went::Done),
        ]
    );
    assert_eq!(
        told(acts(&app, "another").await),
        [line("accedi", Went::Done)]
    );
}

#[tokio::test]
async fn whoever_is_no_member_leaves_no_line_in_a_shop() {
    let app = TestApp::connected().await;
    let mut stranger = app.stranger().await;
    let path = format!("/connettore/prima?negozio={}", app.shop);
    assert_eq!(stranger.post(&path, &[]).await.status, 404);
    app.anonymous().post("/connettore/prima", &[]).await;
    assert_eq!(acts(&app, &app.shop).await, []);
    let text = stranger.get("/registro").await.text();
    assert!(text.contains("accesso con e-mail e password"), "{text}");
}

/// Something of every source.
async fn add_all_sources(app: &TestApp) {
    add(app, act(9, Who::Operator, "shop-set")).await;
    let run = Act {
        detail: "6".to_owned(),
        ..act(8, Who::Ponte, "run-stock")
    };
    add(app, run).await;
    let failed = Act {
        detail: "till_away".to_owned(),
        went: Some(Went::Failed),
        ..act(7, Who::Ponte, "run-orders")
    };
    add(app, failed).await;
    app.write(async |tx| {
        for (minutes, what, outcome) in [
            (6, "PUT /v1.1/inventory/batchInventory.json", "200"),
            (5, "PUT /v1.1/inventory/batchInventory.json", "200"),
            (4, "PUT /v1.1/inventory/batchInventory.json", "timeout"),
            (3, "POST /documents/orders/batch", ""),
        ] {
            let noted = at(NOW) - SignedDuration::from_mins(minutes);
            let service = if what.starts_with("POST") {
                "till"
            } else {
                "shop"
            };
            let id = tx.journal_before(&app.shop, noted, service, what, "").await;
            let id = id.expect("noted");
            tx.journal_after(&app.shop, id, outcome, 30)
                .await
                .expect("noted");
        }
        for (caller, good) in [
            (Caller::Till, true),
            (Caller::Till, false),
            (Caller::Shop, true),
        ] {
            let noted = at(NOW) - SignedDuration::from_mins(2);
            tx.inlet_count(&app.shop, caller, good, noted)
                .await
                .expect("counted");
        }
    })
    .await;
}

#[tokio::test]
async fn lines_of_all_sources_stand_in_one_list_newest_first() {
    let app = TestApp::connected().await;
    add_all_sources(&app).await;
    insta::assert_snapshot!(app.merchant().await.get("/registro").await.text());
}

#[tokio::test]
async fn the_log_is_filtered_by_who_what_and_day() {
    let app = TestApp::connected().await;
    add_all_sources(&app).await;
    let old = Act {
        at: at("2026-10-25T22:30:00Z"),
        ..act(0, Who::Operator, "user-add")
    };
    add(&app, old).await;
    let mut merchant = app.merchant().await;
    let rows = async |merchant: &mut Browser, query: &str| {
        let page = merchant.get(&format!("/registro?{query}")).await;
        page.body.matches("<th role=\"rowheader\"").count()
    };
    for (query, count) in [
        ("", 10),
        ("chi=persone", 1),
        ("chi=ponte", 5),
        ("chi=cassa", 1),
        ("chi=negozio", 1),
        ("chi=gestore", 2),
        ("cosa=chiamate", 5),
        ("cosa=ordini", 4),
        ("cosa=accessi", 1),
        ("chi=ponte&cosa=ordini", 2),
        ("chi=cassa&cosa=ordini", 0),
        // A day of 25 hours: half past eleven in its night is still the same day.
        ("giorno=2026-10-25", 1),
        ("giorno=2026-10-26", 0),
        ("giorno=2026-11-24", 9),
    ] {
        assert_eq!(rows(&mut merchant, query).await, count, "{query}");
    }
    let text = merchant.get("/registro?chi=cassa&cosa=ordini").await.text();
    assert!(text.contains("Nessuna riga così"), "{text}");
}

#[tokio::test]
async fn a_day_that_is_none_is_told_and_what_was_typed_is_kept() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/registro?giorno=31%2F02&chi=persone").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("value=\"31/02\" aria-invalid=\"true\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("<option value=\"persone\" selected>"));
    assert!(page.text().contains("Scegli un giorno del calendario"));
}

#[tokio::test]
async fn pages_hold_every_line_once_however_the_sources_interleave() {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        for n in 0..120 {
            // Several of each source in one instant.
            let noted = at(NOW) - SignedDuration::from_secs(n / 3);
            let line = Act {
                at: noted,
                subject: format!("atto-{n}."),
                ..act(0, Who::Ponte, "run-orders")
            };
            tx.act_add(&app.shop, &line).await.expect("kept");
            let what = if n % 2 == 0 {
                "PUT /inventory/"
            } else {
                "POST /categories/"
            };
            let noted = tx.journal_before(&app.shop, noted, "shop", what, "").await;
            noted.expect("noted");
        }
    })
    .await;
    let mut merchant = app.merchant().await;
    let (mut path, mut all, mut pages) = ("/registro?chi=ponte".to_owned(), String::new(), 0);
    loop {
        let page = merchant.get(&path).await;
        all.push_str(&page.text());
        pages += 1;
        let next = page
            .body
            .split("rel=\"next\"")
            .next()
            .filter(|_| page.body.contains("rel=\"next\""));
        let Some(before) = next else { break };
        let (_, address) = before.rsplit_once("href=\"").expect("an address");
        let address = address.split('"').next().expect("an end");
        path = address.replace("&#38;", "&");
        assert!(pages < 20, "{path}");
    }
    for n in 0..120 {
        let subject = format!("atto-{n}.");
        assert_eq!(all.matches(&subject).count(), 1, "{subject}");
    }
    assert_eq!(all.matches("quantità nel negozio").count(), 60);
    assert!(pages >= 3, "{pages}");
}

#[tokio::test]
async fn a_page_of_the_log_asks_as_much_of_the_database_whatever_is_in_it() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let asked = async |merchant: &mut Browser| {
        let before = app.engine.store().statements();
        assert_eq!(merchant.get("/registro").await.status, 200);
        app.engine.store().statements() - before
    };
    let little = asked(&mut merchant).await;
    for n in 0..70 {
        let user = format!("u-{n}");
        add(
            &app,
            Act {
                user,
                ..act(n, Who::Person, "ordini")
            },
        )
        .await;
    }
    add_all_sources(&app).await;
    assert_eq!(asked(&mut merchant).await, little);
}

#[tokio::test]
async fn the_log_speaks_english_too() {
    let app = TestApp::connected().await;
    add_all_sources(&app).await;
    let mut merchant = app.merchant().await;
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/registro").await.text();
    for said in [
        "Who did what, newest first",
        "login with e-mail and password",
        "wrote quantities to the shop: 2 calls",
        "the till does not answer",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
