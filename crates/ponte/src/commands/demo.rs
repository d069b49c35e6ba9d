//! `ponte demo`: sandbox and Ponte in one process, on this machine alone.
//!
//! Guarantees: nothing is opened but four ports (the pages, the two services, the control API);
//! two demos never share a folder; nothing outside the demo's own folder is touched. The sandbox's
//! world lives in memory and begins anew with each start, with the same keys and catalogue for the
//! same seed. Ponte's database would remember another world's product numbers, so it begins anew
//! too, unless `--keep` is given.
//!
//! The shop's admin shows Ponte in a frame, and the two are two sites for a browser, as they are in the
//! world: `negozio.localhost` and `ponte.localhost`, both this machine. `127.0.0.1` leads there too.

mod admin;
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
use ponte_sync::{Engine, connect::NewShop, install::Pair};
use ponte_web::WebSettings;
use secrecy::SecretString;

use self::{admin::Admin, folder::Folder, ready::Ready};
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
    let admin = Admin::new(&public, &sandbox)?;
    let mut settings = folder.settings(settings, &sandbox.control);
    settings.engine.till_api = sandbox.till.to_string();
    settings.engine.shop_api = sandbox.shop.to_string();
    let engine = house::engine(&settings).await?;
    let shop = connect(&engine, &sandbox).await?;
    // The services call from this machine, whatever address people type.
    let here = serve::public(None, &listener)?;
    callers::enter(&engine, &shop, &world, &sandbox, &here).await?;
    admin.enter(&world, &here)?;
    let ready = Ready::new(&public, &sandbox, &admin, folder.letters(), article)?;
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
    let web = WebSettings {
        frame_ancestors: admin.ancestors,
        ..WebSettings::new(public)
    };
    serve::work(engine, listener, web, &stop).await?;
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
        Some(shop) => {
            // The world has begun anew, with the keys that it began with.
            let (key, exchange) = (&account.shop_key, &account.shop_exchange);
            let pair = Pair::pasted(key, exchange).context("the sandbox has no keys")?;
            engine.renew_shop_keys(&shop.id, &pair).await?;
            shop.id
        }
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
