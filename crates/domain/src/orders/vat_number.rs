//! Who is a company: one with a valid Italian VAT number (*partita IVA*).
//!
//! The shop has one field for VAT number and tax code (TS Commerce sheet §20.3), and buyers type
//! anything into it. Only a number whose check digit is right makes an organization on the till.
//!
//! Guarantees (each a test): a wrong digit and two neighbours swapped are noticed; a person's tax
//! code is no VAT number.

/// The eleven digits of a valid Italian VAT number, without the country's `IT` and blanks; `None`
/// for anything else.
#[must_use]
pub fn italian(typed: &str) -> Option<String> {
    let bare: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/'))
        .collect();
    let digits = match bare.get(..2) {
        Some(country) if country.eq_ignore_ascii_case("IT") => &bare[2..],
        _ => bare.as_str(),
    };
    let is_number = digits.len() == 11 && digits.bytes().all(|b| b.is_ascii_digit());
    // Eleven zeros have a right check digit, but nobody has that number.
    let is_someones = digits.bytes().any(|b| b != b'0');
    (is_number && is_someones && checks(digits.as_bytes())).then(|| digits.to_owned())
}

/// The check of the last digit: every second digit doubled, its own digits added up, and the whole
/// a multiple of ten.
fn checks(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            match (place % 2, digit) {
                (0, _) => digit,
                (_, 0..=4) => digit * 2,
                _ => digit * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("12345678903")]
    #[case("IT12345678903")]
    #[case(" it 123.456.789-03 ")]
    fn a_valid_number_is_found_however_it_was_typed(#[case] typed: &str) {
        assert_eq!(italian(typed).as_deref(), Some("12345678903"));
    }

    #[rstest]
    #[case::empty("")]
    #[case::wrong_check_digit("12345678901")]
    #[case::too_short("1234567890")]
    #[case::a_persons_tax_code("RSSMRA80A01H501U")]
    #[case::another_country("DE12345678903")]
    #[case::zeros("00000000000")]
    #[case::other_letters("１２３４５６７８９０３")]
    #[case::split_letter("è")]
    fn anything_else_is_none(#[case] typed: &str) {
        assert_eq!(italian(typed), None);
    }

    /// A valid number made from ten digits by trying the last one.
    fn valid() -> impl Strategy<Value = String> {
        (1_u64..10_000_000_000).prop_map(|first| {
            (0..10)
                .find_map(|last| italian(&format!("{first:010}{last}")))
                .expect("one of ten check digits is right")
        })
    }

    proptest! {
        #[test]
        fn a_wrong_digit_is_noticed(number in valid(), place in 0_usize..11, other in b'0'..=b'9') {
            let mut wrong = number.clone().into_bytes();
            prop_assume!(wrong[place] != other);
            wrong[place] = other;
            let wrong = String::from_utf8(wrong).expect("digits");
            prop_assert_eq!(italian(&wrong), None);
        }

        #[test]
        fn two_neighbours_swapped_are_noticed(number in valid(), place in 0_usize..10) {
            let mut swapped = number.clone().into_bytes();
            let pair = (swapped[place], swapped[place + 1]);
            // The one pair that this check cannot tell apart.
            prop_assume!(pair.0 != pair.1 && !matches!(pair, (b'0', b'9') | (b'9', b'0')));
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).expect("digits");
            prop_assert_eq!(italian(&swapped), None);
        }

        #[test]
        fn nothing_typed_makes_it_fall_over(typed in ".*") {
            let _ = italian(&typed);
        }
    }
}
