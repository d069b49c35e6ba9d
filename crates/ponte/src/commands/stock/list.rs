//! `ponte stock list`: every code of the shop.

use anyhow::Result;
use clap::{Args, ValueEnum};
use ponte_store::offers::Standing;

use super::table::{self, About};
use crate::{exit::Exit, house, options::Settings};

/// Arguments of `ponte stock list`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Only those that stand so
    #[arg(long, value_enum)]
    standing: Option<TypedStanding>,
    /// Only those whose code or name holds this
    #[arg(long, value_name = "TEXT", default_value = "")]
    search: String,
    /// Only those after this code
    #[arg(long, value_name = "SKU", default_value = "")]
    after: String,
    /// At most so many
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: i64,
    /// Print one line of JSON a code
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedStanding {
    /// The shop shows what it should, and that is more than nothing
    Offered,
    /// The shop shows what it should, and that is nothing
    SoldOut,
    /// It shows less than it should, and is raised later
    Waiting,
    /// It is not written and somebody should know, or waits for a yes
    Attention,
}

impl From<TypedStanding> for Standing {
    fn from(typed: TypedStanding) -> Self {
        match typed {
            TypedStanding::Offered => Self::Offered,
            TypedStanding::SoldOut => Self::SoldOut,
            TypedStanding::Waiting => Self::Waiting,
            TypedStanding::Attention => Self::Attention,
        }
    }
}

/// Lists them.
///
/// # Errors
/// Where the database cannot be read.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let mut tx = engine.store().read().await?;
    let standing = arguments.standing.map(Standing::from);
    let (search, after) = (arguments.search.trim(), &arguments.after);
    let offers = tx
        .offers_page(&shop.id, standing, search, after, arguments.limit.max(0))
        .await?;
    drop(tx);
    let about = About::load(&engine, &shop.id).await?;
    table::print(&engine, &shop.id, &offers, &about, arguments.json).await?;
    Ok(Exit::Done)
}
