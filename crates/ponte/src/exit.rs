//! How a command ends, as a number that scripts can rely on.

use std::process::ExitCode;

use ponte_domain::finding::Finding;
use ponte_store::{findings::FindingRow, runs::Outcome};
use ponte_sync::{orders, products, stock};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: everything was done.
    Done,
    /// 1: it failed, and no other number says why.
    Failed,
    /// 2: the command was not understood, or cannot be given in this state.
    Usage,
    /// 3: done, but something was left out or waits for a yes; findings say what.
    LeftOut,
    /// 4: a remote cannot be reached or gives no usable answer.
    Unreachable,
    /// 5: wrong keys, or a permission is missing.
    Keys,
    /// 6: stopped; what was begun goes on with the next start.
    Stopped,
}

/// The numbers, as `--help` shows them.
pub const HELP: &str = "Exit codes:
  0  done
  1  failed
  2  usage: not understood, or not possible in this state
  3  done, but something was left out or waits for a yes (see the findings)
  4  a remote cannot be reached, or gives no usable answer
  5  wrong keys, or a permission is missing
  6  stopped; what was begun goes on with the next start";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

impl Exit {
    /// The number.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::LeftOut => 3,
            Self::Unreachable => 4,
            Self::Keys => 5,
            Self::Stopped => 6,
        }
    }

    /// How a run that ended with `outcome` ends the command.
    #[must_use]
    pub fn of_run(outcome: &Outcome, left_out: bool) -> Self {
        match outcome {
            Outcome::Done if left_out => Self::LeftOut,
            Outcome::Done => Self::Done,
            Outcome::Stopped => Self::Stopped,
            Outcome::Failed { cause, .. } => Self::of_cause(cause),
        }
    }

    /// The number of a cause, by the words in which `ponte_sync` keeps it in the run's row.
    fn of_cause(cause: &str) -> Self {
        match cause {
            "till_away" | "shop_away" | "till_quota" | "shop_quota" => Self::Unreachable,
            "wrong_till_key"
            | "wrong_shop_keys"
            | "till_permission"
            | "read_only_shop_keys"
            | "no_keys" => Self::Keys,
            _ => Self::Failed,
        }
    }
}

/// An error that knows its number.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub struct Ended {
    exit: Exit,
    text: String,
}

impl Ended {
    /// Ends with `exit`, saying `text`.
    pub fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self {
            exit,
            text: text.into(),
        }
    }
}

/// The number of an error: its own where it has one.
#[must_use]
pub fn of(error: &anyhow::Error) -> Exit {
    error
        .downcast_ref::<Ended>()
        .map_or(Exit::Failed, |ended| ended.exit)
}

/// The stream of which a finding tells that something did not get through; none where it tells
/// nothing of the kind.
#[must_use]
pub fn leaves_out(row: &FindingRow) -> Option<&'static str> {
    match row.finding {
        Finding::Blocked { .. }
        | Finding::Spread { .. }
        | Finding::Refused { .. }
        | Finding::VariantsIgnored { .. }
        | Finding::Picture { .. } => Some(products::STREAM),
        Finding::Held { .. } if row.subject == stock::BRAKE => Some(stock::STREAM),
        // The permission that stock needs, as the stream calls it.
        Finding::MissingPermission if row.subject == "stocks" => Some(stock::STREAM),
        Finding::MissingPermission if ["orders", "customers"].contains(&row.subject.as_str()) => {
            Some(orders::STREAM)
        }
        Finding::Held { .. } | Finding::MissingPermission => Some(products::STREAM),
        Finding::Order { .. }
        | Finding::OrderRefused { .. }
        | Finding::TillSetting { .. }
        | Finding::OrderUnreadable { .. }
        | Finding::PartGone { .. }
        | Finding::StrayTillOrder { .. }
        | Finding::OrderStateRefused { .. } => Some(orders::STREAM),
        Finding::NotInShop { .. }
        | Finding::ListedTwice { .. }
        | Finding::NoStockFigure { .. }
        | Finding::StockRefused { .. }
        | Finding::LevelsUnread { .. } => Some(stock::STREAM),
        // The run that met them has failed, and says so by its own number.
        Finding::Keys { .. }
        | Finding::EditedOnShop { .. }
        | Finding::SalesPoint { .. }
        | Finding::ShippingUnmapped
        | Finding::PartUnaccepted { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_run_says_by_its_number_whose_fault_it_is() {
        let failed = |cause: &str| Outcome::Failed {
            cause: cause.to_owned(),
            text: String::new(),
        };
        for (outcome, exit) in [
            (failed("till_away"), Exit::Unreachable),
            (failed("wrong_till_key"), Exit::Keys),
            (failed("wrong_shop_keys"), Exit::Keys),
            (failed("till_permission"), Exit::Keys),
            (failed("till_refused"), Exit::Failed),
            (Outcome::Stopped, Exit::Stopped),
            (Outcome::Done, Exit::Done),
        ] {
            assert_eq!(Exit::of_run(&outcome, false), exit, "{outcome:?}");
        }
        assert_eq!(Exit::of_run(&Outcome::Done, true), Exit::LeftOut);
    }

    #[test]
    fn what_is_held_or_not_permitted_leaves_out_what_its_stream_brings() {
        let row = |subject: &str, finding| FindingRow {
            id: 1,
            subject: subject.to_owned(),
            finding,
            opened_at: jiff::Timestamp::UNIX_EPOCH,
            closed_at: None,
            confirmed: false,
        };
        let held = || Finding::Held { count: 40, of: 90 };
        for (row, stream) in [
            (row("stock", held()), stock::STREAM),
            (row("hide", held()), products::STREAM),
            (row("stocks", Finding::MissingPermission), stock::STREAM),
            (row("taxes", Finding::MissingPermission), products::STREAM),
        ] {
            assert_eq!(leaves_out(&row), Some(stream), "{}", row.subject);
        }
    }

    #[test]
    fn the_help_names_every_number() {
        for exit in [
            Exit::Done,
            Exit::Failed,
            Exit::Usage,
            Exit::LeftOut,
            Exit::Unreachable,
            Exit::Keys,
            Exit::Stopped,
        ] {
            assert!(
                HELP.contains(&format!("\n  {}  ", exit.number())),
                "{exit:?}"
            );
        }
    }
}
