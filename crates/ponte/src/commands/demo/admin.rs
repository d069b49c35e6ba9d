//! The shop's admin: Ponte is its app, installed already, and shown in a frame from another site.

use anyhow::{Context, Result};
use ponte_sandbox::{World, app::App, serve::Running, shop::pairs::Access};
use url::{Host, Url};

/// Names that lead to this machine in every browser, and are two sites to it.
const ADMIN: &str = "negozio.localhost";
const PONTE: &str = "ponte.localhost";

/// Where the frame is, and what it shows.
#[derive(Clone, Debug)]
pub struct Admin {
    /// The admin's page.
    pub page: Url,
    /// Ponte, as the frame reaches it.
    pub ponte: Url,
    /// Origins of the admin.
    pub ancestors: Vec<String>,
}

impl Admin {
    /// Of Ponte's public address and a running sandbox.
    ///
    /// # Errors
    /// Where an address takes no other name.
    pub fn new(public: &Url, sandbox: &Running) -> Result<Self> {
        let here = &sandbox.control;
        let admin = named(here, ADMIN)?;
        let mut ponte = public.clone();
        if is_this_machine(public) {
            ponte = named(public, PONTE)?;
        }
        Ok(Self {
            page: admin.join("negozio").context("the admin has no paths")?,
            ponte,
            ancestors: [&admin, here]
                .map(|url| url.origin().ascii_serialization())
                .into(),
        })
    }

    /// Enters Ponte as the app of the sandbox's shop; the keys that Ponte has are those of its
    /// installation. The platform calls at `here`.
    ///
    /// # Errors
    /// Where an address has no paths, or there is no shop.
    pub fn enter(&self, world: &World, here: &Url) -> Result<()> {
        let app = App {
            auth_url: here.join("installa")?,
            embed_url: self.ponte.join("incorpora")?,
            access: Access::ReadWrite,
        };
        let mut state = world.lock();
        state.app = Some(app);
        let tenant = state.tenants.first_mut();
        let tenant = tenant.context("the sandbox has no account")?;
        tenant.installed = Some(tenant.account.shop_key.clone());
        Ok(())
    }
}

fn named(url: &Url, name: &str) -> Result<Url> {
    let mut url = url.clone();
    url.set_host(Some(name))
        .with_context(|| format!("{url} takes no other name"))?;
    Ok(url)
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn the_admin_and_ponte_are_two_sites_on_this_machine() {
        let admin = named(&url("http://127.0.0.1:41521/"), ADMIN).expect("another name");
        let ponte = named(&url("http://127.0.0.1:8080/"), PONTE).expect("another name");
        assert_eq!(admin.as_str(), "http://negozio.localhost:41521/");
        assert_eq!(ponte.as_str(), "http://ponte.localhost:8080/");
        for (address, here) in [
            ("http://localhost:8080/", true),
            ("http://[::1]:8080/", true),
            ("https://ponte.example/", false),
        ] {
            assert_eq!(is_this_machine(&url(address)), here, "{address}");
        }
    }
}
