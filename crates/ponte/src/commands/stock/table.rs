//! Codes in columns, or one line of JSON a code.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use ponte_domain::{
    stock::offer::Sum,
    till::{SalesPointId, VariantId},
};
use ponte_store::{
    offers::{OfferRow, StockChoice},
    points::SalesPoint,
};
use ponte_sync::Engine;
use serde_json::{Value, json};

use super::words;
use crate::{
    columns::{columns, tame},
    output,
};

const HEAD: [&str; 7] = ["CODE", "NAME", "SHOWS", "SHOULD", "STANDING", "READ", "WHY"];

/// Codes that are looked up in one go.
const AT_ONCE: usize = 200;

/// When the reading of each level began.
pub type Read = BTreeMap<(VariantId, SalesPointId), Timestamp>;

/// What a code is told with.
#[derive(Debug)]
pub struct About {
    /// The shop's points.
    pub points: Vec<SalesPoint>,
    /// What the merchant chose.
    pub choices: Vec<StockChoice>,
    /// When every code of the shop was last looked at.
    pub looked_at: Option<Timestamp>,
}

impl About {
    /// As it is now.
    ///
    /// # Errors
    /// Where the database gives way.
    pub async fn load(engine: &Engine, shop: &str) -> Result<Self> {
        let looked_at = engine.stock_looked_at(shop).await?;
        let mut tx = engine.store().read().await?;
        Ok(Self {
            looked_at,
            points: tx.points(shop).await?,
            choices: tx.stock_choices(shop).await?,
        })
    }
}

impl About {
    /// When the shop's list was last seen to show this.
    #[must_use]
    pub fn listed_at(&self, offer: &OfferRow) -> Timestamp {
        let looked_at = self.looked_at.unwrap_or(offer.listed_at);
        looked_at.max(offer.listed_at)
    }
}

/// When the levels of these were read.
///
/// # Errors
/// Where the database gives way.
pub async fn read(engine: &Engine, shop: &str, offers: &[OfferRow]) -> Result<Read> {
    let mut read = Read::new();
    for chunk in offers.chunks(AT_ONCE) {
        let variants: Vec<VariantId> = chunk.iter().map(|row| row.variant.clone()).collect();
        let levels = engine.store().read().await?.levels(shop, &variants).await?;
        read.extend(levels.into_iter().filter_map(|level| {
            let began = level.level.known.began()?;
            Some(((level.variant, level.point), began))
        }));
    }
    Ok(read)
}

/// Prints `offers`; nothing where there are none.
///
/// # Errors
/// Where the database gives way.
pub async fn print(
    engine: &Engine,
    shop: &str,
    offers: &[OfferRow],
    about: &About,
    as_json: bool,
) -> Result<()> {
    let read = read(engine, shop, offers).await?;
    if as_json {
        for offer in offers {
            let line = json!({"stock": value(offer, about, &read)});
            output::line(&serde_json::to_string(&line)?);
        }
    } else if !offers.is_empty() {
        let rows: Vec<[String; 7]> = offers
            .iter()
            .map(|offer| row(offer, about, &read))
            .collect();
        output::line(&columns(HEAD, &rows));
    }
    Ok(())
}

fn row(offer: &OfferRow, about: &About, read: &Read) -> [String; 7] {
    [
        tame(&offer.sku, 60),
        tame(&offer.name, 40),
        words::shown(offer.listed),
        words::should(offer, &about.choices),
        standing(offer).replace('_', " "),
        oldest(offer, read).map_or_else(|| "-".to_owned(), |at| at.to_string()),
        tame(&words::why(offer, &about.points), 120),
    ]
}

/// What a script wants to know of a code.
#[must_use]
pub fn value(offer: &OfferRow, about: &About, read: &Read) -> Value {
    let Sum {
        margin, unplaced, ..
    } = &offer.sum;
    let terms = offer.sum.terms.iter().map(|term| {
        let read = read.get(&(offer.variant.clone(), term.point));
        let mut value = serde_json::to_value(term).unwrap_or_default();
        value["gives"] = json!(term.gives());
        value["read_ms"] = json!(read.map(|at| at.as_millisecond()));
        if let Some(value) = value.as_object_mut() {
            value.remove("read");
        }
        value
    });
    json!({
        "sku": offer.sku,
        "name": offer.name,
        "variant": offer.variant,
        "product": offer.product,
        "shows": words::shown(offer.listed),
        "listed_ms": about.listed_at(offer).as_millisecond(),
        "should": words::should(offer, &about.choices),
        "standing": standing(offer),
        "why": words::why(offer, &about.points),
        "oldest_ms": oldest(offer, read).map(|at| at.as_millisecond()),
        "terms": terms.collect::<Vec<_>>(),
        "margin": margin,
        "unplaced": unplaced,
        "target": offer.sum.target(),
        "written_ms": offer.written.map(|own| own.at.as_millisecond()),
    })
}

/// The oldest reading that it rests on; `None`: one of its levels was never read, or there is none.
fn oldest(offer: &OfferRow, read: &Read) -> Option<Timestamp> {
    let all: Option<Vec<Timestamp>> = offer
        .sum
        .terms
        .iter()
        .map(|term| read.get(&(offer.variant.clone(), term.point)).copied())
        .collect();
    all?.into_iter().min()
}

/// How it stands, in the database's word.
fn standing(offer: &OfferRow) -> String {
    let word = serde_json::to_value(offer.standing()).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use ponte_domain::stock::{
        offer::{Doubt, Standing, Term},
        write::{Decision, Listed, Waits},
    };

    use super::*;

    fn waiting() -> OfferRow {
        let at = Timestamp::UNIX_EPOCH;
        let term = |point, quantity: u32, doubt| Term {
            point,
            quantity: quantity.into(),
            promised: 3.into(),
            own: 3,
            withheld: 0,
            reserve: 2,
            free: quantity - 3,
            read: None,
            standing: Standing::Managed,
            doubt,
        };
        OfferRow {
            sku: "NIN-40".into(),
            variant: "v".into(),
            product: "p".into(),
            name: "Mocassino Ninfea".into(),
            listed: Listed::Stock {
                quantity: Some(4),
                unlimited: false,
            },
            listed_at: at,
            sum: Sum {
                terms: vec![term(101, 12, None), term(102, 5, Some(Doubt::Old))],
                margin: 1,
                unplaced: 0,
            },
            decision: Decision::Waits {
                reason: Waits::Levels,
            },
            held: false,
            written: None,
            sold_at: None,
            changed_at: at,
        }
    }

    #[test]
    fn a_row_says_what_the_shop_shows_and_should_show_and_why_it_waits() {
        let about = About {
            points: Vec::new(),
            choices: Vec::new(),
            looked_at: None,
        };
        let one = |point| (("v".to_owned(), point), Timestamp::UNIX_EPOCH);
        let read = Read::from([one(101), one(102)]);
        assert_eq!(
            row(&waiting(), &about, &read),
            [
                "NIN-40",
                "Mocassino Ninfea",
                "4",
                "6",
                "waiting",
                "1970-01-01T00:00:00Z",
                "102 was read too long ago"
            ]
        );
        let value = value(&waiting(), &about, &read);
        assert_eq!(value["terms"][0]["gives"], 7);
        assert_eq!(value["oldest_ms"], 0);
        assert_eq!(
            words::sum(&waiting().sum, &[]),
            "7 101 + 0 102 - 1 margin = 6"
        );
        let never = row(&waiting(), &about, &Read::new());
        assert_eq!(never[5], "-", "one was never read");
    }
}
