//! SKUs, and the ones Ponte derives where the till has none.
//!
//! Guarantees (each a test):
//! - an empty code is no code: it matches nobody and is never written;
//! - a derived code never changes: it depends on the till's id alone;
//! - a product and a variant with the same id get different codes;
//! - derived codes do not collide.

use sha2::{Digest, Sha256};

use crate::till::{TillProduct, TillVariant, VariantId};

/// The longest SKU the shop takes, in characters (TS Commerce sheet §28.42).
pub const MAX: usize = 255;

/// Letters and digits that nobody mistakes for one another (Crockford's base 32).
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code of the till as a SKU: without control characters (a scanner's line end, a pasted tab) and
/// without blanks around it; `None` if nothing is left. Case stays: SKUs are compared exactly (TS
/// Commerce sheet §28.42).
#[must_use]
pub fn clean(code: Option<&str>) -> Option<String> {
    let visible: String = code?.chars().filter(|c| !c.is_control()).collect();
    let trimmed = visible.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Whether the shop would refuse a code for its length.
#[must_use]
pub fn too_long(code: &str) -> bool {
    code.chars().count() > MAX
}

/// The code a variant carries on the till, cleaned. A simple product's code stands on the product
/// (Cassa in Cloud sheet §13.2), but its technical variant may carry one and then goes first.
#[must_use]
pub fn own(product: &TillProduct, variant: Option<&TillVariant>) -> Option<String> {
    let of_variant = clean(variant.and_then(|variant| variant.code.as_deref()));
    if product.multivariant {
        of_variant
    } else {
        of_variant.or_else(|| clean(product.code.as_deref()))
    }
}

/// Every code a product brings into the shop, with the variant that carries it; the code of a
/// multivariant product as a whole stands with an empty id. This is what duplicates are looked for
/// in: empty codes are not among them.
#[must_use]
pub fn codes(product: &TillProduct) -> Vec<(String, VariantId)> {
    if !product.multivariant {
        let variant = product.variants.first();
        let id = variant.map_or(&product.id, |variant| &variant.id);
        return own(product, variant)
            .map(|code| vec![(code, id.clone())])
            .unwrap_or_default();
    }
    let of_parent = clean(product.code.as_deref()).map(|code| (code, VariantId::new()));
    let of_variants = product
        .variants
        .iter()
        .filter_map(|variant| Some((own(product, Some(variant))?, variant.id.clone())));
    of_parent.into_iter().chain(of_variants).collect()
}

/// The SKU of a variant that has no code on the till: `V-` and 16 symbols.
#[must_use]
pub fn derived_for_variant(id: &str) -> String {
    format!("V-{}", digest("variant", id))
}

/// The SKU of a product as a whole that has no code of its own: `P-` and 16 symbols.
#[must_use]
pub fn derived_for_product(id: &str) -> String {
    format!("P-{}", digest("product", id))
}

/// 80 bits of a SHA-256: among ten million ids two are alike with a probability of 4 in 10^11.
fn digest(what: &str, id: &str) -> String {
    let hash = Sha256::digest(format!("{what}:{id}"));
    let bits = hash[..10]
        .iter()
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    (0..16)
        .rev()
        .map(|place| char::from(SYMBOLS[(bits >> (5 * place) & 31) as usize]))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    #[test]
    fn an_empty_code_is_no_code() {
        for empty in [None, Some(""), Some("  "), Some("\t\r\n"), Some(" \u{0} ")] {
            assert_eq!(clean(empty), None, "{empty:?}");
        }
        assert_eq!(clean(Some(" AB 1\r\n")).as_deref(), Some("AB 1"));
        assert_eq!(clean(Some("A\u{1}B")).as_deref(), Some("AB"));
        assert_eq!(clean(Some("aB")).as_deref(), Some("aB"));
    }

    #[test]
    fn a_derived_code_never_changes() {
        let id = "3b9c0e9e-0000-4000-8000-0000000000c1";
        assert_eq!(derived_for_variant(id), "V-K9SF2CXK0EZVMP5B");
        assert_eq!(derived_for_product(id), "P-1ZZBFE8RB4Q4GWQB");
    }

    #[test]
    fn a_product_and_a_variant_with_the_same_id_get_different_codes() {
        assert_ne!(derived_for_variant("1")[2..], derived_for_product("1")[2..]);
    }

    #[test]
    fn derived_codes_do_not_collide() {
        let codes: BTreeSet<String> = (0..50_000)
            .flat_map(|n: u32| {
                let id = n.to_string();
                [derived_for_variant(&id), derived_for_product(&id)]
            })
            .collect();
        assert_eq!(codes.len(), 100_000);
    }

    #[test]
    fn codes_names_each_variant_and_the_parent_and_leaves_out_empty_ones() {
        let mut shirt = samples::shirt();
        shirt.code = Some(" TS ".into());
        shirt.variants[1].code = Some(" ".into());
        assert_eq!(
            codes(&shirt),
            [
                ("TS".to_owned(), String::new()),
                ("TS-S".to_owned(), "shirt-s".to_owned()),
            ]
        );
        assert_eq!(
            codes(&samples::oil()),
            [("OIL-05".to_owned(), "oil-v".to_owned())]
        );
        let mut bare = samples::oil();
        bare.variants.clear();
        assert_eq!(codes(&bare), [("OIL-05".to_owned(), "oil".to_owned())]);
        bare.code = None;
        assert_eq!(codes(&bare), []);
    }

    proptest! {
        #[test]
        fn a_derived_code_is_clean_and_short(id in ".*") {
            for code in [derived_for_variant(&id), derived_for_product(&id)] {
                prop_assert_eq!(clean(Some(&code)), Some(code.clone()));
                prop_assert_eq!(code.len(), 18);
                prop_assert_eq!(code.to_uppercase(), code);
            }
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(code in ".*") {
            let once = clean(Some(&code));
            prop_assert_eq!(clean(once.as_deref()), once);
        }
    }
}
