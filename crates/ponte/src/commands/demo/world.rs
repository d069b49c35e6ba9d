//! The demo's simulated world.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
};

use anyhow::{Context, Result};
use ponte_sandbox::{
    SharedWorld, World,
    catalogue::Catalogue,
    generate, import,
    serve::{self, Running},
};
use url::Url;

use super::Arguments;
use crate::house;

/// The catalogue that was asked for; none is the lived-in one.
///
/// # Errors
/// Where the file cannot be read or holds something else.
pub fn catalogue(arguments: &Arguments) -> Result<Option<Catalogue>> {
    if let Some(file) = &arguments.catalogue {
        let text = fs::read(file)
            .with_context(|| format!("the catalogue {} cannot be read", file.display()))?;
        let catalogue = import::shopify(&text)
            .with_context(|| format!("the catalogue {} is not understood", file.display()))?;
        return Ok(Some(catalogue));
    }
    Ok(arguments.products.map(|products| {
        generate::catalogue(arguments.seed, products, None, generate::Options::default())
    }))
}

/// Serves a world with one merchant on free ports of the loopback address.
///
/// # Errors
/// Where no port is free.
pub async fn serve(
    seed: u64,
    catalogue: Option<Catalogue>,
    ponte: &Url,
) -> Result<(SharedWorld, Running)> {
    let world = World::with_tenants(house::clock(), 0, seed);
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let config = serve::Config {
        till: anywhere,
        shop: anywhere,
        control: anywhere,
        tenants: 1,
        empty: catalogue.is_some(),
        seed,
        ponte_url: Some(ponte.clone()),
    };
    let running = serve::serve(world.clone(), config)
        .await
        .context("the sandbox cannot listen")?;
    if let Some(catalogue) = catalogue {
        let (now, random) = (world.now(), world.random().as_ref());
        let mut state = world.lock();
        let tenant = state
            .tenants
            .first_mut()
            .context("the sandbox has no account")?;
        tenant.till.load(&catalogue, now, random);
    }
    Ok((world, running))
}
