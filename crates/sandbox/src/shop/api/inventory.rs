//! Writing stock by SKU (TS Commerce sheet §13.2–§13.4, §28.7–§28.13).
//!
//! - An unknown SKU, or one with the wrong `is_child`, is no error: `inventory_updated` is 0.
//! - In a batch each SKU stands for itself; more than 250 are refused and none is applied.

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, flag, missing, read},
    door::{get, put},
    inventory_list,
    json::{self, Map},
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::{
        form::{Form, Value},
        stock::{Change, Manner},
    },
    switches::{ShopBatchAnswer, ShopDuplicateStock, Switches},
};

/// Most SKUs in a batch.
const LARGEST_BATCH: usize = 250;

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new()
        .route("/inventory/list.json", get(inventory_list::list))
        .route("/inventory/inventory.json", put(set))
        .route("/inventory/patchInventory.json", put(add))
        .route("/inventory/batchInventory.json", put(batch))
}

#[derive(Serialize)]
struct Written<'a> {
    is_child: bool,
    inventory_updated: usize,
    err: Option<&'a str>,
}

/// `PUT /inventory/inventory.json`
fn set(call: &mut Call<'_>) -> Outcome {
    let change = Change::Set(read("quantity", call.required("quantity")?)?);
    let unlimited = flag(call.form, "unlimited")?;
    let body = one(call, change)?;
    // Main products only (sheet §13.2): a variant's is left alone.
    if let Some(unlimited) = unlimited
        && !flag(call.form, "is_child")?.unwrap_or(false)
    {
        let sku = call.required("sku")?;
        call.shop.products.set_unlimited(sku, unlimited);
    }
    Ok(body)
}

/// `PUT /inventory/patchInventory.json`
fn add(call: &mut Call<'_>) -> Outcome {
    let amount: i64 = read("quantity", call.required("quantity")?)?;
    if amount < 0 && call.switches.shop_negative_patch_refused {
        return Err(Refusal::bad("negative quantity"));
    }
    one(call, Change::Add(amount))
}

fn one(call: &mut Call<'_>, change: Change) -> Outcome {
    let sku = call.required("sku")?;
    let is_child = flag(call.form, "is_child")?.unwrap_or(false);
    let manner = manner(call.switches);
    let products = &mut call.shop.products;
    let changed = products.change_stock(sku, is_child, change, manner, call.now);
    if changed.found == 0 && call.switches.shop_unknown_sku_refused {
        return Err(Refusal::unknown("sku"));
    }
    Ok(json::body(&Written {
        is_child,
        inventory_updated: if call.switches.shop_same_value_counts {
            changed.found
        } else {
            changed.altered
        },
        err: None,
    }))
}

#[derive(Serialize)]
struct Batch<'a> {
    updated: usize,
    err: Option<&'a str>,
    results: Map<&'a str, Written<'a>>,
}

/// `PUT /inventory/batchInventory.json`
fn batch(call: &mut Call<'_>) -> Outcome {
    let stage = call.form.array_named("stage");
    let stage = stage.ok_or_else(|| missing("stage"))?;
    if stage.len() > LARGEST_BATCH {
        return Err(Refusal::bad("more than 250 SKUs"));
    }
    let items: Vec<_> = stage
        .iter()
        .map(|(sku, value)| (sku, item(value)))
        .collect();
    if !call.switches.shop_batch_partial {
        refuse_whole(call, &items)?;
    }
    let manner = manner(call.switches);
    let mut results = Vec::new();
    let mut updated = 0;
    for (sku, item) in items {
        let written = match item {
            Ok((quantity, is_child)) => {
                let change = Change::Set(quantity);
                let products = &mut call.shop.products;
                let changed = products.change_stock(sku, is_child, change, manner, call.now);
                let counted = changed.altered > 0 || call.switches.shop_same_value_counts;
                Written {
                    is_child,
                    inventory_updated: usize::from(changed.found > 0 && counted),
                    err: None,
                }
            }
            Err(err) => Written {
                is_child: false,
                inventory_updated: 0,
                err: Some(err),
            },
        };
        updated += written.inventory_updated;
        results.push((sku, written));
    }
    Ok(match call.switches.shop_batch_answer {
        ShopBatchAnswer::Results => json::body(&Batch {
            updated,
            err: None,
            results: Map(results),
        }),
        ShopBatchAnswer::Ok => json::body(&json!({ "ok": 1, "err": null })),
    })
}

/// Quantity and `is_child` of one SKU, or what is wrong with them.
type Item = Result<(i64, bool), &'static str>;

fn item(value: &Value) -> Item {
    let Value::Array(fields) = value else {
        return Err("quantity and is_child are missing");
    };
    let quantity = number(fields).ok_or("quantity is missing or no whole number")?;
    match flag(fields, "is_child") {
        Ok(Some(is_child)) => Ok((quantity, is_child)),
        _ => Err("is_child is missing or neither 0 nor 1"),
    }
}

fn number(fields: &Form) -> Option<i64> {
    fields.text("quantity")?.trim().parse().ok()
}

/// Refuses a batch with one bad SKU (switch `shop.batch_applies_the_good`).
fn refuse_whole(call: &Call<'_>, items: &[(&str, Item)]) -> Result<(), Refusal> {
    for (sku, item) in items {
        let (_, is_child) = item.map_err(|err| Refusal::bad(format!("{sku}: {err}")))?;
        let mut products = call.shop.products.with_sku(sku);
        let known = products.any(|product| match is_child {
            true => product.variants.iter().any(|variant| variant.sku == *sku),
            false => product.sku == *sku,
        });
        if !known {
            return Err(Refusal::bad(format!("{sku}: unknown")));
        }
    }
    Ok(())
}

fn manner(switches: &Switches) -> Manner {
    Manner {
        floor_at_zero: switches.shop_floor_at_zero,
        first_only: switches.shop_duplicate_stock == ShopDuplicateStock::First,
    }
}
