//! `1.001` in Italian, `1,001` in English.

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;

/// As Italians write numbers.
pub(super) fn italian(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value).map(|number| grouped(number, '.'))
}

/// As the English write numbers.
pub(super) fn english(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value).map(|number| grouped(number, ','))
}

/// The number, where it is one of ours: whole, not negative.
fn whole(value: &FluentValue<'_>) -> Option<u64> {
    match value {
        FluentValue::Number(number) => number.as_string().parse().ok(),
        _ => None,
    }
}

/// A number with its thousands set apart.
pub(super) fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(1_001, '.'), "1.001");
        assert_eq!(grouped(999, '.'), "999");
        assert_eq!(grouped(1_234_567, ','), "1,234,567");
    }
}
