//! The shop's orders, read page by page.

use anyhow::Result;
use ponte_store::orders::{Behind, Whole};
use ponte_sync::Engine;

use crate::exit::{Ended, Exit};

/// Orders read at a time.
const PAGE: usize = 100;
/// Orders among which one is looked for by the name that people call it.
const LOOKED_AT: usize = 2_000;

/// The orders of a shop, newest first.
#[derive(Debug)]
pub struct Book<'a> {
    engine: &'a Engine,
    shop: &'a str,
    stage: Option<&'a str>,
    behind: Option<Behind>,
    is_over: bool,
}

impl<'a> Book<'a> {
    /// All of them.
    #[must_use]
    pub fn new(engine: &'a Engine, shop: &'a str) -> Self {
        Self {
            engine,
            shop,
            stage: None,
            behind: None,
            is_over: false,
        }
    }

    /// Those in one stage alone.
    #[must_use]
    pub fn stage(mut self, stage: &'a str) -> Self {
        self.stage = Some(stage);
        self
    }

    /// The next page; empty after the last one.
    ///
    /// # Errors
    /// Where the database gives way.
    pub async fn page(&mut self) -> Result<Vec<Whole>> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let behind = self.behind.as_ref();
        let mut tx = self.engine.store().read().await?;
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let page = tx.orders_page(self.shop, self.stage, behind, limit).await?;
        self.is_over = page.len() < PAGE;
        self.behind = page.last().map(|whole| Behind {
            ordered_at: whole.order.ordered_at,
            id: whole.order.id.clone(),
        });
        Ok(page)
    }

    /// The next `most` of them.
    ///
    /// # Errors
    /// Where the database gives way.
    pub async fn all(mut self, most: usize) -> Result<Vec<Whole>> {
        let mut all = Vec::new();
        while all.len() < most {
            let page = self.page().await?;
            if page.is_empty() {
                break;
            }
            all.extend(page);
        }
        all.truncate(most);
        Ok(all)
    }
}

/// The order with this id, else the newest one that people call so.
///
/// # Errors
/// Where there is none.
pub async fn find(engine: &Engine, shop: &str, wanted: &str) -> Result<Whole> {
    if let Some(whole) = engine.store().read().await?.order(shop, wanted).await? {
        return Ok(whole);
    }
    let mut book = Book::new(engine, shop);
    for _ in 0..LOOKED_AT / PAGE {
        let is_called_so = |whole: &Whole| super::words::name(&whole.order) == wanted;
        if let Some(whole) = book.page().await?.into_iter().find(is_called_so) {
            return Ok(whole);
        }
    }
    let text = format!("there is no order {wanted}: see `ponte orders list`");
    Err(Ended::new(Exit::Usage, text).into())
}
