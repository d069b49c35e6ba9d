//! `start` and `limit` (Cassa in Cloud sheet §5.2, §24.6).

use super::{call::Desk, query::bad, refusal::Refusal};

/// Rows served at most.
const LONGEST: i64 = 100;

/// The part of a list that is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    start: usize,
    limit: usize,
}

impl Page {
    /// All of a list.
    pub(super) const WHOLE: Self = Self {
        start: 0,
        limit: usize::MAX,
    };

    /// Both parameters are required; more than 100 rows are asked for in vain.
    pub(super) fn read(desk: &Desk<'_>) -> Result<Self, Refusal> {
        let number = |name| desk.query.integer(name)?.ok_or_else(|| bad(name));
        let (start, limit) = (number("start")?, number("limit")?);
        let start = usize::try_from(start).map_err(|_| bad("start"))?;
        let too_long = desk.switches.till_long_pages_refused && limit > LONGEST;
        if limit < 1 || too_long {
            return Err(bad("limit"));
        }
        let limit = usize::try_from(limit.min(LONGEST)).map_err(|_| bad("limit"))?;
        Ok(Self { start, limit })
    }

    /// The rows of this page, and how many there are in all. Only the page is kept.
    pub(super) fn cut<T>(self, rows: impl Iterator<Item = T>) -> (Vec<T>, usize) {
        let mut page = Vec::new();
        let mut total = 0;
        for row in rows {
            if total >= self.start && page.len() < self.limit {
                page.push(row);
            }
            total += 1;
        }
        (page, total)
    }
}
