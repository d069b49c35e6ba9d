//! A page costs the same number of queries whatever is in the database.
//!
//! A page of a list or of one thing belongs into [`PAGES`]: with little in the database and with much
//! it sends the same statements.

use ponte_domain::{
    finding::Finding,
    orders::{order::Stage, part::TillState},
    stock::offer::Term,
    till::TillVariant,
};
use ponte_store::orders::OrderEvent;

use crate::{
    app::{NOW, TestApp, at},
    orders,
    products::{self, PRODUCT, shoe},
    stock,
};

/// Addresses, with the most statements that one of them may cost.
const PAGES: [(&str, usize); 24] = [
    ("/prodotti", 20),
    ("/prodotti?stato=in-arrivo", 20),
    ("/prodotti?cerca=articolo", 20),
    ("/prodotti?cerca=niente", 20),
    ("/prodotti/ninfea", 40),
    ("/prodotti/ninfea?variante=NIN-41", 40),
    ("/giacenze", 30),
    ("/giacenze?cerca=nin", 30),
    ("/giacenze/NIN-40", 30),
    ("/connettore", 40),
    ("/connettore/altre", 40),
    ("/panoramica", 40),
    ("/ordini", 20),
    ("/ordini?stato=alla-cassa", 20),
    ("/ordini?cerca=giulia", 20),
    ("/ordini/417_a", 20),
    ("/segnalazioni", 20),
    ("/segnalazioni/elenco?su=refused", 20),
    ("/segnalazioni/chiuse", 20),
    ("/registro", 20),
    ("/abbinamenti", 20),
    ("/pausa", 20),
    ("/utenti", 20),
    ("/guida", 10),
];

/// What each page costs.
async fn costs(app: &TestApp) -> Vec<usize> {
    let mut merchant = app.merchant().await;
    // What is noted once a session or a process is noted.
    merchant.get("/prodotti").await;
    let mut costs = Vec::new();
    for (page, most) in PAGES {
        let before = app.engine.store().statements();
        let answer = merchant.get(page).await;
        let cost = app.engine.store().statements() - before;
        assert_eq!(answer.status, 200, "{page}");
        assert!(cost > 0 && cost <= most, "{page}: {cost}");
        costs.push(cost);
    }
    costs
}

/// One product with two variants, and one that waits: none of the lists is empty.
async fn little() -> TestApp {
    let app = TestApp::connected().await;
    products::shoe_in_the_shop(&app).await;
    let mut waits = shoe();
    (waits.id, waits.name) = ("waits".to_owned(), "Articolo".to_owned());
    app.write(async |tx| {
        tx.products_put(&app.shop, &[products::row(&waits)])
            .await
            .expect("kept");
    })
    .await;
    orders::add_delivered(&app).await;
    refuse(&app, 0..2).await;
    app
}

/// The shop refuses these products.
async fn refuse(app: &TestApp, which: std::ops::Range<u32>) {
    app.write(async |tx| {
        for n in which {
            let finding = Finding::Refused {
                name: format!("Articolo {n}"),
                text: "no".to_owned(),
            };
            let subject = format!("refused-{n}");
            tx.finding_seen(&app.shop, &subject, &finding, 1, at(NOW))
                .await
                .expect("seen");
            if n % 2 == 1 {
                tx.finding_close(&app.shop, "refused", &subject, at(NOW))
                    .await
                    .expect("closed");
            }
        }
    })
    .await;
}

/// Many orders, each in two parts, and what happened to them.
async fn trade(app: &TestApp) {
    let state = || orders::on_till(TillState::Accepted);
    app.write(async |tx| {
        for n in 0..200 {
            let order = orders::order(&format!("many-{n:03}"), Stage::Delivered);
            tx.order_put(&app.shop, &order).await.expect("put");
            for (number, point) in [(1, 101), (2, 102)] {
                let part = orders::part(number, point, 6, state());
                tx.part_put(&app.shop, &order.id, &part).await.expect("put");
            }
            let event = OrderEvent {
                at: at(NOW),
                what: "planned".to_owned(),
                detail: "2".to_owned(),
            };
            tx.order_event(&app.shop, orders::ORDER, &event)
                .await
                .expect("noted");
        }
    })
    .await;
}

/// Two thousand products, one of them with eighty variants, and two thousand figures.
async fn much() -> TestApp {
    let app = little().await;
    let mut large = shoe();
    large.variants.extend((42..120).map(|size| TillVariant {
        id: format!("variant of NIN-{size}"),
        code: Some(format!("NIN-{size}")),
        values: vec![size.to_string()],
        ..TillVariant::default()
    }));
    products::add(&app, large).await;
    let one = stock::offer("NIN-42", &app).await;
    let mut offers = Vec::new();
    for size in 42..120 {
        let mut offer = one.clone();
        offer.sku = format!("NIN-{size}");
        offer.variant = format!("variant of NIN-{size}");
        offers.push(offer);
    }
    let mut rows = Vec::new();
    for n in 0..2_000 {
        let mut product = shoe();
        product.id = format!("p{n:05}");
        product.name = format!("Articolo {n:05}");
        rows.push(products::row(&product));
        let mut offer = one.clone();
        offer.sku = format!("ART-{n:05}");
        offer.variant = format!("v{n:05}");
        offer.product.clone_from(&product.id);
        offer
            .sum
            .terms
            .iter_mut()
            .for_each(|term: &mut Term| term.own = 0);
        offers.push(offer);
    }
    app.write(async |tx| {
        tx.products_put(&app.shop, &rows).await.expect("kept");
        tx.offers_put(&app.shop, &offers).await.expect("kept");
    })
    .await;
    trade(&app).await;
    refuse(&app, 2..300).await;
    app
}

#[tokio::test]
async fn a_page_costs_the_same_queries_with_little_in_the_database_and_with_much() {
    let (little, much) = (little().await, much().await);
    let (little, much) = (costs(&little).await, costs(&much).await);
    for (((page, _), little), much) in PAGES.iter().zip(little).zip(much) {
        assert_eq!(little, much, "{page}");
    }
    assert!(PAGES.iter().any(|(page, _)| page.ends_with(PRODUCT)));
}
