//! Which of the till's barcodes are an EAN.

/// The first EAN-13 or EAN-8 with a right check digit. The till keeps any barcode (own labels, UPC,
/// QR: Cassa in Cloud sheet §13.3); the shop has a field for these two only (TS Commerce sheet §11.3).
pub fn first<'a>(barcodes: impl IntoIterator<Item = &'a String>) -> Option<String> {
    barcodes
        .into_iter()
        .map(|barcode| barcode.trim())
        .find(|barcode| is_ean(barcode))
        .map(str::to_owned)
}

/// Digits count three times and once in turn, from the one before the check digit backwards, so
/// that the check digit itself counts once; the sum ends with 0.
fn is_ean(barcode: &str) -> bool {
    if !matches!(barcode.len(), 8 | 13) || !barcode.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = barcode
        .bytes()
        .rev()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("4006381333931", true)]
    #[case("96385074", true)]
    #[case("4006381333932", false)]
    #[case("96385075", false)]
    #[case::a_upc("036000291452", false)]
    #[case("400638133393X", false)]
    #[case("４００６", false)]
    #[case("", false)]
    fn an_ean_has_8_or_13_digits_and_the_right_check_digit(
        #[case] barcode: &str,
        #[case] expected: bool,
    ) {
        assert_eq!(is_ean(barcode), expected);
    }

    #[test]
    fn the_first_ean_among_the_barcodes_is_taken() {
        let barcodes = ["QR-1", "4006381333932", " 96385074 ", "4006381333931"].map(String::from);
        assert_eq!(first(&barcodes).as_deref(), Some("96385074"));
        assert_eq!(first(&barcodes[..2]), None);
    }
}
