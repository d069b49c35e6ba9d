//! Stock: one level for each variant at each sales point. It touches no `last_update`.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{
    level::Level,
    state::{Missing, Till, touched},
};

/// What a record says beside the shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether the till counts it.
    pub managed: Option<bool>,
    /// Expected in.
    pub incoming: Option<Decimal>,
    /// Level under which to reorder.
    pub warning: Option<Decimal>,
}

impl Till {
    /// Sets the physical stock of a variant at a sales point: pieces or kilograms. A record is
    /// made where there is none.
    ///
    /// # Errors
    /// [`Missing`] where one of the three does not exist; nothing changes then.
    pub fn set_stock(
        &mut self,
        sales_point: i64,
        product: &str,
        variant: &str,
        quantity: Decimal,
        now: Timestamp,
    ) -> Result<(), Missing> {
        let level = self.level_mut(sales_point, product, variant, now)?;
        level.quantity = quantity;
        Ok(())
    }

    /// The level of a variant at a sales point, to be changed; made where there is none.
    ///
    /// # Errors
    /// [`Missing`] where one of the three does not exist.
    pub fn level_mut(
        &mut self,
        sales_point: i64,
        product: &str,
        variant: &str,
        now: Timestamp,
    ) -> Result<&mut Level, Missing> {
        if !self
            .sales_points
            .iter()
            .any(|known| known.id == sales_point)
        {
            return Err(Missing::SalesPoint(sales_point));
        }
        let product = self.product_mut(product)?;
        let update = touched(product.newest(), now);
        let variant = product
            .variants
            .iter_mut()
            .find(|known| known.id == variant)
            .ok_or_else(|| Missing::Variant(variant.to_owned()))?;
        product.stock_update = update;
        let level = variant.stock.entry(sales_point);
        let level = level.or_insert_with(|| Level::of(Decimal::ZERO, true));
        level.remember(now.as_millisecond());
        Ok(level)
    }

    /// Changes what a record says beside the shelf: whether the till counts, what is expected in, and
    /// the level under which to reorder; what is missing stays. A record is made where there is none.
    ///
    /// # Errors
    /// [`Missing`] where one of the three does not exist; nothing changes then.
    pub fn set_terms(
        &mut self,
        sales_point: i64,
        product: &str,
        variant: &str,
        terms: Terms,
        now: Timestamp,
    ) -> Result<(), Missing> {
        let level = self.level_mut(sales_point, product, variant, now)?;
        level.managed = terms.managed.unwrap_or(level.managed);
        level.incoming = terms.incoming.unwrap_or(level.incoming);
        level.warning = terms.warning.or(level.warning);
        Ok(())
    }

    /// Removes the stock record of a variant at a sales point: the till then says nothing of it.
    ///
    /// # Errors
    /// [`Missing`] where product or variant do not exist.
    pub fn forget_stock(
        &mut self,
        sales_point: i64,
        product: &str,
        variant: &str,
    ) -> Result<(), Missing> {
        let product = self.product_mut(product)?;
        let known = product
            .variants
            .iter_mut()
            .find(|known| known.id == variant);
        let known = known.ok_or_else(|| Missing::Variant(variant.to_owned()))?;
        known.stock.remove(&sales_point);
        Ok(())
    }
}
