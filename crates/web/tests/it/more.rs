//! *Altre impostazioni*: each row is saved, or says why not.

use jiff::civil::date;
use ponte_domain::{
    orders::{
        due::Slot,
        order::{ShopState, Stage},
    },
    settings::{Customers, OrderSettings, SaleStates, UnknownLines},
};

use crate::{
    app::{TestApp, at},
    orders::{order, points},
};

async fn settings(app: &TestApp) -> OrderSettings {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("a shop");
    shop.settings.orders
}

/// Whether somebody asked for a pass.
async fn is_due(app: &TestApp, stream: &str) -> bool {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let jobs = tx.jobs(&app.shop).await.expect("a read");
    jobs.iter()
        .any(|job| job.kind == stream && job.asked_at.is_some())
}

#[tokio::test]
async fn each_row_is_saved_wakes_the_streams_and_shows_its_value() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (row, form, said) in [
        (
            "vendite",
            &[("quali", "questi"), ("s1", "si"), ("s2", "si")][..],
            "Pagato, In allestimento",
        ),
        (
            "preparazione",
            &[("minuti", "45"), ("ore", "2")],
            "45 minuti",
        ),
        (
            "avanzamento",
            &[("scrivi", "si"), ("rifiutato", "2")],
            "Lo stato segue la cassa",
        ),
        ("sconosciute", &[("come", "aspetta")], "L’ordine aspetta"),
        ("non-pagati", &[("giorni", "7")], "Li teniamo 7 giorni"),
        (
            "ritiro",
            &[("come", "altri")],
            "Se lì non c’è tutto, aiutano gli altri",
        ),
    ] {
        let page = merchant
            .post(&format!("/connettore/altre/{row}"), form)
            .await;
        let back = format!("/connettore?fatto=altre-{row}#altre-{row}");
        assert_eq!(
            (page.status.as_u16(), page.location()),
            (303, back.as_str()),
            "{row}"
        );
        let page = merchant
            .get(&format!("/connettore?fatto=altre-{row}"))
            .await;
        assert!(page.text().contains(said), "{row}: {}", page.text());
        assert!(
            page.body.contains(&format!("id=\"altre-{row}\" open")),
            "{row}"
        );
    }
    let kept = settings(&app).await;
    assert_eq!(
        kept.sales,
        SaleStates::These([ShopState(1), ShopState(2)].into())
    );
    assert_eq!((kept.preparation_minutes, kept.unaccepted_hours), (45, 2));
    assert_eq!(
        (kept.tell_shop, kept.state_when_rejected),
        (true, Some(ShopState(2)))
    );
    assert_eq!(
        (kept.unknown_lines, kept.unpaid_days),
        (UnknownLines::Wait, 7)
    );
    assert!(kept.bound_falls_back);
    assert!(is_due(&app, ponte_sync::orders::STREAM).await);
    assert!(is_due(&app, ponte_sync::stock::STREAM).await);
    for (which, sales) in [
        ("pagati", SaleStates::OnlyPaid),
        ("tutti", SaleStates::AllLive),
    ] {
        merchant
            .post("/connettore/altre/vendite", &[("quali", which)])
            .await;
        assert_eq!(settings(&app).await.sales, sales);
    }
}

#[tokio::test]
async fn what_cannot_be_saved_changes_nothing_is_explained_and_stays_as_it_was_typed() {
    let app = TestApp::connected().await;
    let before = settings(&app).await;
    let mut merchant = app.merchant().await;
    for (row, form, said, typed) in [
        (
            "vendite",
            &[("quali", "questi")][..],
            "Scegli almeno uno stato.",
            "aria-describedby=\"vee\"",
        ),
        (
            "preparazione",
            &[("minuti", "un’ora"), ("ore", "4")],
            "da 0 a 10.080",
            "value=\"un’ora\"",
        ),
        (
            "preparazione",
            &[("minuti", "30"), ("ore", "0")],
            "da 1 a 168",
            "value=\"30\"",
        ),
        (
            "clienti",
            &[("chi", "uno"), ("cliente", " ")],
            "Scrivi l’e-mail o il codice",
            "aria-describedby=\"clh cle\"",
        ),
        (
            "clienti",
            &[("chi", "uno"), ("cliente", "nessuno@example.test")],
            "non c’è nessun cliente così",
            "value=\"nessuno@example.test\"",
        ),
        (
            "non-pagati",
            &[("giorni", "-3")],
            "da 1 a 365",
            "value=\"-3\"",
        ),
    ] {
        let page = merchant
            .post(&format!("/connettore/altre/{row}"), form)
            .await;
        assert_eq!(page.status, 422, "{row}");
        assert!(page.text().contains(said), "{row}: {}", page.text());
        assert!(page.body.contains(typed), "{row}");
        assert!(
            page.body.contains(&format!("id=\"altre-{row}\" open")),
            "{row}"
        );
    }
    for (row, form) in [
        ("vendite", ("quali", "x")),
        ("avanzamento", ("rifiutato", "7")),
        ("ritiro", ("come", "x")),
    ] {
        let page = merchant
            .post(&format!("/connettore/altre/{row}"), &[form])
            .await;
        assert_eq!(page.status, 422, "{row}");
    }
    assert_eq!(settings(&app).await, before);
}

#[tokio::test]
async fn a_point_s_week_is_typed_without_script_and_a_wrong_day_is_named() {
    let app = TestApp::connected().await;
    let (first, _) = points(&app).await;
    let point = first.to_string();
    let mut merchant = app.merchant().await;
    let week = [
        ("punto", point.as_str()),
        ("g1", "9-13, 15.30-19:30"),
        ("g6", "9-12:30"),
        ("chiusure", "25/12/2026"),
    ];
    let page = merchant.post("/connettore/altre/orari", &week).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let kept = settings(&app).await.opening.remove(&first).expect("a week");
    assert_eq!(kept.slots.len(), 2);
    assert_eq!(
        kept.slots[&1][1],
        Slot {
            from: 930,
            to: 1170
        }
    );
    assert!(kept.closed.contains(&date(2026, 12, 25)));
    let page = merchant.get("/connettore").await;
    assert!(page.body.contains("value=\"9:00-13:00, 15:30-19:30\""));
    assert!(
        page.text().contains("Un punto vendita con i suoi orari"),
        "{}",
        page.text()
    );
    let wrong = [
        ("punto", point.as_str()),
        ("g1", "9-13"),
        ("g2", "mattina"),
        ("chiusure", "Natale"),
    ];
    let page = merchant.post("/connettore/altre/orari", &wrong).await;
    assert_eq!(page.status, 422);
    for typed in ["value=\"9-13\"", "value=\"mattina\"", "value=\"Natale\""] {
        assert!(page.body.contains(typed), "{typed}");
    }
    assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 2);
    assert_eq!(settings(&app).await.opening[&first], kept);
    let empty = [("punto", point.as_str())];
    merchant.post("/connettore/altre/orari", &empty).await;
    assert!(settings(&app).await.opening.is_empty(), "always open again");
    let page = merchant
        .post("/connettore/altre/orari", &[("punto", "99")])
        .await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn one_customer_for_all_is_looked_up_on_the_till_before_it_is_kept() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let customer = {
        let world = app.world.lock();
        let found = world.tenants[0].till.customers().first();
        found.map(|customer| customer.id.clone())
    };
    if let Some(id) = customer {
        let form = [("chi", "uno"), ("cliente", id.as_str())];
        merchant.post("/connettore/altre/clienti", &form).await;
        assert_eq!(settings(&app).await.customers, Customers::Collective(id));
        let text = merchant.get("/connettore").await.text();
        assert!(
            text.contains("Un solo cliente per tutti gli ordini"),
            "{text}"
        );
    }
    merchant
        .post("/connettore/altre/clienti", &[("chi", "ognuno")])
        .await;
    assert_eq!(settings(&app).await.customers, Customers::Each);
}

#[tokio::test]
async fn before_there_is_a_key_the_rows_wait_and_the_other_pages_are_reached_all_the_same() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await;
    assert!(page.text().contains("Qui vedrai le altre impostazioni"));
    for link in ["/abbinamenti", "/pausa", "/guida"] {
        assert!(page.body.contains(&format!("href=\"{link}\"")), "{link}");
    }
}

#[tokio::test]
async fn the_starting_moment_is_moved_only_after_both_sides_were_shown() {
    let app = TestApp::connected().await;
    for (id, when) in [
        ("old", "2026-11-20T10:00:00Z"),
        ("sent", "2026-11-21T10:00:00Z"),
        ("new", "2026-11-23T10:00:00Z"),
    ] {
        let mut row = order(id, Stage::Received);
        row.ordered_at = at(when);
        row.state = ShopState(if id == "sent" { 5 } else { 1 });
        app.write(async |tx| tx.order_put(&app.shop, &row).await.expect("stored"))
            .await;
    }
    let before = settings(&app).await.from;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore/altre/inizio").await;
    assert!(
        page.text().contains("Contano gli ordini da"),
        "{}",
        page.text()
    );
    let page = merchant
        .get("/connettore/altre/inizio?da=2026-11-22T09:00")
        .await;
    let (after, older) = page.body.split_once("id=\"prima\"").expect("both sides");
    assert!(after.contains("name=\"da\" value=\"2026-11-22T09:00\""));
    assert_eq!(
        older.matches("name=\"visto\"").count(),
        1,
        "only what may hold pieces"
    );
    assert!(older.contains("name=\"da-parte\" value=\"old\""));
    assert_eq!(settings(&app).await.from, before, "nothing changed yet");
    let form = [
        ("da", "2026-11-22T09:00"),
        ("visto", "old"),
        ("da-parte", "old"),
    ];
    let page = merchant.post("/connettore/altre/inizio", &form).await;
    assert_eq!(
        page.location(),
        "/connettore?fatto=altre-inizio#altre-inizio"
    );
    assert_eq!(settings(&app).await.from, Some(at("2026-11-22T08:00:00Z")));
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let old = tx
        .order(&app.shop, "old")
        .await
        .expect("a read")
        .expect("it");
    assert!(old.order.set_aside && old.order.open);
    drop(tx);
    for (typed, said) in [
        ("2020-01-01T09:00", "Di ordini così vecchi"),
        ("2027-03-01T09:00", "È troppo lontano"),
        ("ieri", "Scegli un giorno e un’ora."),
    ] {
        let page = merchant
            .post("/connettore/altre/inizio", &[("da", typed)])
            .await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.text().contains(said), "{}", page.text());
        assert!(page.body.contains(&format!("value=\"{typed}\"")));
    }
}
