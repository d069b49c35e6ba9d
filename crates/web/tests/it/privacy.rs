//! *Dati personali di chi compra*.

use ponte_domain::orders::{order::Stage, part::TillState};

use crate::{
    app::TestApp,
    orders::{add, on_till, order, part, points},
};

const EMAIL: &str = "giulia@posta.example";

/// One order that is over, one that is under way.
async fn two_orders(app: &TestApp) {
    let mut over = order("417_over", Stage::Delivered);
    over.open = false;
    over.ignored = Some("la vuole indietro Giulia".to_owned());
    let (first, _) = points(app).await;
    let mut rejected = part(1, first, 1, on_till(TillState::Rejected));
    rejected.rejection = "Giulia non risponde".to_owned();
    add(app, &over, &[rejected]).await;
    add(app, &order("417_open", Stage::Received), &[]).await;
}

#[tokio::test]
async fn who_asks_gets_what_is_kept_and_is_forgotten_but_in_an_order_under_way() {
    let app = TestApp::connected().await;
    two_orders(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/ordini/417_over").await;
    for told in ["Giulia Moretti", "Giulia non risponde", "indietro Giulia"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    merchant.get("/dati-personali").await;
    let ask = |cosa: &'static str| [("email", "Giulia@Posta.example"), ("cosa", cosa)];
    let page = merchant.post("/dati-personali", &ask("cerca")).await;
    let text = page.text();
    assert!(
        text.contains("Ci sono 2 ordini con questa e-mail."),
        "{text}"
    );
    assert!(text.contains("Uno è ancora in corso"), "{text}");
    let page = merchant.post("/dati-personali", &ask("scarica")).await;
    assert!(page.header("content-disposition").contains("attachment"));
    assert!(page.body.contains("Giulia Moretti"), "{}", page.body);
    let page = merchant.post("/dati-personali", &ask("cancella")).await;
    let text = page.text();
    assert!(text.contains("Dati cancellati da un ordine."), "{text}");
    assert!(text.contains("Un ordine è ancora in corso"), "{text}");
    let kept = app.engine.orders_of_buyer(&app.shop, EMAIL).await;
    assert_eq!(kept.expect("a read").len(), 1);
    let page = merchant.get("/ordini/417_over").await;
    assert_eq!(page.status, 200, "its figures stay");
    assert!(!page.body.contains("Giulia"), "{}", page.body);
}

#[tokio::test]
async fn what_is_no_address_finds_nothing_and_nobody_is_told_of_who_never_bought() {
    let app = TestApp::connected().await;
    two_orders(&app).await;
    let mut merchant = app.merchant().await;
    merchant.get("/dati-personali").await;
    for wrong in ["", "giulia", "@", "giulia@"] {
        let asked = [("email", wrong), ("cosa", "cancella")];
        let page = merchant.post("/dati-personali", &asked).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.text().contains("Scrivi un indirizzo e-mail intero"));
    }
    let asked = [("email", "mai@vista.example"), ("cosa", "cerca")];
    let page = merchant.post("/dati-personali", &asked).await;
    assert!(page.text().contains("Non c’è nessun ordine"));
    let kept = app.engine.orders_of_buyer(&app.shop, EMAIL).await;
    assert_eq!(kept.expect("a read").len(), 2);
}

#[tokio::test]
async fn days_are_kept_and_what_is_no_number_of_days_changes_nothing() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/dati-personali").await;
    assert!(
        page.body
            .contains("name=\"giorni\" inputmode=\"numeric\" value=\"180\"")
    );
    let send = "/dati-personali/conservazione";
    for wrong in ["", "29", "3661", "-1", "trenta"] {
        let page = merchant.post(send, &[("giorni", wrong)]).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.body.contains(&format!("value=\"{wrong}\"")), "{wrong}");
    }
    let page = merchant.post(send, &[("giorni", " 45 ")]).await;
    assert_eq!(page.location(), "/dati-personali?fatto=giorni");
    let page = merchant.get("/dati-personali").await;
    assert!(page.body.contains("value=\"45\""));
}
