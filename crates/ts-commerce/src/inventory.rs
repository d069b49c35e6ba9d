//! Stock, by SKU (TS Commerce sheet §13).

use futures::stream::BoxStream;
use http::Method;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form, Uid, Unsendable,
    client::Effect,
    fields::{FieldError, Fields, Row},
};

/// SKUs in one batch (sheet §13.4).
pub const BATCH: usize = 250;

/// A row of the stock list: a product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InventoryRow {
    /// The product's SKU, perhaps empty.
    pub sku: String,
    /// The product.
    pub uid: Uid,
    /// Pieces; `None` where they were never counted. Says nothing where there are variants.
    pub quantity: Option<i64>,
    /// Sold without counting.
    pub unlimited: bool,
    /// Has variants.
    pub has_child: bool,
    /// The variants.
    pub childs: Vec<ChildStock>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

/// The stock of a variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChildStock {
    /// The variant's SKU, perhaps empty.
    pub sku: String,
    /// Pieces.
    pub quantity: Option<i64>,
    /// Which combination it is.
    pub superkey: String,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for InventoryRow {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let childs: Vec<ChildStock> = fields.rows(&["childs"])?;
        Ok(Self {
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            uid: Uid(fields.need_int(&["uid"])?),
            quantity: fields.int(&["quantity"])?,
            unlimited: fields.flag(&["unlimited"])?.unwrap_or_default(),
            has_child: fields.flag(&["has_child"])?.unwrap_or(!childs.is_empty()),
            childs,
            extra: fields.rest(),
        })
    }
}

impl Row for ChildStock {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        Ok(Self {
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            quantity: fields.int(&["quantity"])?,
            superkey: fields.text(&["superkey"])?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }
}

/// An absolute figure for one SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockWrite {
    /// Whose stock.
    pub sku: String,
    /// Pieces.
    pub quantity: i64,
    /// Whether the SKU is a variant's: it must be said (sheet §13.2).
    pub is_child: bool,
}

/// What the shop says to a stock write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockAnswer {
    /// Whether the shop took the SKU for a variant's.
    pub is_child: Option<bool>,
    /// Entries that changed. 0 means an unknown SKU, or no change: only the list tells (sheet §28.11,
    /// §28.12).
    pub inventory_updated: Option<i64>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

/// Whether a SKU may be sent in a batch, where it is a key of the form (sheet §13.4).
#[must_use]
pub fn is_batchable(sku: &str) -> bool {
    !sku.is_empty() && !sku.contains(['[', ']'])
}

impl Client {
    /// The whole shop's stock. The stream ends with its first error.
    #[must_use]
    pub fn inventory(&self) -> BoxStream<'static, Result<InventoryRow, Error>> {
        self.stream_rows("/inventory/list.json", Form::new())
    }

    /// Sets the stock of one SKU.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn set_stock(&self, write: &StockWrite) -> Result<StockAnswer, Error> {
        let form = stock_form(&write.sku, write.quantity, write.is_child)?;
        self.write_stock("/inventory/inventory.json", &form).await
    }

    /// Says whether the stock of one SKU is counted: with these pieces, or (`None`) sold without counting,
    /// which the service does for main products only (sheet §13.2).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn count_stock(
        &self,
        sku: &str,
        pieces: Option<i64>,
        is_child: bool,
    ) -> Result<StockAnswer, Error> {
        let mut form = stock_form(sku, pieces.unwrap_or(0), is_child)?;
        form.set("unlimited", u8::from(pieces.is_none()));
        self.write_stock("/inventory/inventory.json", &form).await
    }

    /// Adds `delta` to the stock of one SKU; the service may refuse a negative one (sheet §28.10).
    /// With an unknown outcome it must not be repeated.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn patch_stock(
        &self,
        sku: &str,
        delta: i64,
        is_child: bool,
    ) -> Result<StockAnswer, Error> {
        let form = stock_form(sku, delta, is_child)?;
        self.write_stock("/inventory/patchInventory.json", &form)
            .await
    }

    /// Sets the stock of up to 250 SKUs. What the shop says of each is not known: read the list
    /// again.
    ///
    /// # Errors
    /// [`Error`]; [`Unsendable`] for too many or for a SKU that must be sent alone.
    pub async fn batch_stock(&self, writes: &[StockWrite]) -> Result<(), Error> {
        let form = batch_form(writes)?;
        if form.is_empty() {
            return Ok(());
        }
        self.write(
            Method::PUT,
            "/inventory/batchInventory.json",
            &form,
            Effect::Change,
        )
        .await
        .map(|_| ())
    }

    async fn write_stock(&self, path: &str, form: &Form) -> Result<StockAnswer, Error> {
        let mut answer = self.write(Method::PUT, path, form, Effect::Change).await?;
        read_answer(&mut answer).map_err(|error| Error::broken(path, &error.to_string()))
    }
}

fn read_answer(answer: &mut Fields) -> Result<StockAnswer, FieldError> {
    Ok(StockAnswer {
        is_child: answer.flag(&["is_child"])?,
        inventory_updated: answer.int(&["inventory_updated"])?,
        extra: answer.rest(),
    })
}

fn stock_form(sku: &str, quantity: i64, is_child: bool) -> Result<Form, Unsendable> {
    if sku.is_empty() {
        return Err(Unsendable::EmptySku);
    }
    let mut form = Form::new();
    form.set("sku", sku)
        .set("quantity", quantity)
        .set("is_child", u8::from(is_child));
    Ok(form)
}

fn batch_form(writes: &[StockWrite]) -> Result<Form, Unsendable> {
    if writes.len() > BATCH {
        return Err(Unsendable::BatchTooLong(writes.len()));
    }
    let mut form = Form::new();
    for StockWrite {
        sku,
        quantity,
        is_child,
    } in writes
    {
        if sku.is_empty() {
            return Err(Unsendable::EmptySku);
        }
        if !is_batchable(sku) {
            return Err(Unsendable::SkuWithBracket(sku.clone()));
        }
        form.nested(&["stage", sku, "quantity"], quantity)
            .nested(&["stage", sku, "is_child"], u8::from(*is_child));
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(sku: &str) -> StockWrite {
        StockWrite {
            sku: sku.to_owned(),
            quantity: 2,
            is_child: true,
        }
    }

    #[test]
    fn a_batch_is_written_by_sku() {
        let form = batch_form(&[write("SC-100 40")]).expect("a batch");
        assert_eq!(
            form.encode(),
            "stage%5BSC-100%2040%5D%5Bquantity%5D=2&stage%5BSC-100%2040%5D%5Bis_child%5D=1"
        );
    }

    #[test]
    fn a_batch_takes_250_skus_and_none_that_is_no_key() {
        let many: Vec<_> = (0..=BATCH).map(|n| write(&n.to_string())).collect();
        assert_eq!(batch_form(&many).err(), Some(Unsendable::BatchTooLong(251)));
        assert!(batch_form(&many[..BATCH]).is_ok());
        assert_eq!(
            batch_form(&[write("a[b]")]).err(),
            Some(Unsendable::SkuWithBracket("a[b]".to_owned()))
        );
        assert_eq!(batch_form(&[write("")]).err(), Some(Unsendable::EmptySku));
        assert_eq!(stock_form("", 1, false).err(), Some(Unsendable::EmptySku));
        assert!(stock_form("a[b]", 1, false).is_ok());
    }
}
