//! The validations of a new order, in the sheet's order (Cassa in Cloud sheet §24.15).
//!
//! Nothing is stored here: the orders before it in its batch are looked at as if they were there.

use rust_decimal::Decimal;

use super::{
    draft::{OrderDraft, RowDraft, When},
    refusal::OrderRefusal,
    rules::OrderRules,
};
use crate::{
    moment::Moment,
    till::{records::Product, state::Till},
};

/// Whether `draft` may be stored after `earlier` ones of its batch. The body's shape, the first
/// validation, has been looked at when it was read.
pub(super) fn check(
    till: &Till,
    draft: &OrderDraft,
    earlier: &[&OrderDraft],
    moment: &Moment,
) -> Result<(), OrderRefusal> {
    let document = &draft.document;
    let point = document.id_sales_point;
    let known = till.sales_points().iter().find(|known| known.id == point);
    if !known.is_some_and(|known| known.enabled) {
        return Err(OrderRefusal::SalesPoint);
    }
    if document.rows.is_empty() {
        return Err(OrderRefusal::NoRows);
    }
    for (place, row) in document.rows.iter().enumerate() {
        if needs_article(row, moment) && article(till, row, point, moment).is_none() {
            return Err(OrderRefusal::Article(place));
        }
    }
    buyer(till, draft, moment)?;
    let taken = |id: &String| {
        till.orders()
            .map(|order| &order.sent)
            .chain(earlier.iter().copied())
            .any(|other| other.external_id.as_ref() == Some(id))
    };
    if draft.external_id.as_ref().is_some_and(taken) {
        return Err(OrderRefusal::Conflict);
    }
    let rules = till.order_rules(point);
    if draft.is_external_order {
        due(till, draft, earlier, &rules, moment)?;
    }
    let exact = matches!(draft.due_date, Some(When::At(_)));
    if rules.mandatory_time && (!exact || moment.switches.till_mandatory_time_always) {
        return Err(OrderRefusal::MandatoryTime);
    }
    let goods = document.rows.iter();
    let goods = goods.filter(|row| !row.subtotal && !row.shipping_cost);
    if goods.map(RowDraft::amount).sum::<Decimal>() < rules.minimum {
        return Err(OrderRefusal::Minimum);
    }
    Ok(())
}

/// Whether a row must name an article: subtotals do not, the shipping charge only where the switch
/// says so (sheet §25 line 25).
fn needs_article(row: &RowDraft, moment: &Moment) -> bool {
    let free = row.subtotal || (row.shipping_cost && !moment.switches.till_shipping_needs_article);
    !free || (row.id_product_variant.is_some() && !row.subtotal)
}

/// Product and variant that a row names, if they are visible in the sales point. Where simple
/// products have no technical variant, their own id stands for it (sheet §25 line 3).
pub(super) fn article<'a>(
    till: &'a Till,
    row: &RowDraft,
    point: i64,
    moment: &Moment,
) -> Option<(&'a Product, &'a str)> {
    let id = row.id_product_variant.as_deref()?;
    let by_product = !moment.switches.till_technical_variant;
    let found = till.products().find_map(|product| {
        let simple = by_product && !product.multivariant && product.id == id;
        let mut variants = product.variants.iter();
        let variant = variants.find(|variant| simple || variant.id == id)?;
        Some((product, variant.id.as_str()))
    });
    found.filter(|(product, _)| product.sales_point.is_none_or(|only| only == point))
}

fn buyer(till: &Till, draft: &OrderDraft, moment: &Moment) -> Result<(), OrderRefusal> {
    let document = &draft.document;
    let (customer, organization) = (&document.id_customer, &document.id_organization);
    if customer.is_none() && organization.is_none() && moment.switches.till_buyer_required {
        return Err(OrderRefusal::NoBuyer);
    }
    if customer
        .as_ref()
        .is_some_and(|id| till.customer(id).is_none())
    {
        return Err(OrderRefusal::Buyer("document.idCustomer"));
    }
    if organization
        .as_ref()
        .is_some_and(|id| till.organization(id).is_none())
    {
        return Err(OrderRefusal::Buyer("document.idOrganization"));
    }
    Ok(())
}

fn due(
    till: &Till,
    draft: &OrderDraft,
    earlier: &[&OrderDraft],
    rules: &OrderRules,
    moment: &Moment,
) -> Result<(), OrderRefusal> {
    let due = draft.due_date.ok_or(OrderRefusal::NoDueDate)?;
    let When::At(due) = due else {
        return day(due.millis(), rules, moment);
    };
    let now = moment.millis();
    if due <= now {
        return Err(OrderRefusal::Past);
    }
    if !rules.open_at(due) {
        return Err(OrderRefusal::Closed);
    }
    if due < now + i64::from(rules.lead_minutes) * 60_000 {
        return Err(OrderRefusal::TooSoon);
    }
    let Some((start, end)) = rules.slot(due) else {
        return Ok(());
    };
    let here = |other: &&OrderDraft| {
        let inside = |due: When| matches!(due, When::At(at) if (start..end).contains(&at));
        other.document.id_sales_point == draft.document.id_sales_point
            && other.due_date.is_some_and(inside)
    };
    let live = till.orders().filter(|order| order.is_live());
    let others = live.map(|order| &order.sent);
    let others: Vec<&OrderDraft> = others.chain(earlier.iter().copied()).filter(here).collect();
    let orders = u32::try_from(others.len()).unwrap_or(u32::MAX);
    let full = rules.slot_orders.is_some_and(|most| orders >= most);
    let wanted: Decimal = others.into_iter().chain([draft]).map(pieces).sum();
    if full || rules.slot_pieces.is_some_and(|most| wanted > most) {
        return Err(OrderRefusal::SlotFull);
    }
    Ok(())
}

/// A day without a time is in the future until it ends, and is looked at as a whole.
fn day(start: i64, rules: &OrderRules, moment: &Moment) -> Result<(), OrderRefusal> {
    if crate::rome::at(start).date() < crate::rome::at(moment.millis()).date() {
        return Err(OrderRefusal::Past);
    }
    if !rules.opens_on(start) {
        return Err(OrderRefusal::Closed);
    }
    Ok(())
}

fn pieces(draft: &OrderDraft) -> Decimal {
    let rows = draft.document.rows.iter();
    let goods = rows.filter(|row| !row.subtotal && !row.shipping_cost);
    goods.map(|row| row.quantity).sum()
}
