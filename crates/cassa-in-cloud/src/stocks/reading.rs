//! The stock of many products at one sales point, a hundred ids a call.

use std::collections::BTreeSet;

use http::StatusCode;

use super::{Stock, StockQuery, path};
use crate::{Client, Error, query::PAGE, unconfirmed};

/// The stock of some products at one sales point.
///
/// Complete is what the till's own totals show to be so. A record removed and another added between two
/// pages of one call cannot be seen: who takes a missing record for "none" had better miss it twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockReading {
    /// The records, each article once.
    pub rows: Vec<Stock>,
    /// The ids whose records may be missing: the till's list was shorter than the largest total that it
    /// told. A product without a record that is not among these has none, also where the till's answer
    /// was empty: 200 with a total of 0.
    pub incomplete: Vec<String>,
}

impl StockReading {
    /// Whether every record was received.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.incomplete.is_empty()
    }
}

impl Client {
    /// The stock of these products at one sales point: 100 ids a call, fewer where the address would
    /// be too long (sheet §8, §15.1). Each call is paged until its total is reached.
    ///
    /// # Errors
    /// [`Error`]; what was read before it is lost.
    pub async fn stocks_of(&self, point: i64, products: &[String]) -> Result<StockReading, Error> {
        let mut reading = StockReading::default();
        let mut known = BTreeSet::new();
        let products: Vec<_> = products
            .iter()
            .filter(|id| known.insert(*id))
            .cloned()
            .collect();
        // Last first, so that halves can be put back on top and the order stays.
        let mut waiting: Vec<&[String]> = products.chunks(PAGE as usize).rev().collect();
        while let Some(ids) = waiting.pop() {
            let outcome = if ids.len() > 1 && self.is_too_long(point, ids) {
                None
            } else {
                match self.stocks_of_call(point, ids, &mut reading).await {
                    Err(Error::Refused { status, .. })
                        if status == StatusCode::URI_TOO_LONG && ids.len() > 1 =>
                    {
                        None
                    }
                    outcome => Some(outcome),
                }
            };
            match outcome {
                Some(outcome) => outcome?,
                None => {
                    let (first, second) = ids.split_at(ids.len() / 2);
                    waiting.extend([second, first]);
                }
            }
        }
        Ok(reading)
    }

    fn is_too_long(&self, point: i64, ids: &[String]) -> bool {
        let url = self.url(&path(point), &of(ids, 0).params());
        url.as_str().len() > unconfirmed::LONGEST_URL
    }

    /// Reads page after page. An article that comes twice shows that the list moved meanwhile, and so
    /// does a total that shrinks: another may have been skipped. Hence each article counts once, and
    /// the largest total must be reached.
    async fn stocks_of_call(
        &self,
        point: i64,
        ids: &[String],
        reading: &mut StockReading,
    ) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        let (mut start, mut most) = (0, 0);
        let complete = loop {
            let page = self.stocks(point, &of(ids, start)).await?;
            start += page.rows.len() as u64;
            most = most.max(page.total_count);
            let ended = page.rows.is_empty() || start >= page.total_count;
            for row in page.rows {
                if seen.insert((row.id_product.clone(), row.id_product_variant.clone())) {
                    reading.rows.push(row);
                }
            }
            if ended {
                break seen.len() as u64 >= most;
            }
        };
        if !complete {
            reading.incomplete.extend_from_slice(ids);
        }
        Ok(())
    }
}

fn of(ids: &[String], start: u64) -> StockQuery {
    StockQuery {
        id_product: ids.to_vec(),
        ..StockQuery::from(start)
    }
}
