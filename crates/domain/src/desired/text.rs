//! A description as HTML.

/// What the shop is sent. HTML goes as it is, as it would from the shop's own editor: the merchant
/// writes both, and a filter of ours would only break what works there. Text without a tag is
/// escaped, and its line breaks are kept.
pub fn as_html(text: &str) -> String {
    if holds_a_tag(text) {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len());
    let mut rest = text.trim().chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
    html
}

/// `<` begins a tag only before a letter, `/` or `!`: "da 3 < 5" and "I <3 Roma" are plain text.
fn holds_a_tag(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", "")]
    #[case("  \n ", "")]
    #[case("Pane & vino", "Pane &amp; vino")]
    #[case("uno\ndue\r\ntre\rquattro", "uno<br>due<br>tre<br>quattro")]
    #[case("da 3 < 5, I <3 Roma", "da 3 &lt; 5, I &lt;3 Roma")]
    #[case("<p>Caff&egrave;</p>\n", "<p>Caff&egrave;</p>\n")]
    #[case("uno<br/>due", "uno<br/>due")]
    fn text_becomes_html_and_html_stays(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(as_html(text), expected);
    }

    proptest! {
        #[test]
        fn text_without_tags_brings_none(text in "[^<]*") {
            let without_breaks = as_html(&text).replace("<br>", "");
            prop_assert!(!without_breaks.contains(['<', '>', '\n', '\r']));
        }
    }
}
