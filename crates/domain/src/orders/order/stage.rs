//! Where an order stands, as the page shows it.

use serde::{Deserialize, Serialize};

use super::{Next, ShopState};
use crate::{
    finding::TillSetting, orders::allocation::Wanted, orders::ledger::Invalid, orders::part::Part,
};

/// Where an order stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Stored, not looked at yet.
    Received,
    /// Its parts are stored, none was attempted.
    Planned,
    /// At least one part was attempted, not all are delivered.
    Sending,
    /// Every piece that goes to the till is there.
    Delivered,
    /// For a reason that can pass.
    Waiting {
        /// Which.
        reason: Waiting,
    },
    /// For a reason that a person must mend.
    NeedsAttention {
        /// Which.
        reason: Attention,
    },
    /// Cancelled, archived or ignored before anything reached the till.
    Dropped,
    /// Older than the moment from which orders count: never sent.
    BeforePonte,
    /// The till knows none of its lines.
    NotForTheTill,
}

/// Why an order waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Waiting {
    /// Not all is there (plug-in-today row 21).
    Stock {
        /// What is missing.
        missing: Vec<Wanted>,
    },
    /// Its state on the shop does not count as a sale yet.
    NotASale {
        /// The state.
        state: ShopState,
    },
    /// Its payment method waits for the money.
    Payment,
    /// The till does not know some of its lines, and the setting says to wait.
    UnknownLines {
        /// The buyer's words for them.
        titles: Vec<String>,
    },
    /// Every point is closed for longer than can be told.
    TillClosed,
    /// No calls left for the time being.
    Budget,
    /// The till did not take it; it is tried again.
    Refused {
        /// The till's words, fit to be shown.
        text: String,
        /// The till's setting that refuses it, where the words tell.
        #[serde(default)]
        setting: Option<TillSetting>,
    },
    /// The outcome of an attempt is not known yet.
    Outcome,
}

/// What a person must mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Attention {
    /// The till says that the part exists, and a look-up did not find it.
    NotFoundOnTill {
        /// The part.
        number: u32,
    },
    /// The till holds a part of ours with other goods, or at another point.
    Differs {
        /// The part.
        number: u32,
    },
    /// The plan breaks a rule: a fault of ours.
    Broken {
        /// Which rule.
        invalid: Invalid,
    },
    /// Its amounts contradict one another.
    Amounts,
    /// A point rejected or cancelled a part.
    Rejected {
        /// The part.
        number: u32,
    },
    /// Cancelled on the shop after it had reached the till, whose API cannot cancel.
    CancelOnTill,
    /// Its lines changed on the shop after something was attempted.
    Changed,
    /// Unpaid for so long that its pieces are no longer held: to be cancelled in the shop.
    UnpaidTooLong,
}

impl Stage {
    /// Its name, as the database and the pages know it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Waiting { .. } => "waiting",
            Self::NeedsAttention { .. } => "needs_attention",
            Self::Dropped => "dropped",
            Self::BeforePonte => "before_ponte",
            Self::NotForTheTill => "not_for_the_till",
        }
    }

    /// Where an order stands for which this is to be done next. What planning finds out (no stock,
    /// till closed, a refusal) is not in it: whoever plans and delivers sets those reasons.
    #[must_use]
    pub fn of(next: &Next, parts: &[Part]) -> Self {
        let stands = |part: &Part| part.is_bound() && !part.is_off() && !part.is_surely_absent();
        let on_till = parts.iter().any(stands);
        let attempted = parts.iter().any(|part| part.attempted);
        match next {
            Next::BeforePonte => Self::BeforePonte,
            Next::NotForTheTill => Self::NotForTheTill,
            Next::Drop if !on_till => Self::Dropped,
            Next::Drop | Next::Done => Self::Delivered,
            Next::Plan => Self::Received,
            Next::Deliver(_) if attempted => Self::Sending,
            Next::Deliver(_) => Self::Planned,
            Next::LookUp(_) => Self::Waiting {
                reason: Waiting::Outcome,
            },
            Next::Wait(reason) => Self::Waiting {
                reason: reason.clone(),
            },
            Next::Attend(reason) => Self::NeedsAttention {
                reason: reason.clone(),
            },
        }
    }
}
