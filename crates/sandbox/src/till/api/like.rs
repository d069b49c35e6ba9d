//! The filter `description`: an SQL `LIKE` pattern without regard to case
//! (Cassa in Cloud sheet §5.4).

/// A pattern: `%` is any text, `_` any one character.
#[derive(Debug)]
pub(super) struct Like(Vec<char>);

impl Like {
    /// `part`: a pattern without `%` finds a part of the text too.
    pub(super) fn new(pattern: &str, part: bool) -> Self {
        let pattern = pattern.to_lowercase();
        if part && !pattern.contains('%') {
            return Self(format!("%{pattern}%").chars().collect());
        }
        Self(pattern.chars().collect())
    }

    /// Whether the whole of `text` follows the pattern.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.to_lowercase().chars().collect();
        let (mut at, mut seen) = (0, 0);
        // Where the last `%` stands, and up to where it has swallowed the text.
        let mut retry: Option<(usize, usize)> = None;
        while seen < text.len() {
            match self.0.get(at) {
                Some('%') => {
                    retry = Some((at, seen));
                    at += 1;
                }
                Some(&wanted) if wanted == '_' || wanted == text[seen] => {
                    at += 1;
                    seen += 1;
                }
                _ => match retry {
                    Some((percent, swallowed)) => {
                        retry = Some((percent, swallowed + 1));
                        at = percent + 1;
                        seen = swallowed + 1;
                    }
                    None => return false,
                },
            }
        }
        self.0[at..].iter().all(|left| *left == '%')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_follows_sql_like_without_regard_to_case() {
        let cases = [
            ("%caffe%", "Il CAFFE buono", true),
            ("caffe", "caffe", true),
            ("caffe", "caffe nero", false),
            ("caff_", "caffè", true),
            ("%a%b", "xaxb", true),
            ("%ab", "aab", true),
            ("a%", "ba", false),
            ("", "", true),
            ("", "a", false),
            ("%", "", true),
        ];
        for (pattern, text, expected) in cases {
            let found = Like::new(pattern, false).matches(text);
            assert_eq!(found, expected, "{pattern} on {text}");
        }
    }
}
