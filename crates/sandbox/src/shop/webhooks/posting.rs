//! From what happened to the calls that tell of it (TS Commerce sheet §24, §27 "Webhooks").
//!
//! A call tells which order and nothing of it. No signature, no header of its own.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use ponte_transport::Randomness;
use serde_json::json;
use url::form_urlencoded;

use super::{Event, Kind, Webhook};
use crate::{
    deliver::{Delivery, Mischief, Outbox},
    service::Service,
    switches::Switches,
    world::{State, Tenant},
};

/// How long a receiver may take (sheet §28.28).
const PATIENCE: Duration = Duration::from_secs(10);

impl State {
    /// Posts what the shops' webhooks have to tell. Whoever changes a shop's orders does this
    /// before the lock is free again.
    pub fn announce(&mut self, now: Timestamp, random: &dyn Randomness) {
        let switches = &self.switches;
        for tenant in &mut self.tenants {
            tenant.announce(&mut self.outbox, switches, now, random);
        }
    }
}

impl Tenant {
    fn announce(
        &mut self,
        outbox: &mut Outbox,
        switches: &Switches,
        now: Timestamp,
        random: &dyn Randomness,
    ) {
        let mischief = Mischief {
            lost_percent: switches.shop_webhook_lost,
            doubled_percent: switches.shop_webhook_doubled,
            late_seconds: switches.shop_webhook_late,
        };
        for event in std::mem::take(&mut self.shop.webhooks.untold) {
            let called = self.shop.webhooks.list.iter();
            for webhook in called.filter(|webhook| webhook.kind == event.kind) {
                let delivery = delivery(webhook, &event, &self.account.instance, switches);
                outbox.post(delivery, mischief, now, random);
            }
        }
    }
}

fn delivery(webhook: &Webhook, event: &Event, instance: &str, switches: &Switches) -> Delivery {
    let (kind, subject) = (event.kind.number(), &event.subject);
    let names: &[&str] = match event.kind {
        Kind::CartAbandoned => &["cart_id"],
        _ => &["id_order", "orderID"],
    };
    let (content, body) = if switches.shop_webhook_json {
        let mut body = json!({ "type": kind, "instance": instance });
        for name in names {
            body[name] = json!(subject);
        }
        ("application/json", body.to_string())
    } else {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for name in names {
            form.append_pair(name, subject);
        }
        form.append_pair("type", &kind.to_string());
        form.append_pair("instance", instance);
        ("application/x-www-form-urlencoded", form.finish())
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content));
    if switches.shop_webhook_key {
        let key = HeaderValue::try_from(webhook.id.as_str());
        headers.insert("key", key.expect("hex digits are a header value"));
    }
    let pause = Duration::from_secs(u64::from(switches.shop_webhook_pause));
    let further = switches.shop_webhook_tries.saturating_sub(1) as usize;
    Delivery {
        service: Service::Shop,
        instance: instance.to_owned(),
        url: webhook.url.clone(),
        headers,
        body: Bytes::from(body),
        timeout: PATIENCE,
        pauses: vec![pause; further],
    }
}
