//! `ponte doctor`: tries database, keys and hosts, tells how each stream stands, and says what is
//! wrong. It changes nothing.

mod letters;
mod levels;
mod standing;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use ponte_store::{Tx, shops::Shop};
use ponte_sync::{orders, products, remotes::secret, seal::Sealer, stock};
use ponte_transport::{SharedTransport, net::Net};
use secrecy::SecretString;
use std::sync::Arc;
use url::Url;

use self::standing::Standing;
use crate::{
    columns::{columns, tame},
    exit::Exit,
    house::{self, USER_AGENT},
    master_key,
    options::Settings,
    output,
};

/// Arguments of `ponte doctor`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Only this shop [default: all]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// What was tried, and what came of it.
struct Tried {
    what: String,
    result: Result<String>,
    /// How the command ends if it went wrong.
    exit: Exit,
}

/// Tries everything; the first thing that is wrong decides how the command ends.
///
/// # Errors
/// Where database or master key cannot be opened: nothing else can be tried then.
pub async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit> {
    let store = house::store(settings).await?;
    let mut tried = vec![Tried {
        what: "database".to_owned(),
        result: Ok(store.backend().to_owned()),
        exit: Exit::Failed,
    }];
    let letters = letters::told(&store, settings.mail.as_ref()).await;
    tried.push(Tried {
        what: "letters".to_owned(),
        exit: letters.as_ref().map_or(Exit::Unreachable, |_| Exit::Done),
        result: letters,
    });
    let sealer = master_key::sealer(&settings.key_file, house::random().as_ref())?;
    let transport: SharedTransport =
        Arc::new(Net::new(USER_AGENT).context("the network cannot be used")?);
    let mut shops = store.read().await?.shops().await?;
    shops.retain(|shop| {
        arguments
            .shop
            .as_ref()
            .is_none_or(|wanted| *wanted == shop.id)
    });
    for shop in &shops {
        let remote = Remote {
            shop,
            sealer: &sealer,
            transport: &transport,
        };
        let name = tame(&shop.name, 40);
        let (till, exit) = outcome(remote.till().await);
        tried.push(Tried {
            what: format!("{name}: Cassa in Cloud"),
            result: till,
            exit,
        });
        let (answer, exit) = outcome(remote.shop().await);
        tried.push(Tried {
            what: format!("{name}: TeamSystem Commerce"),
            result: answer,
            exit,
        });
        for stream in [products::STREAM, orders::STREAM, stock::STREAM] {
            let mut tx = store.read().await?;
            let jobs = tx.jobs(&shop.id).await?;
            let standing = Standing {
                last: tx.run_last(&shop.id, stream).await?,
                job: jobs.into_iter().find(|job| job.kind == stream),
                orders: match stream {
                    orders::STREAM => tx.orders_counted(&shop.id).await?,
                    _ => Vec::new(),
                },
                levels: match stream {
                    stock::STREAM => oldest_level(&mut *tx, &shop.id).await?,
                    _ => None,
                },
            };
            let exit = standing.exit();
            tried.push(Tried {
                what: format!("{name}: {stream}"),
                result: standing.told(),
                exit,
            });
        }
    }
    let rows: Vec<[String; 3]> = tried.iter().map(row).collect();
    output::line(&columns(["", "WHAT", "ANSWER"], &rows));
    let wrong = tried.iter().find(|tried| tried.result.is_err());
    Ok(wrong.map_or(Exit::Done, |tried| tried.exit))
}

/// How old the oldest level is, over the points that count; none where none counts.
async fn oldest_level(tx: &mut dyn Tx, shop: &str) -> Result<Option<String>> {
    let points = tx.points(shop).await?;
    let ages = tx.levels_ages(shop).await?;
    Ok(levels::told(&points, &ages, house::clock().now()))
}

fn row(tried: &Tried) -> [String; 3] {
    let (mark, said) = match &tried.result {
        Ok(said) => ("ok", said.clone()),
        Err(error) => ("WRONG", format!("{error:#}")),
    };
    [mark.to_owned(), tried.what.clone(), tame(&said, 160)]
}

/// Why a remote did not answer as it should.
struct Wrong {
    exit: Exit,
    error: anyhow::Error,
}

fn outcome(result: Result<String, Wrong>) -> (Result<String>, Exit) {
    match result {
        Ok(said) => (Ok(said), Exit::Done),
        Err(Wrong { exit, error }) => (Err(error), exit),
    }
}

/// The two services of a shop.
struct Remote<'a> {
    shop: &'a Shop,
    sealer: &'a Sealer,
    transport: &'a SharedTransport,
}

impl Remote<'_> {
    /// One call for the points of sale (and one for a token).
    async fn till(&self) -> Result<String, Wrong> {
        let key = self.open(secret::TILL_KEY, self.shop.till_key.as_ref())?;
        let client = cassa_in_cloud::Client::builder(key, self.transport.clone())
            .base(address(&self.shop.till_api)?)
            .build();
        let points = client.sales_points().await.map_err(|error| Wrong {
            exit: of_till(&error),
            error: error.into(),
        })?;
        Ok(format!("{} points of sale", points.len()))
    }

    /// One call for the shop's name.
    async fn shop(&self) -> Result<String, Wrong> {
        let key = self.open(secret::SHOP_KEY, self.shop.shop_key.as_ref())?;
        let exchange = self.open(secret::SHOP_EXCHANGE, self.shop.shop_exchange.as_ref())?;
        let client = ts_commerce::Client::builder(key, exchange, self.transport.clone())
            .base(address(&self.shop.shop_api)?)
            .build()
            .map_err(|error| Wrong {
                exit: Exit::Keys,
                error: error.into(),
            })?;
        let info = client.store_info(&[]).await.map_err(|error| Wrong {
            exit: super::shop::of_shop(&error),
            error: error.into(),
        })?;
        Ok(info.name.unwrap_or(info.uid))
    }

    fn open(&self, what: &str, sealed: Option<&Vec<u8>>) -> Result<SecretString, Wrong> {
        let keys = |error| Wrong {
            exit: Exit::Keys,
            error,
        };
        let sealed = sealed.ok_or_else(|| keys(anyhow!("there is no key yet")))?;
        self.sealer
            .open(&self.shop.id, what, sealed)
            .map_err(|error| keys(error.into()))
    }
}

fn address(text: &str) -> Result<Url, Wrong> {
    Url::parse(text).map_err(|_| Wrong {
        exit: Exit::Failed,
        error: anyhow!("{text} is not an address"),
    })
}

fn of_till(error: &cassa_in_cloud::Error) -> Exit {
    use cassa_in_cloud::Error;
    match error {
        Error::WrongCredentials { .. } | Error::MissingPermission { .. } => Exit::Keys,
        Error::Refused { .. } => Exit::Failed,
        _ => Exit::Unreachable,
    }
}
