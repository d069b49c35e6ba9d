//! Which rows of a list a page shows, and the links to its neighbours.

use url::form_urlencoded::Serializer;

/// A part of a list.
#[derive(Debug, Default)]
pub(super) struct Pager {
    /// `1–10 di 150`; empty where all fits on one page.
    pub(super) place: String,
    /// Link to the rows before.
    pub(super) before: Option<String>,
    /// Link to the rows after.
    pub(super) after: Option<String>,
}

impl Pager {
    /// The part from `start` on, `size` long, of `total`; links set `name` and keep `others`.
    pub(super) fn new(
        start: usize,
        size: usize,
        total: usize,
        name: &str,
        others: &[(&str, String)],
    ) -> Self {
        if total <= size && start == 0 {
            return Self::default();
        }
        let link = |start: usize| {
            let mut query = Serializer::new(String::new());
            let others = others.iter().filter(|(_, value)| !value.is_empty());
            query
                .extend_pairs(others)
                .append_pair(name, &start.to_string());
            format!("/?{}", query.finish())
        };
        let end = (start + size).min(total);
        Self {
            place: format!("{}–{end} di {total}", (start + 1).min(end)),
            before: (start > 0).then(|| link(start.saturating_sub(size))),
            after: (end < total).then(|| link(end)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.place.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_has_no_pager_and_a_long_one_keeps_the_search() {
        assert!(Pager::new(0, 10, 10, "da", &[]).is_empty());
        let pager = Pager::new(10, 10, 25, "da", &[("cerca", "più".into())]);
        assert_eq!(pager.place, "11–20 di 25");
        assert_eq!(pager.before.as_deref(), Some("/?cerca=pi%C3%B9&da=0"));
        assert_eq!(pager.after.as_deref(), Some("/?cerca=pi%C3%B9&da=20"));
    }
}
