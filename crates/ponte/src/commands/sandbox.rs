//! `ponte sandbox`: the two services, simulated. Prints one line of JSON when it is ready.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result};
use clap::Args;
use ponte_sandbox::{World, serve};

use crate::{exit::Exit, house, output, stop::Stop};

/// Arguments of `ponte sandbox`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Begin bare: two sales points, no product
    #[arg(long)]
    empty: bool,
    /// Port of Cassa in Cloud; 0 = any free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    till_port: u16,
    /// Port of TeamSystem Commerce; 0 = any free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    shop_port: u16,
    /// Port of the control API and the sandbox's page; 0 = any free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    control_port: u16,
    /// The same seed gives the same keys and the same catalogue
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How many merchants there are, each with a till and a shop
    #[arg(long, value_name = "NUMBER", default_value_t = 1,
        value_parser = clap::value_parser!(u16).range(1..=1_000))]
    accounts: u16,
    /// Print the list of switches (docs/switches.md) and end
    #[arg(long)]
    switches: bool,
}

/// Serves until it is stopped.
///
/// # Errors
/// Where a port is taken.
pub async fn run(arguments: Arguments) -> Result<Exit> {
    if arguments.switches {
        output::line(ponte_sandbox::switches_page::markdown().trim_end());
        return Ok(Exit::Done);
    }
    let stop = Stop::listen();
    let world = World::with_tenants(house::clock(), 0, arguments.seed);
    let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let config = serve::Config {
        till: loopback(arguments.till_port),
        shop: loopback(arguments.shop_port),
        control: loopback(arguments.control_port),
        tenants: usize::from(arguments.accounts),
        empty: arguments.empty,
        seed: arguments.seed,
        ponte_url: None,
    };
    let running = serve::serve(world, config)
        .await
        .context("the sandbox cannot listen")?;
    output::line(&serde_json::to_string(&running)?);
    stop.asked().await;
    running.stop().await;
    Ok(Exit::Done)
}
