//! `ponte shop inlets`: the addresses at which the two services call Ponte (*avvisi immediati*).
//!
//! Guarantee: a secret of the till is never printed; an address is, since it has to be entered at its
//! service, and it holds a token.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use ponte_store::{inlets::Caller, log::Area};
use ponte_sync::{
    Engine,
    inlets::{SecretTrouble, Shown},
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    columns::columns,
    exit::{Ended, Exit},
    house,
    options::Settings,
    output, secrets,
};

const CALLERS: [(Caller, &str); 2] = [
    (Caller::Till, "Cassa in Cloud"),
    (Caller::Shop, "TeamSystem Commerce"),
];

/// Arguments of `ponte shop inlets`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Another address for the calls of a service: the one it had leads nowhere from then on. May be
    /// repeated
    #[arg(long, value_enum, value_name = "SERVICE")]
    renew: Vec<TypedCaller>,
    /// A secret with which the till signs its calls. Arguments show in lists of processes: use the
    /// file or the environment
    #[arg(
        long,
        value_name = "SECRET",
        env = "PONTE_TILL_SECRET",
        hide_env_values = true,
        value_parser = secrets::parse
    )]
    till_secret: Option<SecretString>,
    /// File whose first line is that secret; - = standard input
    #[arg(long, value_name = "FILE")]
    till_secret_file: Option<PathBuf>,
    /// Forgets a secret of the till, by its number. May be repeated
    #[arg(long, value_name = "NUMBER")]
    forget: Vec<i64>,
    /// The address that people type, such as https://ponte.example.it [default: paths alone]
    #[arg(long, value_name = "URL", env = "PONTE_PUBLIC")]
    public: Option<Url>,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedCaller {
    /// Cassa in Cloud
    Till,
    /// TeamSystem Commerce
    Shop,
}

impl From<TypedCaller> for Caller {
    fn from(typed: TypedCaller) -> Self {
        match typed {
            TypedCaller::Till => Self::Till,
            TypedCaller::Shop => Self::Shop,
        }
    }
}

/// Changes what was asked for, and shows both; one that is not there yet is made.
///
/// # Errors
/// Where a secret is none, or the database gives way.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let file = arguments.till_secret_file.as_deref();
    let secret = secrets::given(arguments.till_secret.as_ref(), file)?;
    let public = public(arguments.public, settings)?;
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    if secret.is_some() || !arguments.renew.is_empty() || !arguments.forget.is_empty() {
        house::did(&engine, &shop.id, Area::Settings, "shop-inlets").await?;
    }
    for caller in arguments.renew {
        engine.renew_inlet(&shop.id, caller.into()).await?;
    }
    let mut rows = Vec::new();
    for (caller, name) in CALLERS {
        if engine.inlet(&shop.id, caller).await?.is_none() {
            engine.renew_inlet(&shop.id, caller).await?;
        }
        if caller == Caller::Till {
            change_secrets(&engine, &shop.id, secret.clone(), &arguments.forget).await?;
        }
        let inlet = engine.inlet(&shop.id, caller).await?;
        let inlet = inlet.context("an inlet was just made")?;
        rows.push(row(name, &inlet, public.as_ref())?);
    }
    let head = [
        "SERVICE", "ADDRESS", "SECRETS", "ACCEPTED", "REFUSED", "LAST",
    ];
    output::line(&columns(head, &rows));
    Ok(Exit::Done)
}

/// The public address as it was given, else as the configuration has it.
fn public(given: Option<Url>, settings: &Settings) -> Result<Option<Url>> {
    let configured = settings.public.as_deref().map(Url::parse).transpose();
    let configured = configured.context("the configured public address is none")?;
    Ok(given.or(configured))
}

async fn change_secrets(
    engine: &Engine,
    shop: &str,
    secret: Option<SecretString>,
    forget: &[i64],
) -> Result<()> {
    for id in forget {
        engine.remove_till_secret(shop, *id).await?;
    }
    if let Some(secret) = secret {
        let added = engine.add_till_secret(shop, secret).await;
        added.map_err(|trouble| {
            let exit = match trouble {
                SecretTrouble::NotASecret | SecretTrouble::TooMany => Exit::Usage,
                SecretTrouble::Store(_) => Exit::Failed,
            };
            Ended::new(exit, trouble.to_string())
        })?;
    }
    Ok(())
}

fn row(name: &str, inlet: &Shown, public: Option<&Url>) -> Result<[String; 6]> {
    let path = inlet.path.expose_secret();
    let address = match public {
        Some(public) => public.join(path)?.to_string(),
        None => path.to_owned(),
    };
    let secrets: Vec<String> = inlet.secrets.iter().map(i64::to_string).collect();
    let last = inlet.accepted_at.max(inlet.refused_at);
    Ok([
        name.to_owned(),
        address,
        secrets.join(","),
        inlet.accepted.to_string(),
        inlet.refused.to_string(),
        last.map_or_else(|| "never".to_owned(), |at| at.to_string()),
    ])
}
