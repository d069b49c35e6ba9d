//! What the pages need to be told once.

use jiff::tz::TimeZone;
use url::{Host, Url};

/// Settings of the pages.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The address that people type. With `https` cookies are bound to it (`__Host-`, `Secure`).
    pub public: Url,
    /// Origins whose pages may show ours in a frame, beside the public address of a shop for its own
    /// people.
    pub frame_ancestors: Vec<String>,
    /// Where the address of who is asking stands.
    pub client: ClientAddress,
    /// The clock on the merchant's wall.
    pub zone: TimeZone,
    /// The e-mail address of who helps; none: the page says to ask whoever runs Ponte.
    pub support: Option<String>,
}

/// Where the network address of who is asking stands: logins are throttled by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientAddress {
    /// The other end of the connection (serve with connect info).
    #[default]
    Connection,
    /// The last entry of `X-Forwarded-For`, which a reverse proxy of ours has written.
    Forwarded,
}

impl WebSettings {
    /// Settings for pages at `public`: no frames, nothing in between, Italian time.
    #[must_use]
    pub fn new(public: Url) -> Self {
        Self {
            public,
            frame_ancestors: Vec::new(),
            client: ClientAddress::default(),
            zone: TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC),
            support: None,
        }
    }

    /// Whether the pages are reached by `https` only.
    pub(crate) fn secure(&self) -> bool {
        self.public.scheme() == "https"
    }

    /// Whether browsers take a `Secure` cookie from here: by `https`, or from this very machine.
    pub(crate) fn trustworthy(&self) -> bool {
        self.secure()
            || match self.public.host() {
                Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                None => false,
            }
    }
}
