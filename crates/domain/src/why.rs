//! Why a product is in the shop, or why it is not: every question in the order in which the stream
//! asks them, each with its answer.
//!
//! Guarantees (each a test):
//! - what the stream would list has a yes to every question about the till, and what it would not list
//!   has a no to one of them;
//! - every question is answered, also behind a no: the merchant mends a product once;
//! - what passes by itself is no no.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    desired::{Catalogue, Desired, Reason, Verdict, desired, obstacles, reasons},
    diff::groups_to_update,
    finding::Obstacle,
    group::Group,
    listing::Listing,
    settings::{Mode, Policy, Settings},
    till::TillProduct,
};

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Does the till still have it?
    OnTill,
    /// Is it enabled for e-commerce on the till?
    Ecommerce,
    /// Is its category?
    Category,
    /// Is it sold at a point that is switched on?
    Point,
    /// Does the merchant want it in the shop?
    Wanted,
    /// Has it a name?
    Name,
    /// Do its variants fit its options, and can they be told apart?
    Options,
    /// Has each variant a code of its own, that the shop takes?
    Codes,
    /// Has it a price in the price list chosen?
    Price,
    /// Does the till say its VAT?
    Vat,
    /// Was the first synchronisation done?
    FirstSync,
    /// Does Ponte write products at all?
    Writes,
    /// Did the shop take what was written?
    Accepted,
    /// Did the shop take its variants?
    Variants,
    /// Is nothing held that waits for the merchant's yes?
    Confirmed,
    /// Is it written, as it should be?
    Written,
    /// Does the shop show it to buyers?
    Shown,
}

impl Question {
    /// Those about the till's side, in order.
    pub const OF_TILL: [Self; 10] = [
        Self::OnTill,
        Self::Ecommerce,
        Self::Category,
        Self::Point,
        Self::Wanted,
        Self::Name,
        Self::Options,
        Self::Codes,
        Self::Price,
        Self::Vat,
    ];

    fn of_reason(reason: Reason) -> Self {
        match reason {
            Reason::Gone => Self::OnTill,
            Reason::NotForEcommerce => Self::Ecommerce,
            Reason::CategoryNotForEcommerce => Self::Category,
            Reason::PointOff => Self::Point,
            Reason::LeftOut => Self::Wanted,
        }
    }

    fn of_obstacle(obstacle: &Obstacle) -> Self {
        match obstacle {
            Obstacle::NoName => Self::Name,
            Obstacle::BrokenOptions | Obstacle::NoVariants | Obstacle::SameSuperkey { .. } => {
                Self::Options
            }
            Obstacle::NoCode { .. }
            | Obstacle::DuplicateCode { .. }
            | Obstacle::CodeTooLong { .. } => Self::Codes,
            Obstacle::NoPrice { .. } => Self::Price,
            Obstacle::UnknownVat => Self::Vat,
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// So it should be.
    Yes,
    /// It is not, and a person can mend it: what exactly, where the question does not say it all.
    No {
        /// What stands in the way.
        obstacles: Vec<Obstacle>,
    },
    /// The shop said no.
    Refused {
        /// The shop's words, fit to be shown.
        text: String,
    },
    /// Not yet; the next synchronisation sees to it.
    Soon,
    /// It is as the merchant wants it in the shop: the till does not decide it.
    Theirs,
    /// Nobody asks before the others have a yes.
    Later,
}

impl Answer {
    /// A no without more to say.
    #[must_use]
    pub fn no() -> Self {
        Self::No {
            obstacles: Vec::new(),
        }
    }

    /// Whether somebody has to do something.
    #[must_use]
    pub fn is_no(&self) -> bool {
        matches!(self, Self::No { .. } | Self::Refused { .. })
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The question.
    pub question: Question,
    /// The answer.
    #[serde(flatten)]
    pub answer: Answer,
}

/// What is known of a product on the shop's side.
#[derive(Clone, Copy, Debug)]
pub struct OnShop<'a> {
    /// What was written there.
    pub listing: Option<&'a Listing>,
    /// The first synchronisation was done.
    pub first_sync_done: bool,
    /// What the shop said when it refused the last write.
    pub refused: Option<&'a str>,
    /// The shop passed over its variants.
    pub variants_ignored: bool,
    /// A change waits for the merchant's yes.
    pub held: bool,
}

/// Every question about the till's side.
#[must_use]
pub fn of_till(product: &TillProduct, on_till: bool, catalogue: Catalogue<'_>) -> Vec<Check> {
    let gone = (!on_till).then_some(Reason::Gone).into_iter();
    let reasons: Vec<Reason> = gone.chain(reasons(product, catalogue)).collect();
    let mut obstacles = obstacles(product, catalogue);
    let answer = |question| {
        let (here, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut obstacles)
            .into_iter()
            .partition(|one| Question::of_obstacle(one) == question);
        obstacles = rest;
        let reason = reasons
            .iter()
            .any(|one| Question::of_reason(*one) == question);
        let answer = if here.is_empty() && !reason {
            Answer::Yes
        } else {
            Answer::No { obstacles: here }
        };
        Check { question, answer }
    };
    Question::OF_TILL.into_iter().map(answer).collect()
}

/// Every question, about the till's side and then about the shop's.
#[must_use]
pub fn why(
    product: &TillProduct,
    on_till: bool,
    catalogue: Catalogue<'_>,
    on_shop: OnShop<'_>,
) -> Vec<Check> {
    let mut checks = of_till(product, on_till, catalogue);
    let wanted = match desired(product, catalogue) {
        Verdict::List(wanted) if on_till => Some(wanted),
        _ => None,
    };
    checks.extend(of_shop(wanted.as_deref(), catalogue.settings, on_shop));
    checks
}

fn of_shop(
    wanted: Option<&Desired>,
    settings: &Settings,
    on_shop: OnShop<'_>,
) -> impl Iterator<Item = Check> {
    let OnShop { listing, .. } = on_shop;
    let unless = |trouble: bool| {
        if trouble { Answer::no() } else { Answer::Yes }
    };
    let only_links = settings.mode == Mode::StockAndOrders;
    let accepted = on_shop.refused.map_or(Answer::Yes, |text| Answer::Refused {
        text: text.to_owned(),
    });
    let written = written(wanted, settings, listing);
    let shown = match listing {
        None => Answer::Later,
        Some(listing) if listing.link_only || listing.visible => Answer::Yes,
        Some(listing) => {
            let theirs = settings.fields.visibility != Policy::Always
                || listing.kept.contains(&Group::Visibility);
            match wanted {
                _ if theirs => Answer::Theirs,
                Some(_) => Answer::Soon,
                None => Answer::Later,
            }
        }
    };
    [
        (Question::FirstSync, unless(!on_shop.first_sync_done)),
        (Question::Writes, unless(only_links && listing.is_none())),
        (Question::Accepted, accepted),
        (Question::Variants, unless(on_shop.variants_ignored)),
        (Question::Confirmed, unless(on_shop.held)),
        (Question::Written, written),
        (Question::Shown, shown),
    ]
    .into_iter()
    .map(|(question, answer)| Check { question, answer })
}

fn written(wanted: Option<&Desired>, settings: &Settings, listing: Option<&Listing>) -> Answer {
    match (listing, wanted) {
        (None, None) => Answer::Later,
        (None, Some(_)) => Answer::Soon,
        // What is listed stays as it is.
        (Some(_), None) => Answer::Yes,
        (Some(listing), Some(wanted)) => {
            let in_step = settings.mode == Mode::StockAndOrders
                || groups_to_update(wanted, listing, &settings.fields).is_empty();
            if in_step { Answer::Yes } else { Answer::Soon }
        }
    }
}
