//! An order as the shop tells it in full: what planning, sending and the page need of it.
//!
//! Made from the shop's answer by whoever reads it, and kept with the order (TS Commerce sheet
//! §20.3). It holds the buyer's personal data, so nothing here is printed by `Debug` but what names
//! goods and money.
//!
//! Guarantees (each a test): what a person is called, lives at or is reached by is in no `Debug`; who
//! bought can be forgotten, and every figure stays; what changed on the shop is told by lines and amounts alone; what is kept comes back whole; an
//! order kept by an older Ponte is read.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    money::Money,
    orders::amounts::Bill,
    orders::ledger::Ordered,
    orders::order::{Line, LineKey},
};

/// An order in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// What the shop's people call it: `short_id`, else the id.
    pub name: String,
    /// Its lines, in the shop's order.
    pub lines: Vec<Line>,
    /// What the buyer pays in all.
    pub total: Money,
    /// Shipping.
    pub shipping: Money,
    /// Payment fee.
    pub fee: Money,
    /// The coupon's code; may be empty.
    pub coupon: String,
    /// What the coupon takes off, as the shop tells it.
    pub discount: Money,
    /// `paymentProfile`, else `method`.
    pub payment: String,
    /// `shippingProfile`.
    pub shipping_profile: String,
    /// Who pays.
    pub billing: Address,
    /// Where it goes.
    pub delivery: Address,
    /// What the buyer wrote.
    pub message: Private,
}

/// An address of the buyer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Person or company, in one field.
    pub name: String,
    /// Company.
    pub company: String,
    /// Street, both lines.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub zip: String,
    /// Province, two letters as a rule.
    pub district: String,
    /// Country, two letters.
    pub country: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// VAT number or tax code, as typed.
    pub vat: String,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

/// A text that is nobody else's business.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(pub String);

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Private(..)")
    }
}

impl Details {
    /// Its amounts, to be spread over parts.
    #[must_use]
    pub fn bill(&self) -> Bill {
        let lines = self.lines.iter();
        Bill {
            total: self.total,
            shipping: self.shipping,
            fee: self.fee,
            lines: lines
                .map(|line| (line.key.clone(), line.pieces, line.price))
                .collect(),
        }
    }

    /// Pieces of each line.
    #[must_use]
    pub fn pieces(&self) -> Ordered {
        let lines = self.lines.iter();
        lines.map(|line| (line.key.clone(), line.pieces)).collect()
    }

    /// Whether anything in it tells who bought.
    #[must_use]
    pub fn names_buyer(&self) -> bool {
        let nobody = Address::default();
        self.billing != nobody
            || self.delivery != nobody
            || !self.message.0.is_empty()
            || !self.coupon.is_empty()
    }

    /// Forgets who bought: addresses, what the buyer wrote, and the coupon's code, which may be made out
    /// to somebody. Lines and amounts stay.
    pub fn forget_buyer(&mut self) {
        self.billing = Address::default();
        self.delivery = Address::default();
        self.message = Private::default();
        self.coupon.clear();
    }

    /// Whether the buyer is the one with this e-mail address.
    #[must_use]
    pub fn is_of(&self, email: &str) -> bool {
        let known = |text: &str| text.trim().to_lowercase();
        let wanted = known(email);
        let mut own = [&self.billing.email, &self.delivery.email].into_iter();
        !wanted.is_empty() && own.any(|email| known(email) == wanted)
    }

    /// What its parts are planned from: when this changes, the plan no longer fits.
    #[must_use]
    pub fn basis(&self) -> Basis {
        let lines = self.lines.iter();
        Basis {
            lines: lines
                .map(|line| (line.key.clone(), line.pieces, line.price))
                .collect(),
            total: self.total,
        }
    }
}

/// What a plan was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Key, pieces and unit price of each line.
    pub lines: Vec<(LineKey, u32, Money)>,
    /// The order's total.
    pub total: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_bought_is_forgotten_and_every_figure_stays() {
        let mut forgotten = details();
        assert!(forgotten.names_buyer());
        forgotten.forget_buyer();
        assert!(!forgotten.names_buyer());
        let kept = serde_json::to_string(&forgotten).expect("written");
        for private in ["Maria", "maria@", "Via Prova", "Suonare"] {
            assert!(!kept.contains(private), "{kept}");
        }
        assert_eq!(forgotten.bill(), details().bill());
        assert_eq!(forgotten.basis(), details().basis());
        assert_eq!(
            (forgotten.name, forgotten.lines),
            (details().name, details().lines)
        );
    }

    #[test]
    fn a_buyer_is_known_by_either_address_whatever_the_case() {
        let mut details = details();
        details.delivery.email = " Luca@Example.test ".into();
        for email in [
            "maria@example.test",
            "MARIA@EXAMPLE.TEST ",
            "luca@example.test",
        ] {
            assert!(details.is_of(email), "{email}");
        }
        for email in ["", " ", "aria@example.test"] {
            assert!(!details.is_of(email), "{email}");
        }
    }

    fn details() -> Details {
        Details {
            name: "417".into(),
            lines: vec![Line {
                key: "7#|#s".into(),
                pieces: 2,
                price: Money(500),
                ..Line::default()
            }],
            total: Money(1000),
            billing: Address {
                name: "Maria Rossi".into(),
                email: "maria@example.test".into(),
                street: "Via Prova 1".into(),
                ..Address::default()
            },
            message: Private("Suonare due volte".into()),
            ..Details::default()
        }
    }

    #[test]
    fn what_a_person_is_called_lives_at_or_is_reached_by_is_in_no_debug() {
        let told = format!("{:?}", details());
        for private in ["Maria", "maria@", "Via Prova", "Suonare"] {
            assert!(!told.contains(private), "{told}");
        }
    }

    #[test]
    fn what_changed_on_the_shop_is_told_by_lines_and_amounts_alone() {
        let mut other_address = details();
        other_address.delivery.city = "Treviso".into();
        assert_eq!(other_address.basis(), details().basis());
        let mut fewer = details();
        fewer.lines[0].pieces = 1;
        assert_ne!(fewer.basis(), details().basis());
        let mut dearer = details();
        dearer.total = Money(1100);
        assert_ne!(dearer.basis(), details().basis());
    }

    #[test]
    fn what_is_kept_comes_back_whole() {
        let kept = serde_json::to_string(&details()).expect("written");
        let back: Details = serde_json::from_str(&kept).expect("readable");
        assert_eq!(back, details(), "private texts too");
    }

    #[test]
    fn its_bill_and_its_pieces_name_every_line() {
        let mut details = details();
        details.lines.push(Line {
            key: "unknown to the till".into(),
            pieces: 1,
            price: Money(300),
            ..Line::default()
        });
        (details.total, details.shipping, details.fee) = (Money(1500), Money(150), Money(50));
        let bill = details.bill();
        let amounts = (bill.total, bill.shipping, bill.fee);
        assert_eq!(amounts, (Money(1500), Money(150), Money(50)));
        let unknown = || LineKey::from("unknown to the till");
        let lines = [("7#|#s".into(), 2, Money(500)), (unknown(), 1, Money(300))];
        assert_eq!(bill.lines, lines);
        let pieces = [("7#|#s".into(), 2), (unknown(), 1)];
        assert_eq!(details.pieces(), pieces.into());
    }

    #[test]
    fn an_order_kept_by_an_older_ponte_is_read() {
        let older: Details = serde_json::from_str("{}").expect("readable");
        assert_eq!(older, Details::default());
    }
}
