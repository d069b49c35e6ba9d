//! A part as an order for the till: what the people there read, and what its money is.
//!
//! Guarantees: name, point, goods and date are the ledger's; rows add up to the part's amount to the
//! cent; with a collective customer nothing of the buyer leaves the shop.

use cassa_in_cloud::{
    DeliveryMode, Destination, NewDocument, NewOrder, NewOrderRow, PrepaymentStatus, unconfirmed,
};
use jiff::Timestamp;
use ponte_domain::{
    orders::amounts::{LineAmount, PartAmounts, rows},
    orders::details::{Address, Details},
    orders::note::{Note, note},
    orders::part::ExternalId,
    orders::payment::{Due, due},
    orders::shipping::shipping,
    settings::{Customers, OrderSettings, Shipping},
};
use ponte_store::orders::{OrderRow, PartRow};

use super::{buyers::Buyer, standing};

/// Characters of a row's note: another connector cuts there too (Cassa in Cloud sheet §16.2).
const ROW_NOTE: usize = 250;

/// What else an order for the till needs to know.
pub(super) struct Surroundings<'a> {
    pub settings: &'a OrderSettings,
    pub buyer: &'a Buyer,
    pub due: Timestamp,
    /// The points' names of all standing parts, in order.
    pub points: &'a [String],
    /// This part's place among them, from 1.
    pub place: usize,
}

/// The order for the till.
pub(super) fn order(
    order: &OrderRow,
    details: &Details,
    row: &PartRow,
    around: &Surroundings<'_>,
) -> NewOrder {
    let settings = around.settings;
    let amount = row.amounts.total();
    let rule = standing::payment_rule(order, settings);
    let money = due(rule, order.state, amount);
    let personal = settings.customers == Customers::Each;
    let points: Vec<&str> = around.points.iter().map(String::as_str).collect();
    let unknown: Vec<String> = order
        .resolved
        .unknown
        .iter()
        .map(|(_, title)| title.clone())
        .collect();
    let text = note(&Note {
        due: money,
        order: &details.name,
        place: around.place,
        points: &points,
        unknown: &unknown,
        message: if personal { &details.message.0 } else { "" },
    });
    let delivered = shipping(&details.shipping_profile, settings) == Shipping::Delivery;
    let reachable = first_filled(&details.delivery.phone, &details.billing.phone);
    let (prepay, prepayment_status) = match money {
        Due::Collect(_) => (false, None),
        Due::Paid => (true, Some(PrepaymentStatus::Completed)),
        Due::Awaited => (true, Some(PrepaymentStatus::Waiting)),
    };
    let id = ExternalId {
        order: order.id.clone(),
        number: row.part.number,
    };
    NewOrder {
        external_id: id.to_string(),
        date: row.part.date,
        due_date: around.due,
        delivery_mode: if delivered {
            DeliveryMode::Delivery
        } else {
            DeliveryMode::Pickup
        },
        destination: (delivered && personal).then(|| destination(&details.delivery)),
        phone_number: reachable.filter(|_| personal),
        prepay,
        prepayment_status,
        prepayment_transaction_id: None,
        document: NewDocument {
            id_sales_point: row.part.point,
            id_customer: around.buyer.customer.clone(),
            id_organization: around.buyer.organization.clone(),
            amount: amount.to_decimal(),
            note: text,
            email: first_filled(&details.billing.email, &details.delivery.email)
                .filter(|_| personal),
            rows: document_rows(details, row),
        },
    }
}

fn first_filled(first: &str, second: &str) -> Option<String> {
    [first, second]
        .into_iter()
        .map(str::trim)
        .find(|text| !text.is_empty())
        .map(str::to_owned)
}

fn destination(address: &Address) -> Destination {
    Destination {
        street: address.street.clone(),
        city: address.city.clone(),
        zipcode: address.zip.clone(),
        district: address.district.clone(),
        country: address.country.clone(),
    }
}

fn document_rows(details: &Details, row: &PartRow) -> Vec<NewOrderRow> {
    let mut out: Vec<NewOrderRow> = Vec::new();
    let mut number = 0;
    let mut next = || {
        number += 1;
        number
    };
    let PartAmounts {
        lines,
        shipping,
        fee,
    } = &row.amounts;
    for (part_line, line) in row.part.lines.iter().zip(lines) {
        let title = title(details, line);
        for one in rows(line) {
            out.push(NewOrderRow {
                row_number: next(),
                id_product_variant: Some(part_line.variant.clone()),
                quantity: one.pieces.into(),
                price: one.price.to_decimal(),
                note: title.clone(),
                ..NewOrderRow::default()
            });
        }
    }
    for (charge, name) in [(shipping, "Spedizione"), (fee, "Spese di pagamento")] {
        if charge.0 != 0 {
            let row = unconfirmed::shipping_row(next(), charge.to_decimal(), None);
            out.push(NewOrderRow {
                note: Some(name.to_owned()),
                ..row
            });
        }
    }
    out
}

/// What the buyer read, for the people at the till.
fn title(details: &Details, line: &LineAmount) -> Option<String> {
    let of_order = details.lines.iter().find(|known| known.key == line.line)?;
    let title: String = of_order.title.chars().take(ROW_NOTE).collect();
    (!title.is_empty()).then_some(title)
}
