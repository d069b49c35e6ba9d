//! The platform's own call when a merchant installs an app (TS Commerce sheet §25.2).
//!
//! Guarantees, each borne by a test below:
//! - it is read from a form and from JSON, whatever the content type claims;
//! - what cannot be an instance or a key is no installation;
//! - neither key is printed.
//!
//! The call is not signed: what it says proves nothing before the shop has taken the keys.

use std::fmt;

use secrecy::SecretString;

use crate::{fields::Fields, unconfirmed};

/// Characters of a key at most (sheet §3).
const LONGEST_KEY: usize = 255;
/// Characters of an instance at most: 24 are known (sheet §25.2).
const LONGEST_INSTANCE: usize = 64;

/// What the platform says of a shop that has installed the app.
#[derive(Clone)]
pub struct Installation {
    /// What the platform calls the shop; not the number that its API tells.
    pub instance: String,
    /// The shop's `key`.
    pub key: SecretString,
    /// The shop's `exchange`.
    pub exchange: SecretString,
}

impl fmt::Debug for Installation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Installation({})", self.instance)
    }
}

impl Installation {
    /// Reads the body of a call; `None` where it is none.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let mut json = Fields::parse(text).ok();
        let form: Vec<_> = url::form_urlencoded::parse(body).collect();
        let mut of = |names: &[&str]| match &mut json {
            Some(fields) => names
                .iter()
                .find_map(|name| fields.filled(&[name]).ok().flatten()),
            None => names.iter().find_map(|name| {
                let (_, value) = form.iter().find(|(known, _)| known == name)?;
                Some(value.clone().into_owned())
            }),
        };
        let instance = of(&unconfirmed::INSTANCE_NAMES).filter(|text| is_instance(text))?;
        let key = of(&unconfirmed::KEY_NAMES).filter(|text| is_key(text))?;
        let exchange = of(&unconfirmed::EXCHANGE_NAMES).filter(|text| is_key(text))?;
        Some(Self {
            instance,
            key: key.into(),
            exchange: exchange.into(),
        })
    }
}

/// Whether a text can be what the platform calls a shop.
#[must_use]
pub fn is_instance(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    !text.is_empty() && text.len() <= LONGEST_INSTANCE && text.chars().all(plain)
}

/// Whether a text can be a `key` or an `exchange`: opaque, up to 255 characters (sheet §3).
#[must_use]
pub fn is_key(text: &str) -> bool {
    let length = text.chars().count();
    (1..=LONGEST_KEY).contains(&length) && text.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    const INSTANCE: &str = "65a1b2c3d4e5f60718293a4b";

    #[test]
    fn an_installation_is_read_from_a_form_and_from_json() {
        for body in [
            format!("instance={INSTANCE}&key=feed&exchange=beef"),
            format!("exchange=beef&x=1&key=feed&instance={INSTANCE}"),
            format!(r#"{{"instance":"{INSTANCE}","key":"feed","exchange":"beef"}}"#),
        ] {
            let read = Installation::read(body.as_bytes()).expect("an installation");
            assert_eq!(read.instance, INSTANCE);
            assert_eq!(read.key.expose_secret(), "feed");
            assert_eq!(read.exchange.expose_secret(), "beef");
            let shown = format!("{read:?}");
            assert!(
                !shown.contains("feed") && !shown.contains("beef"),
                "{shown}"
            );
        }
    }

    #[test]
    fn what_cannot_be_an_installation_is_none() {
        let long = "a".repeat(256);
        for body in [
            String::new(),
            "{}".to_owned(),
            "null".to_owned(),
            format!("instance={INSTANCE}&key=feed"),
            format!("instance={INSTANCE}&key=&exchange=beef"),
            "instance=&key=feed&exchange=beef".to_owned(),
            "instance=..%2F&key=feed&exchange=beef".to_owned(),
            format!("instance={INSTANCE}&key=a%20b&exchange=beef"),
            format!("instance={INSTANCE}&key={long}&exchange=beef"),
            format!(r#"{{"instance":{{"$id":"{INSTANCE}"}},"key":"a","exchange":"b"}}"#),
        ] {
            assert!(Installation::read(body.as_bytes()).is_none(), "{body}");
        }
        assert!(Installation::read(&[0xff, 0xfe]).is_none());
    }
}
