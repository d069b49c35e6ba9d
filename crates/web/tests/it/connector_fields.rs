//! *Impostazioni Sync TS Commerce*, and what is chosen with the first synchronisation.

use ponte_domain::{
    listing::{ListedVariant, Listing},
    money::Money,
    settings::{AdoptedTexts, MissingCodes, Mode, Policy, PriceList, Settings},
    till::{Price, TillProduct, TillVariant},
};
use ponte_store::runs::{Outcome, RunKind};
use serde_json::json;

use crate::{
    app::{TestApp, is_due},
    orders::points,
    stock::synced,
};

async fn settings(app: &TestApp) -> Settings {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read");
    shop.expect("the shop").settings
}

/// Everything as it is by default.
const DEFAULTS: [(&str, &str); 8] = [
    ("categorie", "si"),
    ("immagini", "si"),
    ("nome", "sempre"),
    ("descrizione", "sempre"),
    ("prezzo", "sempre"),
    ("visibilita", "sempre"),
    ("listino", "base"),
    ("codici", "genera"),
];

/// The defaults, with these instead.
fn with<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let chosen = |name: &str| others.iter().any(|(other, _)| *other == name);
    let mut form: Vec<(&str, &str)> = DEFAULTS
        .into_iter()
        .filter(|(name, _)| !chosen(name))
        .collect();
    form.extend(others.iter().filter(|(_, value)| !value.is_empty()));
    form
}

#[tokio::test]
async fn each_choice_is_kept_and_the_next_pass_over_the_products_brings_it() {
    let app = TestApp::connected().await;
    synced(&app).await;
    let mut merchant = app.merchant().await;
    let form = with(&[
        ("categorie", ""),
        ("immagini_nuovi", "si"),
        ("nome", "creazione"),
        ("prezzo", "mai"),
        ("codici", "escludi"),
    ]);
    let page = merchant.post("/connettore/campi", &form).await;
    assert_eq!(page.location(), "/connettore?fatto=campi#campi");
    let kept = settings(&app).await;
    assert_eq!(kept.fields.categories, Policy::Never);
    assert_eq!(kept.fields.images, Policy::OnCreation);
    assert_eq!(kept.fields.name, Policy::OnCreation);
    assert_eq!(kept.fields.description, Policy::Always);
    assert_eq!(kept.fields.price, Policy::Never);
    assert_eq!(kept.missing_codes, MissingCodes::Exclude);
    assert!(is_due(&app, ponte_sync::products::STREAM).await);
    let page = merchant.get("/connettore").await;
    for shown in [
        "<option value=\"creazione\" selected>Solo alla creazione</option>",
        "<option value=\"mai\" selected>Mai</option>",
        "<option value=\"escludi\" selected>Escludi dal negozio</option>",
    ] {
        assert!(page.body.contains(shown), "{shown}");
    }
    let page = merchant.post("/connettore/campi", &with(&[])).await;
    assert_eq!(page.location(), "/connettore?fatto=campi-scrive#campi");
    let text = merchant.get("/connettore?fatto=campi-scrive").await.text();
    assert!(
        text.contains("riscriviamo quello che nel negozio è diverso"),
        "{text}"
    );
    let page = merchant
        .post("/connettore/campi", &with(&[("solo", "si")]))
        .await;
    assert_eq!(page.location(), "/connettore?fatto=solo#campi");
    assert_eq!(settings(&app).await.mode, Mode::StockAndOrders);
}

#[tokio::test]
async fn what_nobody_can_read_changes_nothing() {
    let app = TestApp::connected().await;
    let before = settings(&app).await;
    let mut merchant = app.merchant().await;
    let form = with(&[
        ("nome", "forse"),
        ("listino", "modo:nessuno"),
        ("codici", "boh"),
    ]);
    merchant.post("/connettore/campi", &form).await;
    merchant
        .post("/connettore/campi", &with(&[("listino", "punto:99")]))
        .await;
    assert_eq!(settings(&app).await, before);
    // Before the first synchronisation there is nothing to bring.
    merchant
        .post("/connettore/campi", &with(&[("nome", "mai")]))
        .await;
    assert_eq!(settings(&app).await.fields.name, Policy::Never);
    assert!(!is_due(&app, ponte_sync::products::STREAM).await);
}

/// A product that costs 10.00, and 12.00 at the first point.
async fn add_product(app: &TestApp) {
    let (first, _) = points(app).await;
    let price = |sales_point, cents| Price {
        sales_mode: None,
        sales_point,
        value: Money(cents),
    };
    let product = TillProduct {
        id: "ninfea".into(),
        name: "Mocassino Ninfea".into(),
        ecommerce: true,
        prices: vec![price(None, 1_000), price(Some(first), 1_200)],
        variants: vec![TillVariant {
            id: "ninfea".into(),
            ..TillVariant::default()
        }],
        ..TillProduct::default()
    };
    let listing = Listing {
        product: "ninfea".into(),
        uid: 7,
        visible: true,
        variants: vec![ListedVariant {
            variant: "ninfea".into(),
            uid: 7,
            price: Money(1_000),
            ..ListedVariant::default()
        }],
        ..Listing::default()
    };
    app.write(async |tx| {
        tx.mirror_put(&app.shop, 1, &[(product, None)])
            .await
            .expect("kept");
        tx.listing_put(&app.shop, &listing).await.expect("kept");
    })
    .await;
}

#[tokio::test]
async fn another_price_list_tells_first_how_many_prices_are_rewritten() {
    let app = TestApp::connected().await;
    synced(&app).await;
    add_product(&app).await;
    let (first, _) = points(&app).await;
    let list = format!("punto:{first}");
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await;
    assert!(
        page.body.contains("Prezzo a Via dei Tigli</option>"),
        "{}",
        page.body
    );
    let form = with(&[("listino", &list)]);
    let page = merchant.post("/connettore/campi", &form).await;
    let text = page.text();
    assert!(text.contains("Cambiare il listino del negozio?"), "{text}");
    let said = "Alla prossima sincronizzazione riscriveremo il prezzo di un prodotto.";
    assert!(text.contains(said), "{text}");
    assert_eq!(settings(&app).await.price_list, PriceList::Base);
    let yes = page.hidden("confermo").expect("a yes").to_owned();
    let mut form = form;
    form.push(("confermo", &yes));
    let page = merchant.post("/connettore/campi", &form).await;
    assert_eq!(page.location(), "/connettore?fatto=listino#campi");
    assert_eq!(settings(&app).await.price_list, PriceList::At(first));
}

#[tokio::test]
async fn the_till_s_sales_modes_are_offered_by_name_once_they_were_read() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("dopo la prima lettura della cassa"), "{text}");
    app.add_run(RunKind::DryRun, |_| {}).await;
    app.work().await;
    let body = merchant.get("/connettore").await.body;
    assert!(body.contains("value=\"modo:"), "{body}");
    assert!(body.contains("Modalità di vendita "), "{body}");
}

#[tokio::test]
async fn whose_texts_stay_is_asked_where_the_shop_has_some_and_kept_with_the_start() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(!text.contains("Restano quelli del negozio"), "{text}");
    let figures = json!({"till": 1001, "wanted": 858, "created": 812, "adopted": 40, "blocked": 6});
    app.add_ended(RunKind::DryRun, Outcome::Done, figures).await;
    let page = merchant.get("/connettore").await;
    let said = "40 prodotti sono già nel negozio";
    assert!(page.text().contains(said), "{}", page.text());
    let page = merchant
        .post("/connettore/prima", &[("testi", "cassa")])
        .await;
    assert_eq!(page.status, 303);
    assert_eq!(settings(&app).await.adopted, AdoptedTexts::Overwrite);
    let run = app.engine.last_products(&app.shop).await.expect("a read");
    assert_eq!(run.map(|run| run.kind), Some(RunKind::First));
}

#[tokio::test]
async fn a_dry_run_before_a_forced_one_leads_to_what_is_to_be_set_right() {
    let app = TestApp::connected().await;
    synced(&app).await;
    let figures = json!({"till": 1001, "wanted": 858, "unchanged": 852, "blocked": 6});
    app.add_ended(RunKind::DryRun, Outcome::Done, figures).await;
    let page = app.merchant().await.get("/connettore").await;
    assert!(page.body.contains("href=\"#da-sistemare\""));
    assert!(page.text().contains("Vedi che cosa sistemare"));
}
