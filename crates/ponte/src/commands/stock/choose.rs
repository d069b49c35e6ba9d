//! `ponte stock margin` and `ponte stock figure`: what the merchant chooses for one article.

use std::str::FromStr;

use anyhow::Result;
use clap::Args;
use ponte_store::{
    Tx,
    log::Area,
    offers::{ChoiceKind, OfferRow, StockChoice},
};
use ponte_sync::{Engine, log, stale, stock::STREAM};

use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
};

/// Pieces, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pieces(Option<u32>);

impl FromStr for Pieces {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(None));
        }
        let pieces = text.parse();
        pieces
            .map(|pieces| Self(Some(pieces)))
            .map_err(|_| format!("{text} is neither a number of pieces nor none"))
    }
}

/// Arguments of `ponte stock margin`.
#[derive(Args, Debug)]
pub struct Margin {
    /// The product: the till's id, or the code of one of its variants
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Pieces of each of its variants that the shop does not show; none: the shop's margin
    #[arg(value_name = "PIECES|none")]
    pieces: Pieces,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// Arguments of `ponte stock figure`.
#[derive(Args, Debug)]
pub struct Figure {
    /// The variant: the till's id, or its code
    #[arg(value_name = "VARIANT")]
    variant: String,
    /// What the shop shows; none: nothing is set
    #[arg(value_name = "PIECES|none")]
    pieces: Pieces,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

impl Margin {
    /// Keeps it.
    ///
    /// # Errors
    /// Where there is no such product.
    pub async fn run(&self, settings: &Settings) -> Result<Exit> {
        let engine = house::engine(settings).await?;
        let shop = house::shop(engine.store(), self.shop.as_deref()).await?;
        let mut tx = engine.store().read().await?;
        let ids = std::slice::from_ref(&self.product);
        let product = if tx.listings_of(&shop.id, ids).await?.is_empty() {
            of_sku(&mut *tx, &shop.id, &self.product).await?.product
        } else {
            self.product.clone()
        };
        drop(tx);
        keep(&engine, &shop.id, ChoiceKind::Margin, product, self.pieces).await
    }
}

impl Figure {
    /// Keeps it.
    ///
    /// # Errors
    /// Where there is no such variant.
    pub async fn run(&self, settings: &Settings) -> Result<Exit> {
        let engine = house::engine(settings).await?;
        let shop = house::shop(engine.store(), self.shop.as_deref()).await?;
        let mut tx = engine.store().read().await?;
        let ids = std::slice::from_ref(&self.variant);
        let variant = if tx.offers_of_variants(&shop.id, ids).await?.is_empty() {
            of_sku(&mut *tx, &shop.id, &self.variant).await?.variant
        } else {
            self.variant.clone()
        };
        drop(tx);
        keep(&engine, &shop.id, ChoiceKind::Figure, variant, self.pieces).await
    }
}

async fn keep(
    engine: &Engine,
    shop: &str,
    kind: ChoiceKind,
    subject: String,
    Pieces(pieces): Pieces,
) -> Result<Exit> {
    let mut tx = engine.store().write().await?;
    match pieces {
        None => tx.stock_choice_remove(shop, kind, &subject).await?,
        Some(pieces) => {
            let choice = StockChoice {
                kind,
                subject,
                pieces,
            };
            tx.stock_choice_put(shop, &choice).await?;
        }
    }
    let now = engine.clock().now();
    stale::mark(&mut *tx, shop, STREAM, now).await?;
    log::operator(&mut *tx, shop, Area::Stock, "stock-choose", now).await?;
    tx.commit().await?;
    output::complain("kept: the next pass carries it out (`ponte sync stock`: now)");
    Ok(Exit::Done)
}

/// The code's figure.
///
/// # Errors
/// Where there is no such code.
pub async fn of_sku(tx: &mut dyn Tx, shop: &str, sku: &str) -> Result<OfferRow> {
    let found = tx.offers_of(shop, &[sku.to_owned()]).await?;
    found.into_iter().next().ok_or_else(|| {
        let text = format!("there is no code {sku}: see `ponte stock list`");
        Ended::new(Exit::Usage, text).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_a_whole_number_or_none() {
        assert_eq!("3".parse(), Ok(Pieces(Some(3))));
        assert_eq!("none".parse(), Ok(Pieces(None)));
        for wrong in ["-1", "1.5", "", "None"] {
            assert!(wrong.parse::<Pieces>().is_err(), "{wrong}");
        }
    }
}
