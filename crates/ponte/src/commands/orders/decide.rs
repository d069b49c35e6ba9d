//! What a person decides for one order: `retry`, `send-again`, `give`, `ignore` and the others.
//!
//! Guarantee: what no longer applies changes nothing, and the command ends with 2.

use anyhow::Result;
use clap::{Args, ValueEnum};
use ponte_store::log::Area;
use ponte_sync::orders::{GiveTo, Goods, Remedy};

use super::{book, words};
use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
};

/// An order.
#[derive(Args, Debug)]
pub struct OfOrder {
    /// The order: its id, or what the shop's people call it
    #[arg(value_name = "ORDER")]
    order: String,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// A part of an order.
#[derive(Args, Debug)]
pub struct OfPart {
    #[command(flatten)]
    of: OfOrder,
    /// The part's number
    #[arg(value_name = "PART")]
    number: u32,
}

/// Arguments of `ponte orders give`.
#[derive(Args, Debug)]
pub struct Give {
    #[command(flatten)]
    part: OfPart,
    /// Which point
    #[arg(long, value_enum)]
    to: TypedPoint,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedPoint {
    /// Those after this one, by the usual rule
    Next,
    /// The first one, whatever it has
    First,
}

/// Arguments of `ponte orders ignore`.
#[derive(Args, Debug)]
pub struct Ignore {
    #[command(flatten)]
    of: OfOrder,
    /// Why: the order's page shows it
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The buyer has the goods already, and the till still counts them: they are kept from the offer
    /// until `set-aside --undo`
    #[arg(long)]
    given_out: bool,
}

/// Arguments of `ponte orders set-aside`.
#[derive(Args, Debug)]
pub struct SetAside {
    #[command(flatten)]
    of: OfOrder,
    /// No longer: the till has it already
    #[arg(long)]
    undo: bool,
}

impl OfOrder {
    /// `ponte orders retry`
    ///
    /// # Errors
    /// Where there is no such order, or it does not apply.
    pub async fn retry(&self, settings: &Settings) -> Result<Exit> {
        self.decide(settings, Remedy::TryNow).await
    }

    /// `ponte orders send-what-there-is`
    ///
    /// # Errors
    /// Where there is no such order, or it does not apply.
    pub async fn send_what_there_is(&self, settings: &Settings) -> Result<Exit> {
        self.decide(settings, Remedy::SendWhatThereIs).await
    }

    /// `ponte orders change-seen`
    ///
    /// # Errors
    /// Where there is no such order, or it does not apply.
    pub async fn change_seen(&self, settings: &Settings) -> Result<Exit> {
        self.decide(settings, Remedy::ChangeSeen).await
    }

    /// `ponte orders take-back`
    ///
    /// # Errors
    /// Where there is no such order, or it does not apply.
    pub async fn take_back(&self, settings: &Settings) -> Result<Exit> {
        self.decide(settings, Remedy::TakeBack).await
    }

    async fn decide(&self, settings: &Settings, remedy: Remedy) -> Result<Exit> {
        let engine = house::engine(settings).await?;
        let shop = house::shop(engine.store(), self.shop.as_deref()).await?;
        let order = book::find(&engine, &shop.id, &self.order).await?.order;
        let by = house::asked_by();
        if !engine.remedy(&shop.id, &order.id, remedy, &by).await? {
            let (stage, why) = (words::stage(&order), words::why(&order));
            let stands = [stage, why].join(" ");
            let text = format!("this does not apply to an order that is {}", stands.trim());
            return Err(Ended::new(Exit::Usage, text).into());
        }
        house::did(&engine, &shop.id, Area::Orders, "orders-decide").await?;
        output::complain("decided: the next pass carries it out (`ponte sync orders`: now)");
        Ok(Exit::Done)
    }
}

impl OfPart {
    /// `ponte orders send-again`
    ///
    /// # Errors
    /// Where there is no such part, or it does not apply.
    pub async fn send_again(&self, settings: &Settings) -> Result<Exit> {
        let number = self.number;
        self.of.decide(settings, Remedy::SendAgain { number }).await
    }

    /// `ponte orders till-lacks-it`
    ///
    /// # Errors
    /// Where there is no such part, or it does not apply.
    pub async fn till_lacks_it(&self, settings: &Settings) -> Result<Exit> {
        let number = self.number;
        let remedy = Remedy::TillLacksIt { number };
        self.of.decide(settings, remedy).await
    }
}

impl Give {
    /// `ponte orders give`
    ///
    /// # Errors
    /// Where there is no such part, or it does not apply.
    pub async fn run(&self, settings: &Settings) -> Result<Exit> {
        let remedy = Remedy::GiveTo {
            number: self.part.number,
            to: match self.to {
                TypedPoint::Next => GiveTo::NextPoint,
                TypedPoint::First => GiveTo::FirstPoint,
            },
        };
        self.part.of.decide(settings, remedy).await
    }
}

impl Ignore {
    /// `ponte orders ignore`
    ///
    /// # Errors
    /// Where there is no such order, it does not apply, or the reason is empty.
    pub async fn run(&self, settings: &Settings) -> Result<Exit> {
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Ended::new(Exit::Usage, "a reason is needed (--reason)").into());
        }
        let goods = match self.given_out {
            true => Goods::GivenOut,
            false => Goods::Free,
        };
        let remedy = Remedy::Ignore { reason, goods };
        self.of.decide(settings, remedy).await
    }
}

impl SetAside {
    /// `ponte orders set-aside`
    ///
    /// # Errors
    /// Where there is no such order, or it does not apply.
    pub async fn run(&self, settings: &Settings) -> Result<Exit> {
        self.of.decide(settings, Remedy::SetAside(!self.undo)).await
    }
}
