//! Movements of stock: how goods come onto a shelf and leave it (Cassa in Cloud sheet §15.2, §18,
//! §21.2).
//!
//! - Every change of a counted quantity is one movement, told as `STOCK_MOVEMENT/CREATE`; a
//!   document's row names it.
//! - What an order promises moves no goods; whether it is told all the same is a switch.
//! - Where the till does not count, nothing moves and nothing is told.

use rust_decimal::Decimal;
use serde_json::json;

use super::{
    level::Level,
    state::{Missing, Till},
    webhooks::Happening,
    wire::{lean, number},
};
use crate::moment::Moment;

/// An article of the till, as a row names it.
pub(super) type Article<'a> = (Option<&'a str>, Option<&'a str>);

/// What of a level changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// What is on the shelf.
    Quantity,
    /// What is promised to orders.
    Outgoing,
}

impl Till {
    /// Adds to one figure of a counted level; gives the movement's id, none where the till does not
    /// count the article there.
    pub(super) fn shift(
        &mut self,
        point: i64,
        article: Article<'_>,
        figure: Figure,
        by: Decimal,
        moment: &Moment,
    ) -> Option<String> {
        let (product, variant) = (article.0?, article.1?);
        if !self.level(point, product, variant)?.managed {
            return None;
        }
        let level = self.level_mut(point, product, variant, moment.at).ok()?;
        match figure {
            Figure::Quantity => level.quantity += by,
            Figure::Outgoing => level.outgoing += by,
        }
        Some(self.moved(point, (product, variant), figure, by, moment))
    }

    /// Sets what is on the shelf, as counted by hand: the difference is a movement. A record is
    /// made where there is none.
    ///
    /// # Errors
    /// [`Missing`] where one of the three does not exist; nothing changes then.
    pub fn count(
        &mut self,
        point: i64,
        product: &str,
        variant: &str,
        quantity: Decimal,
        moment: &Moment,
    ) -> Result<(), Missing> {
        let known = self.level(point, product, variant);
        let before = known.map_or(Decimal::ZERO, |level| level.quantity);
        let counted = known.is_none_or(|level| level.managed);
        self.set_stock(point, product, variant, quantity, moment.at)?;
        if counted && quantity != before {
            let by = quantity - before;
            self.moved(point, (product, variant), Figure::Quantity, by, moment);
        }
        Ok(())
    }

    /// The level of a variant at a sales point.
    pub(super) fn level(&self, point: i64, product: &str, variant: &str) -> Option<&Level> {
        let mut variants = self.product(product)?.variants.iter();
        let variant = variants.find(|known| known.id == variant)?;
        variant.stock.get(&point)
    }

    /// Tells a movement; gives its id. Its body is not known: the names follow sheet §15.2.
    fn moved(
        &mut self,
        point: i64,
        (product, variant): (&str, &str),
        figure: Figure,
        by: Decimal,
        moment: &Moment,
    ) -> String {
        let id = moment.id();
        let switches = &moment.switches;
        if figure == Figure::Outgoing && !switches.till_promises_told {
            return id;
        }
        let known = self.product(product);
        let named = switches.till_stock_variant || known.is_some_and(|known| known.multivariant);
        let kind = if by < Decimal::ZERO { "UNLOAD" } else { "LOAD" };
        let body = lean(json!({
            "id": id,
            "idSalesPoint": point,
            "idProduct": product,
            "idProductVariant": named.then_some(variant),
            "quantity": number(by.abs(), switches.till_text_decimals),
            "type": kind,
            "date": moment.millis(),
        }));
        self.announce("STOCK_MOVEMENT", Happening::Create, Some(point), &body);
        id
    }
}
