//! Which language a visitor reads.

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// Italian.
    #[default]
    Italian,
    /// English.
    English,
}

impl Language {
    /// `it` or `en`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Italian => "it",
            Self::English => "en",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Italian => Self::English,
            Self::English => Self::Italian,
        }
    }

    /// Its own name for itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::Italian => "Italiano",
            Self::English => "English",
        }
    }

    /// The language of a tag (`it`, `en-GB`), if it is one of ours.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.trim().to_ascii_lowercase().as_str() {
            "it" => Some(Self::Italian),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language that an `Accept-Language` header likes best; Italian where it names none of
    /// ours.
    pub(crate) fn of_header(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for entry in header.split(',') {
            let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight: f64 = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse().ok())
                .unwrap_or(0.0);
            if let Some(language) = Self::of_tag(tag)
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_favourite_among_ours_is_taken_and_italian_otherwise() {
        for (header, language) in [
            ("en-GB,en;q=0.9,it;q=0.8", Language::English),
            ("de;q=1, it;q=0.4, en;q=0.5", Language::English),
            ("it-IT,it;q=0.9,en;q=0.8", Language::Italian),
            ("fr, de", Language::Italian),
            ("", Language::Italian),
            ("en;q=nonsense", Language::Italian),
        ] {
            assert_eq!(Language::of_header(header), language, "{header}");
        }
    }
}
