//! The shop's orders into the store.
//!
//! Guarantees:
//! - every order is stored, whatever its state, before the window of the next poll can move past it:
//!   that window begins ten minutes behind the newest order *stored*;
//! - an order is known by its id alone, however often it is listed;
//! - whatever the most rows are that the shop gives at once, none is passed over;
//! - where the starting moment was moved back, the orders since then count;
//! - what became of open orders is read every time, since a list by date never shows it (of those that
//!   are on the till since days, more seldom).

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    finding::Finding,
    money::Money,
    orders::order::{ShopState, Stage, poll_since},
    orders::resolve::Resolved,
    orders::wishes::Wishes,
};
use ponte_store::orders::{LONGEST_ID, OrderEvent, OrderRow};
use ts_commerce::{OrderHead, OrdersQuery, unconfirmed::ORDERS_LEAST_ROWS};

use super::{following, pass::Pass, reading, standing};
use crate::trouble::Trouble;

/// Rows a page.
const ROWS: u32 = 100;

/// Orders asked for by id in one call.
const AT_ONCE: usize = 50;

/// Orders that are looked at again in one transaction where the starting moment was moved back.
const REOPENED: i64 = 100;

/// How far behind the starting moment the first poll looks, so that the merchant sees which orders lie
/// on either side of it.
const BEFORE_PONTE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Reads new orders, what became of open ones, and the details of those that need it.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let polled = new(pass).await;
    reopen(pass).await?;
    polled?;
    open(pass).await?;
    reading::go(pass).await
}

/// Orders that were older than the starting moment, and are so no longer: it was moved.
async fn reopen(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let Some(from) = pass.settings().from else {
        return Ok(());
    };
    let word = Stage::BeforePonte.word();
    loop {
        let mut tx = pass.read().await?;
        // Newest first: those that count now stand in front.
        let mut page = tx
            .orders_page(pass.id(), Some(word), None, REOPENED)
            .await?;
        drop(tx);
        page.retain(|whole| whole.order.ordered_at >= from);
        if page.is_empty() {
            return Ok(());
        }
        let now = pass.now();
        let mut tx = pass.write().await?;
        for mut whole in page {
            standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
            tx.order_put(pass.id(), &whole.order).await?;
        }
        tx.commit().await?;
    }
}

/// New orders, page after page.
async fn new(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let newest = pass.read().await?.orders_newest(pass.id()).await?;
    let from = pass.settings().from.unwrap_or_else(|| pass.now());
    let oldest = from.checked_sub(BEFORE_PONTE).unwrap_or(from);
    let since = poll_since(newest, oldest);
    let mut query = OrdersQuery {
        since: Some(since),
        limit: Some(ROWS),
        ..OrdersQuery::default()
    };
    // Newest first: stored page by page, a later page would be passed over by the next poll if this
    // one were cut short. So nothing is stored before the last page is read.
    let mut listed: Vec<OrderHead> = Vec::new();
    loop {
        pass.look_around()?;
        let page = pass.remotes.shop.orders(&query).await?;
        let read = page.len();
        listed.extend(page);
        query.skip += read as u64;
        if read < ORDERS_LEAST_ROWS {
            break;
        }
    }
    listed.sort_by(|a, b| (a.ordered_at, &a.order_id).cmp(&(b.ordered_at, &b.order_id)));
    listed.dedup_by(|a, b| a.order_id == b.order_id);
    for chunk in listed.chunks(ROWS as usize) {
        store(pass, chunk).await?;
    }
    Ok(())
}

/// Stores what was listed: unknown orders, and new states of known ones. The oldest first, so that the
/// newest one stored says that all before it are stored too.
async fn store(pass: &mut Pass<'_>, listed: &[OrderHead]) -> Result<(), Trouble> {
    let ids: Vec<String> = listed.iter().map(|row| row.order_id.clone()).collect();
    let known = pass.read().await?.orders_known(pass.id(), &ids).await?;
    let now = pass.now();
    let mut tx = pass.write().await?;
    let mut fresh = 0;
    for row in listed {
        let too_long = row.order_id.chars().count() > LONGEST_ID;
        let Some(ordered_at) = row.ordered_at.filter(|_| !too_long) else {
            let what = if too_long { "orderID" } else { "orderDate" };
            let finding = Finding::OrderUnreadable {
                text: what.to_owned(),
            };
            let subject: String = row.order_id.chars().take(LONGEST_ID).collect();
            tx.finding_seen(pass.id(), &subject, &finding, pass.run.id, now)
                .await?;
            continue;
        };
        let state = ShopState(row.status);
        let total = row.total.and_then(Money::from_decimal).unwrap_or_default();
        if known.contains(&row.order_id) {
            let Some(mut whole) = tx.order(pass.id(), &row.order_id).await? else {
                continue;
            };
            let before = (whole.order.state, whole.order.total);
            if before != (state, total) {
                saw(&mut whole.order, state, total, now);
                standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
                // Its lines may be others: whoever was done with it looks once more.
                whole.order.open |= whole.order.stage != Stage::BeforePonte;
                tx.order_put(pass.id(), &whole.order).await?;
            }
            if before.0 != state {
                let event = event(now, "shop_state", state.0.to_string());
                tx.order_event(pass.id(), &row.order_id, &event).await?;
            }
        } else {
            let mut order = received(row, ordered_at, now);
            order.total = total;
            standing::saw_state(&mut order, state, now);
            standing::set(&mut order, &[], pass.settings(), now);
            tx.order_put(pass.id(), &order).await?;
            crate::tally::order(&mut *tx, pass.id(), ordered_at).await?;
            let event = event(now, "received", state.0.to_string());
            tx.order_event(pass.id(), &row.order_id, &event).await?;
            fresh += 1;
        }
    }
    tx.commit().await?;
    pass.figures.new += fresh;
    Ok(())
}

fn event(at: Timestamp, what: &str, detail: String) -> OrderEvent {
    OrderEvent {
        at,
        what: what.to_owned(),
        detail,
    }
}

/// Notes state and total as listed; others than before mean that the details are to be read anew.
fn saw(order: &mut OrderRow, state: ShopState, total: Money, now: Timestamp) {
    if (order.state, order.total) != (state, total) {
        order.total = total;
        standing::saw_state(order, state, now);
        order.read_at = None;
    }
}

/// An order as it is first stored.
fn received(row: &OrderHead, ordered_at: Timestamp, now: Timestamp) -> OrderRow {
    OrderRow {
        id: row.order_id.clone(),
        state: ShopState(row.status),
        ordered_at,
        total: Money(0),
        seen_at: now,
        read_at: None,
        ended_at: None,
        details: None,
        resolved: Resolved::default(),
        products: std::collections::BTreeMap::new(),
        basis: None,
        explanation: None,
        stage: Stage::Received,
        stage_at: now,
        wishes: Wishes::default(),
        told: None,
        ignored: None,
        set_aside: false,
        lines_changed: None,
        open: true,
    }
}

/// What became of open orders.
async fn open(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let open = pass.read().await?.orders_open(pass.id()).await?;
    let due = |order: &OrderRow| {
        order.stage != Stage::Delivered || following::is_due(pass, order.ordered_at)
    };
    let ids: Vec<String> = open.into_iter().filter(due).map(|order| order.id).collect();
    for ids in ids.chunks(AT_ONCE) {
        let mut left = ids.to_vec();
        // The shop may give fewer at once than were asked for; what it no longer knows never comes.
        while !left.is_empty() {
            pass.look_around()?;
            let query = OrdersQuery {
                order_ids: left.clone(),
                limit: u32::try_from(left.len()).ok(),
                ..OrdersQuery::default()
            };
            let mut listed = pass.remotes.shop.orders(&query).await?;
            listed.retain(|row| left.contains(&row.order_id));
            left.retain(|id| !listed.iter().any(|row| row.order_id == *id));
            if listed.len() < ORDERS_LEAST_ROWS {
                left.clear();
            }
            store(pass, &listed).await?;
        }
    }
    Ok(())
}
