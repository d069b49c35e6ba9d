//! Where an order stands, in words: a badge, and the reason with what to do.

use ponte_domain::{
    finding::TillSetting,
    orders::allocation::Wanted,
    orders::order::{Attention, ShopState, Stage, Waiting},
};
use ponte_store::orders::Whole;

use super::parts;
use crate::words::Words;

/// Where an order stands.
pub(super) struct Told {
    /// `ok`, `warn`, `bad`, `info`, or nothing.
    pub(super) tone: &'static str,
    /// In a few words.
    pub(super) label: String,
    /// Why, and what to do; none where the label says it all.
    pub(super) reason: Option<String>,
}

impl Told {
    fn new(tone: &'static str, label: String, reason: Option<String>) -> Self {
        Self {
            tone,
            label,
            reason,
        }
    }
}

/// Where `whole` stands.
pub(super) fn told(whole: &Whole, t: Words) -> Told {
    let order = &whole.order;
    if let Some(reason) = &order.ignored {
        let args = [("reason", reason.as_str().into())];
        let said = t.with("stage-ignored-reason", &args);
        return Told::new("", t.say("stage-ignored"), Some(said));
    }
    match &order.stage {
        Stage::Received => Told::new("info", t.say("stage-received"), None),
        Stage::Planned => Told::new("info", t.say("stage-planned"), None),
        Stage::Sending => Told::new("info", t.say("stage-sending"), None),
        Stage::Delivered => delivered(whole, t),
        Stage::Waiting { reason } => {
            let (label, said) = waiting(reason, whole, t);
            Told::new("warn", label, Some(said))
        }
        Stage::NeedsAttention { reason } => {
            let (label, said) = attention(reason, t);
            Told::new("bad", label, Some(said))
        }
        Stage::Dropped => Told::new("", t.say("stage-dropped"), None),
        Stage::BeforePonte => {
            let key = if order.set_aside {
                "stage-before-kept"
            } else {
                "stage-before-reason"
            };
            Told::new("", t.say("stage-before"), Some(t.say(key)))
        }
        Stage::NotForTheTill => {
            let said = t.say("stage-not-for-till-reason");
            Told::new("", t.say("stage-not-for-till"), Some(said))
        }
    }
}

fn delivered(whole: &Whole, t: Words) -> Told {
    match parts::standing(&whole.parts).count() {
        0 => Told::new("", t.say("stage-closed"), None),
        n => {
            let n = u64::try_from(n).unwrap_or(0);
            Told::new("ok", t.count("stage-delivered", n), None)
        }
    }
}

fn waiting(reason: &Waiting, whole: &Whole, t: Words) -> (String, String) {
    let (label, said) = match reason {
        Waiting::Stock { missing } => {
            let args = [("what", lacking(missing, whole, t).into())];
            ("waits-stock", t.with("waits-stock-reason", &args))
        }
        Waiting::NotASale { state } => {
            let args = [("state", t.say(on_shop(*state)).into())];
            ("waits-sale", t.with("waits-sale-reason", &args))
        }
        Waiting::Payment => ("waits-payment", t.say("waits-payment-reason")),
        Waiting::UnknownLines { titles } => {
            let args = [("titles", titles.join(", ").into())];
            ("waits-unknown", t.with("waits-unknown-reason", &args))
        }
        Waiting::TillClosed => ("waits-closed", t.say("waits-closed-reason")),
        Waiting::Budget => ("waits-budget", t.say("waits-budget-reason")),
        Waiting::Refused { text, setting } => ("waits-refused", refused(text, *setting, t)),
        Waiting::Outcome => ("waits-outcome", t.say("waits-outcome-reason")),
    };
    (t.say(label), said)
}

/// A refusal: the till's setting that refuses it, else the till's own words.
fn refused(text: &str, setting: Option<TillSetting>, t: Words) -> String {
    match setting {
        Some(setting) => till_setting(setting, t).1,
        None => t.with("waits-refused-reason", &[("text", text.into())]),
    }
}

/// "7 pezzi di Calza Libeccio, blu": one article after the other.
fn lacking(missing: &[Wanted], whole: &Whole, t: Words) -> String {
    let details = whole.order.details.as_ref();
    let lines = details.map_or(&[][..], |details| &details.lines);
    let one = |wanted: &Wanted| {
        let line = lines.iter().find(|line| line.key == wanted.line);
        let title = line.map_or(wanted.line.as_str(), |line| line.title.as_str());
        let args = [
            ("n", u64::from(wanted.pieces).into()),
            ("title", title.into()),
        ];
        t.with("pieces-of", &args)
    };
    missing.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What a person must mend: in a few words, and in full with what to do.
pub(crate) fn attention(reason: &Attention, t: Words) -> (String, String) {
    let part = |key: &str, number: &u32| t.with(key, &[("part", u64::from(*number).into())]);
    let (label, said) = match reason {
        Attention::NotFoundOnTill { number } => {
            ("needs-look-up", part("needs-look-up-reason", number))
        }
        Attention::Differs { number } => ("needs-differs", part("needs-differs-reason", number)),
        Attention::Broken { .. } => ("needs-broken", t.say("needs-broken-reason")),
        Attention::Amounts => ("needs-amounts", t.say("needs-amounts-reason")),
        Attention::Rejected { number } => ("needs-rejected", part("needs-rejected-reason", number)),
        Attention::CancelOnTill => ("needs-cancel", t.say("needs-cancel-reason")),
        Attention::Changed => ("needs-changed", t.say("needs-changed-reason")),
        Attention::UnpaidTooLong => ("needs-unpaid", t.say("needs-unpaid-reason")),
    };
    (t.say(label), said)
}

/// A setting of the till: its name there, and what to make of it.
pub(crate) fn till_setting(setting: TillSetting, t: Words) -> (String, String) {
    let (name, said) = match setting {
        TillSetting::MandatoryTime => ("till-mandatory-time", "till-mandatory-time-remedy"),
        TillSetting::MinimumOrder => ("till-minimum-order", "till-minimum-order-remedy"),
        TillSetting::OpeningHours => ("till-opening-hours", "till-opening-hours-remedy"),
        TillSetting::LeadTime => ("till-lead-time", "till-lead-time-remedy"),
        TillSetting::SlotFull => ("till-slot-full", "till-slot-full-remedy"),
    };
    (t.say(name), t.say(said))
}

/// The shop's own word for a state.
pub(crate) fn on_shop(state: ShopState) -> &'static str {
    match state {
        ShopState::PENDING_PAYMENT => "shop-pending",
        ShopState::PAID => "shop-paid",
        ShopState::PREPARATION => "shop-preparation",
        ShopState::SENT => "shop-sent",
        ShopState::DELIVERED => "shop-delivered",
        ShopState::CLOSED => "shop-closed",
        ShopState::ARCHIVED => "shop-archived",
        ShopState::CANCELLED => "shop-cancelled",
        ShopState::AFTER_SALE => "shop-after-sale",
        _ => "shop-other",
    }
}
