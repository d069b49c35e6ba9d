//! Receipts: which goods the till has sold; they can be listed and nothing else (Cassa in Cloud sheet
//! §20).
//!
//! Guarantees, each borne by a test in `tests/it/receipts.rs`:
//! - a receipt that cannot be read whole is a row all the same, and says what of it could not be read;
//! - nothing of a buyer is read: no customer, tax code, lottery code, e-mail or note;
//! - a subtotal, a cover charge and a row that names no article are not among the goods.

mod read;

pub use read::{Receipt, ReceiptRow};

use crate::{Client, Error, Page, Window, params::Params, window};

const PATH: &str = "/documents/receipts";

/// Filters of the list of receipts; an empty list filters nothing.
#[derive(Clone, Debug)]
pub struct ReceiptsQuery<'a> {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Receipts of these days.
    pub window: Window,
    /// Only receipts of these sales points.
    pub points: &'a [i64],
}

impl<'a> ReceiptsQuery<'a> {
    /// The first page of the receipts of `window` at `points`.
    #[must_use]
    pub fn new(window: Window, points: &'a [i64]) -> Self {
        Self {
            start: 0,
            limit: None,
            window,
            points,
        }
    }

    fn params(&self) -> Params {
        window::params(self.start, self.limit, self.window, self.points)
    }
}

impl Client {
    /// A page of the receipts in a window of at most two days (sheet §20). A voided one is perhaps no
    /// longer there, and one of a till that was offline may come days late.
    ///
    /// # Errors
    /// [`Error`]. A receipt that cannot be read is a row with [`Receipt::unreadable`], not an error.
    pub async fn receipts(&self, query: &ReceiptsQuery<'_>) -> Result<Page<Receipt>, Error> {
        self.list(PATH, "receipts", &query.params(), query.start)
            .await
    }
}
