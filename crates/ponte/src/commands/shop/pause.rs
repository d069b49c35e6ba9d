//! `ponte shop pause`: holds streams until a time, for stock-taking, and lets them go.

use std::str::FromStr;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp};
use ponte_domain::settings::{Held, Meanwhile, Pauses};
use ponte_sync::pause::{PauseTrouble, stream};

use crate::{
    columns::columns,
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
};

/// Arguments of `ponte shop pause`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Holds this stream; needs --until. May be repeated
    #[arg(long, value_enum, value_name = "STREAM", requires = "until")]
    hold: Vec<TypedStream>,
    /// Until then: a time from now such as 90m or 4h, or a moment such as
    /// 2026-11-25T18:00:00+01:00
    #[arg(long, value_name = "END", requires = "hold")]
    until: Option<Until>,
    /// While stock is held the shop shows 0 everywhere, instead of what it shows when the pause begins
    #[arg(long, requires = "hold")]
    at_nothing: bool,
    /// Lets a stream go on at once. May be repeated
    #[arg(long, value_enum, value_name = "STREAM")]
    end: Vec<TypedStream>,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedStream {
    /// Nothing is written to the shop's products
    Products,
    /// The shop's figures stay, or stand at 0
    Stock,
    /// Orders are read and counted; nothing goes to the till
    Orders,
}

impl From<TypedStream> for Held {
    fn from(typed: TypedStream) -> Self {
        match typed {
            TypedStream::Products => Self::Products,
            TypedStream::Stock => Self::Stock,
            TypedStream::Orders => Self::Orders,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    In(SignedDuration),
    At(Timestamp),
}

impl FromStr for Until {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = text.parse().map(Self::At);
        let length = || text.parse().map(Self::In);
        at.or_else(|_| length())
            .map_err(|_| "it is such as 90m, 4h or 2026-11-25T18:00:00+01:00".to_owned())
    }
}

/// Holds and lets go what was asked for, and shows what is held.
///
/// # Errors
/// Where a pause cannot be so, or the database gives way.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let now = engine.clock().now();
    let meanwhile = if arguments.at_nothing {
        Meanwhile::Nothing
    } else {
        Meanwhile::AsItIs
    };
    for held in arguments.end {
        engine.end_pause(&shop.id, held.into()).await?;
    }
    if let Some(until) = arguments.until {
        let until = match until {
            Until::At(at) => at,
            Until::In(length) => now.checked_add(length)?,
        };
        for held in arguments.hold {
            let kept = engine.pause(&shop.id, held.into(), until, meanwhile).await;
            kept.map_err(|trouble| match trouble {
                PauseTrouble::Store(error) => anyhow::Error::from(error),
                told => Ended::new(Exit::Usage, told.to_string()).into(),
            })?;
        }
    }
    let row = engine.store().read().await?.shop(&shop.id).await?;
    let pauses = row.map(|row| row.settings.pauses).unwrap_or_default();
    let rows = Held::ALL.map(|held| line(held, &pauses, now));
    output::line(&columns(["STREAM", "HELD UNTIL", "MEANWHILE"], &rows));
    Ok(Exit::Done)
}

fn line(held: Held, pauses: &Pauses, now: Timestamp) -> [String; 3] {
    let until = pauses.until(held, now);
    let meanwhile = match (until, held) {
        (None, _) => "",
        (Some(_), Held::Products) => "nothing is written",
        (Some(_), Held::Orders) => "orders are read, none is sent",
        (Some(_), Held::Stock) if pauses.meanwhile(now) == Some(Meanwhile::Nothing) => {
            "0 everywhere"
        }
        (Some(_), Held::Stock) => "as it is",
    };
    let until = until.map_or_else(|| "no".to_owned(), |until| until.to_string());
    [stream(held).to_owned(), until, meanwhile.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_a_time_from_now_or_a_moment() {
        let minutes = |minutes| Ok(Until::In(SignedDuration::from_mins(minutes)));
        assert_eq!("90m".parse(), minutes(90));
        assert_eq!("4h".parse(), minutes(240));
        let at = Timestamp::from_second(5).expect("a second");
        assert_eq!("1970-01-01T01:00:05+01:00".parse(), Ok(Until::At(at)));
        for wrong in ["", "tomorrow", "18:00"] {
            assert!(wrong.parse::<Until>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_held_is_shown_with_its_end_and_what_the_shop_shows() {
        let at = |second| Timestamp::from_second(second).expect("a second");
        let mut pauses = Pauses::default();
        assert_eq!(line(Held::Stock, &pauses, at(0)), ["stock", "no", ""]);
        pauses.hold(Held::Stock, at(60), Meanwhile::Nothing);
        let held = ["stock", "1970-01-01T00:01:00Z", "0 everywhere"];
        assert_eq!(line(Held::Stock, &pauses, at(0)), held);
        assert_eq!(line(Held::Stock, &pauses, at(60)), ["stock", "no", ""]);
    }
}
