//! *Abbinamenti*: found by itself, corrected by hand.

use ponte_domain::settings::{PaymentRule, Shipping};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::links::CategoryLink;

use crate::{app::TestApp, orders::points};

/// Names that orders came with, as the stream remembers them.
async fn named(app: &TestApp) {
    let names = serde_json::json!({"names": {
        "shipping": ["Corriere", "Ritiro in negozio"], "payments": ["bonifico", "mark"]}});
    app.write(async |tx| {
        let kept = tx.remember(&app.shop, "orders", &names).await;
        kept.expect("remembered");
    })
    .await;
}

#[tokio::test]
async fn names_that_orders_came_with_are_paired_and_the_new_ones_stand_on_top() {
    let app = TestApp::connected().await;
    named(&app).await;
    let (first, _) = points(&app).await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/abbinamenti").await.text();
    assert!(
        text.contains("Nuovo: finché non dici altro lo spediamo."),
        "{text}"
    );
    let collect = format!("punto-{first}");
    for (path, che, con) in [
        ("spedizione", "Corriere", "spedizione"),
        ("spedizione", "Ritiro in negozio", collect.as_str()),
        ("pagamento", "mark", "incassa"),
    ] {
        let form = [("che", che), ("con", con)];
        let page = merchant.post(&format!("/abbinamenti/{path}"), &form).await;
        assert_eq!(page.status, 303, "{che}");
    }
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("a shop");
    let kept = shop.settings.orders;
    drop(tx);
    assert_eq!(kept.shipping["Corriere"], Shipping::Delivery);
    assert_eq!(
        kept.shipping["Ritiro in negozio"],
        Shipping::CollectAt(first)
    );
    assert_eq!(kept.payments["mark"], PaymentRule::Collect);
    let page = merchant.get("/abbinamenti").await.body;
    let (bank, mark) = (page.find("bonifico"), page.find("value=\"mark\""));
    assert!(bank < mark, "what nobody paired comes first");
    for (path, che, con) in [
        ("spedizione", "mai visto", "spedizione"),
        ("spedizione", "Corriere", "punto-99"),
        ("pagamento", "mai visto", "manda"),
    ] {
        let form = [("che", che), ("con", con)];
        let page = merchant.post(&format!("/abbinamenti/{path}"), &form).await;
        assert_eq!(page.status, 404, "{che}");
    }
}

#[tokio::test]
async fn both_sides_are_read_when_somebody_asks_and_a_category_is_paired_by_hand() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/abbinamenti").await.text();
    assert!(text.contains("Qui vedrai le categorie"), "{text}");
    let page = merchant.post("/abbinamenti/rileggi", &[]).await;
    assert_eq!(page.location(), "/abbinamenti?fatto=letto#contenuto");
    let page = merchant.get("/abbinamenti").await;
    assert!(
        page.text()
            .contains("Ci pensa Ponte alla prossima sincronizzazione")
    );
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let known = ponte_sync::pairings::known(&mut *tx, &app.shop)
        .await
        .expect("a read");
    drop(tx);
    let (till, name) = known.till.categories.first().expect("a category").clone();
    let (uid, path) = known.categories.first().expect("a category").clone();
    let page = merchant
        .get(&format!("/abbinamenti?categoria={till}"))
        .await;
    assert!(
        page.body.contains(&format!("<option value=\"{uid}\">")),
        "{path}"
    );
    let con = uid.to_string();
    let form = [("che", till.as_str()), ("con", con.as_str())];
    let page = merchant.post("/abbinamenti/categoria", &form).await;
    assert_eq!(page.location(), "/abbinamenti?fatto=di-la#categorie");
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let links = tx.category_links(&app.shop).await.expect("a read");
    drop(tx);
    let link = CategoryLink {
        till: till.clone(),
        uid,
        name,
        ours: false,
        by_hand: true,
    };
    assert_eq!(links, [link]);
    assert!(
        merchant
            .get("/abbinamenti")
            .await
            .text()
            .contains("Scelto da te")
    );
    let profile = known.profiles.first().expect("a profile").id.clone();
    let tax = known.till.taxes.iter().find(|tax| tax.key.is_some());
    let tax = tax.expect("a tax").id.clone();
    let form = [("che", tax.as_str()), ("con", profile.as_str())];
    let page = merchant.post("/abbinamenti/iva", &form).await;
    assert_eq!(page.location(), "/abbinamenti?fatto=di-la#iva");
    for (path, che, con) in [
        ("categoria", till.as_str(), "999999"),
        ("categoria", "nessuna", con.as_str()),
        ("iva", tax.as_str(), "nessuno"),
        ("iva", "nessuna", profile.as_str()),
    ] {
        let form = [("che", che), ("con", con)];
        let page = merchant.post(&format!("/abbinamenti/{path}"), &form).await;
        assert_eq!(page.status, 404, "{path} {che} {con}");
    }
}

#[tokio::test]
async fn a_side_that_gives_no_answer_is_named_and_the_page_shows_what_was_known() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let rule = Rule {
        status: Some(500),
        ..Rule::new(Some(Service::Shop), Kind::Status)
    };
    app.world.lock().faults.add(rule).expect("a rule");
    // It is tried a few times, with pauses.
    let page = tokio::select! {
        page = merchant.post("/abbinamenti/rileggi", &[]) => page,
        () = app.clock.let_time_pass() => unreachable!("time never ends"),
    };
    assert_eq!(page.status, 502);
    assert!(
        page.text().contains("Il negozio non risponde"),
        "{}",
        page.text()
    );
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant.post("/abbinamenti/rileggi", &[]).await;
    assert!(
        page.text().contains("servono la Api key"),
        "{}",
        page.text()
    );
}
