//! Store, sealer and engine, opened as every command needs them.

use std::sync::Arc;

use anyhow::{Context, Result};
use ponte_store::{SharedStore, shops::Shop};
use ponte_sync::{Engine, Outside};
use ponte_transport::{
    SharedClock, SharedRandom, SystemClock, SystemRandom,
    net::{Net, PublicNet},
};

use crate::{
    exit::{Ended, Exit},
    master_key,
    options::Settings,
    post,
};

/// How Ponte names itself to the services it calls.
pub const USER_AGENT: &str = concat!("Ponte/", env!("CARGO_PKG_VERSION"));

/// The machine's clock.
#[must_use]
pub fn clock() -> SharedClock {
    Arc::new(SystemClock)
}

/// The machine's randomness.
#[must_use]
pub fn random() -> SharedRandom {
    Arc::new(SystemRandom)
}

/// Opens the database; its tables are up to date afterwards.
///
/// # Errors
/// Where it cannot be opened.
pub async fn store(settings: &Settings) -> Result<SharedStore> {
    settings.make_folder()?;
    ponte_store::connect(&settings.database)
        .await
        .context("the database cannot be opened")
}

/// Opens everything.
///
/// # Errors
/// Where the database or the master key cannot be opened.
pub async fn engine(settings: &Settings) -> Result<Engine> {
    let store = store(settings).await?;
    let random = random();
    let sealer = master_key::sealer(&settings.key_file, random.as_ref())?;
    let network = "the network cannot be used";
    let pictures = PublicNet::new(USER_AGENT, settings.picture_hosts.iter().cloned());
    let outside = Outside {
        services: Arc::new(Net::new(USER_AGENT).context(network)?),
        pictures: Arc::new(pictures.context(network)?),
        post: post::post(settings.mail.as_ref())?,
    };
    Ok(Engine::new(
        store,
        clock(),
        random,
        outside,
        sealer,
        settings.engine.clone(),
    ))
}

/// The shop that is meant: the one with this id, else the only one.
///
/// # Errors
/// Where there is none, or where there are several and none was named.
pub async fn shop(store: &SharedStore, id: Option<&str>) -> Result<Shop> {
    let mut shops = store.read().await?.shops().await?;
    if let Some(id) = id {
        shops.retain(|shop| shop.id == id);
    }
    match (shops.len(), id, shops.pop()) {
        (1, _, Some(shop)) => Ok(shop),
        (0, Some(id), _) => Err(Ended::new(Exit::Usage, format!("there is no shop {id}")).into()),
        (0, None, _) => {
            Err(Ended::new(Exit::Usage, "there is no shop yet: see `ponte shop add`").into())
        }
        _ => {
            let text = "there are several shops: name one by --shop (see `ponte shop list`)";
            Err(Ended::new(Exit::Usage, text).into())
        }
    }
}

/// Who asks, for the rows that tell it.
#[must_use]
pub fn asked_by() -> String {
    std::env::var("USER")
        .ok()
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "cli".to_owned())
}
