//! What to ask a list for (Cassa in Cloud sheet §5.2, §5.4, §13.1).

use jiff::Timestamp;
use serde::Serialize;

use crate::params::Params;

/// The largest page that the till serves (sheet §5.2); a larger one is never asked for.
pub const PAGE: u32 = 100;

/// A place where a record may be on sale (sheet §11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// The restaurant interface.
    Risto,
    /// The till.
    Sale,
    /// The shop on the web.
    Ecommerce,
    /// The vendor's mobile app.
    MobileCommerce,
    /// Self order.
    SelfOrder,
    /// The kiosk.
    Kiosk,
}

/// Filters that most lists know (sheet §5.4). An empty list or `None` filters nothing.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Only these records.
    pub ids: Vec<String>,
    /// Only records of these sales points and those that belong to all.
    pub ids_sales_point: Vec<i64>,
    /// An SQL `LIKE` pattern for the name: `%` and `_` are wildcards.
    pub description: Option<String>,
    /// Changed at this instant or later.
    pub last_update_from: Option<Timestamp>,
    /// Changed at this instant or before.
    pub last_update_to: Option<Timestamp>,
    /// Only records on sale in one of these channels.
    pub enabled_for_channels: Vec<Channel>,
    /// Apply the account's rules of visibility.
    pub item_list_visibility: Option<bool>,
}

impl Query {
    /// A page of 100 from `start`.
    #[must_use]
    pub fn from(start: u64) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    pub(crate) fn params(&self) -> Params {
        let mut params = Params::default();
        params.set("start", &self.start);
        params.set("limit", &self.limit.unwrap_or(PAGE).clamp(1, PAGE));
        params.set_list("ids", &self.ids);
        params.set_list("idsSalesPoint", &self.ids_sales_point);
        params.set_some("description", self.description.as_ref());
        params.set_instant("lastUpdateFrom", self.last_update_from);
        params.set_instant("lastUpdateTo", self.last_update_to);
        params.set_list("enabledForChannels", &self.enabled_for_channels);
        params.set_some("itemListVisibility", self.item_list_visibility.as_ref());
        params
    }
}

/// Filters of the product list (sheet §13.1). An empty list or `None` filters nothing.
#[derive(Clone, Debug, Default)]
pub struct ProductQuery {
    /// The filters that most lists know.
    pub common: Query,
    /// Only products of these categories.
    pub ids_category: Vec<String>,
    /// Only products of these departments.
    pub ids_department: Vec<String>,
    /// Only products with one of these barcodes.
    pub barcodes: Vec<String>,
    /// Only products with one of these outside ids.
    pub external_id: Vec<String>,
    /// Only products with any of these tags.
    pub tags: Vec<String>,
    /// Only products with all of these tags.
    pub tags_all: Vec<String>,
    /// Only products with (or without) variants.
    pub multi_variant: Option<bool>,
    /// Only menus (or none).
    pub menu: Option<bool>,
    /// Only compositions (or none).
    pub composition: Option<bool>,
    /// Only products sold as part of a composition (or none).
    pub sold_only_in_composition: Option<bool>,
}

impl ProductQuery {
    /// A page of 100 from `start`.
    #[must_use]
    pub fn from(start: u64) -> Self {
        Self {
            common: Query::from(start),
            ..Self::default()
        }
    }

    pub(crate) fn params(&self) -> Params {
        let mut params = self.common.params();
        params.set_list("idsCategory", &self.ids_category);
        params.set_list("idsDepartment", &self.ids_department);
        params.set_list("barcodes", &self.barcodes);
        params.set_list("externalId", &self.external_id);
        params.set_list("tags", &self.tags);
        params.set_list("tagsAll", &self.tags_all);
        params.set_some("multiVariant", self.multi_variant.as_ref());
        params.set_some("menu", self.menu.as_ref());
        params.set_some("composition", self.composition.as_ref());
        params.set_some(
            "soldOnlyInComposition",
            self.sold_only_in_composition.as_ref(),
        );
        params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_never_asks_for_more_than_a_hundred() {
        let query = Query {
            limit: Some(200),
            ..Query::from(300)
        };
        assert_eq!(query.params().encode(), "start=300&limit=100");
    }

    #[test]
    fn every_filter_of_the_product_list_has_its_own_name() {
        let texts = || vec!["a".to_owned()];
        let query = ProductQuery {
            common: Query {
                enabled_for_channels: vec![Channel::Ecommerce, Channel::MobileCommerce],
                ..Query::from(0)
            },
            ids_category: texts(),
            ids_department: texts(),
            barcodes: texts(),
            external_id: texts(),
            tags: texts(),
            tags_all: texts(),
            multi_variant: Some(true),
            menu: Some(false),
            composition: Some(false),
            sold_only_in_composition: Some(false),
        };
        let sent = query.params().encode();
        for (name, value) in url::form_urlencoded::parse(sent.as_bytes()) {
            assert!(
                serde_json::from_str::<serde_json::Value>(&value).is_ok(),
                "{name}={value} is not JSON"
            );
        }
        let names: Vec<_> = url::form_urlencoded::parse(sent.as_bytes())
            .map(|(name, _)| name.into_owned())
            .collect();
        assert_eq!(
            names,
            [
                "start",
                "limit",
                "enabledForChannels",
                "idsCategory",
                "idsDepartment",
                "barcodes",
                "externalId",
                "tags",
                "tagsAll",
                "multiVariant",
                "menu",
                "composition",
                "soldOnlyInComposition"
            ]
        );
        assert!(sent.contains("%5B%22ECOMMERCE%22%2C%22MOBILE_COMMERCE%22%5D"));
    }
}
