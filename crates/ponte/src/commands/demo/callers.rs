//! Both services call Ponte back, so that an order is at the till within seconds, and a sale at the
//! till in the shop's figure.
//!
//! As a merchant sets it up: Ponte's two addresses are entered at the services, and the till's secrets
//! in Ponte. The addresses are made anew with each start, as the sandbox's world is.

use std::{collections::BTreeSet, sync::Arc};

use anyhow::{Context, Result};
use ponte_sandbox::{
    World,
    serve::Running,
    till::{
        act,
        webhooks::{Happening, WebhookDraft},
    },
};
use ponte_store::inlets::Caller;
use ponte_sync::Engine;
use ponte_transport::net::Net;
use secrecy::{ExposeSecret, SecretString};
use ts_commerce::WebhookType;
use url::Url;

use crate::house::USER_AGENT;

/// What the till tells: of orders, and of everything that moves stock.
const ENTITIES: [&str; 3] = ["ORDER", "RECEIPT", "STOCK_MOVEMENT"];

/// Enters Ponte, which listens at `here`, at both services.
///
/// # Errors
/// Where a service or the database gives way.
pub async fn enter(
    engine: &Engine,
    shop: &str,
    world: &World,
    sandbox: &Running,
    here: &Url,
) -> Result<()> {
    let address = inlet(engine, shop, Caller::Till, here).await?;
    for entity in ENTITIES {
        let secret = at_the_till(world, entity, address.clone())?;
        engine.add_till_secret(shop, secret).await?;
    }
    let address = inlet(engine, shop, Caller::Shop, here).await?;
    at_the_shop(sandbox, &address).await
}

/// A new address for the calls of a service; the secrets of the last world are forgotten.
async fn inlet(engine: &Engine, shop: &str, caller: Caller, here: &Url) -> Result<Url> {
    engine.renew_inlet(shop, caller).await?;
    let inlet = engine.inlet(shop, caller).await?;
    let inlet = inlet.context("an inlet was just made")?;
    if caller == Caller::Till {
        for secret in inlet.secrets {
            engine.remove_till_secret(shop, secret).await?;
        }
    }
    here.join(inlet.path.expose_secret())
        .context("an inlet's path is one")
}

/// In the till's portal, by hand; gives the secret that it signs with.
fn at_the_till(world: &World, entity: &str, url: Url) -> Result<SecretString> {
    let wish = WebhookDraft {
        entity: entity.to_owned(),
        events: [Happening::Create, Happening::Edit, Happening::Delete].into(),
        sales_points: BTreeSet::new(),
        url,
        description: "Ponte".to_owned(),
        paused: false,
        secret: None,
    };
    let mut state = world.lock();
    let made = act::act(world, &mut state, 0, |till, moment| {
        Ok::<_, std::convert::Infallible>(till.add_webhook(wish, moment).secret.clone())
    });
    let Some(Ok(secret)) = made else {
        anyhow::bail!("the sandbox has no account");
    };
    Ok(secret.into())
}

/// By the shop's API.
async fn at_the_shop(sandbox: &Running, url: &Url) -> Result<()> {
    let account = sandbox.accounts.first();
    let account = account.context("the sandbox has no account")?;
    let net = Net::new(USER_AGENT).context("the network cannot be used")?;
    let (key, exchange) = (account.shop_key.as_str(), account.shop_exchange.as_str());
    let client = ts_commerce::Client::builder(key.into(), exchange.into(), Arc::new(net))
        .base(sandbox.shop.clone())
        .build()?;
    for kind in WebhookType::ORDERS {
        let name = format!("ponte-{}", kind.number());
        client.create_webhook(url.as_str(), kind, &name).await?;
    }
    Ok(())
}
