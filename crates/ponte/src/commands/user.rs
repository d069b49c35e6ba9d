//! `ponte user`: the people who log in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use ponte_store::{SharedStore, accounts::User, log::Area};
use ponte_sync::log;
use ponte_transport::{Clock, Randomness};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output, secrets,
};

/// The shortest password, in characters.
const SHORTEST: usize = 10;

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lets somebody in. The password comes from PONTE_PASSWORD, a file, or standard input
    Add(Add),
}

/// Arguments of `ponte user add`.
#[derive(Args, Debug)]
pub struct Add {
    /// E-mail address, by which one logs in
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// Name, for greetings
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
    /// File whose first line is the password; - = standard input [default: standard input]
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    let Command::Add(add) = command;
    let store = house::store(settings).await?;
    let shop = house::shop(&store, add.shop.as_deref()).await?;
    let password = match (std::env::var("PONTE_PASSWORD"), add.password_file) {
        (_, Some(file)) => secrets::read(&file)?,
        (Ok(password), None) => SecretString::from(password),
        (Err(_), None) => secrets::read(Path::new("-"))?,
    };
    let person = Person {
        email: &add.email,
        name: &add.name,
        password: &password,
    };
    let (clock, random) = (house::clock(), house::random());
    let user = person
        .let_in(&store, &shop.id, clock.as_ref(), random.as_ref())
        .await?;
    output::line(&user);
    Ok(Exit::Done)
}

/// Somebody to let in.
#[derive(Debug)]
pub struct Person<'a> {
    /// E-mail address.
    pub email: &'a str,
    /// Name, for greetings.
    pub name: &'a str,
    /// Password.
    pub password: &'a SecretString,
}

impl Person<'_> {
    /// Makes the account, or takes the one that has this address (its password stays), and lets it
    /// into `shop`. Gives the user's id.
    ///
    /// # Errors
    /// Where address or password cannot be used.
    pub async fn let_in(
        &self,
        store: &SharedStore,
        shop: &str,
        clock: &dyn Clock,
        random: &dyn Randomness,
    ) -> Result<String> {
        let email = self.email.trim().to_lowercase();
        ensure!(
            email
                .split_once('@')
                .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty()),
            Ended::new(Exit::Usage, "this is not an e-mail address")
        );
        let password = self.password.expose_secret();
        ensure!(
            password.chars().count() >= SHORTEST,
            Ended::new(
                Exit::Usage,
                format!("a password has at least {SHORTEST} characters")
            )
        );
        let now = clock.now();
        let user = User {
            id: random.uuid(now.as_millisecond()).to_string(),
            email: email.clone(),
            name: self.name.to_owned(),
            password: ponte_web::hash_password(password, random),
            language: String::new(),
            created_at: now,
        };
        let mut tx = store.write().await?;
        let id = match tx.user_by_email(&email).await? {
            Some(known) => known.id,
            None => {
                tx.user_add(&user).await?;
                user.id
            }
        };
        tx.member_add(shop, &id).await?;
        log::operator(&mut *tx, shop, Area::Access, "user-add", now).await?;
        tx.commit().await.context("the account cannot be kept")?;
        Ok(id)
    }
}
