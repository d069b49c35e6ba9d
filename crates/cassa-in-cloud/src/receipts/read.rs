//! A receipt, as the till shows it (Cassa in Cloud sheet §20), without what it tells of the buyer.
//!
//! Reading never fails: what cannot be read counts as missing and is named in
//! [`Receipt::unreadable`], so that one odd receipt does not hide a whole page.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::{
    loose::{self, filled},
    reader::Reader,
};

/// What is named as unreadable where there is no record at all.
const WHOLE: &str = "the whole receipt";

/// A receipt. Whatever it is made of may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// Its id.
    pub id: Option<String>,
    /// Its number; two tills may give the same.
    pub number: Option<String>,
    /// When it was issued: its `datetime`, else its `date`, else the document's.
    pub datetime: Option<Timestamp>,
    /// The sales point.
    pub sales_point: Option<i64>,
    /// Its rows, odd ones too: see [`Receipt::goods`].
    pub rows: Vec<ReceiptRow>,
    /// Which of these fields could not be read, such as `document.rows[1].quantity`; they count as
    /// missing. `the whole receipt` where it is no record at all.
    pub unreadable: Vec<String>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiptRow {
    /// The product.
    pub id_product: Option<String>,
    /// The variant.
    pub id_product_variant: Option<String>,
    /// Pieces or kg. Whether a refund's is negative is not known.
    pub quantity: Option<Decimal>,
    /// The goods came back.
    pub refund: bool,
    /// Is a subtotal and no article.
    pub subtotal: bool,
    /// Is the charge for a cover and no article.
    pub cover_charge: bool,
}

impl Receipt {
    /// The rows that are goods, refunds among them: no subtotal, no cover charge, and none without an
    /// article, such as the rows of a split bill (sheet §20). A row that names a variant alone is
    /// goods: something has moved.
    pub fn goods(&self) -> impl Iterator<Item = &ReceiptRow> {
        self.rows.iter().filter(|row| row.is_goods())
    }

    fn read(value: Value) -> Self {
        let mut from = Reader::new(value, WHOLE);
        let id = from.take("id", filled);
        let number = from.take("number", filled);
        let datetime = from.take("datetime", loose::some_instant);
        let date = from.take("date", loose::some_instant);
        let (document_date, sales_point, rows) = from.object("document", |document| {
            (
                document.take("date", loose::some_instant),
                document.take("idSalesPoint", loose::some_int),
                document.list("rows", ReceiptRow::read),
            )
        });
        Self {
            id,
            number,
            datetime: datetime.or(date).or(document_date),
            sales_point,
            rows,
            unreadable: from.unreadable(),
        }
    }
}

impl ReceiptRow {
    fn is_goods(&self) -> bool {
        let article = self.id_product.is_some() || self.id_product_variant.is_some();
        article && !self.subtotal && !self.cover_charge
    }

    fn read(from: &mut Reader) -> Self {
        Self {
            id_product: from.take("idProduct", filled),
            id_product_variant: from.take("idProductVariant", filled),
            quantity: from.take("quantity", loose::some_decimal),
            refund: from.take("refund", loose::flag),
            subtotal: from.take("subtotal", loose::flag),
            cover_charge: from.take("coverCharge", loose::flag),
        }
    }
}

impl<'de> Deserialize<'de> for Receipt {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Value::deserialize(from).map(Self::read)
    }
}
