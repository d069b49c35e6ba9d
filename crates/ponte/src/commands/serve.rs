//! `ponte serve`: the pages, and the worker that takes up every open run.

use std::{future::Future, net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use clap::Args;
use ponte_sync::{Engine, worker};
use ponte_web::WebSettings;
use tokio::net::TcpListener;
use url::Url;

use crate::{exit::Exit, house, options::Settings, stop::Stop};

/// Where the pages listen unless somebody says otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// How long an open page (live progress never ends by itself) may delay the end.
const FAREWELL: Duration = Duration::from_secs(3);

/// Arguments of `ponte serve`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Where the pages listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "PONTE_LISTEN")]
    listen: Option<String>,
    /// The address that people type, such as https://ponte.example.it [default: where it listens]
    #[arg(long, value_name = "URL", env = "PONTE_PUBLIC")]
    public: Option<String>,
}

/// Serves until it is stopped.
///
/// # Errors
/// Where something cannot be opened.
pub async fn run(settings: Settings, arguments: Arguments) -> Result<Exit> {
    let stop = Stop::listen();
    let listen = arguments
        .listen
        .or(settings.listen.clone())
        .unwrap_or_else(|| LISTEN.to_owned());
    let listener = bind(&listen).await?;
    let public = public(arguments.public.or(settings.public.clone()), &listener)?;
    let engine = house::engine(&settings).await?;
    tracing::info!(%public, listen, backend = engine.store().backend(), "serving");
    let web = WebSettings {
        frame_ancestors: settings.frame_ancestors,
        support: settings.support,
        ..WebSettings::new(public)
    };
    work(engine, listener, web, &stop).await?;
    Ok(Exit::Done)
}

/// Pages and worker, until `stop` asks; what is under way is put down then.
///
/// # Errors
/// Where the pages cannot be served.
pub async fn work(
    engine: Engine,
    listener: TcpListener,
    web: WebSettings,
    stop: &Stop,
) -> Result<()> {
    let engine = engine.with_scribe(ponte_web::scribe(web.clone()));
    let router = ponte_web::router(engine.clone(), web);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop.asked());
    let working = worker::serve(engine, stop.asked());
    let (served, ()) = tokio::join!(bounded(serving.into_future(), stop), working);
    served.context("the pages cannot be served")
}

/// `serving` to its end, or cut off a while after `stop` has asked.
async fn bounded(
    serving: impl Future<Output = std::io::Result<()>>,
    stop: &Stop,
) -> std::io::Result<()> {
    let cut_off = async {
        stop.asked().await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = serving => served,
        () = cut_off => Ok(()),
    }
}

/// Listens at `address`.
///
/// # Errors
/// Where the address is not one, or is taken.
pub async fn bind(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen at {address}"))
}

/// The public address: the one given, else the one at which `listener` can be reached from here.
///
/// # Errors
/// Where it is not an address.
pub fn public(given: Option<String>, listener: &TcpListener) -> Result<Url> {
    let text = match given {
        Some(text) => text,
        None => {
            let mut here = listener.local_addr().context("where do we listen?")?;
            if here.ip().is_unspecified() {
                here.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
            }
            format!("http://{here}/")
        }
    };
    Url::parse(&text).with_context(|| format!("{text} is not an address"))
}
