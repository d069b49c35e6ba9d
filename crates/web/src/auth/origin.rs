//! Whether a request was sent by a page of ours.
//!
//! Guarantee: what another site's page sends is refused before anything is read of it. A request
//! that says nothing of where it comes from was sent by no browser; the form's token still guards
//! it.

use http::{HeaderMap, header};

use crate::settings::WebSettings;

/// Whether a request that may change something was sent by another site's page.
pub(crate) fn foreign(headers: &HeaderMap, settings: &WebSettings) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        return false;
    };
    if origin == settings.public.origin().ascii_serialization() {
        return false;
    }
    // Reached under another name of ours (localhost, an address in the local network): a browser
    // cannot be made to send a wrong Host.
    let host = text(header::HOST.as_str());
    host.is_none_or(|host| {
        origin
            .split_once("://")
            .is_none_or(|(_, from)| from != host)
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    #[test]
    fn what_another_site_s_page_sends_is_foreign() {
        let settings = WebSettings::new("https://ponte.example".parse().expect("an address"));
        for (sent, is_foreign) in [
            (vec![("sec-fetch-site", "same-origin")], false),
            (vec![("sec-fetch-site", "same-site")], true),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://ponte.example"),
                ],
                true,
            ),
            (vec![("origin", "https://ponte.example")], false),
            (
                vec![
                    ("origin", "http://127.0.0.1:8080"),
                    ("host", "127.0.0.1:8080"),
                ],
                false,
            ),
            (
                vec![
                    ("origin", "https://evil.example"),
                    ("host", "ponte.example"),
                ],
                true,
            ),
            (vec![("origin", "null")], true),
            (vec![], false),
        ] {
            let headers: HeaderMap = sent
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        value.parse().expect("a header's value"),
                    )
                })
                .collect();
            assert_eq!(foreign(&headers, &settings), is_foreign, "{sent:?}");
        }
    }
}
