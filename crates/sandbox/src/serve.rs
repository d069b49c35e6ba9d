//! The three servers over real HTTP: till, shop, control with the page.
//!
//! They listen where they are told to, port 0 for any free one. What a fault leaves without an
//! answer has its connection closed; a client that goes away ends its call. Webhooks go over the
//! network too, to any address: a receiver on the same machine is the rule here.

mod connection;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{Router, middleware};
use ponte_transport::{SharedTransport, net::Net};
use serde::Serialize;
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use url::Url;

use crate::{
    control, deliver,
    faults::layer,
    lived_in::{self, Start},
    page, pictures,
    service::Service,
    shop, till,
    world::{Account, Addresses, SharedWorld},
};

/// Where to listen, and what to begin with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where Cassa in Cloud listens.
    pub till: SocketAddr,
    /// Where TS Commerce listens.
    pub shop: SocketAddr,
    /// Where the control API and the page listen.
    pub control: SocketAddr,
    /// Tenants are added until there are so many; those that the world has already stay as they are.
    pub tenants: usize,
    /// Every tenant begins bare, not lived-in.
    pub empty: bool,
    /// Seed of the lived-in catalogues.
    pub seed: u64,
    /// Where Ponte is, for the page's link to it.
    pub ponte_url: Option<Url>,
}

impl Default for Config {
    /// Any free ports of the loopback address, one lived-in tenant.
    fn default() -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            till: anywhere,
            shop: anywhere,
            control: anywhere,
            tenants: 1,
            empty: false,
            seed: 1,
            ponte_url: None,
        }
    }
}

/// The running servers; as JSON the one line that `ponte sandbox` prints. Dropping it stops them.
#[derive(Debug, Serialize)]
pub struct Running {
    /// Cassa in Cloud.
    pub till: Url,
    /// TS Commerce.
    pub shop: Url,
    /// The control API and the page.
    pub control: Url,
    /// Every tenant's secrets.
    pub accounts: Vec<Account>,
    #[serde(skip)]
    stop: watch::Sender<bool>,
    #[serde(skip)]
    servers: JoinSet<()>,
}

impl Running {
    /// Ends every connection and frees the ports.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        self.wait().await;
    }

    /// Waits until the servers end: for ever, unless somebody stops them.
    pub async fn wait(&mut self) {
        while self.servers.join_next().await.is_some() {}
    }
}

/// Binds the three listeners, settles the world, and serves it.
///
/// # Errors
/// Where an address cannot be bound, or the network's client cannot be made.
pub async fn serve(world: SharedWorld, config: Config) -> io::Result<Running> {
    let till = TcpListener::bind(config.till).await?;
    let shop = TcpListener::bind(config.shop).await?;
    let control = TcpListener::bind(config.control).await?;
    let net = Net::new("ponte-sandbox").map_err(io::Error::other)?;
    let urls = [address(&till)?, address(&shop)?, address(&control)?];
    let base = |url: &Url| Some(url.as_str().trim_end_matches('/').to_owned());
    let mut state = world.lock();
    state.seed = config.seed;
    state.settle(Addresses {
        till: base(&urls[0]),
        shop: base(&urls[1]),
        control: base(&urls[2]),
        ponte: config.ponte_url,
    });
    drop(state);
    let start = if config.empty {
        Start::Empty
    } else {
        Start::LivedIn
    };
    while world.accounts().len() < config.tenants {
        let account = world.add_tenant();
        lived_in::fill(&world, &account.instance, start, config.seed);
    }
    let (stop, stopped) = watch::channel(false);
    let mut servers = JoinSet::new();
    let routers = routers(&world);
    for (listener, router) in [till, shop, control].into_iter().zip(routers) {
        servers.spawn(connection::serve(listener, router, stopped.clone()));
    }
    servers.spawn(webhooks(world.clone(), Arc::new(net), stopped));
    let [till, shop, control] = urls;
    Ok(Running {
        till,
        shop,
        control,
        accounts: world.accounts(),
        stop,
        servers,
    })
}

/// The routers of till, shop and control, as they are served.
pub fn routers(world: &SharedWorld) -> [Router; 3] {
    let till = till::router(world.clone());
    let shop = shop::router(world.clone());
    let control = control::router(world.clone())
        .merge(page::router(world.clone()))
        .layer(middleware::from_fn(page::neighbours::refuse))
        .merge(layer::around(
            pictures::router(),
            world.clone(),
            Service::Pictures,
        ));
    [
        layer::around(till, world.clone(), Service::Till),
        // What shoppers see is no call of the API.
        layer::around(shop, world.clone(), Service::Shop)
            .merge(page::shopper::router(world.clone())),
        control,
    ]
}

/// Delivers until it is told to stop.
async fn webhooks(
    world: SharedWorld,
    transport: SharedTransport,
    mut stopped: watch::Receiver<bool>,
) {
    tokio::select! {
        () = deliver::run(world, transport) => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
}

fn address(listener: &TcpListener) -> io::Result<Url> {
    let address = listener.local_addr()?;
    Url::parse(&format!("http://{address}/")).map_err(io::Error::other)
}
