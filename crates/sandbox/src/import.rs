//! A catalogue from the CSV that Shopify exports.
//!
//! - All or nothing: the first row that cannot be read gives an error that names line and column,
//!   and no catalogue.
//! - Rows with one `Handle` are one product, in the order of the first of them; a row without a
//!   price and without option values is one more picture.
//! - A picture's link is replaced by a stand-in of the sandbox's own: no network is needed.
//!
//! How the columns are read:
//!
//! | column | becomes |
//! |---|---|
//! | `Title`, `Body (HTML)`, `Tags` | name, description, tags |
//! | `Type`, else the first of `Tags` | category |
//! | `Published` (and `Status`, if there) | enabled for e-commerce |
//! | `Option1…3 Name`, `Option1…3 Value` | options; `Title` / `Default Title` is a simple product |
//! | `Variant SKU`, `Variant Barcode`, `Variant Price` | code, barcode, price with VAT |
//! | `Variant Grams` | weight; 0 is none |
//! | `Variant Inventory Qty` | stock at the first sales point; without it the stock is not counted |
//! | `Variant Taxable` | 22 %, or 0 % with nature N4 |
//! | `Image Src`, `Image Position`, `Variant Image` | pictures in their order |

mod columns;
mod rows;

use std::collections::BTreeMap;

use crate::{
    catalogue::{Catalogue, Product},
    import::{columns::Columns, rows::Draft},
};

/// Why a CSV is not a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A column that has to be there is not.
    #[error("the column {0} is missing: is this a product export of Shopify?")]
    MissingColumn(&'static str),
    /// The text is not CSV.
    #[error("line {line}: this is not CSV")]
    Csv {
        /// Where, from 1.
        line: u64,
        /// What the reader says.
        #[source]
        source: csv::Error,
    },
    /// A value that cannot be.
    #[error("line {line}, column {column}: {what}")]
    Value {
        /// Where, from 1.
        line: u64,
        /// In which column.
        column: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// Reads the CSV of a product export.
///
/// # Errors
/// [`ImportError`], with line and column.
pub fn shopify(text: &[u8]) -> Result<Catalogue, ImportError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let columns = Columns::of(reader.headers().map_err(not_csv)?)?;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(not_csv)?;
        let row = columns.row(&record);
        let handle = row.needed("Handle")?;
        match places.get(handle) {
            Some(place) => drafts[*place].add(&row)?,
            None => {
                places.insert(handle.to_owned(), drafts.len());
                drafts.push(Draft::begin(&row)?);
            }
        }
    }
    let products = drafts
        .into_iter()
        .map(Draft::finish)
        .collect::<Result<Vec<Product>, _>>()?;
    Ok(Catalogue { products })
}

fn not_csv(source: csv::Error) -> ImportError {
    ImportError::Csv {
        line: source.position().map_or(1, csv::Position::line),
        source,
    }
}
