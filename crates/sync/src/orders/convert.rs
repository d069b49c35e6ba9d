//! An order as the shop's client reads it becomes one as the rules see it.
//!
//! Guarantees: an amount that is no cents, a line without whole pieces and a key that stands twice make
//! the order unreadable, never cheaper or smaller.

use std::collections::BTreeSet;

use ponte_domain::{
    money::Money,
    orders::details::{Address, Details, Private},
    orders::order::Line,
    orders::resolve::read_key,
};
use rust_decimal::Decimal;

/// Why an order cannot be used; fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unusable {
    /// An amount is below zero or does not fit.
    #[error("{0}: {1}")]
    Amount(&'static str, Decimal),
    /// A line's pieces are no whole number above zero.
    #[error("{0}: {1}")]
    Pieces(String, i64),
    /// Two lines have one key.
    #[error("{0}: twice")]
    Twice(String),
}

/// See the module.
pub(super) fn details(order: ts_commerce::Order) -> Result<Details, Unusable> {
    let money = |what, amount: Decimal| {
        let money = Money::from_decimal(amount).filter(|money| money.0 >= 0);
        money.ok_or(Unusable::Amount(what, amount))
    };
    let mut lines = Vec::with_capacity(order.lines.len());
    let mut keys = BTreeSet::new();
    for item in order.lines {
        if !keys.insert(item.key.clone()) {
            return Err(Unusable::Twice(item.key));
        }
        let (uid, superkey) = read_key(&item.key);
        let superkey = if superkey.is_empty() {
            item.options.clone()
        } else {
            superkey.to_owned()
        };
        lines.push(Line {
            uid,
            superkey,
            pieces: u32::try_from(item.count)
                .ok()
                .filter(|pieces| *pieces > 0)
                .ok_or_else(|| Unusable::Pieces(item.key.clone(), item.count))?,
            price: money("price", item.price)?,
            sku: item.sku,
            title: item.title,
            key: item.key,
        });
    }
    let some =
        |what, amount: Option<Decimal>| amount.map_or(Ok(Money(0)), |amount| money(what, amount));
    let payment = order.payment_profile.or(order.method).unwrap_or_default();
    let profile = order.shipping_profile.unwrap_or_default();
    Ok(Details {
        name: order.short_id.unwrap_or_else(|| order.order_id.clone()),
        lines,
        total: money("total", order.total)?,
        shipping: some("shippingAmount", order.shipping_amount)?,
        fee: some("paymentAmount", order.payment_amount)?,
        coupon: order.sale_code.unwrap_or_default(),
        discount: some("saleAmount", order.sale_amount)?,
        payment: payment.trim().to_owned(),
        shipping_profile: profile.trim().to_owned(),
        billing: address(order.billing),
        delivery: address(order.delivery),
        message: Private(order.message.unwrap_or_default()),
    })
}

fn address(address: ts_commerce::Address) -> Address {
    let street = [address.addr1, address.addr2];
    let street: Vec<String> = street.into_iter().flatten().collect();
    Address {
        name: address.fullname.unwrap_or_default(),
        company: address.company.unwrap_or_default(),
        street: street.join(", "),
        city: address.city.unwrap_or_default(),
        zip: address.zip.unwrap_or_default(),
        district: address.state_iso.unwrap_or_default(),
        country: address.nation_tld.unwrap_or_default(),
        email: address.email.unwrap_or_default(),
        phone: address.phone.unwrap_or_default(),
        vat: address.vat.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An order whose only line is changed.
    fn order(change: impl FnOnce(&mut ts_commerce::Order)) -> Result<Details, Unusable> {
        let line = ts_commerce::Line {
            key: "7#|#s".into(),
            count: 2,
            price: Decimal::new(750, 2),
            ..ts_commerce::Line::default()
        };
        let mut order = ts_commerce::Order {
            total: Decimal::new(1500, 2),
            lines: vec![line],
            ..ts_commerce::Order::default()
        };
        change(&mut order);
        details(order)
    }

    #[test]
    fn what_cannot_be_counted_makes_the_order_unreadable_never_cheaper_or_smaller() {
        assert!(order(|_| {}).is_ok());
        let twice = order(|order| order.lines.push(order.lines[0].clone()));
        assert_eq!(twice, Err(Unusable::Twice("7#|#s".into())));
        for count in [0, -1, i64::MAX] {
            let pieces = order(|order| order.lines[0].count = count);
            assert_eq!(pieces, Err(Unusable::Pieces("7#|#s".into(), count)));
        }
        let below = Decimal::new(-1, 2);
        assert!(order(|order| order.total = below).is_err());
        assert!(order(|order| order.lines[0].price = below).is_err());
        assert!(order(|order| order.shipping_amount = Some(below)).is_err());
    }
}
