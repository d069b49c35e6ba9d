//! Which combination of option values a variant is.
//!
//! The shop has no id for a variant: inside a product the combination is its name (TS Commerce
//! sheet §12.1). A value may hold `_` itself, so a superkey is never split to get the values back.
//!
//! Guarantees (each a test):
//! - superkeys that differ by case alone are the same;
//! - an axis key holds lower-case letters, digits and `-` only, is never a bare number and is unique
//!   in its product.

use std::collections::BTreeSet;

/// The key of an axis whose name holds nothing a key can be made of ("option", in the language of
/// the shops).
const NAMELESS: &str = "opzione";

/// The combination's name: the values in lower case, in the order of the axes, joined with `_`. No
/// values: empty.
#[must_use]
pub fn superkey(values: &[String]) -> String {
    values.join("_").to_lowercase()
}

/// Whether two superkeys name the same combination.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The key of an option axis called `name`, other than those `taken`: `Qualità` becomes `qualita`.
/// Keys are form keys on the shop's side, where brackets, dots and blanks are mangled, and a bare
/// number would turn the map into a list (TS Commerce sheet §8).
#[must_use]
pub fn axis_key(name: &str, taken: &BTreeSet<String>) -> String {
    let mut key = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => key.push(c),
            // An accent that stands apart from its letter.
            '\u{300}'..='\u{36f}' => {}
            _ => match without_accent(c) {
                Some(plain) => key.push_str(plain),
                None if key.is_empty() || key.ends_with('-') => {}
                None => key.push('-'),
            },
        }
    }
    let key = key.trim_end_matches('-');
    let key = if key.is_empty() {
        NAMELESS.to_owned()
    } else if key.bytes().all(|b| b.is_ascii_digit()) {
        format!("{NAMELESS}-{key}")
    } else {
        key.to_owned()
    };
    if !taken.contains(&key) {
        return key;
    }
    (2_u64..)
        .map(|n| format!("{key}-{n}"))
        .find(|key| !taken.contains(key))
        .expect("a finite set leaves some number free")
}

/// The plain letters of a lower-case letter of western Europe.
fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
        superkey(&values)
    }

    #[test]
    fn values_are_lower_cased_and_joined() {
        assert_eq!(of(&["XL", "Rosso"]), "xl_rosso");
        assert_eq!(of(&["42"]), "42");
        assert_eq!(of(&["PERÙ", "ÈVE"]), "perù_ève");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn two_combinations_may_share_a_superkey_when_a_value_holds_an_underscore() {
        assert_eq!(of(&["a_b", "c"]), of(&["a", "b_c"]));
    }

    #[test]
    fn superkeys_that_differ_by_case_alone_are_the_same() {
        assert!(same("XL_Rosso", "xl_ROSSO"));
        assert!(same("ÈVE", "ève"));
        assert!(!same("xl", "xxl"));
    }

    #[test]
    fn an_axis_key_is_readable() {
        let none = BTreeSet::new();
        assert_eq!(axis_key("Taglia", &none), "taglia");
        assert_eq!(axis_key(" Colore / Qualità ", &none), "colore-qualita");
        assert_eq!(axis_key("Qualita\u{300}", &none), "qualita");
        assert_eq!(axis_key("[x_y]", &none), "x-y");
        assert_eq!(axis_key("颜色", &none), "opzione");
        assert_eq!(axis_key("2024", &none), "opzione-2024");
        let taken = ["taglia".to_owned(), "taglia-2".to_owned()].into();
        assert_eq!(axis_key("TAGLIA", &taken), "taglia-3");
    }

    proptest! {
        #[test]
        fn an_axis_key_holds_letters_digits_and_hyphens_and_is_unique(
            names in prop::collection::vec(".{0,12}|[a-b ]{0,2}", 0..8),
        ) {
            let mut taken = BTreeSet::new();
            for name in names {
                let key = axis_key(&name, &taken);
                prop_assert!(key.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
                prop_assert!(!key.bytes().all(|b| b.is_ascii_digit()), "{}", key);
                prop_assert!(!key.starts_with('-') && !key.ends_with('-'), "{}", key);
                prop_assert!(taken.insert(key));
            }
        }

        #[test]
        fn a_superkey_is_its_own_lower_case(values in prop::collection::vec(".{0,8}", 0..4)) {
            let key = superkey(&values);
            prop_assert_eq!(key.to_lowercase(), key.clone());
            let lower: Vec<String> = values.iter().map(|v| v.to_lowercase()).collect();
            prop_assert!(same(&superkey(&lower), &key));
        }
    }
}
