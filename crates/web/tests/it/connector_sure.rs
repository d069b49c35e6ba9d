//! Whatever lowers what the shop shows says first what it lowers.

use ponte_store::points::SalesPoint;

use crate::{
    app::TestApp,
    browser::Page,
    connector_points::planned,
    orders::points,
    stock::{add, offer},
};

async fn kept(app: &TestApp) -> (Vec<SalesPoint>, u32) {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("the shop");
    let points = tx.points(&app.shop).await.expect("a read");
    (points, shop.settings.stock.margin)
}

/// The hidden fields of the question's form, but the session's token.
fn fields(page: &Page) -> Vec<(&'static str, String)> {
    let names = [
        "punto", "acceso", "conta", "riceve", "riserva", "pezzi", "confermo",
    ];
    let fields = names.into_iter();
    fields
        .filter_map(|name| Some((name, page.hidden(name)?.to_owned())))
        .collect()
}

fn sent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    let fields = fields.iter();
    fields
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// 9 free at the first point, 5 at the second, and the shop shows 13 with a margin of 1.
async fn app() -> (TestApp, i64, i64) {
    let app = TestApp::connected().await;
    let (first, second) = points(&app).await;
    let row = offer("NIN-40", &app).await;
    add(&app, row).await;
    (app, first, second)
}

#[tokio::test]
async fn switching_a_point_off_is_asked_first_and_kept_only_after_the_yes() {
    let (app, first, _) = app().await;
    let id = first.to_string();
    planned(&app, "a", 12, 12).await;
    let before = kept(&app).await;
    let mut merchant = app.merchant().await;
    let form = [("punto", id.as_str())];
    let page = merchant.post("/connettore/punti/acceso", &form).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for said in [
        "Spegnere Via dei Tigli?",
        "Un prodotto scenderà.",
        "Piazza Mercato ne preparerebbe 1 in più.",
        "[Conferma]",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let cancel = format!("href=\"/connettore#punto-{id}\"");
    assert!(page.body.contains(&cancel), "{}", page.body);
    assert_eq!(kept(&app).await, before, "nothing is kept");
    let fields = fields(&page);
    let page = merchant
        .post("/connettore/punti/acceso", &sent(&fields))
        .await;
    let back = format!("/connettore?fatto=spento#punto-{id}");
    assert_eq!((page.status.as_u16(), page.location()), (303, &*back));
    assert!(!kept(&app).await.0[0].enabled);
    // On again raises: nobody is asked.
    let form = [("punto", id.as_str()), ("acceso", "si")];
    let page = merchant.post("/connettore/punti/acceso", &form).await;
    assert_eq!(page.status, 303);
}

#[tokio::test]
async fn a_reserve_and_a_margin_that_take_all_name_what_goes_to_nothing() {
    let (app, first, second) = app().await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .post("/connettore/margine", &[("pezzi", "14")])
        .await;
    let text = page.text();
    assert!(text.contains("14 pezzi di margine di sicurezza?"), "{text}");
    assert!(
        text.contains("Un prodotto andrà a zero nel negozio."),
        "{text}"
    );
    assert!(text.contains("Mocassino Ninfea · 40 NIN-40"), "{text}");
    assert_eq!(kept(&app).await.1, 0);
    let fields_of_margin = fields(&page);
    merchant
        .post("/connettore/margine", &sent(&fields_of_margin))
        .await;
    assert_eq!(kept(&app).await.1, 14);
    merchant
        .post("/connettore/margine", &[("pezzi", "0")])
        .await;
    assert_eq!(kept(&app).await.1, 0, "less margin is never asked");
    for (point, reserve, said) in [(first, "8", "scenderà"), (second, "1", "scenderà")] {
        let id = point.to_string();
        let form = [
            ("punto", id.as_str()),
            ("conta", "si"),
            ("riceve", "si"),
            ("riserva", reserve),
        ];
        let page = merchant.post("/connettore/punti", &form).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(said), "{}", page.text());
        let fields = fields(&page);
        let page = merchant.post("/connettore/punti", &sent(&fields)).await;
        assert_eq!(page.status, 303, "{}", page.body);
    }
    let (points, _) = kept(&app).await;
    assert_eq!((points[0].reserve, points[1].reserve), (8, 1));
}

#[tokio::test]
async fn a_yes_is_one_to_what_the_page_said_and_more_is_asked_again() {
    let (app, ..) = app().await;
    let mut merchant = app.merchant().await;
    let page = merchant
        .post("/connettore/margine", &[("pezzi", "14")])
        .await;
    let fields = fields(&page);
    let mut other = offer("BOR-39", &app).await;
    "bora".clone_into(&mut other.product);
    add(&app, other).await;
    let page = merchant.post("/connettore/margine", &sent(&fields)).await;
    let text = page.text();
    assert!(
        text.contains("2 prodotti andranno a zero nel negozio."),
        "{text}"
    );
    assert_eq!(kept(&app).await.1, 0);
}
