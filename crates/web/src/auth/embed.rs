//! In the frame of the shop's admin (TS Commerce sheet §25.3): another site stands around our pages.
//!
//! Guarantees, each a test:
//! - a cookie that is set in a frame is partitioned: it comes back in frames of that same site alone,
//!   and where third-party cookies are blocked too;
//! - a cookie that is set outside of a frame stays `SameSite=Lax`;
//! - beside those named in the settings, a page is shown in a frame of the public address of a shop
//!   that the visitor belongs to, or that the admin has just named, and in nobody else's;
//! - in a frame pages are light, as the admin around them is.
//!
//! Whether a request is made in a frame, the browser says (`Sec-Fetch-Dest`): no page can make it say
//! so. A browser that does not say it knows no partitioned cookies either.

use std::future::Future;

use axum::http::Uri;
use http::{HeaderMap, HeaderValue, header};
use ponte_store::StoreError;
use url::Url;

use super::session::Login;
use crate::{app::App, settings::WebSettings};

tokio::task_local! {
    static FRAMED: bool;
}

/// Origins that may show an answer beside those of the settings; travels with the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around(pub(crate) Vec<String>);

/// Whether a request is made in a frame.
pub(crate) fn asked(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-dest")
        .is_some_and(|dest| dest == "iframe" || dest == "frame")
}

/// Answers a request that is made in a frame, or is not.
pub(crate) async fn scope<T>(framed: bool, answer: impl Future<Output = T>) -> T {
    FRAMED.scope(framed, answer).await
}

/// What the root of a page says of its colours: in a frame they are those of the day.
pub(crate) fn theme() -> &'static str {
    if FRAMED.try_with(|framed| *framed).unwrap_or(false) {
        " data-theme=\"light\""
    } else {
        ""
    }
}

/// Makes the cookies of an answer fit for a frame.
pub(crate) fn partition(headers: &mut HeaderMap, settings: &WebSettings) {
    if !settings.trustworthy() {
        // Without `Secure` no browser takes them.
        return;
    }
    let lines: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|line| partitioned(line).unwrap_or_else(|| line.clone()))
        .collect();
    headers.remove(header::SET_COOKIE);
    for line in lines {
        headers.append(header::SET_COOKIE, line);
    }
}

fn partitioned(line: &HeaderValue) -> Option<HeaderValue> {
    let line = line.to_str().ok()?;
    let secure = if line.split("; ").any(|part| part == "Secure") {
        ""
    } else {
        "; Secure"
    };
    let line = line.replace("SameSite=Lax", "SameSite=None");
    HeaderValue::try_from(format!("{line}{secure}; Partitioned")).ok()
}

/// Who may show an answer in a frame, beside those of the settings.
pub(crate) async fn around(
    app: &App,
    login: Option<&Login>,
    uri: &Uri,
) -> Result<Around, StoreError> {
    let mut tx = app.read().await?;
    let urls = match login {
        Some(login) => tx.shop_urls_of(&login.user.id).await?,
        None => Vec::new(),
    };
    let named = match instance(uri) {
        Some(instance) => tx.shop_by_instance(&instance).await?,
        None => None,
    };
    let named = match named {
        Some(shop) => tx.shop(&shop).await?.map(|shop| shop.url),
        None => None,
    };
    let mut origins: Vec<String> = urls
        .iter()
        .chain(&named)
        .filter_map(|url| origin(url))
        .collect();
    origins.sort();
    origins.dedup();
    Ok(Around(origins))
}

/// The shop that the admin names: in our own address, or in the one to go to after the login.
fn instance(uri: &Uri) -> Option<String> {
    let pairs = |query: &str| -> Vec<(String, String)> {
        url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    };
    let of = |query: &str, name: &str| {
        let found = pairs(query).into_iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    };
    let query = uri.query()?;
    let named = of(query, "instance").or_else(|| {
        let back = of(query, "poi")?;
        let (_, query) = back.split_once('?')?;
        of(query, "instance")
    });
    named.filter(|instance| ponte_sync::install::is_instance(instance))
}

/// The origin of a public address; none where it is no web address.
fn origin(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(public: &str) -> WebSettings {
        WebSettings::new(public.parse().expect("an address"))
    }

    fn framed(public: &str, line: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.append(header::SET_COOKIE, HeaderValue::from_static(line));
        partition(&mut headers, &settings(public));
        let line = headers[header::SET_COOKIE].to_str().expect("a text");
        line.to_owned()
    }

    #[test]
    fn a_cookie_in_a_frame_is_partitioned() {
        assert_eq!(
            framed(
                "https://ponte.example",
                "__Host-ponte=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
            ),
            "__Host-ponte=ab; Path=/; HttpOnly; SameSite=None; Max-Age=60; Secure; Partitioned"
        );
        let plain = "ponte=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age=60";
        for here in [
            "http://ponte.localhost:8080",
            "http://localhost",
            "http://127.0.0.1:8080",
        ] {
            assert_eq!(
                framed(here, plain),
                "ponte=ab; Path=/; HttpOnly; SameSite=None; Max-Age=60; Secure; Partitioned",
                "a browser trusts this machine without https"
            );
        }
        assert_eq!(framed("http://ponte.example", plain), plain);
    }

    #[test]
    fn the_shop_is_found_in_the_address_and_in_the_way_back() {
        let of = |uri: &'static str| instance(&Uri::from_static(uri));
        assert_eq!(of("/incorpora?instance=65a1").as_deref(), Some("65a1"));
        assert_eq!(
            of("/accedi?lingua=it&poi=%2Fincorpora%3Finstance%3D65a1").as_deref(),
            Some("65a1")
        );
        for nobody in ["/incorpora", "/incorpora?instance=", "/a?instance=%27or"] {
            assert_eq!(of(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn only_a_web_address_has_an_origin() {
        assert_eq!(
            origin("https://www.esempio.test/negozio").as_deref(),
            Some("https://www.esempio.test")
        );
        for none in ["", "javascript:1", "data:x", "esempio.test"] {
            assert_eq!(origin(none), None, "{none}");
        }
    }
}
