//! What a person can do for an order: each button with a sentence of what it does.
//!
//! The engine has the last word: what no longer applies is not done.

use ponte_domain::{
    orders::order::{Attention, Stage, Waiting},
    orders::part::PartState,
    settings::Shortage,
};
use ponte_store::{
    orders::{PartRow, Whole},
    points::SalesPoint,
};
use ponte_sync::orders::{GiveTo, Goods, Remedy};
use serde::Deserialize;

use crate::{pages::orders::parts, words::Words};

/// The longest reason.
const LONGEST: usize = 300;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The form's word for it.
    pub(super) word: &'static str,
    /// The part that it is about; 0 for the order.
    pub(super) part: u32,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) button: String,
}

/// What a form asks for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    rimedio: String,
    #[serde(default)]
    parte: u32,
    #[serde(default)]
    pub(super) motivo: String,
    /// What became of the goods: `libera` or `data`.
    #[serde(default)]
    pub(super) merce: String,
}

/// What is missing in a form that wants an order ignored, and what was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfinished {
    pub(super) no_reason: bool,
    pub(super) no_goods: bool,
    pub(super) reason: String,
    /// As in the form.
    pub(super) goods: String,
}

impl Unfinished {
    pub(super) fn is_open(&self) -> bool {
        self.no_reason || self.no_goods
    }
}

/// What a form asks for, read.
pub(super) enum Wanted {
    Remedy(Remedy),
    /// Something is missing.
    Unfinished(Unfinished),
    /// No form of ours.
    Nothing,
}

impl Asked {
    pub(super) fn wanted(&self) -> Wanted {
        let number = self.parte;
        let reason: String = self.motivo.trim().chars().take(LONGEST).collect();
        Wanted::Remedy(match self.rimedio.as_str() {
            "riprova" => Remedy::TryNow,
            "quello-che-ce" => Remedy::SendWhatThereIs,
            "rimanda" => Remedy::SendAgain { number },
            "prossimo" => Remedy::GiveTo {
                number,
                to: GiveTo::NextPoint,
            },
            "primo" => Remedy::GiveTo {
                number,
                to: GiveTo::FirstPoint,
            },
            "manca" => Remedy::TillLacksIt { number },
            "visto" => Remedy::ChangeSeen,
            "ignora" => match (reason.is_empty(), self.goods()) {
                (false, Some(goods)) => Remedy::Ignore { reason, goods },
                (no_reason, goods) => {
                    return Wanted::Unfinished(Unfinished {
                        no_reason,
                        no_goods: goods.is_none(),
                        reason,
                        goods: self.merce.clone(),
                    });
                }
            },
            "riprendi" => Remedy::TakeBack,
            "tieni" => Remedy::SetAside(true),
            "lascia" => Remedy::SetAside(false),
            _ => return Wanted::Nothing,
        })
    }
}

impl Asked {
    fn goods(&self) -> Option<Goods> {
        match self.merce.as_str() {
            "libera" => Some(Goods::Free),
            "data" => Some(Goods::GivenOut),
            _ => None,
        }
    }
}

/// What can be done, gentlest first.
pub(super) fn choices(whole: &Whole, points: &[SalesPoint], t: Words) -> Vec<Choice> {
    let order = &whole.order;
    let of_order = |word, key: &str| choice(word, 0, key, &[], t);
    if order.ignored.is_some() {
        let given_out = order.set_aside && order.state.is_live();
        let taken_off = given_out.then(|| of_order("lascia", "remedy-taken-off"));
        let back = of_order("riprendi", "remedy-take-back");
        return taken_off.into_iter().chain([back]).collect();
    }
    match &order.stage {
        Stage::BeforePonte if !order.state.is_live() => Vec::new(),
        Stage::BeforePonte if order.set_aside => vec![of_order("lascia", "remedy-let-go")],
        Stage::BeforePonte => vec![of_order("tieni", "remedy-set-aside")],
        Stage::Delivered | Stage::Dropped | Stage::NotForTheTill => Vec::new(),
        Stage::Received | Stage::Planned | Stage::Sending => {
            vec![of_order("riprova", "remedy-try")]
        }
        Stage::Waiting { reason } => {
            let mut choices = vec![of_order("riprova", waiting(reason))];
            let sends_already = order.wishes.shortage == Some(Shortage::SendWhatThereIs);
            if matches!(reason, Waiting::Stock { .. }) && !sends_already {
                choices.push(of_order("quello-che-ce", "remedy-what-there-is"));
            }
            for row in &whole.parts {
                if row.part.state == PartState::Refused {
                    choices.extend(give(whole, row, points, t));
                }
            }
            choices
        }
        Stage::NeedsAttention { reason } => attention(reason, t),
    }
}

/// Whether the order may be ignored: something of it may still be sent, or somebody has to look.
pub(super) fn may_ignore(whole: &Whole) -> bool {
    let order = &whole.order;
    let cancelled = Stage::NeedsAttention {
        reason: Attention::CancelOnTill,
    };
    let over = matches!(
        order.stage,
        Stage::Delivered | Stage::Dropped | Stage::NotForTheTill | Stage::BeforePonte
    );
    order.ignored.is_none() && order.state.is_live() && !over && order.stage != cancelled
}

/// Trying again, in words that suit the reason.
fn waiting(reason: &Waiting) -> &'static str {
    match reason {
        Waiting::Stock { .. } => "remedy-try-stock",
        Waiting::Refused { .. } => "remedy-try-refused",
        _ => "remedy-try",
    }
}

fn attention(reason: &Attention, t: Words) -> Vec<Choice> {
    let of_order = |word, key: &str| choice(word, 0, key, &[], t);
    let of_part = |word, number: &u32, key: &str| choice(word, *number, key, &[], t);
    match reason {
        Attention::NotFoundOnTill { number } => vec![
            of_order("riprova", "remedy-look-again"),
            of_part("manca", number, "remedy-lacks"),
        ],
        Attention::Rejected { number } => {
            vec![of_part("rimanda", number, "remedy-send-again")]
        }
        Attention::Changed => vec![of_order("visto", "remedy-change-seen")],
        Attention::Broken { .. } | Attention::Amounts => vec![of_order("riprova", "remedy-try")],
        Attention::CancelOnTill | Attention::Differs { .. } | Attention::UnpaidTooLong => {
            Vec::new()
        }
    }
}

/// To whom a refused part can be given.
fn give(whole: &Whole, row: &PartRow, points: &[SalesPoint], t: Words) -> Vec<Choice> {
    let number = row.part.number;
    let out = &whole.order.wishes.without;
    let others =
        receiving(points).filter(|point| point.id != row.part.point && !out.contains(&point.id));
    let next = others
        .take(1)
        .map(|_| choice("prossimo", number, "remedy-give-next", &[], t));
    next.chain(first(row, points, t)).collect()
}

/// The first point, where the part is not there already.
fn first(row: &PartRow, points: &[SalesPoint], t: Words) -> Option<Choice> {
    let first = receiving(points).next()?;
    let name = parts::point(first.id, points);
    (first.id != row.part.point)
        .then(|| choice("primo", row.part.number, "remedy-give-first", &[&name], t))
}

fn receiving(points: &[SalesPoint]) -> impl Iterator<Item = &SalesPoint> {
    points.iter().filter(|point| point.takes_orders())
}

fn choice(word: &'static str, part: u32, key: &str, point: &[&str], t: Words) -> Choice {
    let point = point.first().copied().unwrap_or_default();
    let say = |key: String| {
        let args = [("part", u64::from(part).into()), ("point", point.into())];
        t.with(&key, &args)
    };
    Choice {
        word,
        part,
        title: say(format!("{key}-title")),
        about: say(format!("{key}-about")),
        button: say(format!("{key}-button")),
    }
}
