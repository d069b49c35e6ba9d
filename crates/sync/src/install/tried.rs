//! What a shop says to keys that are tried.

use std::time::Duration;

use ts_commerce::{Client, Error};

use super::{InstallTrouble, Pair};
use crate::{
    Engine,
    remotes::{RemotesTrouble, address},
};

/// Who brings keys waits for the answer: not for as long as a stream would.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the shop told.
pub(crate) struct Tried {
    /// The number by which its own API calls it.
    pub(crate) number: String,
    pub(crate) name: String,
    /// Its public address, without a slash at the end.
    pub(crate) url: String,
    /// Its e-mail address, where it tells one.
    pub(crate) email: Option<String>,
}

impl Engine {
    /// Tries keys by a read and by a write that changes nothing; keeps nothing, journals nothing.
    pub(crate) async fn try_pair(&self, api: &str, pair: &Pair) -> Result<Tried, InstallTrouble> {
        let client = self.trying(api, pair)?;
        let tried = ask(&client).await?;
        match client.may_write().await {
            Ok(true) => Ok(tried),
            Ok(false) => Err(InstallTrouble::ReadOnly),
            Err(error) => Err(trouble(&error)),
        }
    }

    /// What the shop tells of itself to keys that were tried already.
    pub(crate) async fn ask_pair(&self, api: &str, pair: &Pair) -> Result<Tried, InstallTrouble> {
        ask(&self.trying(api, pair)?).await
    }

    fn trying(&self, api: &str, pair: &Pair) -> Result<Client, InstallTrouble> {
        let (key, exchange) = (pair.key.clone(), pair.exchange.clone());
        Client::builder(key, exchange, self.transport.clone())
            .base(address(api)?)
            .clock(self.clock.clone())
            .randomness(self.random.clone())
            .timeout(PATIENCE)
            .build()
            .map_err(|unfit| RemotesTrouble::from(unfit).into())
    }
}

async fn ask(client: &Client) -> Result<Tried, InstallTrouble> {
    let info = client.store_info(&["email"]).await;
    let info = info.map_err(|error| trouble(&error))?;
    let url = info.url.unwrap_or_default();
    Ok(Tried {
        number: info.uid,
        name: info.name.unwrap_or_default(),
        url: url.trim_end_matches('/').to_owned(),
        email: info.email,
    })
}

fn trouble(error: &Error) -> InstallTrouble {
    match error {
        Error::WrongCredentials { .. } | Error::MissingPermission { .. } => InstallTrouble::Unknown,
        other => InstallTrouble::NoAnswer(other.to_string()),
    }
}
