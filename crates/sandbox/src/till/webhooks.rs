//! Webhooks: who wants to hear of what, and how a call is written (Cassa in Cloud sheet §21).
//!
//! - One webhook is one entity, one or more events, one address, and a secret of its own.
//! - The signature is HMAC-SHA1 over the raw body, in lower-case hex (switch: base64).
//! - Three further tries at most, all with the same body.

use std::{
    collections::{BTreeSet, VecDeque},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha1::Sha1;
use url::Url;
use utoipa::ToSchema;

use super::state::{Missing, Till};
use crate::{
    deliver::{Delivery, Mischief},
    moment::Moment,
    service::Service,
    switches::{Switches, TillSignature},
};

/// How long a receiver may take (sheet §25 line 18).
const PATIENCE: Duration = Duration::from_secs(5);

/// Minutes before each further try (sheet §24.20).
const PAUSES: [u32; 3] = [1, 5, 15];

/// What happens to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Happening {
    /// It is made.
    Create,
    /// It is changed.
    Edit,
    /// It is deleted.
    Delete,
}

impl Happening {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "CREATE",
            Self::Edit => "EDIT",
            Self::Delete => "DELETE",
        }
    }
}

/// A webhook as it is asked for in the portal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookDraft {
    /// `ORDER`, `RECEIPT` …
    pub entity: String,
    /// What it wants to hear of.
    pub events: BTreeSet<Happening>,
    /// Sales points that it wants to hear of; all of them if empty.
    #[serde(default)]
    pub sales_points: BTreeSet<i64>,
    /// Who is called.
    #[schema(value_type = String)]
    pub url: Url,
    /// A name for people.
    #[serde(default)]
    pub description: String,
    /// Calls nobody for the time being.
    #[serde(default)]
    pub paused: bool,
    /// Key of its signatures; if missing, the till makes one, or keeps the one that it has.
    #[serde(default, skip_serializing)]
    pub secret: Option<String>,
}

impl std::fmt::Debug for WebhookDraft {
    /// Without the secret, and without the address, which may hold one.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WebhookDraft({} {:?})", self.entity, self.events)
    }
}

/// A webhook.
#[derive(Clone)]
pub struct Webhook {
    /// UUID.
    pub id: String,
    /// What was asked for, without the secret.
    pub wish: WebhookDraft,
    /// Key of its signatures.
    pub secret: String,
}

impl std::fmt::Debug for Webhook {
    /// Without the secret, and without the address, which may hold one.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Webhook({} {})", self.id, self.wish.entity)
    }
}

impl Webhook {
    fn wants(&self, entity: &str, event: Happening, point: Option<i64>) -> bool {
        let wish = &self.wish;
        let here = |point| wish.sales_points.is_empty() || wish.sales_points.contains(&point);
        !wish.paused
            && wish.entity.eq_ignore_ascii_case(entity)
            && wish.events.contains(&event)
            && point.is_none_or(here)
    }
}

/// Something that happened, for one webhook.
#[derive(Clone)]
pub(super) struct Event {
    operation: String,
    url: Url,
    secret: String,
    body: Bytes,
}

impl std::fmt::Debug for Event {
    /// Without secret and body.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Event({})", self.operation)
    }
}

impl Event {
    /// The call that tells of it.
    pub(super) fn delivery(self, instance: &str, moment: &Moment) -> Delivery {
        let minute = u64::from(moment.switches.till_webhook_minute);
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let signature = sign(&self.secret, &self.body, &moment.switches);
        for (name, value) in [
            ("x-cn-operation", self.operation),
            ("x-cn-signature", signature),
        ] {
            // Neither holds anything that a header may not; an entity made up by hand might.
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        Delivery {
            service: Service::Till,
            instance: instance.to_owned(),
            url: self.url,
            headers,
            body: self.body,
            timeout: PATIENCE,
            pauses: PAUSES
                .iter()
                .map(|minutes| Duration::from_secs(u64::from(*minutes) * minute))
                .collect(),
        }
    }
}

/// What goes wrong with the calls, as the switches say.
pub(super) fn mischief(switches: &Switches) -> Mischief {
    Mischief {
        lost_percent: switches.till_webhooks_lost,
        doubled_percent: switches.till_webhooks_doubled,
        late_seconds: switches.till_webhooks_late,
    }
}

fn sign(secret: &str, body: &[u8], switches: &Switches) -> String {
    let mut mac =
        Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("a key may have any length");
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    match switches.till_signature {
        TillSignature::Hex => hex::encode(digest),
        TillSignature::Base64 => STANDARD.encode(digest),
    }
}

impl Till {
    /// The webhooks in the order of their creation.
    #[must_use]
    pub fn webhooks(&self) -> &[Webhook] {
        &self.webhooks
    }

    /// Makes a webhook.
    pub fn add_webhook(&mut self, mut wish: WebhookDraft, moment: &Moment) -> &Webhook {
        let secret = wish.secret.take();
        let webhook = Webhook {
            id: moment.id(),
            wish,
            secret: secret.unwrap_or_else(|| moment.random.token(20)),
        };
        self.webhooks.push(webhook);
        &self.webhooks[self.webhooks.len() - 1]
    }

    /// Changes a webhook; its secret stays where none is given.
    ///
    /// # Errors
    /// [`Missing::Webhook`].
    pub fn edit_webhook(&mut self, id: &str, mut wish: WebhookDraft) -> Result<(), Missing> {
        let known = self.webhooks.iter_mut().find(|known| known.id == id);
        let known = known.ok_or_else(|| Missing::Webhook(id.to_owned()))?;
        if let Some(secret) = wish.secret.take() {
            known.secret = secret;
        }
        known.wish = wish;
        Ok(())
    }

    /// Deletes a webhook.
    ///
    /// # Errors
    /// [`Missing::Webhook`].
    pub fn remove_webhook(&mut self, id: &str) -> Result<(), Missing> {
        let place = self.webhooks.iter().position(|known| known.id == id);
        let place = place.ok_or_else(|| Missing::Webhook(id.to_owned()))?;
        self.webhooks.remove(place);
        Ok(())
    }

    /// Notes for every webhook that wants to hear of it what happened to a record.
    pub(super) fn announce(
        &mut self,
        entity: &str,
        event: Happening,
        point: Option<i64>,
        record: &Value,
    ) {
        let body = Bytes::from(record.to_string());
        let wanting = self.webhooks.iter();
        let wanting = wanting.filter(|webhook| webhook.wants(entity, event, point));
        let events = wanting.map(|webhook| Event {
            operation: format!("{entity}/{}", event.name()),
            url: webhook.wish.url.clone(),
            secret: webhook.secret.clone(),
            body: body.clone(),
        });
        self.events.extend(events);
    }

    /// Takes out what happened since the last time.
    pub(super) fn take_events(&mut self) -> VecDeque<Event> {
        std::mem::take(&mut self.events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 2202, test case 2.
    #[test]
    fn the_signature_is_that_of_the_standard() {
        let mut switches = Switches::default();
        let text = b"what do ya want for nothing?";
        assert_eq!(
            sign("Jefe", text, &switches),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
        switches.till_signature = TillSignature::Base64;
        assert_eq!(
            sign("Jefe", text, &switches),
            "7/zfauXrL6LSdBbV8YTfnCWafHk="
        );
    }
}
