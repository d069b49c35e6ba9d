//! Webhooks of the shop (TS Commerce sheet §24).
//!
//! - One webhook is one type and one address; several may have the same of either.
//! - Types 2 and 3 are not states 2 and 3: shipped is type 2, in preparation is type 3.

mod posting;

use jiff::Timestamp;
use ponte_transport::Randomness;
use url::Url;

use super::{
    order::Status,
    state::{Shop, storeden_id},
};

/// A webhook that somebody registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// StoredenID.
    pub id: String,
    /// What it is called for.
    pub kind: Kind,
    /// Who is called.
    pub url: Url,
    /// By which it is found again.
    pub name: String,
}

/// What a webhook is called for; its number is the API's `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 0: an order was placed.
    Created,
    /// 1: an order was paid.
    Paid,
    /// 2: an order was shipped (state 3).
    Shipped,
    /// 3: an order is in preparation (state 2).
    Preparation,
    /// 7: an order was cancelled.
    Cancelled,
    /// 53: a shopper left a full basket.
    CartAbandoned,
}

/// Something that webhooks tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    kind: Kind,
    /// An order's id, or a cart's.
    subject: String,
}

/// Webhooks, and what they have not yet told.
#[derive(Debug, Default)]
pub struct Webhooks {
    /// In the order of their registration.
    pub list: Vec<Webhook>,
    untold: Vec<Event>,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Created,
        Self::Paid,
        Self::Shipped,
        Self::Preparation,
        Self::Cancelled,
        Self::CartAbandoned,
    ];

    /// The type with this number.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.number() == number)
    }

    /// The API's `type`.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Created => 0,
            Self::Paid => 1,
            Self::Shipped => 2,
            Self::Preparation => 3,
            Self::Cancelled => 7,
            Self::CartAbandoned => 53,
        }
    }
}

impl Event {
    /// An order was placed.
    pub(super) fn created(order: &str) -> Self {
        Self {
            kind: Kind::Created,
            subject: order.to_owned(),
        }
    }

    /// A shopper left a full basket.
    pub(super) fn abandoned(cart: &str) -> Self {
        Self {
            kind: Kind::CartAbandoned,
            subject: cart.to_owned(),
        }
    }

    /// An order has this state now; most states are not told.
    pub(super) fn set_to(status: Status, order: &str) -> Option<Self> {
        let kind = match status {
            Status::Paid => Kind::Paid,
            Status::Sent => Kind::Shipped,
            Status::Preparation => Kind::Preparation,
            Status::Aborted => Kind::Cancelled,
            Status::Pending
            | Status::Delivered
            | Status::Closed
            | Status::Archived
            | Status::AfterSale => return None,
        };
        let subject = order.to_owned();
        Some(Self { kind, subject })
    }
}

impl Shop {
    /// Registers a webhook and tells its id.
    pub fn add_webhook(
        &mut self,
        kind: Kind,
        url: Url,
        name: &str,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> String {
        let id = storeden_id(now, random);
        self.webhooks.list.push(Webhook {
            id: id.clone(),
            kind,
            url,
            name: name.to_owned(),
        });
        id
    }

    /// A shopper fills a basket and leaves; tells the cart's id.
    pub fn abandon_cart(&mut self, now: Timestamp, random: &dyn Randomness) -> String {
        let cart = random.uuid(now.as_millisecond()).to_string();
        self.tell(Event::abandoned(&cart));
        cart
    }

    /// Something that webhooks shall tell, as soon as the world is free for it.
    pub(super) fn tell(&mut self, event: Event) {
        self.webhooks.untold.push(event);
    }

    /// Whether webhooks have something to tell.
    pub(super) fn has_news(&self) -> bool {
        !self.webhooks.untold.is_empty()
    }
}
