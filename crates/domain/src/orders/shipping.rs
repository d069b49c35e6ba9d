//! Delivery, or collection at a point.
//!
//! Guarantees (each a test): a profile that nobody has mapped is shipped, and told the first time;
//! collection binds the order to its point.

use std::collections::BTreeSet;

use crate::{
    orders::allocation::Bound,
    settings::{OrderSettings, Shipping},
};

/// How an order with this `shippingProfile` leaves the shop.
#[must_use]
pub fn shipping(profile: &str, settings: &OrderSettings) -> Shipping {
    settings.shipping.get(profile).copied().unwrap_or_default()
}

/// The point that the buyer chose to collect at, with the merchant's choice for when it cannot do it
/// all.
#[must_use]
pub fn bound(shipping: Shipping, settings: &OrderSettings) -> Option<Bound> {
    match shipping {
        Shipping::Delivery => None,
        Shipping::CollectAt(point) => Some(Bound {
            point,
            falls_back: settings.bound_falls_back,
        }),
    }
}

/// Profiles seen on orders that nobody has mapped: findings, until the merchant says what they mean.
/// An order without a profile asks for nothing.
#[must_use]
pub fn unmapped<'a>(
    seen: impl IntoIterator<Item = &'a str>,
    settings: &OrderSettings,
) -> BTreeSet<&'a str> {
    let mapped = |profile: &str| settings.shipping.contains_key(profile);
    seen.into_iter()
        .filter(|profile| !profile.is_empty() && !mapped(profile))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> OrderSettings {
        OrderSettings {
            shipping: [
                ("corriere".into(), Shipping::Delivery),
                ("ritiro-centro".into(), Shipping::CollectAt(102)),
            ]
            .into(),
            bound_falls_back: true,
            ..OrderSettings::default()
        }
    }

    #[test]
    fn a_profile_that_nobody_has_mapped_is_shipped_and_told_once() {
        let settings = settings();
        assert_eq!(shipping("pony", &settings), Shipping::Delivery);
        let seen = ["pony", "corriere", "pony", "", "ritiro-centro"];
        assert_eq!(unmapped(seen, &settings), ["pony"].into());
    }

    #[test]
    fn collection_binds_the_order_to_its_point() {
        let settings = settings();
        let point = 102;
        let falls_back = true;
        let collected = shipping("ritiro-centro", &settings);
        assert_eq!(
            bound(collected, &settings),
            Some(Bound { point, falls_back })
        );
        assert_eq!(bound(shipping("corriere", &settings), &settings), None);
    }
}
