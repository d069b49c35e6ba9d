//! `/categories` (Cassa in Cloud sheet §11).

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
    record::{ChannelFilter, Filter, SORT_KEYS, sort_key, visible},
    sorts::Sorts,
};
use crate::{
    SharedWorld,
    till::records::{Category, Channels},
};

const READ: Endpoint = Endpoint {
    path: "/categories",
    scope: "read_category",
};

/// A category as it is answered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CategoryView<'a> {
    id: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_point: Option<i64>,
    #[serde(flatten)]
    channels: ChannelsView,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    last_update: i64,
}

/// The switches of the channels, as they are answered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChannelsView {
    enable_for_risto: bool,
    enable_for_sale: bool,
    enable_for_e_commerce: bool,
    enable_for_mobile_commerce: bool,
    enable_for_self_order_menu: bool,
    enable_for_kiosk: bool,
}

impl From<Channels> for ChannelsView {
    fn from(channels: Channels) -> Self {
        Self {
            enable_for_risto: channels.risto,
            enable_for_sale: channels.sale,
            enable_for_e_commerce: channels.ecommerce,
            enable_for_mobile_commerce: channels.mobile,
            enable_for_self_order_menu: channels.self_order,
            enable_for_kiosk: channels.kiosk,
        }
    }
}

impl<'a> From<&'a Category> for CategoryView<'a> {
    fn from(category: &'a Category) -> Self {
        Self {
            id: &category.id,
            description: &category.name,
            external_id: category.external_id.as_deref(),
            id_sales_point: category.sales_point,
            channels: category.channels.into(),
            image_url: category.picture.as_deref(),
            last_update: category.last_update,
        }
    }
}

/// `GET /categories`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (filter, channels) = (Filter::read(desk)?, ChannelFilter::read(desk)?);
        let rows = desk.till.categories().iter();
        let rows = rows.filter(|row| filter.admits(*row) && channels.admits(row.channels));
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows: Vec<CategoryView<'_>> = rows.into_iter().map(Into::into).collect();
        envelope::list("categories", &rows, total)
    })
}

/// `GET /categories/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let category = visible(desk.till, desk.till.category(&id))?;
        envelope::one("category", &CategoryView::from(category))
    })
}
