//! What is to be set right about orders: the fact, the cause, what to do and where.

use ponte_domain::finding::{Finding, TillSetting};
use ponte_store::findings::FindingRow;

use super::FindingLine;
use crate::{
    pages::orders::{attention, link, till_setting},
    words::Words,
};

/// One line; `None` where it is not about orders.
/// `settings` are those of the till that refuse orders now.
pub(crate) fn line(
    row: &FindingRow,
    settings: &[TillSetting],
    query: &str,
    t: Words,
) -> Option<FindingLine> {
    let subject = row.subject.as_str();
    let of_order = |name: &str, order: Option<&str>, sentence: String| {
        Some(FindingLine {
            name: t.with("finding-order-name", &[("name", name.into())]),
            link: order.map(|order| link(order, query)),
            sentences: vec![sentence],
            read_now: false,
        })
    };
    let other = |name: String, sentence: String| {
        Some(FindingLine {
            name,
            link: None,
            sentences: vec![sentence],
            read_now: false,
        })
    };
    let told = |key: &str, text: &str| t.with(key, &[("text", text.into())]);
    let part = |key: &str, number: &u32, point: &str| {
        let args = [("part", u64::from(*number).into()), ("point", point.into())];
        t.with(key, &args)
    };
    match &row.finding {
        Finding::Order {
            name,
            attention: reason,
        } => of_order(name, Some(subject), attention(reason, t).1),
        Finding::OrderRefused { name, text } => {
            let sentence = if settings.is_empty() {
                told("finding-order-refused", text)
            } else {
                let names = settings.iter().map(|setting| till_setting(*setting, t).0);
                let names = names.collect::<Vec<_>>().join(", ");
                t.with("finding-order-refused-setting", &[("names", names.into())])
            };
            of_order(name, Some(subject), sentence)
        }
        Finding::OrderUnreadable { text } => {
            of_order(subject, None, told("finding-order-unreadable", text))
        }
        Finding::OrderStateRefused { name, text } => {
            of_order(name, Some(subject), told("finding-state-refused", text))
        }
        Finding::PartUnaccepted {
            name,
            number,
            point,
        } => {
            let sentence = part("finding-part-unaccepted", number, point);
            of_order(name, order_of(subject), sentence)
        }
        Finding::PartGone {
            name,
            number,
            point,
        } => {
            let sentence = part("finding-part-gone", number, point);
            of_order(name, order_of(subject), sentence)
        }
        Finding::TillSetting { setting } => {
            let (name, sentence) = till_setting(*setting, t);
            other(name, sentence)
        }
        Finding::ShippingUnmapped => other(subject.to_owned(), t.say("finding-shipping-unmapped")),
        Finding::StrayTillOrder { point } => {
            let args = [("point", point.as_str().into())];
            other(subject.to_owned(), t.with("finding-stray", &args))
        }
        _ => None,
    }
}

/// The order of a part's subject: order, a mark, number.
fn order_of(subject: &str) -> Option<&str> {
    let (order, _) = subject.rsplit_once(|letter: char| !letter.is_ascii_digit())?;
    Some(order)
}
