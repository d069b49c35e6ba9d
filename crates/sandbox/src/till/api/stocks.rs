//! `/stocks/{idSalesPoint}`: the levels of one sales point (Cassa in Cloud sheet §15.1).

use axum::{
    extract::{Path, State},
    response::Response,
};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    call::{Call, Desk, Endpoint},
    envelope::{self, Number},
    page::Page,
    products,
    query::bad,
    record::enabled,
    sorts::{SortKey, Sorts},
};
use crate::{
    SharedWorld,
    till::{
        level::Level,
        records::{Product, Variant},
    },
};

const READ: Endpoint = Endpoint {
    path: "/stocks",
    scope: "read_stock",
};

const SORT_KEYS: &[&str] = &["idProduct", "idProductVariant", "quantity"];

struct Row<'a> {
    product: &'a Product,
    variant: &'a Variant,
    level: &'a Level,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StockView<'a> {
    id_product: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_product_variant: Option<&'a str>,
    manage_stock: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning_level: Option<Number>,
    incoming_quantity: Number,
    outgoing_quantity: Number,
    quantity: Number,
}

impl<'a> StockView<'a> {
    fn new(row: &Row<'a>, desk: &Desk<'_>) -> Self {
        let as_text = desk.switches.till_text_decimals;
        let number = |value: Decimal| Number { value, as_text };
        let lag = i64::from(desk.switches.till_stock_lag) * 1000;
        let figures = row.level.figures_at(desk.now.as_millisecond() - lag);
        let named = row.product.multivariant || desk.switches.till_stock_variant;
        Self {
            id_product: &row.product.id,
            id_product_variant: named.then_some(row.variant.id.as_str()),
            manage_stock: row.level.managed,
            warning_level: row.level.warning.map(number),
            incoming_quantity: number(figures.incoming),
            outgoing_quantity: number(figures.outgoing),
            quantity: number(figures.quantity),
        }
    }
}

/// `GET /stocks/{idSalesPoint}`.
pub(super) async fn list(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let point: i64 = id.parse().map_err(|_| bad("idSalesPoint"))?;
        enabled(desk.till, point)?;
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let ids = desk.query.texts("idProduct")?;
        let variants = desk.query.texts("idProductVariant")?;
        let rows = products::candidates(desk.till, ids.as_ref());
        let rows = rows.filter(|product| product.sales_point.is_none_or(|only| only == point));
        let rows = rows.flat_map(|product| levels(product, point));
        let asked = |row: &Row<'_>| {
            let variants = variants.as_ref();
            let known = row.product.multivariant || desk.switches.till_stock_by_technical_variant;
            variants.is_none_or(|ids| known && ids.contains(&row.variant.id))
        };
        let rows = sorts.apply(rows.filter(asked), |row, key| match key {
            "quantity" => SortKey::Number(row.level.quantity),
            "idProductVariant" => SortKey::Text(&row.variant.id),
            _ => SortKey::Text(&row.product.id),
        });
        let (rows, total) = page.cut(rows);
        let rows = rows.iter().map(|row| StockView::new(row, desk));
        envelope::list("stocks", &rows.collect::<Vec<_>>(), total)
    })
}

fn levels(product: &Product, point: i64) -> impl Iterator<Item = Row<'_>> {
    product.variants.iter().filter_map(move |variant| {
        let level = variant.stock.get(&point)?;
        Some(Row {
            product,
            variant,
            level,
        })
    })
}
