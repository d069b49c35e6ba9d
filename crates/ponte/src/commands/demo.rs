//! `ponte demo`: sandbox and Ponte in one process, on this machine alone.
//!
//! Guarantees: nothing is opened but four ports (the pages, the two services, the control API);
//! two demos never share a folder; nothing outside the demo's own folder is touched. The sandbox's
//! world lives in memory and begins anew with each start, with the same keys and catalogue for the
//! same seed. Ponte's database would remember another world's product numbers, so it begins anew
//! too, unless `--keep` is given.

mod callers;
mod folder;
mod ready;
mod shelf;
mod world;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use ponte_domain::settings::Settings as Choices;
use ponte_sandbox::serve::Running;
use ponte_store::ShopId;
use ponte_sync::{Engine, connect::NewShop};
use ponte_web::WebSettings;
use secrecy::SecretString;

use self::{folder::Folder, ready::Ready};
use super::{serve, user::Person};
use crate::{exit::Exit, house, options::Settings, stop::Stop};

/// The demo's login.
pub const EMAIL: &str = "demo@ponte.example";
/// Its password: the demo holds nothing that is worth hiding.
pub const PASSWORD: &str = "prova-il-ponte";

/// Arguments of `ponte demo`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// A catalogue for the till: a CSV file as Shopify exports it
    #[arg(long, value_name = "FILE", conflicts_with = "products")]
    catalogue: Option<PathBuf>,
    /// A generated catalogue of so many products for the till [default: a small lived-in shop]
    #[arg(long, value_name = "NUMBER")]
    products: Option<usize>,
    /// The same seed gives the same keys and the same catalogue
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Where the pages listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address that people type [default: where it listens]
    #[arg(long, value_name = "URL")]
    public: Option<String>,
    /// Print one line of JSON when everything is ready
    #[arg(long)]
    json: bool,
    /// Keep Ponte's database of the last start. The sandbox's shop is empty again all the same: a
    /// forced synchronisation brings it back
    #[arg(long)]
    keep: bool,
}

/// Serves until it is stopped.
///
/// # Errors
/// Where something cannot be opened.
pub async fn run(settings: Settings, arguments: Arguments) -> Result<Exit> {
    let stop = Stop::listen();
    let catalogue = world::catalogue(&arguments)?;
    let listener = serve::bind(arguments.listen.as_deref().unwrap_or(serve::LISTEN)).await?;
    let public = serve::public(arguments.public.clone(), &listener)?;
    let folder = Folder::open(&settings.data_dir, arguments.keep)?;
    let (world, sandbox) = world::serve(arguments.seed, catalogue, &public).await?;
    let article = shelf::prepare(&world)?;
    let engine = house::engine(&folder.settings(settings, &sandbox.control)).await?;
    let shop = connect(&engine, &sandbox).await?;
    // The services call from this machine, whatever address people type.
    let here = serve::public(None, &listener)?;
    callers::enter(&engine, &shop, &world, &sandbox, &here).await?;
    let ready = Ready::new(&public, &sandbox, folder.letters(), article)?;
    ready.print(arguments.json)?;
    let waiting = tokio::spawn({
        let engine = engine.clone();
        async move {
            let listed = shelf::filled(&engine, &world, ready.article()).await;
            if !arguments.json {
                ready.print_filled(listed);
            }
        }
    });
    serve::work(engine, listener, WebSettings::new(public), &stop).await?;
    waiting.abort();
    sandbox.stop().await;
    Ok(Exit::Done)
}

/// Connects the sandbox's shop, and lets the demo's user in. The till's key is left for the user to
/// paste: that is where a merchant begins.
async fn connect(engine: &Engine, sandbox: &Running) -> Result<ShopId> {
    let account = sandbox
        .accounts
        .first()
        .context("the sandbox has no account")?;
    let kept = engine.store().read().await?.shops().await?;
    let shop = match kept.into_iter().next() {
        Some(shop) => shop.id,
        None => {
            let new = NewShop {
                instance: Some(account.instance.clone()),
                till_api: sandbox.till.to_string(),
                shop_api: sandbox.shop.to_string(),
                shop_key: SecretString::from(account.shop_key.as_str()),
                shop_exchange: SecretString::from(account.shop_exchange.as_str()),
                settings: Choices::default(),
            };
            engine
                .add_shop(new)
                .await
                .context("the demo's shop cannot be connected")?
        }
    };
    let password = SecretString::from(PASSWORD);
    let person = Person {
        email: EMAIL,
        name: "Marta",
        password: &password,
    };
    let (clock, random) = (engine.clock().as_ref(), engine.random().as_ref());
    person.let_in(engine.store(), &shop, clock, random).await?;
    Ok(shop)
}
