//! The list of products, and the page of one.

use std::fmt::Write as _;

use ponte_domain::{
    desired::{Catalogue, Verdict, desired},
    finding::{Finding, Obstacle},
    listing::{Group, Listing, after_write},
    money::Money,
    settings::Policy,
    stock::write::Listed,
    till::{Department, Price, Surroundings, Tax, TillCategory, TillProduct, TillVariant},
    why::{Answer, Check, Question},
};
use ponte_store::{
    products::{Judged, ListedAs, ProductRow, searched},
    runs::{Outcome, RunKind},
};
use rust_decimal::Decimal;
use serde_json::json;

use crate::{
    app::{TestApp, at},
    orders::points,
    stock,
};

/// The id of the product that most tests look at: also that of the figures.
pub const PRODUCT: &str = "ninfea";

/// A shoe in two sizes.
pub fn shoe() -> TillProduct {
    let variant = |size: &str| TillVariant {
        id: format!("variant of NIN-{size}"),
        code: Some(format!("NIN-{size}")),
        values: vec![size.to_owned()],
        ..TillVariant::default()
    };
    TillProduct {
        id: PRODUCT.to_owned(),
        name: "Mocassino Ninfea".to_owned(),
        description: "<p>Scamosciato, suola in cuoio</p>".to_owned(),
        code: Some("NIN".to_owned()),
        category: Some("c".to_owned()),
        department: Some("d".to_owned()),
        multivariant: true,
        ecommerce: true,
        barcodes: vec!["8001234567890".to_owned()],
        prices: vec![Price {
            sales_mode: None,
            sales_point: None,
            value: Money(9_800),
        }],
        options: vec!["Taglia".to_owned()],
        variants: vec![variant("40"), variant("41")],
        ..TillProduct::default()
    }
}

/// The till's small lists.
fn lists() -> Surroundings {
    let category = TillCategory {
        name: "Mocassini".to_owned(),
        ecommerce: true,
    };
    let tax = Tax {
        name: "22".to_owned(),
        rate: Some(Decimal::from(22)),
        nature: None,
    };
    Surroundings {
        categories: [("c".to_owned(), category)].into(),
        departments: [(
            "d".to_owned(),
            Department {
                tax: "t".to_owned(),
            },
        )]
        .into(),
        taxes: [("t".to_owned(), tax)].into(),
        ..Surroundings::default()
    }
}

/// As the list shows it.
pub fn row(product: &TillProduct) -> ProductRow {
    ProductRow {
        product: product.id.clone(),
        name: product.name.clone(),
        searched: searched(product),
        code: product.code.clone().unwrap_or_default(),
        variants: i64::try_from(product.variants.len()).expect("few"),
        price: Some(Money(9_800)),
        judged: Judged::List,
        troubles: Vec::new(),
        listed: ListedAs::No,
        refused: String::new(),
        left_out: false,
    }
}

/// Keeps a product of the till as a pass leaves it.
pub async fn add(app: &TestApp, product: TillProduct) {
    app.write(async |tx| {
        tx.mirror_put(&app.shop, 1, &[(product.clone(), None)])
            .await
            .expect("kept");
        tx.products_put(&app.shop, &[row(&product)])
            .await
            .expect("kept");
        tx.surroundings_put(&app.shop, &lists(), at("2026-11-24T08:14:00Z"))
            .await
            .expect("kept");
    })
    .await;
}

/// The listing of a product of which everything is written.
async fn list(app: &TestApp, product: &TillProduct) -> Listing {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let shop = tx.shop(&app.shop).await.expect("a read").expect("the shop");
    let (lists, none, left_out) = (lists(), [].into(), [].into());
    let verdict = desired(
        product,
        Catalogue {
            surroundings: &lists,
            settings: &shop.settings,
            duplicate_codes: &none,
            clashing_parents: &none,
            left_out: &left_out,
        },
    );
    drop(tx);
    let Verdict::List(wanted) = verdict else {
        panic!("it is listed: {verdict:?}");
    };
    let blank = Listing {
        product: product.id.clone(),
        uid: 7,
        visible: true,
        ..Listing::default()
    };
    let (listing, _) = after_write(blank, &wanted, &Group::ALL.into());
    app.write(async |tx| {
        tx.listing_put(&app.shop, &listing).await.expect("kept");
    })
    .await;
    listing
}

/// The shoe, in the shop, with its figures.
pub async fn shoe_in_the_shop(app: &TestApp) {
    stock::synced(app).await;
    add(app, shoe()).await;
    list(app, &shoe()).await;
    let mut small = stock::offer("NIN-41", app).await;
    small.sum.terms[0].quantity = 1.into();
    small.sum.terms[0].promised = 0.into();
    small.sum.terms[0].free = 1;
    small.sum.terms.truncate(1);
    small.listed = stock::shows(0);
    stock::add(app, small).await;
    stock::add(app, stock::offer("NIN-40", app).await).await;
}

fn named(id: &str, name: &str) -> TillProduct {
    TillProduct {
        id: id.to_owned(),
        name: name.to_owned(),
        code: Some(id.to_uppercase()),
        ..shoe()
    }
}

/// A product of every kind.
async fn assortment(app: &TestApp) {
    shoe_in_the_shop(app).await;
    let vat = Check {
        question: Question::Vat,
        answer: Answer::No {
            obstacles: vec![Obstacle::UnknownVat],
        },
    };
    let off = Check {
        question: Question::Ecommerce,
        answer: Answer::no(),
    };
    let rows = [
        ProductRow {
            judged: Judged::Blocked,
            troubles: vec![vat],
            ..row(&named("der", "Derby Grecale"))
        },
        ProductRow {
            judged: Judged::Leave,
            troubles: vec![off],
            listed: ListedAs::Visible,
            price: None,
            ..row(&named("ris", "Risuolatura in cuoio"))
        },
        ProductRow {
            refused: "title too long".to_owned(),
            ..row(&named("zef", "Cintura Zefiro"))
        },
        ProductRow {
            left_out: true,
            ..row(&named("ali", "Borsa Alisea"))
        },
        row(&named("lib", "")),
    ];
    app.write(async |tx| {
        tx.products_put(&app.shop, &rows).await.expect("kept");
    })
    .await;
}

#[tokio::test]
async fn the_list_says_of_each_product_how_it_is_in_the_shop_or_why_it_is_not() {
    let app = TestApp::connected().await;
    assortment(&app).await;
    let mut merchant = app.merchant().await;
    insta::assert_snapshot!(merchant.get("/prodotti").await.text());
}

#[tokio::test]
async fn each_filter_shows_its_products_alone() {
    let app = TestApp::connected().await;
    assortment(&app).await;
    let mut merchant = app.merchant().await;
    for (filter, names) in [
        ("in-negozio", vec!["Mocassino Ninfea"]),
        ("da-sistemare", vec!["Cintura Zefiro", "Derby Grecale"]),
        ("non-per-e-commerce", vec!["Risuolatura in cuoio"]),
        ("in-arrivo", vec!["Senza nome"]),
        ("lasciati-fuori", vec!["Borsa Alisea"]),
    ] {
        let page = merchant.get(&format!("/prodotti?stato={filter}")).await;
        for name in [
            "Mocassino Ninfea",
            "Cintura Zefiro",
            "Derby Grecale",
            "Risuolatura in cuoio",
            "Senza nome",
            "Borsa Alisea",
        ] {
            let there = page.body.contains(&format!(">{name}</a>"));
            assert_eq!(there, names.contains(&name), "{filter}: {name}");
        }
    }
}

#[tokio::test]
async fn a_product_is_found_by_a_piece_of_its_name_its_code_or_its_bar_code() {
    let app = TestApp::connected().await;
    assortment(&app).await;
    let mut merchant = app.merchant().await;
    for search in ["ninfea", "nin-41", "34567"] {
        let page = merchant.get(&format!("/prodotti?cerca={search}")).await;
        assert!(page.body.contains(">Mocassino Ninfea</a>"), "{search}");
    }
    let page = merchant.get("/prodotti?cerca=ZEFIRO").await;
    assert!(page.body.contains(">Cintura Zefiro</a>"));
    assert!(!page.body.contains(">Mocassino Ninfea</a>"));
    assert!(
        page.body.contains("value=\"ZEFIRO\""),
        "what was typed stays"
    );
    let page = merchant.get("/prodotti?cerca=%25").await;
    assert!(page.body.contains("Nessun prodotto così"));
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_last_page_ended() {
    let app = TestApp::connected().await;
    let rows: Vec<_> = (0..120)
        .map(|n| {
            row(&named(
                &format!("p{n:03}"),
                &format!("Articolo & {:03}", n / 2),
            ))
        })
        .collect();
    app.write(async |tx| {
        tx.products_put(&app.shop, &rows).await.expect("kept");
    })
    .await;
    let mut merchant = app.merchant().await;
    let (mut here, mut found) = ("/prodotti?cerca=articolo".to_owned(), 0);
    for page in 0..3 {
        let body = merchant.get(&here).await.body;
        found += body.matches("<th role=\"rowheader\"").count();
        assert_eq!(body.contains(">Primi</a>"), page > 0);
        let next = body
            .split("href=\"")
            .find(|link| link.contains("rel=\"next\""));
        let next = next.and_then(|link| link.split('"').next());
        assert_eq!(next.is_some(), page < 2, "{page}");
        here = next
            .unwrap_or_default()
            .replace("&#38;", "&")
            .replace("&amp;", "&");
    }
    assert_eq!(found, 120);
}

#[tokio::test]
async fn before_any_run_the_list_says_what_fills_it() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti").await;
    assert!(page.body.contains("Qui compaiono i prodotti della cassa"));
    assert!(
        page.body
            .contains("dopo la prova o la prima sincronizzazione")
    );
    stock::synced(&app).await;
    let page = merchant.get("/prodotti").await;
    assert!(page.body.contains("alla prossima sincronizzazione"));
}

#[tokio::test]
async fn the_stock_is_reached_from_the_products_and_back() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let mut merchant = app.merchant().await;
    for (page, there) in [
        ("/prodotti", "href=\"/giacenze\""),
        ("/giacenze", "href=\"/prodotti\""),
        ("/prodotti/ninfea", "href=\"/giacenze/NIN-40\""),
        ("/giacenze/NIN-40", "href=\"/prodotti/ninfea\""),
    ] {
        let body = merchant.get(page).await.body;
        assert!(body.contains(there), "{page}");
        let bar = body.split("</nav>").next().unwrap_or_default();
        assert!(
            bar.contains("<a href=\"/prodotti\" aria-current=\"page\">"),
            "{page}"
        );
        assert!(!bar.contains("/giacenze"), "{page}");
    }
}

#[tokio::test]
async fn the_page_of_a_product_shows_its_sums_both_sides_and_every_question() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let mut merchant = app.merchant().await;
    insta::assert_snapshot!(merchant.get("/prodotti/ninfea").await.text());
}

#[tokio::test]
async fn each_variants_sum_is_spread_out_on_demand() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti/ninfea?variante=NIN-41").await.body;
    assert!(page.contains("<strong>41</strong>"));
    let open = page.split("<tr role=\"row\" aria-current=\"true\">").nth(1);
    assert!(open.expect("a row is marked").contains("NIN-41"));
    let page = merchant.get("/prodotti/ninfea?variante=altro").await.body;
    assert!(page.contains("<strong>40</strong>"));
}

#[tokio::test]
async fn what_keeps_a_product_out_comes_first_each_with_its_remedy() {
    let app = TestApp::connected().await;
    let mut product = shoe();
    (product.ecommerce, product.department) = (false, None);
    product.prices.clear();
    add(&app, product).await;
    add(
        &app,
        TillProduct {
            id: "other".to_owned(),
            ..shoe()
        },
    )
    .await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti/ninfea").await.body;
    assert!(page.contains("Perché non è nel negozio?"));
    let why = page
        .split("<ul class=\"why\"")
        .nth(1)
        .expect("the questions");
    let places: Vec<_> = [
        "abilitalo nella scheda",
        "Manca il prezzo nel listino online di: 40, 41",
        "La cassa non dice con quale IVA",
        "La prima sincronizzazione non è ancora fatta",
        "Si scrive nel negozio appena",
        "È sulla cassa",
    ]
    .map(|text| why.find(text).unwrap_or_else(|| panic!("{text}: {why}")))
    .into();
    assert!(places.is_sorted(), "{places:?}");
}

#[tokio::test]
async fn a_code_that_another_product_carries_is_named_at_once() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    add(
        &app,
        TillProduct {
            id: "other".to_owned(),
            ..shoe()
        },
    )
    .await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti/ninfea").await.text();
    let said = "Questi codici sono anche di altri articoli: NIN-40, NIN-41.";
    assert!(page.contains(said), "{page}");
}

#[tokio::test]
async fn a_point_switched_off_answers_before_any_run() {
    let app = TestApp::connected().await;
    let (first, _) = points(&app).await;
    shoe_in_the_shop(&app).await;
    let product = TillProduct {
        only_at: Some(first),
        ..shoe()
    };
    add(&app, product).await;
    let mut merchant = app.merchant().await;
    let off = "solo in un punto vendita spento";
    assert!(!merchant.get("/prodotti/ninfea").await.body.contains(off));
    app.write(async |tx| {
        for mut point in tx.points(&app.shop).await.expect("a read") {
            point.enabled = false;
            tx.point_put(&app.shop, &point).await.expect("kept");
        }
    })
    .await;
    assert!(merchant.get("/prodotti/ninfea").await.body.contains(off));
}

#[tokio::test]
async fn the_shop_s_words_and_what_is_held_are_told() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let spread = Finding::Spread {
        name: "Mocassino Ninfea".to_owned(),
        uids: vec![1, 2],
    };
    let run = app
        .add_run(RunKind::Full, |run| {
            (run.ended_at, run.outcome) = (Some(run.started_at), Some(Outcome::Done));
        })
        .await;
    app.write(async |tx| {
        tx.product_refused(&app.shop, PRODUCT, "title: too long")
            .await
            .expect("noted");
        tx.finding_seen(&app.shop, PRODUCT, &spread, 1, at("2026-11-24T08:14:00Z"))
            .await
            .expect("noted");
        let held = ponte_store::changes::Change {
            seq: 0,
            product: PRODUCT.to_owned(),
            name: "Mocassino Ninfea".to_owned(),
            kind: ponte_store::changes::ChangeKind::Update,
            groups: [Group::Price].into(),
            why: "price_jump".to_owned(),
            state: ponte_store::changes::ChangeState::Held,
        };
        tx.changes_add(&app.shop, run, &[held]).await.expect("kept");
    })
    .await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti/ninfea").await.text();
    for said in [
        "risponde «title: too long»",
        "Un cambio aspetta il tuo sì",
        "sparse su 2 prodotti",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn a_field_that_the_merchant_decides_says_so() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    app.write(async |tx| {
        let shop = tx.shop(&app.shop).await.expect("a read").expect("the shop");
        let mut settings = shop.settings;
        settings.fields.description = Policy::OnCreation;
        tx.shop_set_settings(&app.shop, &settings)
            .await
            .expect("kept");
        let mut listing = tx
            .listing(&app.shop, PRODUCT)
            .await
            .expect("a read")
            .expect("it");
        listing.written.insert(Group::Name, "another".to_owned());
        tx.listing_put(&app.shop, &listing).await.expect("kept");
    })
    .await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti/ninfea").await.text();
    let fields = page.split("Cassa e negozio a confronto").nth(1);
    let mut said = String::new();
    for word in ["La decidi tu", "Da aggiornare", "Uguale"] {
        let times = fields.expect("the section").matches(word).count();
        write!(said, "{word} {times}, ").expect("a text");
    }
    assert_eq!(said, "La decidi tu 1, Da aggiornare 1, Uguale 5, ");
}

#[tokio::test]
async fn the_shop_is_read_only_when_somebody_wants_to_compare() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let mut merchant = app.merchant().await;
    app.world.lock().journal.clear();
    merchant.get("/prodotti/ninfea").await;
    assert_eq!(app.world.lock().journal.counts().len(), 0);
    // The shop has no product of that number.
    let page = merchant.post("/prodotti/ninfea/confronta", &[]).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Il negozio non ha più questo prodotto"));
    assert_eq!(app.world.lock().journal.counts().len(), 1);
}

#[tokio::test]
async fn a_product_is_synchronised_compared_left_out_and_brought_back() {
    let app = TestApp::connected().await;
    app.engine
        .start_products(&app.shop, RunKind::First, "Marta")
        .await
        .expect("a run begins");
    app.work().await;
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let page = tx.products_page(&app.shop, None, "", ("", ""), 200).await;
    drop(tx);
    let shown = page.expect("a read");
    let shown = shown.iter().find(|row| row.listed == ListedAs::Visible);
    let here = format!("/prodotti/{}", shown.expect("one is in the shop").product);
    let mut merchant = app.merchant().await;

    let page = merchant
        .post(&format!("{here}/confronta"), &[])
        .await
        .text();
    assert!(page.contains("Letto nel negozio alle"), "{page}");
    assert!(!page.contains("Diverso"), "{page}");

    let page = merchant.post(&format!("{here}/sincronizza"), &[]).await;
    assert_eq!(page.location(), format!("{here}?fatto=parte"));
    let text = merchant.get(page.location()).await.text();
    assert!(
        text.contains("Sincronizziamo questo prodotto adesso"),
        "{text}"
    );
    let page = merchant.post(&format!("{here}/sincronizza"), &[]).await;
    assert_eq!(page.location(), format!("{here}?fatto=corre"));
    app.work().await;
    let text = merchant.get(&here).await.text();
    assert!(text.contains("Sincronizzato oggi alle"), "{text}");

    let page = merchant.post(&format!("{here}/fuori"), &[]).await;
    assert_eq!(page.location(), format!("{here}?fatto=fuori"));
    app.work().await;
    let text = merchant.get(&here).await.text();
    for said in [
        "L’ha lasciato fuori Marta Pervinca",
        "Lasciato fuori",
        "Perché non è nel negozio?",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let page = merchant.post(&format!("{here}/rimetti"), &[]).await;
    assert_eq!(page.location(), format!("{here}?fatto=rimesso"));
    app.work().await;
    let text = merchant.get(&here).await.text();
    assert!(text.contains("Perché è nel negozio"), "{text}");
}

#[tokio::test]
async fn before_the_first_synchronisation_nothing_is_started_and_the_choice_is_kept() {
    let app = TestApp::connected().await;
    add(&app, shoe()).await;
    let mut merchant = app.merchant().await;
    let page = merchant.post("/prodotti/ninfea/sincronizza", &[]).await;
    assert_eq!(page.location(), "/prodotti/ninfea");
    merchant.post("/prodotti/ninfea/fuori", &[]).await;
    let page = merchant.get("/prodotti/ninfea").await.body;
    assert!(page.contains("Lasciato fuori") && !page.contains("/sincronizza\""));
    assert!(
        app.engine
            .last_products(&app.shop)
            .await
            .expect("a read")
            .is_none()
    );
}

#[tokio::test]
async fn a_product_that_nobody_knows_has_no_page() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    assert_eq!(merchant.get("/prodotti/altro").await.status, 404);
    for what in ["confronta", "sincronizza", "fuori", "rimetti"] {
        let page = merchant.post(&format!("/prodotti/altro/{what}"), &[]).await;
        assert_eq!(page.status, 404, "{what}");
    }
}

#[tokio::test]
async fn a_product_whose_id_cannot_stand_in_a_path_has_its_page_all_the_same() {
    let app = TestApp::connected().await;
    for id in ["..", "a/b c?", "è"] {
        add(
            &app,
            TillProduct {
                id: id.to_owned(),
                ..shoe()
            },
        )
        .await;
    }
    let mut merchant = app.merchant().await;
    for page in [
        "/prodotti/-?prodotto=..",
        "/prodotti/a%2Fb%20c%3F",
        "/prodotti/%C3%A8",
    ] {
        assert_eq!(merchant.get(page).await.status, 200, "{page}");
    }
    let page = merchant.post("/prodotti/-/fuori?prodotto=..", &[]).await;
    assert_eq!(page.location(), "/prodotti/-?prodotto=..&fatto=fuori");
}

#[tokio::test]
async fn a_run_of_one_product_is_not_the_connector_s_last_one() {
    let app = TestApp::connected().await;
    stock::synced(&app).await;
    app.add_ended(RunKind::First, Outcome::Done, json!({ "till": 812 }))
        .await;
    app.add_ended(
        RunKind::One,
        Outcome::Done,
        json!({ "product": "p", "till": 813 }),
    )
    .await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await.text();
    assert!(!page.contains("813"), "{page}");
}

#[tokio::test]
async fn what_is_sold_without_counting_says_so_in_the_list() {
    let app = TestApp::connected().await;
    shoe_in_the_shop(&app).await;
    let mut always = stock::offer("NIN-40", &app).await;
    always.listed = Listed::Stock {
        quantity: None,
        unlimited: true,
    };
    stock::add(&app, always).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/prodotti").await.text();
    assert!(page.contains("\nsempre\n"), "{page}");
}
