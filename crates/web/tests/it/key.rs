//! *Impostazioni*: the key is pasted, tried, confirmed, kept.

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};

use crate::app::TestApp;

#[tokio::test]
async fn a_right_key_is_kept_only_after_ok() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let pasted = format!(" {} ", app.till_key);
    let page = merchant
        .post("/connettore/chiave", &[("key", &pasted)])
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("La chiave è giusta"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("con 2 punti vendita e la licenza con API."),
        "{}",
        page.text()
    );
    assert!(
        !page.body.contains(&app.till_key),
        "the key is never shown again"
    );
    let sealed = page.hidden("sealed").expect("the key, sealed").to_owned();
    let before = merchant.get("/connettore").await;
    assert!(
        before
            .text()
            .contains("Si può avviare appena la Api key è quella giusta.")
    );

    let page = merchant
        .post("/connettore/chiave/conferma", &[("sealed", &sealed)])
        .await;
    assert_eq!(page.location(), "/connettore?fatto=chiave");
    let page = merchant.get(page.location()).await;
    insta::assert_snapshot!("connected", page.text());
    assert!(!page.body.contains(&app.till_key) && !page.body.contains(&sealed));
}

#[tokio::test]
async fn a_key_sealed_for_one_shop_is_of_no_use_to_another() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .post("/connettore/chiave", &[("key", &app.till_key)])
        .await;
    let sealed = page.hidden("sealed").expect("the key, sealed").to_owned();
    let mut stranger = app.stranger().await;
    let page = stranger
        .post("/connettore/chiave/conferma", &[("sealed", &sealed)])
        .await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn a_wrong_key_says_what_is_wrong() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    for (key, said) in [
        ("", "Incolla la chiave nel campo"),
        ("due parole", "Questa non è una chiave intera."),
        (
            "00000000-0000-4000-8000-000000000000",
            "Cassa in Cloud non riconosce questa chiave.",
        ),
    ] {
        let page = merchant.post("/connettore/chiave", &[("key", key)]).await;
        assert_eq!(page.status, 422, "{key}");
        assert!(page.text().contains(said), "{key}: {}", page.text());
        assert!(
            page.body
                .contains("aria-invalid=\"true\" aria-describedby=\"ke kh\"")
        );
    }
}

#[tokio::test]
async fn a_key_without_licence_says_so() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    app.world.lock().tenants[0].till.licensed = false;
    let page = merchant
        .post("/connettore/chiave", &[("key", &app.till_key)])
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.text()
            .contains("Questa chiave non ha il permesso API."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn each_missing_permission_is_named_before_and_after_ok() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    for scope in ["read_tax", "read_category"] {
        assert!(app.world.lock().tenants[0].till.scopes.remove(scope));
    }
    let named = "mancano 2 permessi: categorie, aliquote IVA.";
    let page = merchant
        .post("/connettore/chiave", &[("key", &app.till_key)])
        .await;
    assert!(page.text().contains(named), "{}", page.text());
    let sealed = page.hidden("sealed").expect("the key, sealed").to_owned();
    merchant
        .post("/connettore/chiave/conferma", &[("sealed", &sealed)])
        .await;
    let page = merchant.get("/connettore").await;
    assert!(
        page.text().contains("Mancano dei permessi"),
        "{}",
        page.text()
    );
    for name in ["categorie", "aliquote IVA"] {
        assert!(page.text().contains(name), "{}", page.text());
    }
    // Switched on by the till's people: an empty field asks again.
    let full = ponte_sandbox::till::state::SCOPES
        .iter()
        .map(ToString::to_string)
        .collect();
    app.world.lock().tenants[0].till.scopes = full;
    let page = merchant.post("/connettore/chiave", &[("key", "")]).await;
    assert_eq!(page.location(), "/connettore?fatto=dati");
    let page = merchant.get(page.location()).await;
    assert!(page.text().contains("Funziona"), "{}", page.text());
}

#[tokio::test]
async fn a_till_that_does_not_answer_is_not_a_wrong_key_and_changes_nothing() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let down = Rule::new(Service::Till, Kind::Status);
    app.world.lock().faults.add(down).expect("a rule");
    let fields = [("key", "")];
    let asked = merchant.post("/connettore/chiave", &fields);
    let page = tokio::select! {
        page = asked => page,
        () = app.clock.let_time_pass() => unreachable!("time never ends"),
    };
    assert_eq!(page.status, 503);
    assert!(
        page.text()
            .contains("La cassa non risponde. Non abbiamo cambiato nulla")
    );
    assert!(
        merchant
            .get("/connettore")
            .await
            .text()
            .contains("Funziona")
    );
}
