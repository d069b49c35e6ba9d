//! `ponte shop forget-buyer`: somebody who bought asked to be forgotten.
//!
//! Guarantee: the address is no argument, which every process on the machine would see, and it is printed
//! nowhere.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use secrecy::ExposeSecret;

use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output, secrets,
};

/// Arguments of `ponte shop forget-buyer`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// File whose first line is the e-mail address of the orders; - = standard input
    #[arg(long, value_name = "FILE", default_value = "-")]
    email_file: PathBuf,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// Forgets.
///
/// # Errors
/// Where the shop does not exist, or that is no address.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let email = secrets::read(&arguments.email_file)?;
    ensure!(
        email.expose_secret().contains('@'),
        Ended::new(Exit::Usage, "this is not an e-mail address")
    );
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let forgotten = engine.forget_buyer(&shop.id, email.expose_secret()).await?;
    output::line(&format!(
        "forgotten in {} orders; {} are under way and forget when they are over",
        forgotten.over, forgotten.under_way
    ));
    Ok(Exit::Done)
}
