//! *Pausa*: what is held, said everywhere, and let go.

use ponte_domain::settings::{Held, Meanwhile, Pauses};

use crate::{
    app::{TestApp, at},
    stock::synced,
};

/// Tuesday at 18:00 in Italy.
const EVENING: &str = "2026-11-24T17:00:00Z";

async fn pauses(app: &TestApp) -> Pauses {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("a shop");
    shop.settings.pauses
}

#[tokio::test]
async fn what_is_held_is_said_on_every_page_with_its_end_until_it_is_let_go() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let form = [
        ("che", "giacenze"),
        ("fino", "2026-11-24T18:00"),
        ("intanto", "zero"),
    ];
    let page = merchant.post("/pausa", &form).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, "/pausa?fatto=ferma")
    );
    let kept = pauses(&app).await;
    assert_eq!(
        kept.until(Held::Stock, app.engine.clock().now()),
        Some(at(EVENING))
    );
    let now = app.engine.clock().now();
    assert_eq!(kept.meanwhile(now), Some(Meanwhile::Nothing));
    let said = "Giacenze in pausa: il negozio mostra zero per tutti gli articoli. Riprendono da sole oggi alle 18:00.";
    for path in [
        "/connettore",
        "/ordini",
        "/giacenze",
        "/abbinamenti",
        "/pausa",
    ] {
        let text = merchant.get(path).await.text();
        assert!(text.contains(said), "{path}: {text}");
    }
    let page = merchant.post("/pausa/fine", &[("che", "giacenze")]).await;
    assert_eq!(page.location(), "/pausa?fatto=riparte");
    assert_eq!(pauses(&app).await, Pauses::default());
    assert!(
        !merchant
            .get("/connettore")
            .await
            .text()
            .contains("in pausa")
    );
}

#[tokio::test]
async fn products_and_orders_are_held_each_by_itself() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (word, held) in [("prodotti", Held::Products), ("ordini", Held::Orders)] {
        let form = [("che", word), ("fino", "2026-11-24T18:00")];
        merchant.post("/pausa", &form).await;
        let until = pauses(&app).await.until(held, app.engine.clock().now());
        assert_eq!(until, Some(at(EVENING)), "{word}");
    }
    let text = merchant.get("/pausa").await.text();
    for said in [
        "Prodotti in pausa: riprendono da soli oggi alle 18:00.",
        "Ordini in pausa: arrivano e contano, ma non vanno alla cassa.",
    ] {
        assert!(text.contains(said), "{text}");
    }
}

#[tokio::test]
async fn a_time_that_cannot_be_changes_nothing_and_stays_as_it_was_typed() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (typed, said) in [
        ("2026-11-24T09:00", "è già passata"),
        ("2027-03-01T09:00", "al massimo 31 giorni"),
        ("stasera", "Scegli il giorno e l’ora"),
    ] {
        let form = [("che", "giacenze"), ("fino", typed), ("intanto", "zero")];
        let page = merchant.post("/pausa", &form).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.text().contains(said), "{}", page.text());
        assert!(page.body.contains(&format!("value=\"{typed}\"")));
        assert!(page.body.contains("value=\"zero\" checked"));
        assert!(
            page.body
                .contains("aria-invalid=\"true\" aria-describedby=\"e-giacenze\"")
        );
    }
    assert_eq!(pauses(&app).await, Pauses::default());
    let page = merchant.post("/pausa", &[("che", "altro")]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn a_button_that_was_pressed_in_vain_leads_to_where_the_pause_can_be_ended() {
    let app = TestApp::connected().await;
    synced(&app).await;
    for held in Held::ALL {
        let kept = app
            .engine
            .pause(&app.shop, held, at(EVENING), Meanwhile::AsItIs);
        kept.await.expect("held");
    }
    let mut merchant = app.merchant().await;
    for (path, from) in [
        ("/connettore/forza", ""),
        ("/connettore/giacenze", "giacenze"),
        ("/connettore/ordini", "ordini"),
    ] {
        let page = merchant.post(path, &[("da", from)]).await;
        assert_eq!(page.location(), "/pausa?fatto=invano", "{path}");
    }
    let page = merchant.get("/pausa?fatto=invano").await;
    let text = page.text();
    assert!(text.contains("Non è partito niente"), "{text}");
    assert_eq!(page.body.matches("Fai ripartire adesso").count(), 3);
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let text = merchant.get("/pausa").await.text();
    assert!(text.contains("Go on now"), "{text}");
}
