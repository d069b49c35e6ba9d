//! The points of sale on the Connector page: their order, their switches, and what another order would
//! change.

use ponte_domain::{
    orders::{allocation::Why, order::Stage, resolve::Resolved},
    settings::{Shortage, Strategy},
};
use ponte_store::points::SalesPoint;

use crate::{
    app::{TestApp, is_due},
    orders::{add, explanation, order, points},
};

async fn kept(app: &TestApp) -> Vec<SalesPoint> {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    tx.points(&app.shop).await.expect("a read")
}

async fn ids(app: &TestApp) -> Vec<i64> {
    kept(app).await.iter().map(|point| point.id).collect()
}

/// An order of 12 socks, of which the first point had `first` and the second `second`.
pub async fn planned(app: &TestApp, id: &str, first: u32, second: u32) {
    let (one, other) = points(app).await;
    let mut row = order(id, Stage::Delivered);
    let gave = first.min(12);
    let steps = [
        (one, first, gave, Why::HadSome),
        (other, second, 12 - gave, Why::HadEnough),
    ];
    row.explanation = Some(explanation(steps, 0));
    row.resolved = Resolved {
        known: vec![("7#|#blu".into(), "libeccio-blu".into())],
        unknown: Vec::new(),
    };
    add(app, &row, &[]).await;
}

#[tokio::test]
async fn without_script_each_press_shows_an_order_that_nothing_keeps_before_salva() {
    let app = TestApp::connected().await;
    let (first, second) = points(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await;
    assert!(!page.text().contains("Salva il nuovo ordine"));
    let pressed = format!(
        "/connettore?ordine={first}.{second}&strategia=ordine&mancanza=aspetta&giu={first}"
    );
    let page = merchant.get(&pressed).await;
    let text = page.text();
    for said in [
        "Via dei Tigli spostato al posto 2 di 2",
        "Era al posto 1",
        "Era al posto 2",
        "Negli ultimi 30 giorni non c’è nessun ordine da rifare",
        "[Salva il nuovo ordine]",
        "Rimetti com’era",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // The pressed button is off at the end: the focus is on its neighbour, which tells what happened.
    let focused = format!("id=\"su-{first}\" autofocus aria-describedby=\"mosso\"");
    assert!(page.body.contains(&focused), "{}", page.body);
    assert_eq!(page.hidden("ordine"), Some(&*format!("{second}.{first}")));
    assert_eq!(ids(&app).await, [first, second], "nothing is kept");

    let order = format!("{second}.{first}");
    let form = [
        ("ordine", &*order),
        ("strategia", "ordine"),
        ("mancanza", "aspetta"),
    ];
    let page = merchant.post("/connettore/punti/ordine", &form).await;
    assert_eq!(page.location(), "/connettore?fatto=ordine#punti");
    assert_eq!(ids(&app).await, [second, first]);
    let places: Vec<i64> = kept(&app)
        .await
        .iter()
        .map(|point| point.position)
        .collect();
    assert_eq!(places, [1, 2]);
    assert!(is_due(&app, ponte_sync::orders::STREAM).await);
    let text = merchant.get("/connettore?fatto=ordine").await.text();
    assert!(
        text.contains("Nuovo ordine salvato") && !text.contains("Era al posto"),
        "{text}"
    );
}

#[tokio::test]
async fn the_rules_of_spreading_are_previewed_and_kept_like_the_order() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .get("/connettore?strategia=uno-solo&mancanza=manda")
        .await;
    assert!(
        page.text().contains("[Salva il nuovo ordine]"),
        "{}",
        page.text()
    );
    let form = [("strategia", "uno-solo"), ("mancanza", "manda")];
    merchant.post("/connettore/punti/ordine", &form).await;
    let form = [("strategia", "a-caso")];
    merchant.post("/connettore/punti/ordine", &form).await;
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("the shop");
    let orders = shop.settings.orders;
    assert_eq!(orders.strategy, Strategy::WholeFirst);
    assert_eq!(orders.shortage, Shortage::SendWhatThereIs);
}

#[tokio::test]
async fn what_another_order_would_change_is_told_and_stands_in_a_table() {
    let app = TestApp::connected().await;
    let (first, second) = points(&app).await;
    planned(&app, "a", 12, 12).await;
    planned(&app, "b", 12, 3).await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(!text.contains("Che cosa cambierebbe\n"), "{text}");
    let page = merchant
        .get(&format!("/connettore?ordine={second}.{first}"))
        .await;
    let text = page.text();
    for said in [
        "Abbiamo rifatto i 2 ordini degli ultimi 30 giorni",
        "Piazza Mercato ne preparerebbe 2 in più.",
        "Un ordine in più sarebbe diviso fra più punti vendita.",
        "Partirebbe un pacco in più.",
        "contiamo la giacenza che ciascun punto aveva",
        "Piazza Mercato\n0\n2\n+2",
        "Via dei Tigli\n2\n1\n−1",
        "Ordini divisi fra più punti\n0\n1\n+1",
        "Pacchi\n2\n3\n+1",
        "Ordini in attesa\n0\n0\n0",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = merchant
        .get("/connettore?strategia=meno-pacchi")
        .await
        .text();
    assert!(text.contains("Non cambierebbe nulla."), "{text}");
}

#[tokio::test]
async fn a_point_s_switch_is_kept_and_the_products_are_looked_at() {
    let app = TestApp::connected().await;
    let (first, _) = points(&app).await;
    let id = first.to_string();
    let mut merchant = app.merchant().await;
    for (acceso, done) in [(None, "spento"), (Some("si"), "acceso")] {
        let mut form = vec![("punto", id.as_str())];
        form.extend(acceso.map(|on| ("acceso", on)));
        let page = merchant.post("/connettore/punti/acceso", &form).await;
        let back = format!("/connettore?fatto={done}#punto-{id}");
        assert_eq!((page.status.as_u16(), page.location()), (303, &*back));
        assert_eq!(kept(&app).await[0].enabled, acceso.is_some());
    }
    for stream in [
        ponte_sync::products::STREAM,
        ponte_sync::stock::STREAM,
        ponte_sync::orders::STREAM,
    ] {
        assert!(is_due(&app, stream).await, "{stream}");
    }
    let page = merchant
        .post("/connettore/punti/acceso", &[("punto", "99")])
        .await;
    assert_eq!(page.status, 404, "a point of nobody's");
}
