//! The network without its private addresses: for addresses that somebody else wrote.
//!
//! Guarantee, borne by the tests below: no request leaves for an address that is not public, however
//! the name is written and whatever it resolves to at the moment of connecting, unless the operator
//! named that very host and port.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::{Net, client, send};
use crate::{Request, Response, Transport, TransportError};

/// Sends requests to public addresses alone.
#[derive(Clone, Debug)]
pub struct PublicNet {
    guarded: reqwest::Client,
    open: Net,
    allowed: Arc<[String]>,
}

impl PublicNet {
    /// A network client with `user_agent` that refuses private addresses, `allowed` ones
    /// (`host:port`) excepted.
    ///
    /// # Errors
    /// [`TransportError::Connect`] where TLS cannot be set up.
    pub fn new(
        user_agent: &str,
        allowed: impl IntoIterator<Item = String>,
    ) -> Result<Self, TransportError> {
        let guarded = client(user_agent, Some(Arc::new(PublicNames)))?;
        Ok(Self {
            guarded,
            open: Net::new(user_agent)?,
            allowed: allowed.into_iter().collect(),
        })
    }

    fn is_allowed(&self, url: &Url) -> bool {
        let port = url.port_or_known_default().unwrap_or(0);
        let place = format!("{}:{port}", url.host_str().unwrap_or_default());
        self.allowed.contains(&place)
    }
}

#[async_trait]
impl Transport for PublicNet {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.is_allowed(&request.url) {
            return self.open.send(request).await;
        }
        if !matches!(request.url.scheme(), "http" | "https") {
            return Err(TransportError::Forbidden(
                "neither http nor https".to_owned(),
            ));
        }
        // Literal addresses never reach the resolver.
        let private = match request.url.host() {
            Some(Host::Ipv4(ip)) => !is_public(ip.into()),
            Some(Host::Ipv6(ip)) => !is_public(ip.into()),
            Some(Host::Domain(_)) => false,
            None => true,
        };
        if private {
            return Err(TransportError::Forbidden(PRIVATE.to_owned()));
        }
        match send(&self.guarded, request).await {
            // The resolver's refusal comes back as a failed connection.
            Err(TransportError::Connect(text)) if text.contains(PRIVATE) => {
                Err(TransportError::Forbidden(PRIVATE.to_owned()))
            }
            answer => answer,
        }
    }
}

const PRIVATE: &str = "a private address";

/// Resolves names and drops every address that is not public, at the moment of connecting.
struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|found| is_public(found.ip())).collect();
            if public.is_empty() {
                return Err(PRIVATE.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to the public internet.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match embedded_v4(ip) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(ip),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // Only 2000::/3 is handed out; of it, documentation and tunnels of protocols are not.
    (0x2000..0x4000).contains(&first) && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
}

/// The IPv4 address inside a mapped, translated or 6to4 one.
fn embedded_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    if let Some(mapped) = ip.to_ipv4_mapped() {
        return Some(mapped);
    }
    let s = ip.segments();
    let pair = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match s {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(pair(high, low)),
        [0x2002, high, low, ..] => Some(pair(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    async fn sent(net: &PublicNet, address: &str) -> Result<Response, TransportError> {
        let url = Url::parse(address).expect("an address");
        net.send(Request::new(Method::GET, url)).await
    }

    #[test]
    fn private_addresses_are_known_however_they_are_written() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!is_public(ip.parse().expect(ip)), "{ip}");
        }
        for ip in [
            "8.8.8.8",
            "93.184.216.34",
            "2606:2800:220:1::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(ip.parse().expect(ip)), "{ip}");
        }
    }

    #[tokio::test]
    async fn no_request_leaves_for_an_address_that_is_not_public() {
        let net = PublicNet::new("test", []).expect("a client");
        for address in [
            "http://127.0.0.1:9/x.png",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:10.0.0.1]/",
            "http://localhost:9/",
            "ftp://example.com/",
        ] {
            let answer = sent(&net, address).await;
            assert!(
                matches!(answer, Err(TransportError::Forbidden(_))),
                "{address}: {answer:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_host_that_the_operator_named_may_be_private() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let net = PublicNet::new("test", [format!("127.0.0.1:{port}")]).expect("a client");
        let answer = sent(&net, &format!("http://127.0.0.1:{port}/")).await;
        assert!(
            matches!(answer, Err(TransportError::Connect(_))),
            "tried, and nobody listens"
        );
    }
}
