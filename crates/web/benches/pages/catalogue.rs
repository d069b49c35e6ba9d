//! A generated catalogue, in the database as a pass leaves it: mirror, list and figures.

use jiff::SignedDuration;
use ponte_domain::{
    listing::{ListedVariant, Listing},
    money::Money,
    stock::{
        offer::{Standing, Sum, Term},
        write::{Decision, Listed},
    },
    till::{Price, Surroundings, TillProduct, TillVariant},
};
use ponte_sandbox::{
    catalogue::{Product, Variant},
    generate::{self, Options},
};
use ponte_store::{
    offers::OfferRow,
    products::{Judged, ListedAs, ProductRow, searched},
};

use crate::app::{NOW, TestApp, at};

/// Products kept at once.
const CHUNK: usize = 500;

/// What the pages of one thing are about.
pub struct Place {
    pub product: String,
    pub sku: String,
}

/// Fills the database with so many products.
pub async fn fill(app: &TestApp, products: usize) -> Place {
    let made = generate::catalogue(7, products, None, Options::default()).products;
    let made: Vec<(TillProduct, Option<_>)> = made
        .iter()
        .enumerate()
        .map(|(n, product)| (of_till(n, product), None))
        .collect();
    let mut points = Vec::new();
    app.write(async |tx| {
        points = tx.points(&app.shop).await.expect("a read");
        let lists = Surroundings::default();
        tx.surroundings_put(&app.shop, &lists, at(NOW))
            .await
            .expect("kept");
        tx.shop_first_sync_done(&app.shop, at(NOW))
            .await
            .expect("noted");
    })
    .await;
    let points: Vec<i64> = points.iter().map(|point| point.id).collect();
    for chunk in made.chunks(CHUNK) {
        let rows: Vec<_> = chunk.iter().map(|(product, _)| row(product)).collect();
        let offers = chunk
            .iter()
            .flat_map(|(product, _)| offers(product, &points));
        let offers: Vec<_> = offers.collect();
        app.write(async |tx| {
            tx.mirror_put(&app.shop, 1, chunk).await.expect("kept");
            tx.products_put(&app.shop, &rows).await.expect("kept");
            tx.offers_put(&app.shop, &offers).await.expect("kept");
            for (product, _) in chunk {
                tx.listing_put(&app.shop, &listing(product))
                    .await
                    .expect("kept");
            }
        })
        .await;
    }
    let (first, _) = &made[0];
    Place {
        product: first.id.clone(),
        sku: sku(&first.variants[0]),
    }
}

fn of_till(n: usize, product: &Product) -> TillProduct {
    let id = format!("p-{n:06}");
    let variant = |(place, variant): (usize, &Variant)| TillVariant {
        id: format!("{id}-{place}"),
        // Some codes stand twice in a generated catalogue; here each figure has a code of its own.
        code: Some(format!(
            "{}-{n}-{place}",
            variant.sku.as_deref().unwrap_or("X")
        )),
        barcodes: variant.barcode.iter().cloned().collect(),
        prices: vec![Price {
            sales_mode: None,
            sales_point: None,
            value: Money::from_decimal(variant.price).unwrap_or_default(),
        }],
        values: variant.values.clone(),
    };
    TillProduct {
        name: product.name.clone(),
        description: product.description.clone(),
        multivariant: !product.options.is_empty(),
        ecommerce: product.ecommerce,
        options: product.options.clone(),
        variants: product.variants.iter().enumerate().map(variant).collect(),
        id,
        ..TillProduct::default()
    }
}

fn sku(variant: &TillVariant) -> String {
    variant.code.clone().unwrap_or_default()
}

fn row(product: &TillProduct) -> ProductRow {
    ProductRow {
        product: product.id.clone(),
        name: product.name.clone(),
        searched: searched(product),
        code: String::new(),
        variants: i64::try_from(product.variants.len()).unwrap_or(i64::MAX),
        price: product.variants[0].prices.first().map(|price| price.value),
        judged: if product.ecommerce {
            Judged::List
        } else {
            Judged::Leave
        },
        troubles: Vec::new(),
        listed: ListedAs::No,
        refused: String::new(),
        left_out: false,
    }
}

fn listing(product: &TillProduct) -> Listing {
    let variants = product.variants.iter().map(|variant| ListedVariant {
        variant: variant.id.clone(),
        uid: 7,
        superkey: variant.values.join("-"),
        values: variant.values.clone(),
        sku: sku(variant),
        ..ListedVariant::default()
    });
    Listing {
        product: product.id.clone(),
        uid: 7,
        visible: true,
        variants: variants.collect(),
        ..Listing::default()
    }
}

fn offers(product: &TillProduct, points: &[i64]) -> Vec<OfferRow> {
    let term = |point: &i64| Term {
        point: *point,
        quantity: 5.into(),
        promised: 1.into(),
        own: 0,
        withheld: 0,
        reserve: 0,
        free: 4,
        read: Some(at(NOW) - SignedDuration::from_mins(3)),
        standing: Standing::Managed,
        doubt: None,
    };
    let offer = |variant: &TillVariant| OfferRow {
        sku: sku(variant),
        variant: variant.id.clone(),
        product: product.id.clone(),
        name: product.name.clone(),
        listed: Listed::Stock {
            quantity: Some(8),
            unlimited: false,
        },
        listed_at: at(NOW),
        sum: Sum {
            terms: points.iter().map(term).collect(),
            margin: 0,
            unplaced: 0,
        },
        decision: Decision::Nothing,
        held: false,
        written: None,
        sold_at: None,
        changed_at: at(NOW),
    };
    product.variants.iter().map(offer).collect()
}
