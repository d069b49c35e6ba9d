//! The keys of a shop, and what the till says to one.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use ponte_sync::{Engine, account::KeyTrouble};
use secrecy::SecretString;

use crate::{
    exit::{Ended, Exit},
    output, secrets,
};

/// The till's key.
#[derive(Args, Debug)]
pub struct TillKey {
    /// The till's API key. Arguments show in lists of processes: for a real key use the file or the
    /// environment
    #[arg(
        long,
        value_name = "KEY",
        env = "PONTE_TILL_KEY",
        hide_env_values = true,
        value_parser = secrets::parse
    )]
    till_key: Option<SecretString>,
    /// File whose first line is the till's API key; - = standard input
    #[arg(long, value_name = "FILE")]
    till_key_file: Option<PathBuf>,
}

/// The shop's pair of keys.
#[derive(Args, Debug)]
pub struct ShopKeys {
    /// The shop's key. The same caution holds
    #[arg(
        long,
        value_name = "KEY",
        env = "PONTE_SHOP_KEY",
        hide_env_values = true,
        value_parser = secrets::parse
    )]
    shop_key: Option<SecretString>,
    /// File whose first line is the shop's key
    #[arg(long, value_name = "FILE")]
    shop_key_file: Option<PathBuf>,
    /// The shop's exchange, the second half of its keys. The same caution holds
    #[arg(
        long,
        value_name = "EXCHANGE",
        env = "PONTE_SHOP_EXCHANGE",
        hide_env_values = true,
        value_parser = secrets::parse
    )]
    shop_exchange: Option<SecretString>,
    /// File whose first line is the shop's exchange
    #[arg(long, value_name = "FILE")]
    shop_exchange_file: Option<PathBuf>,
}

impl TillKey {
    /// The key, if one was given.
    ///
    /// # Errors
    /// Where its file cannot be read.
    pub fn read(&self) -> Result<Option<SecretString>> {
        secrets::given(self.till_key.as_ref(), self.till_key_file.as_deref())
    }
}

impl ShopKeys {
    /// Key and exchange.
    ///
    /// # Errors
    /// Where one is missing or its file cannot be read.
    pub fn read(&self) -> Result<(SecretString, SecretString)> {
        let missing = |what: &str| Ended::new(Exit::Usage, format!("{what} is missing"));
        let key = secrets::given(self.shop_key.as_ref(), self.shop_key_file.as_deref())?
            .ok_or_else(|| missing("the shop's key"))?;
        let exchange = secrets::given(
            self.shop_exchange.as_ref(),
            self.shop_exchange_file.as_deref(),
        )?
        .ok_or_else(|| missing("the shop's exchange"))?;
        Ok((key, exchange))
    }
}

/// Tries the till's key for `shop`, keeps it, and tells what the till said.
///
/// # Errors
/// Where the till does not accept it; nothing is kept then.
pub async fn keep_till_key(engine: &Engine, shop: &str, key: SecretString) -> Result<Exit> {
    let kept = async {
        let tried = engine.try_till_key(shop, key).await?;
        engine.keep_till_key(shop, &tried.sealed).await
    };
    let check = kept
        .await
        .map_err(|trouble| Ended::new(exit_of(&trouble), trouble.to_string()))?;
    output::complain(&format!("points of sale: {}", check.points.join(", ")));
    for permission in &check.missing {
        output::complain(&format!(
            "the till's key lacks the permission for {}",
            permission.name()
        ));
    }
    Ok(if check.missing.is_empty() {
        Exit::Done
    } else {
        Exit::Keys
    })
}

/// How a command ends that could not use a key.
#[must_use]
pub fn exit_of(trouble: &KeyTrouble) -> Exit {
    match trouble {
        KeyTrouble::NotAKey | KeyTrouble::Unknown | KeyTrouble::NoLicence => Exit::Keys,
        KeyTrouble::NoAnswer(_) | KeyTrouble::TooManyCalls => Exit::Unreachable,
        KeyTrouble::NoShop => Exit::Usage,
        KeyTrouble::Store(_) => Exit::Failed,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Only {
        #[command(flatten)]
        till: TillKey,
        #[command(flatten)]
        shop: ShopKeys,
    }

    #[test]
    fn a_key_that_was_typed_shows_in_no_debug_output() {
        let only = Only::parse_from([
            "ponte",
            "--till-key",
            "t-secret",
            "--shop-key",
            "k-secret",
            "--shop-exchange",
            "e-secret",
        ]);
        let shown = format!("{only:?}");
        let (key, exchange) = only.shop.read().expect("both were given");
        let till = only
            .till
            .read()
            .expect("it was given")
            .expect("there is one");
        for secret in [&key, &exchange, &till] {
            assert!(
                !shown.contains(secrecy::ExposeSecret::expose_secret(secret)),
                "{shown}"
            );
        }
    }
}
