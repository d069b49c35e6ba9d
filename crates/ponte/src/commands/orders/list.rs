//! `ponte orders list`: the shop's orders, newest first.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{book::Book, table};
use crate::{exit::Exit, house, options::Settings};

/// Arguments of `ponte orders list`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Only those that stand there
    #[arg(long, value_enum)]
    stage: Option<TypedStage>,
    /// At most so many
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,
    /// Print one line of JSON an order
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedStage {
    Received,
    Planned,
    Sending,
    Delivered,
    Waiting,
    NeedsAttention,
    Dropped,
    BeforePonte,
    NotForTheTill,
}

impl TypedStage {
    /// Its name, as the database knows it.
    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Waiting => "waiting",
            Self::NeedsAttention => "needs_attention",
            Self::Dropped => "dropped",
            Self::BeforePonte => "before_ponte",
            Self::NotForTheTill => "not_for_the_till",
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
    let mut book = Book::new(&engine, &shop.id);
    if let Some(stage) = arguments.stage {
        book = book.stage(stage.word());
    }
    let orders = book.all(arguments.limit).await?;
    let points = engine.store().read().await?.points(&shop.id).await?;
    table::print(&orders, &points, arguments.json)?;
    Ok(Exit::Done)
}
