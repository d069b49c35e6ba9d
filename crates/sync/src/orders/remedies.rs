//! What a person decides for one order.
//!
//! Guarantees: a decision is stored together with what it changes, and the stream is woken in the same
//! transaction; one that no longer applies (the page was old) changes nothing and says so; nothing
//! decided here lets a piece go to the till twice.

use ponte_domain::{
    orders::order::{Stage, Waiting},
    orders::part::{Event, PartState, after},
    settings::Shortage,
    till::SalesPointId,
};
use ponte_store::{
    StoreError, Tx,
    orders::{OrderEvent, PartRow, Whole},
};

use super::{STREAM, standing};
use crate::{Engine, stale};

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Try again now what was refused or waits, and look up once more what was not found.
    TryNow,
    /// Send what there is now; the rest follows as soon as it is there.
    SendWhatThereIs,
    /// Send the pieces of a part that a point rejected or cancelled again, elsewhere.
    SendAgain {
        /// The part.
        number: u32,
    },
    /// Give the pieces of a part that the till refuses to another point.
    GiveTo {
        /// The part.
        number: u32,
        /// Which.
        to: GiveTo,
    },
    /// The till lacks a part that a look-up did not find: its pieces may be planned again.
    TillLacksIt {
        /// The part.
        number: u32,
    },
    /// The order's lines changed on the shop, and the person has seen to what was sent before: what
    /// is left goes by the new lines.
    ChangeSeen,
    /// Nothing more of it is to be sent.
    Ignore {
        /// Why.
        reason: String,
        /// What became of its goods.
        goods: Goods,
    },
    /// It is no longer to be ignored.
    TakeBack,
    /// Of an order that is never sent, from before Ponte or ignored: its pieces are to be kept from the
    /// offer, or not.
    SetAside(bool),
}

/// What became of the goods of an order that is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goods {
    /// They lie on the shelf and may be sold to others.
    Free,
    /// The buyer has them, and the till still counts them: they are kept from the offer until somebody
    /// has taken them off there.
    GivenOut,
}

/// Where the pieces of a refused part go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiveTo {
    /// To the points after this one, by the usual rule.
    NextPoint,
    /// All of them to the first point, whatever it has.
    FirstPoint,
}

impl Engine {
    /// A person decides something for one order; `false` where it no longer applies.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was decided.
    pub async fn remedy(
        &self,
        shop: &str,
        order: &str,
        remedy: Remedy,
        asked_by: &str,
    ) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let (Some(row), Some(mut whole)) = (tx.shop(shop).await?, tx.order(shop, order).await?)
        else {
            return Ok(false);
        };
        let first = first_point(&mut *tx, shop).await?;
        let Some(changed) = apply(&mut whole, &remedy, first) else {
            return Ok(false);
        };
        standing::set(&mut whole.order, &whole.parts, &row.settings.orders, now);
        // Whatever was decided, the next pass looks at it once more.
        whole.order.open = true;
        tx.order_put(shop, &whole.order).await?;
        for part in &changed {
            tx.part_put(shop, order, part).await?;
        }
        let event = OrderEvent {
            at: now,
            what: format!("decided_{}", remedy.word()),
            detail: asked_by.to_owned(),
        };
        tx.order_event(shop, order, &event).await?;
        stale::mark(&mut *tx, shop, STREAM, now).await?;
        tx.commit().await?;
        self.wake();
        Ok(true)
    }
}

impl Remedy {
    fn word(&self) -> &'static str {
        match self {
            Self::TryNow => "try_now",
            Self::SendWhatThereIs => "send_what_there_is",
            Self::SendAgain { .. } => "send_again",
            Self::GiveTo { .. } => "give_to",
            Self::TillLacksIt { .. } => "till_lacks_it",
            Self::ChangeSeen => "change_seen",
            Self::Ignore { .. } => "ignore",
            Self::TakeBack => "take_back",
            Self::SetAside(true) => "set_aside",
            Self::SetAside(false) => "not_set_aside",
        }
    }
}

async fn first_point(tx: &mut dyn Tx, shop: &str) -> Result<Option<SalesPointId>, StoreError> {
    let points = tx.points(shop).await?;
    Ok(points
        .iter()
        .find(|point| point.takes_orders())
        .map(|point| point.id))
}

/// Changes the order as decided; gives the parts that changed, `None` where it does not apply.
fn apply(whole: &mut Whole, remedy: &Remedy, first: Option<SalesPointId>) -> Option<Vec<PartRow>> {
    match remedy {
        Remedy::TryNow => {
            let mut changed = Vec::new();
            for row in &mut whole.parts {
                let again = row.part.may_attempt() && row.next_at.take().is_some();
                if let Ok(part) = after(&row.part, Event::LookAgain) {
                    row.part = part;
                    changed.push(row.clone());
                } else if again {
                    changed.push(row.clone());
                }
            }
            (whole.order.open).then_some(changed)
        }
        Remedy::SendWhatThereIs => {
            let waits = matches!(
                whole.order.stage,
                Stage::Waiting {
                    reason: Waiting::Stock { .. }
                }
            );
            let already = whole.order.wishes.shortage == Some(Shortage::SendWhatThereIs);
            (waits && !already).then(|| {
                whole.order.wishes.shortage = Some(Shortage::SendWhatThereIs);
                Vec::new()
            })
        }
        Remedy::SendAgain { number } => {
            let row = happened(whole, *number, Event::SendAgain)?;
            let wishes = &mut whole.order.wishes;
            wishes.without.insert(row.part.point);
            wishes.rest_at = wishes.rest_at.filter(|point| *point != row.part.point);
            Some(vec![row])
        }
        Remedy::GiveTo { number, to } => {
            let refused =
                |row: &&PartRow| row.part.number == *number && row.part.state == PartState::Refused;
            let point = whole.parts.iter().find(refused)?.part.point;
            let row = happened(whole, *number, Event::Withdraw)?;
            match to {
                GiveTo::NextPoint => {
                    whole.order.wishes.without.insert(point);
                }
                GiveTo::FirstPoint => whole.order.wishes.rest_at = Some(first?),
            }
            Some(vec![row])
        }
        Remedy::TillLacksIt { number } => {
            let row = happened(whole, *number, Event::TillLacksIt)?;
            Some(vec![row])
        }
        Remedy::ChangeSeen => {
            let basis = whole.order.details.as_ref().map(|details| details.basis());
            (whole.order.basis.is_some() && whole.order.basis != basis).then(|| {
                whole.order.basis = basis;
                Vec::new()
            })
        }
        Remedy::Ignore { reason, goods } => {
            let before_ponte = whole.order.stage == Stage::BeforePonte;
            (whole.order.ignored.is_none() && !before_ponte).then(|| {
                whole.order.ignored = Some(reason.trim().to_owned());
                whole.order.set_aside = *goods == Goods::GivenOut;
                Vec::new()
            })
        }
        Remedy::TakeBack => whole.order.ignored.take().map(|_| {
            whole.order.set_aside = false;
            Vec::new()
        }),
        Remedy::SetAside(aside) => {
            let never_sent =
                whole.order.stage == Stage::BeforePonte || whole.order.ignored.is_some();
            (never_sent && whole.order.set_aside != *aside).then(|| {
                whole.order.set_aside = *aside;
                Vec::new()
            })
        }
    }
}

/// A part after an event; `None` where that cannot happen to it.
fn happened(whole: &mut Whole, number: u32, event: Event) -> Option<PartRow> {
    let row = whole
        .parts
        .iter_mut()
        .find(|row| row.part.number == number)?;
    row.part = after(&row.part, event).ok()?;
    Some(row.clone())
}
