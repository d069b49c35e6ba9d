//! The till's orders on the sandbox's own page: the operator's buttons, and the settings that refuse
//! orders.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::{
    running::{Sandbox, Sent},
    till_orders::{first, order},
};

async fn page(sandbox: &Sandbox) -> String {
    page_at(sandbox, "/").await
}

async fn page_at(sandbox: &Sandbox, path: &str) -> String {
    let url = sandbox.running.control.join(path).expect("a path");
    let answer = sandbox
        .send(Method::GET, url, Sent::default(), Duration::from_secs(5))
        .await;
    let (status, text) = answer.expect("a page");
    assert_eq!(status, 200);
    String::from_utf8(text.into()).expect("UTF-8")
}

async fn click(sandbox: &Sandbox, path: &str) {
    submit(sandbox, path, "").await;
}

async fn submit(sandbox: &Sandbox, path: &str, form: &str) {
    let url = sandbox.running.control.join(path).expect("a path");
    let sent = Sent {
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: form.to_owned(),
    };
    let answer = sandbox
        .send(Method::POST, url, sent, Duration::from_secs(5))
        .await;
    assert_eq!(answer.expect("an answer").0, 303, "{path}");
}

#[tokio::test]
async fn the_page_has_the_operators_buttons_that_make_sense() {
    let sandbox = Sandbox::bare().await;
    assert!(
        page(&sandbox)
            .await
            .contains("Nessun ordine è arrivato alla cassa.")
    );
    let id = order(&sandbox).await;
    let path = |action: &str| format!("/azioni/ordine-cassa/{id}/{action}");
    let buttons = async || {
        let html = page(&sandbox).await;
        [
            "accetta", "rifiuta", "pronto", "spedito", "completa", "annulla",
        ]
        .map(|action| html.contains(&path(action)))
    };
    assert_eq!(buttons().await, [true, true, false, false, false, false]);
    for seen in [
        "n. 1",
        "Via dei Tigli",
        "1 × OIL",
        "Da accettare",
        "1 ordine",
    ] {
        assert!(page(&sandbox).await.contains(seen), "{seen}");
    }
    click(&sandbox, &path("accetta")).await;
    assert!(page(&sandbox).await.contains("Ordine n. 1: Accettato"));
    assert_eq!(buttons().await, [false, false, true, true, true, true]);
    click(&sandbox, &path("completa")).await;
    assert_eq!(buttons().await, [false; 6]);
    assert_eq!(first(&sandbox).await["documents"], json!(["receipt"]));
    click(&sandbox, &path("rifiuta")).await;
    assert!(page(&sandbox).await.contains("già in un altro stato"));
    assert_eq!(first(&sandbox).await["workflow"], "COMPLETED");
}

#[tokio::test]
async fn an_order_has_a_page_where_the_operator_gives_reasons_and_chooses_documents() {
    let sandbox = Sandbox::bare().await;
    let id = order(&sandbox).await;
    let own = format!("/ordine-cassa/{id}");
    let path = |action: &str| format!("/azioni/ordine-cassa/{id}/{action}");
    assert!(page(&sandbox).await.contains(&own));
    let html = page_at(&sandbox, &own).await;
    for seen in [
        "Ordine n. 1",
        "OIL",
        "12,50",
        "Anna Verdi",
        "shop-1",
        "Da accettare",
    ] {
        assert!(html.contains(seen), "{seen}");
    }
    assert!(html.contains(&path("rifiuta")) && !html.contains(&path("completa")));
    click(&sandbox, &path("accetta")).await;
    for (action, workflow) in [
        ("prepara", "PROCESSING"),
        ("affida", "SHIPPING"),
        ("consegna", "DELIVERING"),
    ] {
        click(&sandbox, &path(action)).await;
        assert_eq!(first(&sandbox).await["workflow"], workflow);
    }
    submit(&sandbox, &path("completa"), "documento=fattura").await;
    let done = first(&sandbox).await;
    assert_eq!(
        (&done["workflow"], &done["documents"]),
        (&json!("COMPLETED"), &json!(["invoice"]))
    );
    click(&sandbox, &path("elimina")).await;
    assert_eq!(first(&sandbox).await, Value::Null);
    let id = order(&sandbox).await;
    let path = format!("/azioni/ordine-cassa/{id}/rifiuta");
    submit(&sandbox, &path, "motivo=Finito+stamattina").await;
    assert_eq!(
        first(&sandbox).await["rejection_reason"],
        "Finito stamattina"
    );
    assert!(
        page_at(&sandbox, &format!("/ordine-cassa/{id}"))
            .await
            .contains("Finito stamattina")
    );
}

#[tokio::test]
async fn the_settings_that_refuse_orders_have_a_page_that_leaves_the_others_as_they_are() {
    let sandbox = Sandbox::bare().await;
    let rules = "/salespoints/101/order-rules";
    let slots = json!({"slot_minutes": 30, "slot_orders": 4});
    sandbox.control("PUT", rules, slots).await;
    assert!(
        page_at(&sandbox, "/impostazioni-ordini")
            .await
            .contains("Orario Obbligatorio")
    );
    let path = "/azioni/impostazioni-ordini/101";
    let form = "from=09%3A00&to=19%3A30&lead=20&minimum=10%2C50&mandatory=true";
    submit(&sandbox, path, form).await;
    let (_, set) = sandbox.control("GET", rules, Value::Null).await;
    assert_eq!(
        set,
        json!({"hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "from": "09:00:00", "to": "19:30:00"}],
               "closed": false, "slot_minutes": 30, "slot_orders": 4, "slot_pieces": null,
               "lead_minutes": 20, "mandatory_time": true, "minimum": "10.50"})
    );
    let html = page_at(&sandbox, "/impostazioni-ordini").await;
    assert!(html.contains("value=\"09:00\"") && html.contains("value=\"10,5\""));
    submit(&sandbox, path, "from=&to=&lead=0&minimum=poco").await;
    assert!(page(&sandbox).await.contains("non è un numero"));
    submit(&sandbox, path, "from=&to=&lead=0&minimum=0").await;
    let (_, set) = sandbox.control("GET", rules, Value::Null).await;
    assert_eq!(
        (&set["hours"], &set["mandatory_time"], &set["slot_orders"]),
        (&json!([]), &json!(false), &json!(4))
    );
}
