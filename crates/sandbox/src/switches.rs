//! Every doubtful behaviour of the two services, by name, with the sheet's default.
//!
//! One table makes the type, the names, the descriptions and the documentation, so that none of
//! them can forget a switch.

mod choices;

use std::fmt;

use serde::Serialize;

pub use self::choices::{
    ShopBatchAnswer, ShopDuplicateSku, ShopDuplicateStock, ShopEnvelope, ShopErrors,
    ShopImageAnswer, ShopVariantsUpdate, TillAttributes, TillErrors, TillOrderDate, TillSalesPoint,
    TillSignature, TillSorts, TillToken,
};

/// A switch as the control API and the documentation show it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Described {
    /// Its name: `till.…` or `shop.…`.
    pub name: &'static str,
    /// What is chosen now.
    pub value: String,
    /// What the sheet assumes.
    pub default: String,
    /// What may be chosen: `true|false`, names, or `a number`.
    pub choices: &'static str,
    /// What is in doubt, and where the sheet says so.
    pub about: &'static str,
}

/// A value that a switch refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SwitchError {
    /// No switch of that name.
    #[error("there is no switch named {0}")]
    Unknown(String),
    /// Not one of its values.
    #[error("{name} takes {choices}, not {value}")]
    Value {
        /// The switch.
        name: &'static str,
        /// What it takes.
        choices: &'static str,
        /// What it was given.
        value: String,
    },
}

/// A value a switch can have.
pub trait SwitchValue: Sized + fmt::Display {
    /// What may be chosen.
    const CHOICES: &'static str;
    /// Reads a chosen value.
    fn read(text: &str) -> Option<Self>;
}

impl SwitchValue for bool {
    const CHOICES: &'static str = "true|false";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl SwitchValue for u32 {
    const CHOICES: &'static str = "a number";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Makes the table of switches.
macro_rules! switches {
    ($($(#[doc = $doc:literal])+ $field:ident: $type:ty = $default:expr, $name:literal;)+) => {
        /// All switches, as fields.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Switches { $($(#[doc = $doc])+ pub $field: $type),+ }

        impl Default for Switches {
            fn default() -> Self { Self { $($field: $default),+ } }
        }

        impl Switches {
            /// Every switch with its present value, in the order of the table.
            #[must_use]
            pub fn describe(&self) -> Vec<Described> {
                let default = Self::default();
                vec![$(Described {
                    name: $name,
                    value: self.$field.to_string(),
                    default: default.$field.to_string(),
                    choices: <$type as SwitchValue>::CHOICES,
                    about: concat!($($doc),+).trim_ascii(),
                }),+]
            }

            /// Sets a switch by name.
            ///
            /// # Errors
            /// [`SwitchError`] where the name or the value does not exist; nothing changes then.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), SwitchError> {
                match name {
                    $($name => {
                        self.$field = <$type as SwitchValue>::read(value).ok_or(SwitchError::Value {
                            name: $name,
                            choices: <$type as SwitchValue>::CHOICES,
                            value: value.to_owned(),
                        })?;
                        Ok(())
                    })+
                    _ => Err(SwitchError::Unknown(name.to_owned())),
                }
            }
        }
    };
}

switches! {
    /// How the till writes an error: a code, Play's style, or plain text (Cassa in Cloud sheet §7).
    till_errors: TillErrors = TillErrors::Code, "till.errors";
    /// Status of a wrong api key on the token call (Cassa in Cloud sheet §24.1).
    till_wrong_key_status: u32 = 400, "till.wrong_key_status";
    /// What a token looks like (Cassa in Cloud sheet §3, §24.1).
    till_token: TillToken = TillToken::Random, "till.token";
    /// A new token ends the older ones of its key (Cassa in Cloud sheet §24.1, §25 line 40).
    till_one_token: bool = false, "till.new_token_ends_older";
    /// Status of a call without the permission for it (Cassa in Cloud sheet §24.3).
    till_scope_status: u32 = 403, "till.missing_scope_status";
    /// Status of an id that does not exist (Cassa in Cloud sheet §7, §25 line 8).
    till_unknown_id_status: u32 = 404, "till.unknown_id_status";
    /// Status of a sales point that the key may not see (Cassa in Cloud sheet §7, §25 line 8).
    till_sales_point_status: u32 = 403, "till.sales_point_status";
    /// Texts without quotes in an array, `ids=[uuid]`, are taken as texts (Cassa in Cloud sheet §24.5, §25 line 39).
    till_unquoted: bool = false, "till.unquoted_texts";
    /// A `limit` above 100 is refused with 400, not clamped (Cassa in Cloud sheet §24.6, §25 line 12).
    till_long_pages_refused: bool = false, "till.limit_over_100_refused";
    /// `/salespoint` honours `start` and `limit` where they are given (Cassa in Cloud sheet §24.6, §25 line 37).
    till_sales_points_paged: bool = false, "till.salespoint_paged";
    /// `sorts` in an unknown form is refused, answered with 500, or ignored (Cassa in Cloud sheet §24.8, §25 line 13).
    till_bad_sorts: TillSorts = TillSorts::Refuse, "till.bad_sorts";
    /// The 360 calls hold for each endpoint on its own, ids in the path not counted as different (Cassa in Cloud sheet §24.9, §25 line 9).
    till_calls_per_endpoint: bool = false, "till.calls_per_endpoint";
    /// Status of a call too many (Cassa in Cloud sheet §24.9, §25 line 9).
    till_too_many_status: u32 = 429, "till.too_many_status";
    /// The token call counts against the 360 (Cassa in Cloud sheet §24.9).
    till_token_counted: bool = false, "till.token_call_counted";
    /// Windows begin on the clock's full ten minutes, not with the first call (Cassa in Cloud sheet §8 says only: fixed).
    till_window_by_clock: bool = false, "till.window_by_clock";
    /// A simple product has one technical variant (Cassa in Cloud sheet §24.11, §13.4).
    till_technical_variant: bool = true, "till.simple_product_has_variant";
    /// That technical variant repeats code, barcodes and prices of its product (Cassa in Cloud sheet §13.2 puts them on the product).
    till_technical_variant_full: bool = false, "till.technical_variant_repeats_product";
    /// How the values of a variant are written (Cassa in Cloud sheet §13.3 knows the key, not the shape).
    till_variant_attributes: TillAttributes = TillAttributes::Objects, "till.variant_attributes";
    /// `lastUpdateFrom` includes that very millisecond (Cassa in Cloud sheet §24.12, §25 line 14).
    till_from_inclusive: bool = true, "till.last_update_from_inclusive";
    /// A change of a price touches the product's `lastUpdate` (Cassa in Cloud sheet §25 line 14).
    till_price_touches: bool = true, "till.price_touches_last_update";
    /// A change of stock touches the product's `lastUpdate` (Cassa in Cloud sheet §25 line 14).
    till_stock_touches: bool = false, "till.stock_touches_last_update";
    /// `description` without `%` finds a part of the text too (Cassa in Cloud sheet §24.14, §25 line 36).
    till_description_part: bool = false, "till.description_matches_part";
    /// What `GET /salespoint/{id}` answers (Cassa in Cloud sheet §24.14, §25 line 38).
    till_sales_point: TillSalesPoint = TillSalesPoint::Bare, "till.salespoint_single";
    /// Stock records of simple products name the technical variant (Cassa in Cloud sheet §25 line 31).
    till_stock_variant: bool = false, "till.stock_names_technical_variant";
    /// The stock record of a simple product is found by its technical variant too; otherwise by the product alone (Cassa in Cloud sheet §15.1, §25 line 31).
    till_stock_by_technical_variant: bool = true, "till.stock_found_by_technical_variant";
    /// Stock is shown as it was so many seconds before (Cassa in Cloud sheet §24.17, §25 line 34).
    till_stock_lag: u32 = 0, "till.stock_lag_seconds";
    /// Prices are shown without VAT (Cassa in Cloud sheet §25 line 21).
    till_net_prices: bool = false, "till.prices_without_vat";
    /// Decimals are written as text (Cassa in Cloud sheet §5.5: accept strings too).
    till_text_decimals: bool = false, "till.decimals_as_text";
    /// Quoted dates are days in UTC, not in Europe/Rome (Cassa in Cloud sheet §25 line 32).
    till_utc_days: bool = false, "till.dates_in_utc";
    /// Writes without `X-Requested-With` are refused with 403 (Cassa in Cloud sheet §24.4).
    till_requested_with: bool = false, "till.requested_with_enforced";
    /// Status of a POST that made one record (Cassa in Cloud sheet §24.13, §25 line 41).
    till_create_status: u32 = 201, "till.create_status";
    /// A POST that made one record answers the record under its name, not its id alone (Cassa in Cloud sheet §19: one client reads either).
    till_create_answers_record: bool = false, "till.create_answers_record";
    /// Status of a POST that made a batch (Cassa in Cloud sheet §24.13, §25 line 41).
    till_batch_status: u32 = 200, "till.batch_status";
    /// Of a batch of orders the good ones are stored, those refused are left out (Cassa in Cloud sheet §24.15, §25 line 11).
    till_batch_partial: bool = false, "till.batch_partial";
    /// Status of an `externalId` that is taken (Cassa in Cloud sheet §7: 409 is to be accepted too).
    till_conflict_status: u32 = 400, "till.conflict_status";
    /// Status of an order that is refused for any other reason (Cassa in Cloud sheet §17, §25 line 10).
    till_order_refusal_status: u32 = 400, "till.order_refusal_status";
    /// An order needs a customer or an organization (Cassa in Cloud sheet §24.15, §25 line 4).
    till_buyer_required: bool = true, "till.order_needs_buyer";
    /// A row with `shippingCost` needs an article id (Cassa in Cloud sheet §25 line 25).
    till_shipping_needs_article: bool = false, "till.shipping_row_needs_article";
    /// *Orario Obbligatorio* refuses every order, not only those without an exact time (Cassa in Cloud sheet §17: "an order without an exact time is refused").
    till_mandatory_time_always: bool = false, "till.mandatory_time_refuses_all";
    /// A new order adds to `outgoingQuantity` (Cassa in Cloud sheet §18, §24.17, §25 line 2).
    till_orders_touch_outgoing: bool = true, "till.orders_touch_outgoing";
    /// On which date the list of orders filters (Cassa in Cloud sheet §16.4, §25 line 20).
    till_order_date: TillOrderDate = TillOrderDate::Date, "till.orders_filtered_by";
    /// The end day of a quoted window counts in full; otherwise the window ends at its first moment (Cassa in Cloud sheet §24.7, §25 line 33).
    till_end_day_counts: bool = true, "till.window_end_day_counts";
    /// Receipts are listed the newest first where no `sorts` is given, not the oldest (Cassa in Cloud sheet §20 does not tell).
    till_receipts_newest_first: bool = false, "till.receipts_newest_first";
    /// A refund row of a receipt has a positive `quantity`, so that `refund` alone tells it; otherwise a negative one (Cassa in Cloud sheet §20 knows the key, not the sign).
    till_refunds_positive: bool = false, "till.refund_quantity_positive";
    /// Organizations can be made through the API (Cassa in Cloud sheet §19: "likely").
    till_organizations_writable: bool = true, "till.organizations_writable";
    /// Orders made through the API are told as `ORDER/CREATE` too (Cassa in Cloud sheet §24.21, §25 line 19).
    till_echo_orders: bool = true, "till.webhook_echo_api_orders";
    /// What an order promises, or no longer does, is told as `STOCK_MOVEMENT/CREATE` too (Cassa in Cloud sheet §18: rows name such a movement; §21.4 does not tell).
    till_promises_told: bool = false, "till.webhook_tells_promises";
    /// How a webhook's signature is written (Cassa in Cloud sheet §21.3, §25 line 15).
    till_signature: TillSignature = TillSignature::Hex, "till.webhook_signature";
    /// Seconds that a minute of the pauses between the tries lasts: 1, 5 and 15 minutes (Cassa in Cloud sheet §24.20, §25 line 18).
    till_webhook_minute: u32 = 60, "till.webhook_minute_seconds";
    /// Of a hundred webhook calls so many are never made (Cassa in Cloud sheet §24.20).
    till_webhooks_lost: u32 = 0, "till.webhook_lost_percent";
    /// Of a hundred webhook calls so many are made twice (Cassa in Cloud sheet §24.20).
    till_webhooks_doubled: u32 = 0, "till.webhook_doubled_percent";
    /// Webhook calls are made up to so many seconds late, so that a later one may overtake (Cassa in Cloud sheet §24.20, §21.3).
    till_webhooks_late: u32 = 0, "till.webhook_late_seconds";
    /// Browsers of other hosts are answered (Cassa in Cloud sheet §24.22, §25 line 43).
    till_cors: bool = true, "till.cors";
    /// How the shop writes an error: flat, nested, or flat with HTTP 200 (TS Commerce sheet §6).
    shop_errors: ShopErrors = ShopErrors::Flat, "shop.errors";
    /// A variant written without `quantity` keeps its stock; otherwise it becomes 0 (TS Commerce sheet §28.47).
    shop_variant_keeps_stock: bool = true, "shop.variant_without_quantity_keeps_stock";
    /// An update of a product keeps the variants it does not name, or drops them (TS Commerce sheet §28.4).
    shop_variants_update: ShopVariantsUpdate = ShopVariantsUpdate::Merge, "shop.variants_update";
    /// Variants can be written through the API; otherwise `usevariants`, `vars` and `variants` are ignored (TS Commerce sheet §28.4).
    shop_variants_writable: bool = true, "shop.variants_writable";
    /// A variant shows its `ean13` (TS Commerce sheet §28.40).
    shop_variant_ean: bool = true, "shop.variant_shows_ean13";
    /// What the upload of a product picture answers (TS Commerce sheet §17.1).
    shop_image_answer: ShopImageAnswer = ShopImageAnswer::Full, "shop.image_answer";
    /// The inventory list shows the stock of so many seconds ago (TS Commerce sheet §28.48).
    shop_inventory_lag: u32 = 0, "shop.inventory_lag_seconds";
    /// A negative amount in `patchInventory` is refused with 400 (TS Commerce sheet §28.10).
    shop_negative_patch_refused: bool = false, "shop.negative_patch_refused";
    /// Stock that would fall below 0 becomes 0 (TS Commerce sheet §28.10).
    shop_floor_at_zero: bool = false, "shop.stock_floor_at_zero";
    /// Setting the value that is there already counts in `inventory_updated` (TS Commerce sheet §28.12).
    shop_same_value_counts: bool = true, "shop.same_value_counts";
    /// A stock call for an unknown SKU is refused with 404 (TS Commerce sheet §28.11).
    shop_unknown_sku_refused: bool = false, "shop.unknown_sku_refused";
    /// Two products may have one SKU (TS Commerce sheet §13.5).
    shop_duplicate_sku: ShopDuplicateSku = ShopDuplicateSku::Allowed, "shop.duplicate_sku";
    /// Which entries of a doubled SKU a stock write changes (TS Commerce sheet §28.13).
    shop_duplicate_stock: ShopDuplicateStock = ShopDuplicateStock::All, "shop.duplicate_sku_stock";
    /// A batch with a bad SKU applies the others; otherwise it is refused whole with 400 (TS Commerce sheet §28.8).
    shop_batch_partial: bool = true, "shop.batch_applies_the_good";
    /// What the batch of stock answers (TS Commerce sheet §28.7).
    shop_batch_answer: ShopBatchAnswer = ShopBatchAnswer::Results, "shop.batch_answer";
    /// Number of the first page of `paginated_list.json`; a lower one shows the first page too (TS Commerce sheet §28.15).
    shop_first_page: u32 = 1, "shop.paginated_first_page";
    /// Rows of a page of `paginated_list.json` where no limit is given (TS Commerce sheet §28.16).
    shop_default_limit: u32 = 50, "shop.paginated_default_limit";
    /// Most rows of a page of `paginated_list.json`; a higher limit is lowered to it (TS Commerce sheet §28.16).
    shop_max_limit: u32 = 250, "shop.paginated_max_limit";
    /// What is around the rows of `paginated_list.json` (TS Commerce sheet §28.17).
    shop_envelope: ShopEnvelope = ShopEnvelope::Bare, "shop.paginated_envelope";
    /// Weights are texts (TS Commerce sheet §11.3: number or string).
    shop_text_weight: bool = false, "shop.weight_as_text";
    /// The 100,000 calls a day are counted for the shop, not for each pair (TS Commerce sheet §28.36).
    shop_quota_per_shop: bool = false, "shop.quota_per_shop";
    /// Longest path with its query, in bytes; beyond that 414. Not documented: the usual limit of a web server.
    shop_longest_url: u32 = 8_192, "shop.longest_url";
    /// An order takes its pieces from the stock as soon as it is placed, whatever its state; otherwise never (TS Commerce sheet §28.14).
    shop_order_takes_stock: bool = true, "shop.order_takes_stock";
    /// An order set to 6 or 7 gives its pieces back (TS Commerce sheet §28.14).
    shop_cancel_gives_back: bool = true, "shop.cancel_gives_stock_back";
    /// Most rows of the list of orders; a higher limit is lowered to it (TS Commerce sheet §28.18).
    shop_orders_max_limit: u32 = 100, "shop.orders_max_limit";
    /// A row of the list of orders has `currency` too (TS Commerce sheet §28.49).
    shop_order_currency: bool = false, "shop.order_row_currency";
    /// An order must have all the tags of the filter, not just one of them (TS Commerce sheet §20.1 does not tell).
    shop_order_tags_all: bool = false, "shop.order_tags_all";
    /// The key of an order's line without variants is the uid alone (TS Commerce sheet §28.21).
    shop_bare_item_key: bool = false, "shop.bare_item_key";
    /// There is `orders/updated.json`; otherwise 404 (TS Commerce sheet §28.19).
    shop_updated_orders: bool = true, "shop.updated_orders";
    /// Setting the state that an order already has is refused with 400 (TS Commerce sheet §28.25).
    shop_same_status_refused: bool = false, "shop.same_status_refused";
    /// Status of a write with a pair that may only read (TS Commerce sheet §6).
    shop_read_pair_status: u32 = 403, "shop.read_pair_status";
    /// An installation sends JSON, not a form (TS Commerce sheet §28.30).
    shop_install_json: bool = false, "shop.install_json";
    /// How often the Auth URL is called until it answers 2xx (TS Commerce sheet §28.30).
    shop_install_tries: u32 = 1, "shop.install_tries";
    /// Seconds between two tries of an installation; the sheet knows of no second one.
    shop_install_pause: u32 = 60, "shop.install_pause_seconds";
    /// Installing again ends the keys of the last installation (TS Commerce sheet §25.2, §27 "Apps").
    shop_reinstall_ends_older: bool = true, "shop.reinstall_ends_older_keys";
    /// Webhooks send JSON, not a form (TS Commerce sheet §28.27).
    shop_webhook_json: bool = false, "shop.webhook_json";
    /// Webhooks send a header `key`: the webhook's id (TS Commerce sheet §28.28).
    shop_webhook_key: bool = false, "shop.webhook_key_header";
    /// How often a webhook is called until it is answered with 2xx (TS Commerce sheet §28.28).
    shop_webhook_tries: u32 = 3, "shop.webhook_tries";
    /// Seconds between two tries of a webhook (TS Commerce sheet §27).
    shop_webhook_pause: u32 = 60, "shop.webhook_pause_seconds";
    /// Of a hundred webhook calls so many are never made.
    shop_webhook_lost: u32 = 0, "shop.webhook_lost_percent";
    /// Of a hundred webhook calls so many are made twice.
    shop_webhook_doubled: u32 = 0, "shop.webhook_doubled_percent";
    /// Webhook calls are made up to so many seconds late, so that a later one may overtake an earlier one.
    shop_webhook_late: u32 = 0, "shop.webhook_late_seconds";
}
