//! What the merchant chose for orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{orders::due::Week, orders::order::ShopState, till::SalesPointId};

/// Settings of the orders stream. Missing ones take their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderSettings {
    /// From when on orders count, compared with `orderDate`; `None`: not set yet, nothing is sent.
    pub from: Option<Timestamp>,
    /// Which states of the shop count as a sale.
    pub sales: SaleStates,
    /// What each payment method allows, by the shop's name of it; the others are sent.
    pub payments: BTreeMap<String, PaymentRule>,
    /// Days after `orderDate` until an unpaid order is given up.
    pub unpaid_days: u16,
    /// Which points are asked.
    pub strategy: Strategy,
    /// What happens when not everything is there.
    pub shortage: Shortage,
    /// What happens to lines that the till does not know.
    pub unknown_lines: UnknownLines,
    /// How each `shippingProfile` leaves the shop; the others are shipped.
    pub shipping: BTreeMap<String, Shipping>,
    /// Whether the usual rule applies when the point that the buyer chose cannot do it all.
    pub bound_falls_back: bool,
    /// Opening hours of each point; one without is always open.
    pub opening: BTreeMap<SalesPointId, Week>,
    /// Minutes from sending to the due time, at least.
    pub preparation_minutes: u32,
    /// Opening hours after which a part that nobody accepted is a finding.
    pub unaccepted_hours: u16,
    /// Whom the till is told an order comes from.
    pub customers: Customers,
    /// Whether the till's progress goes back to the shop's order.
    pub tell_shop: bool,
    /// The state that the shop's order gets when a point rejects a part; `None`: it stays.
    pub state_when_rejected: Option<ShopState>,
}

impl Default for OrderSettings {
    fn default() -> Self {
        Self {
            from: None,
            sales: SaleStates::default(),
            payments: BTreeMap::new(),
            unpaid_days: 14,
            strategy: Strategy::default(),
            shortage: Shortage::default(),
            unknown_lines: UnknownLines::default(),
            shipping: BTreeMap::new(),
            bound_falls_back: false,
            opening: BTreeMap::new(),
            preparation_minutes: 60,
            unaccepted_hours: 4,
            customers: Customers::default(),
            tell_shop: false,
            state_when_rejected: None,
        }
    }
}

/// Which states of the shop's orders count as a sale. Cancelled and archived ones never do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleStates {
    /// Every state but cancelled and archived, as today (plug-in-today row 16).
    #[default]
    AllLive,
    /// Only paid: every live state but *Attesa pagamento*.
    OnlyPaid,
    /// These.
    These(std::collections::BTreeSet<ShopState>),
}

/// What an order's payment method allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentRule {
    /// *Manda*: sent, paid or not.
    #[default]
    Send,
    /// *Aspetta il pagamento*.
    AwaitPayment,
    /// *Da incassare*: sent, and the point takes the money.
    Collect,
}

/// Whom the till is told an order comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Customers {
    /// The buyer: looked up by e-mail, else created.
    #[default]
    Each,
    /// Always this customer of the till, so that no personal data leaves the shop.
    Collective(String),
}

/// Which points are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// One after the other, in the merchant's order (plug-in-today row 7).
    #[default]
    Priority,
    /// The first point in order that can do it all, else by priority.
    WholeFirst,
    /// As few points as can do it all, those that stand first among as few; else by priority.
    FewestParts,
}

/// What happens when the points together have less than was ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortage {
    /// The order waits, and nothing is sent.
    #[default]
    Wait,
    /// What there is is sent.
    SendWhatThereIs,
    /// The first point gets the rest too.
    RestOnFirst,
}

/// What happens to lines that the till does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownLines {
    /// They are left out and named in the note.
    #[default]
    LeaveOut,
    /// The order waits.
    Wait,
}

/// How an order leaves the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shipping {
    /// *Spedizione*.
    #[default]
    Delivery,
    /// *Ritiro presso* this point.
    CollectAt(SalesPointId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_written_by_an_older_ponte_are_read_and_what_is_set_comes_back() {
        let older: OrderSettings = serde_json::from_str("{}").expect("readable");
        assert_eq!(older, OrderSettings::default());
        let set = OrderSettings {
            from: Some(Timestamp::UNIX_EPOCH),
            sales: SaleStates::These([ShopState(1)].into()),
            payments: [("mark".into(), PaymentRule::Collect)].into(),
            shipping: [("ritiro".into(), Shipping::CollectAt(102))].into(),
            opening: [(102, Week::default())].into(),
            customers: Customers::Collective("online".into()),
            ..OrderSettings::default()
        };
        let text = serde_json::to_string(&set).expect("plain data");
        let read: OrderSettings = serde_json::from_str(&text).expect("our own");
        assert_eq!(read, set);
    }
}
