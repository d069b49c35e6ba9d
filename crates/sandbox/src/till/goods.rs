//! Goods that move without a sale: received, or carried from one sales point to another
//! (Cassa in Cloud sheet §15.2, §24.18).
//!
//! - All goods of a call move, or none of them.
//! - Each is a movement of its own: a load where it comes, an unload where it leaves.
//! - A shelf may fall below zero: what the till believes is not always what is there.
//! - A record is made where there is none; where the till does not count, goods are refused (§15.1).

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    movements::Figure,
    records::{Product, Variant},
    state::{Missing, Till},
};
use crate::moment::Moment;

/// Goods that come in.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Where.
    pub sales_point: i64,
    /// What.
    pub goods: Vec<Piece>,
}

/// Goods that go from one sales point to another.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Where they leave.
    pub from: i64,
    /// Where they come.
    pub to: i64,
    /// What.
    pub goods: Vec<Piece>,
}

/// So much of an article.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Id of the variant.
    pub variant: String,
    /// Pieces or kilograms, above 0.
    pub quantity: Decimal,
}

/// So much of an article, at a price.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id of the variant.
    pub variant: String,
    /// Pieces or kilograms, above 0.
    pub quantity: Decimal,
    /// Unit price, VAT included, euro; the first base price if missing.
    pub price: Option<Decimal>,
}

/// A level after goods have moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Moved {
    /// Id of the sales point.
    pub sales_point: i64,
    /// Id of the variant.
    pub variant: String,
    /// Its code.
    pub sku: Option<String>,
    /// What was added; negative where goods left.
    pub by: Decimal,
    /// What is on the shelf now.
    pub quantity: Decimal,
    /// Id of the movement.
    pub movement: String,
}

/// Why no goods moved; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    /// Something is not there.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// No goods are named.
    #[error("there are no goods")]
    Nothing,
    /// A quantity of 0 or less.
    #[error("the quantity of {variant} must be above 0, not {quantity}")]
    NotPositive {
        /// Id of the variant.
        variant: String,
        /// What was asked for.
        quantity: Decimal,
    },
    /// From a sales point to itself.
    #[error("goods do not go from the sales point {0} to itself")]
    SamePoint(i64),
    /// The till does not count the article there.
    #[error("the till does not count {variant} at the sales point {sales_point}")]
    Uncounted {
        /// Id of the variant.
        variant: String,
        /// Id of the sales point.
        sales_point: i64,
    },
    /// The article belongs to another sales point only.
    #[error("{variant} is not sold at the sales point {sales_point}")]
    Elsewhere {
        /// Id of the variant.
        variant: String,
        /// Id of the sales point.
        sales_point: i64,
    },
    /// A document of a later moment than now.
    #[error("nothing is issued in the future: {0}")]
    Future(Timestamp),
}

/// One step of a call: so much is added to a level.
struct Step {
    point: i64,
    product: String,
    variant: String,
    by: Decimal,
}

impl Till {
    /// Takes goods in.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub fn receive(
        &mut self,
        received: &Received,
        moment: &Moment,
    ) -> Result<Vec<Moved>, NotMoved> {
        let steps = self.steps(&received.goods, &[(received.sales_point, Decimal::ONE)])?;
        self.walk(steps, moment)
    }

    /// Carries goods from one sales point to another.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub fn transfer(
        &mut self,
        transfer: &Transfer,
        moment: &Moment,
    ) -> Result<Vec<Moved>, NotMoved> {
        let (from, to) = (transfer.from, transfer.to);
        if from == to {
            return Err(NotMoved::SamePoint(from));
        }
        let signs = [(from, Decimal::NEGATIVE_ONE), (to, Decimal::ONE)];
        let steps = self.steps(&transfer.goods, &signs)?;
        self.walk(steps, moment)
    }

    /// The steps of a call, all of them possible.
    fn steps(&self, goods: &[Piece], signs: &[(i64, Decimal)]) -> Result<Vec<Step>, NotMoved> {
        check(goods.iter().map(|piece| (&*piece.variant, piece.quantity)))?;
        let mut steps = Vec::with_capacity(goods.len() * signs.len());
        for piece in goods {
            for (point, sign) in signs {
                let (product, variant) = self.article_at(*point, &piece.variant)?;
                if variant.stock.get(point).is_some_and(|it| !it.managed) {
                    return Err(NotMoved::Uncounted {
                        variant: variant.id.clone(),
                        sales_point: *point,
                    });
                }
                steps.push(Step {
                    point: *point,
                    product: product.id.clone(),
                    variant: variant.id.clone(),
                    by: piece.quantity * sign,
                });
            }
        }
        Ok(steps)
    }

    fn walk(&mut self, steps: Vec<Step>, moment: &Moment) -> Result<Vec<Moved>, NotMoved> {
        let mut moved = Vec::with_capacity(steps.len());
        for step in steps {
            let (point, product, variant) = (step.point, &*step.product, &*step.variant);
            if self.level(point, product, variant).is_none() {
                self.level_mut(point, product, variant, moment.at)?;
            }
            let article = (Some(product), Some(variant));
            let movement = self.shift(point, article, Figure::Quantity, step.by, moment);
            let level = self.level(point, product, variant);
            moved.push(Moved {
                sales_point: point,
                sku: self.article(variant)?.1.sku.clone(),
                by: step.by,
                quantity: level.map(|level| level.quantity).unwrap_or_default(),
                movement: movement.unwrap_or_default(),
                variant: step.variant,
            });
        }
        Ok(moved)
    }

    /// The article with this variant's id.
    ///
    /// # Errors
    /// [`Missing::Variant`].
    pub fn article(&self, variant: &str) -> Result<(&Product, &Variant), Missing> {
        let found = self.products().find_map(|product| {
            let mut variants = product.variants.iter();
            let known = variants.find(|known| known.id == variant)?;
            Some((product, known))
        });
        found.ok_or_else(|| Missing::Variant(variant.to_owned()))
    }

    /// The article with this variant's id, where this sales point has it.
    pub(super) fn article_at(
        &self,
        point: i64,
        variant: &str,
    ) -> Result<(&Product, &Variant), NotMoved> {
        self.check_point(point)?;
        let (product, known) = self.article(variant)?;
        if product.sales_point.is_some_and(|only| only != point) {
            return Err(NotMoved::Elsewhere {
                variant: variant.to_owned(),
                sales_point: point,
            });
        }
        Ok((product, known))
    }

    /// Whether there is such a sales point.
    pub(super) fn check_point(&self, point: i64) -> Result<(), Missing> {
        let mut points = self.sales_points().iter();
        if points.any(|known| known.id == point) {
            Ok(())
        } else {
            Err(Missing::SalesPoint(point))
        }
    }
}

/// Whether goods, variant and quantity of each, can move at all.
pub(super) fn check<'a>(goods: impl Iterator<Item = (&'a str, Decimal)>) -> Result<(), NotMoved> {
    let mut some = false;
    for (variant, quantity) in goods {
        some = true;
        if quantity <= Decimal::ZERO {
            return Err(NotMoved::NotPositive {
                variant: variant.to_owned(),
                quantity,
            });
        }
    }
    if some { Ok(()) } else { Err(NotMoved::Nothing) }
}
