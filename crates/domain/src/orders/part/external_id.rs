//! The name of a part on the till: `ponte-<orderID>-<n>`.
//!
//! The till refuses a second order with the same one (Cassa in Cloud sheet §16.3), which is what
//! makes repeating safe.
//!
//! Guarantees (each a test): what is made is read back; an order whose id is the beginning of
//! another's is not mistaken for it; what others made is none of ours.

use std::fmt;

const OURS: &str = "ponte-";

/// An `externalId` of ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExternalId {
    /// The shop's `orderID`.
    pub order: String,
    /// The part's number, from 1.
    pub number: u32,
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{OURS}{}-{}", self.order, self.number)
    }
}

impl ExternalId {
    /// Reads an `externalId`; `None` where it is not one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (order, number) = text.strip_prefix(OURS)?.rsplit_once('-')?;
        let digits = !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
        (digits && !order.is_empty()).then_some(())?;
        Some(Self {
            order: order.to_owned(),
            number: number.parse().ok()?,
        })
    }
}

/// What every `externalId` of an order begins with. Something found with it still has to be parsed:
/// an order's id may itself end in a hyphen and a number.
#[must_use]
pub fn look_up_prefix(order: &str) -> String {
    format!("{OURS}{order}-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_others_made_is_none_of_ours() {
        for text in [
            "",
            "ponte-",
            "ponte-1",
            "ponte--1",
            "ponte-a-",
            "ponte-a-0",
            "ponte-a-01",
            "ponte-a-+1",
            "ponte-a-x",
            "ponte-a-99999999999",
            "shop-a-1",
            "PONTE-a-1",
        ] {
            assert_eq!(ExternalId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_order_whose_id_is_the_beginning_of_anothers_is_not_mistaken_for_it() {
        let other = ExternalId::parse("ponte-417-2-1").expect("one of ours");
        assert_eq!((other.order.as_str(), other.number), ("417-2", 1));
        assert!("ponte-417-2-1".starts_with(&look_up_prefix("417")));
    }

    proptest! {
        #[test]
        fn what_is_made_is_read_back(order in ".+", number in 1_u32..) {
            let id = ExternalId { order, number };
            let text = id.to_string();
            prop_assert!(text.starts_with(&look_up_prefix(&id.order)));
            prop_assert_eq!(ExternalId::parse(&text), Some(id));
        }
    }
}
