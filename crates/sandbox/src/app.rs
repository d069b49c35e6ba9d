//! The app: what its developer entered in the portal, and what installing it does (TS Commerce sheet
//! §25).
//!
//! - Installing makes a new pair of keys of the type that the app asks for, and posts it to the Auth
//!   URL; nothing signs that call, and nobody waits for its answer.
//! - Installing again ends the pair of the last installation.
//! - Uninstalling ends the pair and calls nobody.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use ponte_transport::Randomness;
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::{Url, form_urlencoded};
use utoipa::ToSchema;

use crate::{
    deliver::{Delivery, Mischief},
    service::Service,
    shop::pairs::{Access, KeyPair},
    switches::Switches,
    world::State,
};

/// How long the receiver of the call may take: not known, as long as a webhook's.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a developer enters for an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Where an installation is posted to.
    #[schema(value_type = String)]
    pub auth_url: Url,
    /// What the shop's admin shows in a frame, with `?instance=`.
    #[schema(value_type = String)]
    pub embed_url: Url,
    /// The permission that it asks for.
    #[serde(default = "read_write")]
    pub access: Access,
}

fn read_write() -> Access {
    Access::ReadWrite
}

impl App {
    /// What the frame shows for a shop.
    #[must_use]
    pub fn embedded(&self, instance: &str) -> Url {
        let mut url = self.embed_url.clone();
        url.query_pairs_mut().append_pair("instance", instance);
        url
    }
}

/// Why an app is not installed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotInstalled {
    /// Nobody has entered an app.
    #[error("there is no app: enter one with PUT /app")]
    NoApp,
    /// There is no such tenant.
    #[error("there is no tenant {0}")]
    NoTenant(String),
}

impl State {
    /// Installs the app for a tenant, or installs it again; tells whether it was there before.
    ///
    /// # Errors
    /// [`NotInstalled`].
    pub fn install(
        &mut self,
        instance: &str,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Result<bool, NotInstalled> {
        let app = self.app.clone().ok_or(NotInstalled::NoApp)?;
        let ends_older = self.switches.shop_reinstall_ends_older;
        let tenant = self
            .tenant(instance)
            .ok_or_else(|| NotInstalled::NoTenant(instance.to_owned()))?;
        let pair = tenant.shop.add_pair(app.access, random);
        let older = tenant.installed.replace(pair.key.clone());
        if let Some(older) = older.as_ref().filter(|_| ends_older) {
            tenant.shop.revoke_pair(older);
        }
        let call = delivery(&app, instance, &pair, &self.switches);
        self.outbox.post(call, Mischief::default(), now, random);
        Ok(older.is_some())
    }

    /// Takes the app away from a tenant; tells whether it was there.
    ///
    /// # Errors
    /// [`NotInstalled::NoTenant`].
    pub fn uninstall(&mut self, instance: &str) -> Result<bool, NotInstalled> {
        let tenant = self
            .tenant(instance)
            .ok_or_else(|| NotInstalled::NoTenant(instance.to_owned()))?;
        let Some(key) = tenant.installed.take() else {
            return Ok(false);
        };
        tenant.shop.revoke_pair(&key);
        Ok(true)
    }
}

fn delivery(app: &App, instance: &str, pair: &KeyPair, switches: &Switches) -> Delivery {
    let fields = [
        ("instance", instance),
        ("key", &pair.key),
        ("exchange", &pair.exchange),
    ];
    let (content, body) = if switches.shop_install_json {
        let fields: serde_json::Map<_, _> = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        ("application/json", json!(fields).to_string())
    } else {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        ("application/x-www-form-urlencoded", form.finish())
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content));
    let pause = Duration::from_secs(u64::from(switches.shop_install_pause));
    let further = switches.shop_install_tries.saturating_sub(1) as usize;
    Delivery {
        service: Service::Shop,
        instance: instance.to_owned(),
        url: app.auth_url.clone(),
        headers,
        body: body.into(),
        timeout: PATIENCE,
        pauses: vec![pause; further],
    }
}
