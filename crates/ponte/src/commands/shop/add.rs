//! `ponte shop add`: connects a shop.

use anyhow::Result;
use clap::Args;
use ponte_store::log::Area;
use ponte_sync::connect::{ConnectTrouble, NewShop};

use super::{
    choices::Choices,
    keys::{self, ShopKeys, TillKey},
};
use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
};

/// Arguments of `ponte shop add`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Name [default: the one that the shop gives itself]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Where Cassa in Cloud's API answers
    #[arg(long, value_name = "URL", default_value = "https://api.cassanova.com")]
    till_api: String,
    /// Where TeamSystem Commerce's API answers
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://connect.storeden.com"
    )]
    shop_api: String,
    #[command(flatten)]
    till_key: TillKey,
    #[command(flatten)]
    shop_keys: ShopKeys,
    #[command(flatten)]
    choices: Choices,
}

/// Tries the shop's keys, keeps them, then the till's key if one was given. Prints the shop's id.
///
/// # Errors
/// Where a key is not accepted. A till's key that is not accepted leaves the shop connected without
/// one.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let (shop_key, shop_exchange) = arguments.shop_keys.read()?;
    let till_key = arguments.till_key.read()?;
    let engine = house::engine(settings).await?;
    let mut chosen = ponte_domain::settings::Settings::default();
    arguments.choices.apply(&mut chosen, engine.clock().now());
    let new = NewShop {
        instance: None,
        till_api: arguments.till_api,
        shop_api: arguments.shop_api,
        shop_key,
        shop_exchange,
        settings: chosen,
    };
    let id = engine
        .add_shop(new)
        .await
        .map_err(|trouble| Ended::new(exit_of(&trouble), trouble.to_string()))?;
    output::line(&id);
    house::did(&engine, &id, Area::Settings, "shop-add").await?;
    if let Some(name) = arguments.name {
        let mut tx = engine.store().write().await?;
        let url = tx.shop(&id).await?.map(|shop| shop.url).unwrap_or_default();
        tx.shop_set_info(&id, &name, &url).await?;
        tx.commit().await?;
    }
    match till_key {
        Some(key) => keys::keep_till_key(&engine, &id, key).await,
        None => Ok(Exit::Done),
    }
}

fn exit_of(trouble: &ConnectTrouble) -> Exit {
    match trouble {
        ConnectTrouble::Shop(error) => of_shop(error),
        ConnectTrouble::Remotes(_) => Exit::Usage,
        ConnectTrouble::Store(_) => Exit::Failed,
    }
}

/// How a command ends to which the shop said this.
#[must_use]
pub fn of_shop(error: &ts_commerce::Error) -> Exit {
    use ts_commerce::Error;
    match error {
        Error::WrongCredentials { .. } | Error::MissingPermission { .. } => Exit::Keys,
        Error::Transport(_)
        | Error::Unavailable { .. }
        | Error::BrokenAnswer { .. }
        | Error::Quota { .. }
        | Error::Throttled { .. } => Exit::Unreachable,
        _ => Exit::Failed,
    }
}
