//! Figures to the shop.
//!
//! Guarantees:
//! - before a write leaves, the database says that its outcome is unknown; only an answer takes that back;
//! - no write is repeated: whoever comes next reads the list again;
//! - lowerings go before raisings;
//! - what the shop refuses is told, and keeps no other SKU from being written; where it refuses a
//!   negative difference, the next pass writes figures instead;
//! - where the shop asks for fewer calls, the rest waits for the next pass;
//! - a pause that begins or ends meanwhile stops the rest: the next pass obeys it.

use std::collections::{BTreeMap, BTreeSet};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream};
use jiff::Timestamp;
use ponte_domain::stock::{
    pass::Call,
    write::{Decision, Listed, Over, OwnWrite, Write},
};
use ponte_store::offers::{Answer, OfferEvent, OfferRow};
use ponte_transport::clock::later;
use ts_commerce::{Error, StockWrite, is_batchable};

use super::{
    deciding::{Candidate, ToDo},
    findings,
    keeping::{self, CHUNK, line},
    list::List,
    pass::Pass,
};
use crate::{remotes::TIMEOUT, trouble::Trouble};

/// Calls whose leaving is noted in one transaction.
const AT_ONCE: usize = 20;

/// Products from which on the next pass looks at all of them.
const MANY: usize = 500;

/// Writes what is to be written, and keeps what was found.
pub(super) async fn go(pass: &mut Pass<'_>, mut todo: ToDo, list: &List) -> Result<(), Trouble> {
    quiet(pass, &todo).await?;
    findings::of_held(pass, &todo).await?;
    let repeats = todo.writes.repeats;
    let calls = std::mem::take(&mut todo.writes.calls);
    let calls: Vec<Call> = calls.into_iter().flat_map(apart).collect();
    let mut trouble = None;
    for chunk in calls.chunks(AT_ONCE) {
        pass.look_around()?;
        if let Err(changed) = pass.look_at_pause().await {
            trouble = Some(changed);
            break;
        }
        if let Err(cut) = some(pass, &mut todo, list, chunk).await {
            trouble = Some(cut);
            break;
        }
    }
    count(pass, &todo);
    again(pass, &todo);
    pass.prune_history().await?;
    if repeats || pass.refused_negative {
        let now = pass.now();
        pass.want(now);
    }
    trouble.map_or(Ok(()), Err)
}

/// What the next pass looks at again: what was to be written and was not, and what went over a figure.
fn again(pass: &mut Pass<'_>, todo: &ToDo) {
    let goes_on = |one: &&Candidate| match one.row.decision {
        Decision::Write {
            write: Write::Set { over, .. },
        } => !one.done || over != Over::Nothing,
        Decision::Write { .. } => !one.done,
        _ => false,
    };
    let open = todo.candidates.values().filter(goes_on);
    pass.memory.again = open.map(|one| one.row.product.clone()).collect();
    if pass.memory.again.len() > MANY {
        pass.memory.again.clear();
        // It looks at everything.
        pass.memory.regular = None;
    }
}

/// A batch without the SKUs that must be sent alone.
fn apart(call: Call) -> Vec<Call> {
    let Call::Set(figures) = call else {
        return vec![call];
    };
    let (batch, alone): (Vec<_>, Vec<_>) =
        figures.into_iter().partition(|(sku, _)| is_batchable(sku));
    let alone = alone.into_iter().map(|figure| Call::Set(vec![figure]));
    let batch = (!batch.is_empty()).then_some(Call::Set(batch));
    batch.into_iter().chain(alone).collect()
}

fn skus(call: &Call) -> Vec<&str> {
    match call {
        Call::Add { sku, .. } | Call::Stock { sku, .. } => vec![sku],
        Call::Set(figures) => figures.iter().map(|(sku, _)| sku.as_str()).collect(),
    }
}

/// What a call does to a SKU, as its history tells it.
fn write_of(todo: &ToDo, sku: &str) -> Option<Write> {
    match todo.candidates.get(sku)?.row.decision {
        Decision::Write { write } => Some(write),
        _ => None,
    }
}

/// Keeps everything that no call is about.
async fn quiet(pass: &Pass<'_>, todo: &ToDo) -> Result<(), Trouble> {
    let now = pass.now();
    let all: Vec<&Candidate> = todo.candidates.values().collect();
    let called: BTreeSet<&str> = todo.writes.calls.iter().flat_map(skus).collect();
    let is_silent = |one: &&Candidate| !called.contains(one.row.sku.as_str());
    for some in all.chunks(CHUNK) {
        let silent = || some.iter().copied().filter(is_silent);
        let rows: Vec<OfferRow> = silent().map(|one| one.row.clone()).collect();
        let lines: Vec<OfferEvent> = silent().filter_map(|one| line(one, None, now)).collect();
        let mut tx = pass.write().await?;
        keeping::keep(&mut *tx, pass.id(), &rows, &lines).await?;
        for candidate in some {
            findings::of_decision(&mut *tx, pass, candidate).await?;
        }
        tx.commit().await?;
    }
    if !todo.left.is_empty() || !todo.read_next.is_empty() {
        let mut tx = pass.write().await?;
        tx.offers_remove(pass.id(), &todo.left).await?;
        tx.moved_add(pass.id(), &todo.read_next).await?;
        findings::of_left(&mut *tx, pass, &todo.left).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A few calls: noted, sent, and noted again.
async fn some(
    pass: &mut Pass<'_>,
    todo: &mut ToDo,
    list: &List,
    calls: &[Call],
) -> Result<(), Trouble> {
    let until = later(pass.now(), TIMEOUT);
    let mut rows = Vec::new();
    for sku in calls.iter().flat_map(skus) {
        let write = write_of(todo, sku);
        if let Some(candidate) = todo.candidates.get_mut(sku) {
            let added = match write {
                Some(Write::Add { pieces }) => pieces,
                _ => 0,
            };
            candidate.row.written = Some(OwnWrite {
                at: until,
                answered: false,
                added,
            });
            // The rest stays as it was, so that whoever comes after a death sees what changed.
            let mut row = candidate
                .old
                .as_ref()
                .map_or(&candidate.row, |old| &**old)
                .clone();
            row.written = candidate.row.written;
            rows.push(row);
        }
    }
    let mut tx = pass.write().await?;
    keeping::keep(&mut *tx, pass.id(), &rows, &[]).await?;
    tx.commit().await?;
    let in_flight = usize::try_from(pass.shop.settings.pace.in_flight.max(1)).unwrap_or(1);
    let shop = &pass.remotes.shop;
    // Boxed: a closure in the stream would have to be general over every lifetime.
    let sends: Vec<BoxFuture<'_, _>> = calls
        .iter()
        .map(|call| send(shop, call, list).boxed())
        .collect();
    let sent: Vec<Result<(), Error>> = stream::iter(sends).buffered(in_flight).collect().await;
    let now = pass.now();
    let (mut rows, mut lines, mut trouble) = (Vec::new(), Vec::new(), None);
    let mut refusals = BTreeMap::new();
    for (call, sent) in calls.iter().zip(&sent) {
        let answer = match sent {
            Ok(()) => Answer::Done,
            Err(error) if error.outcome_unknown() => Answer::Unknown,
            Err(_) => Answer::Refused,
        };
        if let Err(error) = sent {
            let negative = matches!(call, Call::Add { pieces, .. } if *pieces < 0);
            match error {
                Error::Refused { .. } if negative => {
                    pass.memory.refuses_negative = true;
                    pass.refused_negative = true;
                }
                Error::Refused { .. } | Error::NotFound { .. } | Error::Unsendable(_) => {
                    let skus = skus(call).into_iter().map(str::to_owned);
                    refusals.extend(skus.map(|sku| (sku, error.to_string())));
                }
                other => {
                    trouble.get_or_insert_with(|| Trouble::from(other.clone()));
                }
            }
        }
        for sku in skus(call) {
            let write = write_of(todo, sku);
            let Some(candidate) = todo.candidates.get_mut(sku) else {
                continue;
            };
            candidate.row.written = after(candidate.row.written, answer, now);
            if answer == Answer::Done {
                candidate.done = true;
            }
            rows.push(candidate.row.clone());
            lines.extend(line(candidate, write.map(|write| (write, answer)), now));
        }
    }
    let mut tx = pass.write().await?;
    keeping::keep(&mut *tx, pass.id(), &rows, &lines).await?;
    let sent = calls.iter().flat_map(skus);
    for candidate in sent.filter_map(|sku| todo.candidates.get(sku)) {
        let refusal = refusals.get(&candidate.row.sku);
        if candidate.done || refusal.is_some() {
            findings::of_answer(&mut *tx, pass, candidate, refusal.cloned()).await?;
        }
    }
    tx.commit().await?;
    trouble.map_or(Ok(()), Err)
}

/// Our own last write, once its answer is there.
fn after(intent: Option<OwnWrite>, answer: Answer, now: Timestamp) -> Option<OwnWrite> {
    let intent = intent?;
    Some(OwnWrite {
        at: now,
        answered: answer != Answer::Unknown,
        added: if answer == Answer::Refused {
            0
        } else {
            intent.added
        },
    })
}

async fn send(shop: &ts_commerce::Client, call: &Call, list: &List) -> Result<(), Error> {
    match call {
        Call::Add { sku, pieces } => shop
            .patch_stock(sku, *pieces, list.is_child(sku))
            .await
            .map(|_| ()),
        Call::Stock { sku, pieces } => shop
            .count_stock(sku, *pieces, list.is_child(sku))
            .await
            .map(|_| ()),
        Call::Set(figures) => {
            let writes: Vec<StockWrite> = figures
                .iter()
                .map(|(sku, quantity)| StockWrite {
                    sku: sku.clone(),
                    quantity: *quantity,
                    is_child: list.is_child(sku),
                })
                .collect();
            match &writes[..] {
                [one] => shop.set_stock(one).await.map(|_| ()),
                many => shop.batch_stock(many).await,
            }
        }
    }
}

/// What the pass did, for the page.
fn count(pass: &mut Pass<'_>, todo: &ToDo) {
    let figures = &mut pass.figures;
    figures.held = todo.writes.held.len() as u64;
    for candidate in todo.candidates.values() {
        match candidate.row.decision {
            Decision::Waits { .. } => figures.waiting += 1,
            Decision::Cannot { .. } => figures.attention += 1,
            Decision::Write { write } if candidate.done => {
                if lowers(write, candidate.row.listed) {
                    figures.lowered += 1;
                } else {
                    figures.raised += 1;
                }
            }
            _ => {}
        }
    }
}

fn lowers(write: Write, listed: Listed) -> bool {
    let Listed::Stock {
        quantity,
        unlimited,
    } = listed
    else {
        return false;
    };
    match write {
        Write::Add { pieces } => pieces < 0,
        Write::Set { pieces, .. } => unlimited || pieces < quantity.unwrap_or(0),
        Write::WithoutStock => false,
    }
}
