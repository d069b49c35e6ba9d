//! Which of the till's variants an order's lines mean.
//!
//! Guarantees (each a test):
//! - the place on the shop (uid, superkey) decides, past places included;
//! - else the SKU, looked up among the till's codes; a code that several variants carry is no answer;
//! - an empty SKU matches nobody;
//! - a variant that the till no longer has is not found by its place;
//! - every line is either resolved or named as unknown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    code::clean,
    listing::Uid,
    orders::order::{Line, LineKey},
    till::VariantId,
};

/// What stands between uid and superkey in a line's key.
const BETWEEN: &str = "#|#";

/// A line's key read: the product's uid and the superkey. The shop may leave the second half out
/// where there are no variants (TS Commerce sheet §28.21). The uid is `None` where it is no number.
#[must_use]
pub fn read_key(key: &str) -> (Option<Uid>, &str) {
    let (uid, superkey) = key.split_once(BETWEEN).unwrap_or((key, ""));
    (uid.trim().parse().ok(), superkey)
}

/// A place on the shop: product, and superkey in lower case.
pub type Place = (Uid, String);

/// The place of a superkey, fit to be compared: case is no difference.
#[must_use]
pub fn place(uid: Uid, superkey: &str) -> Place {
    (uid, superkey.to_lowercase())
}

/// Where to look variants up.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Where listings stand now.
    pub now: BTreeMap<Place, VariantId>,
    /// Where they stood before; asked second.
    pub past: BTreeMap<Place, VariantId>,
    /// Variants by code, cleaned as [`clean`] does.
    pub codes: BTreeMap<String, BTreeSet<VariantId>>,
    /// Variants of these lines that the till still has.
    pub known: BTreeSet<VariantId>,
}

/// Lines with their variants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Lines that the till knows, in the order's order.
    pub known: Vec<(LineKey, VariantId)>,
    /// Those that it does not: what the buyer read, or the SKU or the key where there is no title.
    pub unknown: Vec<(LineKey, String)>,
}

/// Resolves lines.
#[must_use]
pub fn resolve(lines: &[Line], directory: &Directory) -> Resolved {
    let mut resolved = Resolved::default();
    for line in lines {
        match directory.variant(line) {
            Some(variant) => resolved.known.push((line.key.clone(), variant.clone())),
            None => resolved.unknown.push((line.key.clone(), name(line))),
        }
    }
    resolved
}

impl Directory {
    fn variant(&self, line: &Line) -> Option<&VariantId> {
        self.by_place(line).or_else(|| self.by_code(line))
    }

    fn by_place(&self, line: &Line) -> Option<&VariantId> {
        let place = place(line.uid?, &line.superkey);
        let there = |places: &'_ BTreeMap<Place, VariantId>| places.contains_key(&place);
        let places = if there(&self.now) {
            &self.now
        } else {
            &self.past
        };
        places
            .get(&place)
            .filter(|variant| self.known.contains(*variant))
    }

    fn by_code(&self, line: &Line) -> Option<&VariantId> {
        let carriers = self.codes.get(&clean(Some(&line.sku))?)?;
        let mut there = carriers
            .iter()
            .filter(|variant| self.known.contains(*variant));
        let first = there.next();
        first.filter(|_| there.next().is_none())
    }
}

fn name(line: &Line) -> String {
    let names = [&line.title, &line.sku, &line.key];
    let first = names.into_iter().find_map(|name| clean(Some(name)));
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn line(key: &str, sku: &str) -> Line {
        let (uid, superkey) = read_key(key);
        Line {
            key: key.into(),
            uid,
            superkey: superkey.into(),
            sku: sku.into(),
            title: format!("Titolo {key}"),
            pieces: 1,
            ..Line::default()
        }
    }

    /// Variant s stands at (7, s) and stood at (6, s); both s and m have codes, d stands twice.
    fn directory() -> Directory {
        let variants = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Directory {
            now: [(place(7, "S"), "s".into()), (place(8, ""), "oil".into())].into(),
            past: [(place(6, "s"), "s".into()), (place(7, "s"), "m".into())].into(),
            codes: [
                ("TS-S".into(), variants(&["s"])),
                ("TS-M".into(), variants(&["m"])),
                ("TWICE".into(), variants(&["s", "m"])),
                ("HALF".into(), variants(&["s", "lost"])),
            ]
            .into(),
            known: variants(&["s", "m", "oil"]),
        }
    }

    fn found(line: Line, directory: &Directory) -> Option<String> {
        let resolved = resolve(&[line], directory);
        resolved
            .known
            .into_iter()
            .next()
            .map(|(_, variant)| variant)
    }

    #[rstest]
    #[case::its_place("7#|#s", "", Some("s"))]
    #[case::whatever_the_case("7#|#S", "TS-M", Some("s"))]
    #[case::a_past_place("6#|#s", "", Some("s"))]
    #[case::a_product_without_variants("8#|#", "", Some("oil"))]
    #[case::and_without_the_second_half("8", "", Some("oil"))]
    #[case::its_sku("9#|#x", " TS-M ", Some("m"))]
    #[case::a_key_that_is_no_number("custom", "TS-M", Some("m"))]
    #[case::a_code_that_two_carry("9#|#x", "TWICE", None)]
    #[case::a_code_of_which_one_carrier_is_gone("9#|#x", "HALF", Some("s"))]
    #[case::another_case("9#|#x", "ts-m", None)]
    #[case::nothing("9#|#x", "none", None)]
    fn a_line_resolves_by_its_place_else_by_its_sku(
        #[case] key: &str,
        #[case] sku: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(found(line(key, sku), &directory()).as_deref(), expected);
    }

    #[test]
    fn an_empty_sku_matches_nobody() {
        let mut directory = directory();
        for empty in ["", " ", "\t"] {
            let variants = ["m".to_owned()].into();
            directory.codes.insert(empty.into(), variants);
            assert_eq!(found(line("9#|#x", empty), &directory), None, "{empty:?}");
        }
    }

    #[test]
    fn a_variant_that_the_till_no_longer_has_is_not_found_by_its_place() {
        let mut directory = directory();
        directory.known.remove("s");
        assert_eq!(found(line("7#|#s", ""), &directory), None);
        assert_eq!(
            found(line("7#|#s", "TS-M"), &directory).as_deref(),
            Some("m")
        );
    }

    proptest! {
        #[test]
        fn every_line_is_either_resolved_or_named_as_unknown(
            lines in prop::collection::vec(("[5-9](#\\|#[smx]?)?", "(TS-[SML])?"), 0..6),
        ) {
            let lines: Vec<_> = lines.iter().map(|(key, sku)| line(key, sku)).collect();
            let resolved = resolve(&lines, &directory());
            let known = resolved.known.iter().map(|(key, _)| key);
            let unknown = resolved.unknown.iter().map(|(key, _)| key);
            let mut keys: Vec<_> = known.chain(unknown).collect();
            let mut expected: Vec<_> = lines.iter().map(|line| &line.key).collect();
            keys.sort();
            expected.sort();
            prop_assert_eq!(keys, expected);
            prop_assert!(resolved.unknown.iter().all(|(_, name)| !name.is_empty()));
        }

        #[test]
        fn no_key_makes_it_fall_over(key in ".*") {
            let _ = read_key(&key);
        }
    }
}
