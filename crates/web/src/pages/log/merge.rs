//! One list of several sources, newest first, page by page.
//!
//! Guarantee: however the sources interleave, the pages together hold every row once, in order: a row that
//! a source may still have something newer than is left for the next page.

use jiff::Timestamp;
use ponte_store::log::Span;

use super::line::Row;

/// Where rows come from; of one instant the greater stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Journal,
    Calls,
    Acts,
}

const SOURCES: [(Source, &str); 3] = [
    (Source::Journal, "g"),
    (Source::Calls, "c"),
    (Source::Acts, "a"),
];

/// A place in the list: the greatest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Behind {
    pub(super) at_ms: i64,
    pub(super) source: Source,
    pub(super) id: i64,
}

impl Behind {
    /// As it stands in an address.
    pub(super) fn write(&self) -> String {
        let found = SOURCES.iter().find(|(source, _)| *source == self.source);
        let word = found.map_or("", |(_, word)| word);
        format!("{}-{word}-{}", self.at_ms, self.id)
    }

    /// What [`Self::write`] made; anything else is the beginning.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let at_ms = parts.next()?.parse().ok()?;
        Timestamp::from_millisecond(at_ms).ok()?;
        let word = parts.next()?;
        let source = SOURCES.iter().find(|(_, known)| *known == word)?.0;
        let id = parts.next()?.parse().ok()?;
        Some(Self { at_ms, source, id })
    }
}

/// What is asked of a source: between two instants (the second left out), and behind a place.
pub(super) fn span(
    source: Source,
    from: Timestamp,
    until: Timestamp,
    behind: Option<&Behind>,
    limit: i64,
) -> Span {
    let end = (until, i64::MIN);
    let place = behind.map_or(end, |behind| {
        let at = Timestamp::from_millisecond(behind.at_ms).unwrap_or(until);
        // Of the same instant: a source that stands before has told all, one that stands after nothing.
        let id = match source.cmp(&behind.source) {
            std::cmp::Ordering::Greater => i64::MIN,
            std::cmp::Ordering::Equal => behind.id,
            std::cmp::Ordering::Less => i64::MAX,
        };
        (at, id).min(end)
    });
    Span {
        from,
        behind: place,
        limit,
    }
}

/// What was found.
pub(super) struct Found {
    limit: usize,
    rows: Vec<(Behind, Row)>,
    /// The last row of a source that may have more: nothing behind it is sure.
    sure: Option<Behind>,
}

impl Found {
    pub(super) fn new(limit: i64) -> Self {
        Self {
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            rows: Vec::new(),
            sure: None,
        }
    }

    /// The rows of a source, newest first.
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        let full = rows.len() >= self.limit;
        let placed: Vec<_> = rows.into_iter().map(|row| (row.place(), row)).collect();
        if let (true, Some((last, _))) = (full, placed.last()) {
            self.sure = Some(self.sure.map_or(*last, |sure| sure.max(*last)));
        }
        self.rows.extend(placed);
    }

    /// All rows that are sure, in order, and whether there may be more behind them.
    pub(super) fn in_order(self) -> (Vec<(Behind, Row)>, bool) {
        let Self { mut rows, sure, .. } = self;
        rows.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        if let Some(sure) = sure {
            rows.retain(|(place, _)| *place >= sure);
        }
        (rows, sure.is_some())
    }
}

#[cfg(test)]
mod tests {
    use ponte_store::journal::Entry;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).expect("an instant")
    }

    #[test]
    fn a_place_comes_back_from_the_address() {
        let place = Behind {
            at_ms: 1_790_000_000_000,
            source: Source::Calls,
            id: 994_444,
        };
        assert_eq!(Behind::read(&place.write()), Some(place));
        for wrong in ["", "x", "1-z-3", "1-a", "9223372036854775807-a-1"] {
            assert_eq!(Behind::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn of_one_instant_a_source_that_stood_before_has_told_all_and_one_behind_nothing() {
        let behind = Behind {
            at_ms: 5,
            source: Source::Calls,
            id: 7,
        };
        let asked = |source| span(source, at(0), at(9), Some(&behind), 3).behind;
        assert_eq!(asked(Source::Acts), (at(5), i64::MIN));
        assert_eq!(asked(Source::Calls), (at(5), 7));
        assert_eq!(asked(Source::Journal), (at(5), i64::MAX));
        let first = span(Source::Acts, at(0), at(9), None, 3).behind;
        assert_eq!(first, (at(9), i64::MIN));
    }

    #[test]
    fn what_a_full_source_may_still_precede_is_left_for_the_next_page() {
        let entry = |ms: i64| {
            Row::Entry(Entry {
                id: ms,
                at: at(ms),
                service: "till".to_owned(),
                what: String::new(),
                subject: String::new(),
                outcome: String::new(),
                duration_ms: 0,
            })
        };
        let mut found = Found::new(2);
        found.add(vec![entry(9), entry(5)]);
        found.add(vec![entry(4)]);
        let (rows, more) = found.in_order();
        let times: Vec<i64> = rows.iter().map(|(place, _)| place.at_ms).collect();
        assert_eq!((times, more), (vec![9, 5], true));
    }
}
