//! What somebody who helps needs to know of a shop, and nothing else.
//!
//! Guarantee (a test): neither personal data nor a secret is in it. It is made of numbers, instants, words
//! of ours and ids; no name, no address, no text that a person or a service wrote, no key in any form.

use jiff::Timestamp;
use ponte_domain::finding::Topic;
use ponte_store::{
    StoreError, Tx,
    inlets::Caller,
    orders::Whole,
    runs::{Outcome, Run},
};
use serde_json::{Value, json};

use crate::{Engine, orders, products, stock};

/// Passes of each stream.
const RUNS: i64 = 10;
/// Open findings.
const FINDINGS: i64 = 500;
/// Calls of the journal.
const CALLS: i64 = 500;
/// Open orders.
const ORDERS: usize = 200;

impl Engine {
    /// The diagnosis of a shop; `None` where there is no such shop.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn diagnosis(&self, shop: &str) -> Result<Option<Value>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.read().await?;
        let Some(row) = tx.shop(shop).await? else {
            return Ok(None);
        };
        let tx = &mut *tx;
        let streams = [products::STREAM, stock::STREAM, orders::STREAM];
        let mut runs = Vec::new();
        for stream in streams {
            runs.extend(tx.runs(shop, stream, RUNS).await?.iter().map(of_run));
        }
        Ok(Some(json!({
            "at": now.to_string(),
            "ponte": env!("CARGO_PKG_VERSION"),
            "database": self.store.backend(),
            "engine": {
                "since": self.began.to_string(),
                "tillCalls": self.settings.till_calls,
                "tillReserve": self.settings.till_reserve,
                "leaseSeconds": self.settings.lease.as_secs(),
            },
            "shop": {
                "id": row.id,
                "tillKey": row.till_key.is_some(),
                "shopKeys": row.shop_key.is_some() && row.shop_exchange.is_some(),
                "keyCheckedAt": told(row.checked_at),
                "firstSyncAt": told(row.first_sync_at),
                "readUpTo": told(row.watermark),
                "connectedAt": row.created_at.to_string(),
                "settings": settings(&row.settings),
            },
            "points": points(tx, shop).await?,
            "runs": runs,
            "jobs": jobs(tx, shop).await?,
            "inlets": inlets(tx, shop).await?,
            "budget": budget(tx, shop, now).await?,
            "products": products(tx, shop).await?,
            "stock": levels(tx, shop).await?,
            "orders": of_orders(tx, shop).await?,
            "findings": findings(tx, shop).await?,
            "calls": calls(tx, shop).await?,
        })))
    }
}

fn told(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// The settings, without what the merchant or the shop named.
fn settings(settings: &ponte_domain::settings::Settings) -> Value {
    let mut told = json!(settings);
    if let Some(orders) = told.get_mut("orders").and_then(Value::as_object_mut) {
        for named in ["payments", "shipping"] {
            let rules = orders.get(named).and_then(Value::as_object);
            let rules: Vec<Value> =
                rules.map_or_else(Vec::new, |it| it.values().cloned().collect());
            orders.insert(named.to_owned(), rules.into());
        }
        let collective = orders.get("customers").is_some_and(|it| it != "each");
        let customers = if collective { "collective" } else { "each" };
        orders.insert("customers".to_owned(), customers.into());
    }
    told
}

fn of_run(run: &Run) -> Value {
    let (outcome, cause) = match &run.outcome {
        None => ("open", None),
        Some(Outcome::Done) => ("done", None),
        Some(Outcome::Stopped) => ("stopped", None),
        Some(Outcome::Failed { cause, .. }) => ("failed", Some(cause)),
    };
    json!({
        "stream": run.stream,
        "id": run.id,
        "kind": run.kind,
        "phase": run.phase,
        "done": run.done,
        "total": run.total,
        "figures": run.figures,
        "byItself": run.asked_by == "ponte",
        "waitsUntil": told(run.waits_until),
        "startedAt": run.started_at.to_string(),
        "updatedAt": run.updated_at.to_string(),
        "endedAt": told(run.ended_at),
        "outcome": outcome,
        "cause": cause,
    })
}

async fn points(tx: &mut dyn Tx, shop: &str) -> Result<Vec<Value>, StoreError> {
    let points = tx.points(shop).await?;
    let of = |point: &ponte_store::points::SalesPoint| {
        json!({
            "id": point.id,
            "position": point.position,
            "enabled": point.enabled,
            "counts": point.counts,
            "receives": point.receives,
            "reserve": point.reserve,
            "gone": point.gone,
        })
    };
    Ok(points.iter().map(of).collect())
}

async fn jobs(tx: &mut dyn Tx, shop: &str) -> Result<Vec<Value>, StoreError> {
    let jobs = tx.jobs(shop).await?;
    let of = |job: &ponte_store::jobs::Job| {
        json!({
            "kind": job.kind,
            "dueAt": job.due_at.to_string(),
            "held": job.held,
            "everyMs": job.every_ms,
            "failures": job.failures,
            "askedAt": told(job.asked_at),
        })
    };
    Ok(jobs.iter().map(of).collect())
}

async fn inlets(tx: &mut dyn Tx, shop: &str) -> Result<Value, StoreError> {
    let mut told_of = serde_json::Map::new();
    for (name, caller) in [("till", Caller::Till), ("shop", Caller::Shop)] {
        let inlet = tx.inlet(shop, caller).await?.map(|inlet| {
            json!({
                "secrets": inlet.secrets.len(),
                "accepted": inlet.accepted,
                "refused": inlet.refused,
                "acceptedAt": told(inlet.accepted_at),
                "refusedAt": told(inlet.refused_at),
            })
        });
        told_of.insert(name.to_owned(), json!(inlet));
    }
    Ok(told_of.into())
}

async fn budget(tx: &mut dyn Tx, shop: &str, now: Timestamp) -> Result<Value, StoreError> {
    let used = tx.budget_used(shop, "till", now).await?;
    Ok(json!(used.map(|(used, ends)| json!({
        "used": used,
        "windowEndsAt": ends.to_string(),
    }))))
}

async fn products(tx: &mut dyn Tx, shop: &str) -> Result<Value, StoreError> {
    let (listed, visible) = tx.listing_counts(shop).await?;
    Ok(json!({
        "onTill": tx.mirror_count(shop).await?,
        "listed": listed,
        "visible": visible,
        "picturesOpen": tx.pictures_open_count(shop).await?,
    }))
}

async fn levels(tx: &mut dyn Tx, shop: &str) -> Result<Value, StoreError> {
    let counted = tx.offers_counted(shop).await?;
    let codes = counted
        .iter()
        .map(|(standing, times)| (format!("{standing:?}"), json!(times)));
    let codes: serde_json::Map<String, Value> = codes.collect();
    let ages = tx.levels_ages(shop).await?;
    let ages = ages.iter().map(|ages| {
        json!({
            "point": ages.point,
            "oldest": told(ages.oldest),
            "unread": ages.unread,
        })
    });
    Ok(json!({ "codes": codes, "ages": ages.collect::<Vec<_>>() }))
}

async fn of_orders(tx: &mut dyn Tx, shop: &str) -> Result<Value, StoreError> {
    let counted = tx.orders_counted(shop).await?;
    let stages = counted
        .into_iter()
        .map(|(stage, times)| (stage, json!(times)));
    let stages: serde_json::Map<String, Value> = stages.collect();
    let open = tx.orders_open_whole(shop).await?;
    let open = open.iter().take(ORDERS).map(of_order);
    Ok(json!({ "stages": stages, "open": open.collect::<Vec<_>>() }))
}

fn of_order(whole: &Whole) -> Value {
    let order = &whole.order;
    let parts = whole.parts.iter().map(|row| {
        let state = json!(row.part.state);
        json!({
            "number": row.part.number,
            "point": row.part.point,
            "lines": row.part.lines.len(),
            "state": state.get("state"),
            "onTill": state.get("till"),
            "attempts": row.attempts.len(),
            "nextAt": told(row.next_at),
        })
    });
    let stage = json!(order.stage);
    json!({
        "id": order.id,
        "orderedAt": order.ordered_at.to_string(),
        "stateOnShop": order.state.0,
        "stage": order.stage.word(),
        "reason": stage.pointer("/reason/reason"),
        "since": order.stage_at.to_string(),
        "lines": order.details.as_ref().map(|details| details.lines.len()),
        "ignored": order.ignored.is_some(),
        "parts": parts.collect::<Vec<_>>(),
    })
}

async fn findings(tx: &mut dyn Tx, shop: &str) -> Result<Value, StoreError> {
    let counted = tx.findings_counted(shop).await?;
    let counted = counted
        .into_iter()
        .map(|(topic, times)| (topic, json!(times)));
    let counted: serde_json::Map<String, Value> = counted.collect();
    let open = tx.findings_open(shop, FINDINGS).await?;
    let open = open.iter().map(|row| {
        json!({
            "topic": Topic::of(&row.finding).word(),
            "kind": row.finding.kind(),
            "subject": row.subject,
            "since": row.opened_at.to_string(),
            "confirmed": row.confirmed,
        })
    });
    Ok(json!({ "counted": counted, "open": open.collect::<Vec<_>>() }))
}

async fn calls(tx: &mut dyn Tx, shop: &str) -> Result<Vec<Value>, StoreError> {
    let entries = tx.journal(shop, i64::MAX, CALLS).await?;
    let of = |entry: &ponte_store::journal::Entry| {
        json!({
            "at": entry.at.to_string(),
            "service": entry.service,
            "what": entry.what,
            "subject": entry.subject,
            "outcome": entry.outcome,
            "ms": entry.duration_ms,
        })
    };
    Ok(entries.iter().map(of).collect())
}
