//! Everything about the shop that is a guess, one item a guess, with the place in the TS Commerce
//! sheet. The answer of a real shop is a change of one line here.

mod install;
mod orders;
mod webhooks;

use http::{Method, StatusCode};
use serde_json::value::RawValue;

pub use install::{EXCHANGE_NAMES, INSTANCE_NAMES, KEY_NAMES, NOBODY_S_SKU, may_only_read};
pub use orders::{
    INVOICE_NAMES, INVOICE_WANTED, MESSAGE_NAMES, ORDERS_LEAST_ROWS, ORDERS_LIMIT, PEC_NAMES,
    SDI_NAMES, UPDATED_AT_NAMES, UPDATED_ORDERS_PATH, instant_without_offset, is_no_change,
    line_key, ordered_at_by_id,
};
pub(crate) use orders::{invoice, message, updated_window};
pub use webhooks::{ORDER_ID_NAMES, WEBHOOK_PATH};
pub(crate) use webhooks::{created_webhook, is_no_webhook};

use crate::{
    AxisWrite, Form, Uid, VariantWrite, VariantsWrite,
    fields::{FieldError, Fields},
};

/// A variant that is sent without `quantity` keeps its stock; a new one starts at 0 (sheet §28.47).
/// Where this is false, a product write with variants is a stock write in disguise.
pub const VARIANT_WITHOUT_QUANTITY_KEEPS_STOCK: bool = true;

/// The number of the first page of `paginated_list.json` (sheet §28.15).
pub const FIRST_PAGE: u32 = 1;

/// Rows to ask for a page of `paginated_list.json`; the service's own maximum is guessed at 250
/// (sheet §28.16).
pub const PAGE_LIMIT: u32 = 100;

/// Path of single products for POST, PUT and DELETE (sheet §28.1 to §28.3).
pub const PRODUCT_PATH: &str = "/products/product.json";

/// Name under which a product write says that it is sold without stock (sheet §28.1).
pub const UNLIMITED: &str = "unlimited";

/// Name under which a product write gives its EAN (sheet §28.1).
pub const EAN13: [&str; 2] = ["data", "ean13"];

/// DELETE of a product image: same path as GET and POST, parameters `uid` and `image_id`
/// (sheet §9, "assumed").
pub const IMAGE_DELETE_PARAMETER: &str = "image_id";

/// Where a paged list may hold its rows if it is no bare list (sheet §28.17).
pub const PAGE_ENVELOPES: [&str; 5] = ["items", "products", "data", "list", "results"];

/// Whether 401 or 403 means "these keys may only read" and not "wrong keys" (sheet §6: both
/// statuses are assumed; a READ pair may call GET alone).
#[must_use]
pub fn lacks_permission(method: &Method, status: StatusCode) -> bool {
    status == StatusCode::FORBIDDEN && method != Method::GET
}

/// The status that an error's own number stands for where the answer itself is a 200 (sheet §28.37:
/// what the numbers mean is not known; one that is a status of an error is read as such).
#[must_use]
pub fn status_of_code(code: i64) -> Option<StatusCode> {
    let code = u16::try_from(code)
        .ok()
        .filter(|code| (400..600).contains(code))?;
    StatusCode::from_u16(code).ok()
}

/// How an empty list is written, to clear what is there: `name=` (sheet §28.2 says only "the fields
/// to change"; PHP has no form for an empty list).
pub fn clear_list(form: &mut Form, name: &str) {
    form.set(name, "");
}

/// Option axes and variants in a product write (sheet §28.4): `usevariants`, `vars[<axis>][]`,
/// `variants[<n>][…]`. The axis's title has no place there: the service shows the key.
pub fn write_variants(form: &mut Form, write: &VariantsWrite) {
    for AxisWrite { key, options, .. } in &write.vars {
        for option in options {
            form.push(&format!("vars[{key}]"), option);
        }
    }
    for (place, variant) in write.variants.iter().enumerate() {
        let VariantWrite {
            superkey,
            sku,
            quantity,
            price,
            final_price,
            ean13,
        } = variant;
        let place = place.to_string();
        let mut set = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                form.nested(&["variants", &place, name], value);
            }
        };
        set("superkey", Some(superkey.clone()));
        set("sku", sku.clone());
        set("quantity", quantity.map(|quantity| quantity.to_string()));
        set("price", price.map(|price| price.to_string()));
        set("final_price", final_price.map(|price| price.to_string()));
        set("ean13", ean13.clone());
    }
}

/// The uid in the answer to a product create: `{"uid": n}` (sheet §11.5, §28.1).
pub(crate) fn created_uid(answer: &mut Fields) -> Result<Uid, FieldError> {
    if let Some(uid) = answer.int(&["uid"])? {
        return Ok(Uid(uid));
    }
    answer.object(&["product"])?.need_int(&["uid"]).map(Uid)
}

/// The image's id in the answer to an upload, which is not known (sheet §17.1): `image_id`, `id` or
/// `$id`, at the top or inside `image`.
pub(crate) fn created_image(answer: &mut Fields) -> Option<String> {
    const NAMES: [&str; 4] = ["image_id", "id", "_id", "$id"];
    if let Ok(Some(id)) = answer.object_id(&NAMES) {
        return Some(id);
    }
    answer.object(&["image"]).ok()?.object_id(&NAMES).ok()?
}

/// Whether an answer to an update or delete says that there was nothing to change: the driver's own
/// `updatedExisting: false` or `n: 0` (sheet §6, §28.2, §28.3).
pub(crate) fn wrote_nothing(answer: &mut Fields) -> bool {
    answer.flag(&["updatedExisting"]) == Ok(Some(false)) || answer.int(&["n"]) == Ok(Some(0))
}

/// The languages in an entry of `/store/languages.json`, whose shape is not known (sheet §9): a
/// text, or an object with `locale` or `code`.
pub(crate) fn language(raw: &RawValue) -> Option<String> {
    if let Ok(text) = serde_json::from_str(raw.get()) {
        return Some(text);
    }
    let mut fields = Fields::parse(raw.get()).ok()?;
    fields.filled(&["locale", "code", "id"]).ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::parse(text).expect("an object")
    }

    #[test]
    fn an_uploads_answer_may_name_the_image_in_several_ways() {
        for text in [
            r#"{"image_id":"64f0"}"#,
            r#"{"id":"64f0"}"#,
            r#"{"id":{"$id":"64f0"}}"#,
            r#"{"$id":"64f0"}"#,
            r#"{"image":{"image_id":"64f0","thumbnail":"x"}}"#,
        ] {
            assert_eq!(
                created_image(&mut fields(text)).as_deref(),
                Some("64f0"),
                "{text}"
            );
        }
        for text in [r#"{"ok":1}"#, "[]", r#"{"image":"x"}"#] {
            assert_eq!(created_image(&mut fields(text)), None, "{text}");
        }
    }

    #[test]
    fn variants_are_written_in_the_form_of_the_sheet() {
        let write = VariantsWrite {
            vars: vec![AxisWrite {
                key: "taglia".to_owned(),
                title: "Taglia".to_owned(),
                options: vec!["40".to_owned(), "42".to_owned()],
            }],
            variants: vec![VariantWrite {
                superkey: "40".to_owned(),
                sku: Some("SC-100-40".to_owned()),
                price: Some("80.00".parse().expect("a price")),
                ..VariantWrite::default()
            }],
        };
        let mut form = Form::new();
        write_variants(&mut form, &write);
        let text = form.encode().replace("%5B", "[").replace("%5D", "]");
        assert_eq!(
            text,
            "vars[taglia][]=40&vars[taglia][]=42&variants[0][superkey]=40\
             &variants[0][sku]=SC-100-40&variants[0][price]=80.00"
        );
    }

    #[test]
    fn an_answer_that_changed_nothing_is_noticed() {
        assert!(wrote_nothing(&mut fields(
            r#"{"ok":1,"err":null,"updatedExisting":false}"#
        )));
        assert!(wrote_nothing(&mut fields(r#"{"ok":1.0,"n":0,"err":null}"#)));
        assert!(!wrote_nothing(&mut fields(
            r#"{"ok":1,"updatedExisting":true}"#
        )));
        assert!(!wrote_nothing(&mut fields(r#"{"ok":1}"#)));
    }
}
