//! One page of a list, and reading a small list whole.
//!
//! Guarantees, each borne by a test below:
//! - the next page starts after the records received, not after those asked for;
//! - a list that ends before its own total is an error, never a short list.

use std::future::Future;

use crate::Error;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The records, in the till's order; that order is not stable between calls.
    pub rows: Vec<T>,
    /// All matches, not those of this page. Where the answer does not say it: what is known so
    /// far, and one more after a full page.
    pub total_count: u64,
}

/// Pages after which reading a small list is given up: a remote that never ends is broken.
const MOST_PAGES: u32 = 10_000;

/// Reads a small list whole; `fetch` gets the page that starts at an offset.
///
/// # Errors
/// Those of `fetch`, and [`Error::BrokenAnswer`] where the list ends before its total.
pub async fn all_pages<T, Fut>(mut fetch: impl FnMut(u64) -> Fut) -> Result<Vec<T>, Error>
where
    Fut: Future<Output = Result<Page<T>, Error>>,
{
    let mut rows = Vec::new();
    for _ in 0..MOST_PAGES {
        let have = rows.len() as u64;
        let page = fetch(have).await?;
        let total = page.total_count;
        let empty = page.rows.is_empty();
        rows.extend(page.rows);
        let have = rows.len() as u64;
        if have >= total {
            return Ok(rows);
        }
        if empty {
            let reason = format!("a list of {total} ended after {have}");
            return Err(Error::broken("a list", &reason));
        }
    }
    Err(Error::broken("a list", "it never ends"))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    async fn read(pages: Vec<(usize, u64)>) -> (Result<Vec<u64>, Error>, Vec<u64>) {
        let starts = Mutex::new(Vec::new());
        let mut pages = pages.into_iter();
        let rows = all_pages(|start| {
            starts.lock().expect("no panic while held").push(start);
            let (rows, total_count) = pages.next().expect("no further page is asked for");
            let rows = vec![start; rows];
            async move { Ok(Page { rows, total_count }) }
        })
        .await;
        (rows, starts.into_inner().expect("no panic while held"))
    }

    #[tokio::test]
    async fn the_next_page_starts_after_the_records_received() {
        let (rows, starts) = read(vec![(100, 230), (50, 230), (80, 230)]).await;
        assert_eq!(rows.expect("a whole list").len(), 230);
        assert_eq!(starts, [0, 100, 150]);
    }

    #[tokio::test]
    async fn a_list_that_ends_before_its_own_total_is_an_error() {
        let (rows, _) = read(vec![(100, 230), (0, 230)]).await;
        assert!(matches!(rows, Err(Error::BrokenAnswer { .. })));
    }

    #[tokio::test]
    async fn a_list_that_shrinks_while_it_is_read_is_whole() {
        let (rows, _) = read(vec![(100, 101), (0, 100)]).await;
        assert_eq!(rows.expect("a whole list").len(), 100);
    }
}
