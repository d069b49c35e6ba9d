//! *Supporto Connettore*, and the diagnosis.

use ponte_domain::{
    finding::Finding,
    orders::{details::Private, order::Stage},
    settings::{PaymentRule, Shipping},
};
use ponte_store::{
    inlets::Caller,
    orders::OrderEvent,
    runs::{Outcome, RunKind},
};
use ponte_web::WebSettings;

use crate::{
    app::{NOW, TestApp, at},
    orders::{add, on_till, order, part, points},
};

/// In every text that may hold what nobody else should read.
const MARK: &str = "zefiro-segreto";

/// Writes the mark wherever a person, a service or a key may write.
async fn mark_everything(app: &TestApp) {
    let mark = || MARK.to_owned();
    let mut marked = order("417_a", Stage::Received);
    let details = marked.details.as_mut().expect("details");
    for address in [&mut details.billing, &mut details.delivery] {
        address.name = mark();
        address.company = mark();
        address.street = mark();
        address.city = mark();
        address.email = format!("{MARK}@posta.example");
        address.phone = mark();
        address.vat = mark();
    }
    details.message = Private(mark());
    details.coupon = mark();
    details.payment = mark();
    details.shipping_profile = mark();
    details.name = mark();
    details.lines[0].title = mark();
    marked.ignored = Some(mark());
    let (first, _) = points(app).await;
    let mut one = part(
        1,
        first,
        1,
        on_till(ponte_domain::orders::part::TillState::Requested),
    );
    (one.refusal, one.rejection) = (mark(), mark());
    add(app, &marked, &[one]).await;
    app.add_run(RunKind::Full, |run| {
        (run.asked_by, run.subject) = (mark(), mark());
        run.ended_at = Some(at(NOW));
        run.outcome = Some(Outcome::Failed {
            cause: "till_away".to_owned(),
            text: mark(),
        });
    })
    .await;
    let refused = Finding::OrderRefused {
        name: mark(),
        text: mark(),
    };
    app.add_user(&format!("{MARK}@ponte.example"), MARK).await;
    app.write(async |tx| {
        let (shop, sealed) = (app.shop.as_str(), MARK.as_bytes());
        tx.finding_seen(shop, "417_a", &refused, 1, at(NOW))
            .await
            .expect("seen");
        tx.shop_set_till_key(shop, sealed, at(NOW))
            .await
            .expect("set");
        tx.shop_set_keys(shop, sealed, sealed).await.expect("set");
        tx.shop_set_info(shop, MARK, MARK).await.expect("set");
        tx.inlet_put(shop, Caller::Till, MARK, sealed)
            .await
            .expect("put");
        tx.inlet_secret_add(shop, sealed).await.expect("added");
        let event = OrderEvent {
            at: at(NOW),
            what: "decided_ignore".to_owned(),
            detail: mark(),
        };
        tx.order_event(shop, "417_a", &event).await.expect("noted");
        for mut point in tx.points(shop).await.expect("read") {
            (point.name, point.place) = (mark(), mark());
            tx.point_put(shop, &point).await.expect("put");
        }
        let mut settings = tx.shop(shop).await.expect("read").expect("it").settings;
        settings.orders.payments.insert(mark(), PaymentRule::Send);
        settings.orders.shipping.insert(mark(), Shipping::Delivery);
        settings.orders.customers = ponte_domain::settings::Customers::Collective(mark());
        tx.shop_set_settings(shop, &settings).await.expect("set");
    })
    .await;
}

#[tokio::test]
async fn the_diagnosis_holds_neither_personal_data_nor_a_secret() {
    let app = TestApp::connected().await;
    mark_everything(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/diagnosi").await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-disposition")
            .contains("ponte-diagnosi.json")
    );
    assert!(!page.body.contains(MARK), "{}", page.body);
    for person in ["marta", "Marta", "Pervinca"] {
        assert!(!page.body.contains(person), "{person}: {}", page.body);
    }
    let told: serde_json::Value = serde_json::from_str(&page.body).expect("JSON");
    assert_eq!(told["orders"]["open"][0]["id"], "417_a");
    assert_eq!(told["findings"]["open"][0]["topic"], "order_refused");
    assert_eq!(told["runs"][0]["cause"], "till_away");
    assert_eq!(told["shop"]["tillKey"], true);
    assert!(told["points"].as_array().is_some_and(|it| it.len() > 1));
}

#[tokio::test]
async fn every_page_leads_to_help_and_to_the_diagnosis() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for path in ["/connettore", "/segnalazioni", "/dati-personali", "/aiuto"] {
        let page = merchant.get(path).await;
        for link in ["href=\"/aiuto\"", "href=\"/guida\"", "href=\"/diagnosi\""] {
            assert!(page.body.contains(link), "{path}: {link}");
        }
    }
}

#[tokio::test]
async fn the_help_page_names_who_helps_or_says_whom_to_ask() {
    let mut settings = WebSettings::new("http://127.0.0.1:8080".parse().expect("an address"));
    let app = TestApp::with(settings.clone()).await;
    let text = app.merchant().await.get("/aiuto").await.text();
    assert!(text.contains("chi ha installato Ponte"), "{text}");
    settings.support = Some("aiuto@ponte.example".to_owned());
    let app = TestApp::with(settings).await;
    let page = app.merchant().await.get("/aiuto").await;
    assert!(
        page.body
            .contains("href=\"mailto:aiuto@ponte.example?subject=Ponte%2C%20negozio%20")
    );
}
