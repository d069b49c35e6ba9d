//! Numbers of pieces: `−3`, `1,5`, `1.200`.
//!
//! A till's stock may be negative, or kilograms.

use rust_decimal::Decimal;

use super::{Language, Words, numbers::grouped};

impl Words {
    /// A quantity of the till, as people write it.
    pub(crate) fn quantity(self, quantity: Decimal) -> String {
        let text = quantity.abs().normalize().to_string();
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let (thousands, point) = match self.language {
            Language::Italian => ('.', ','),
            Language::English => (',', '.'),
        };
        // More than a number of pieces ever is stays as it stands.
        let mut said = whole
            .parse()
            .map_or_else(|_| whole.to_owned(), |whole| grouped(whole, thousands));
        if !rest.is_empty() {
            said.push(point);
            said.push_str(rest);
        }
        if quantity.is_sign_negative() && !quantity.is_zero() {
            said.insert(0, '−');
        }
        said
    }

    /// Pieces.
    pub(crate) fn pieces(self, pieces: impl Into<Decimal>) -> String {
        self.quantity(pieces.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_written_as_the_language_does() {
        let said = |language, text: &str| {
            let quantity = text.parse().expect("a quantity");
            Words { language }.quantity(quantity)
        };
        assert_eq!(said(Language::Italian, "-1234.50"), "−1.234,5");
        assert_eq!(said(Language::English, "1234.5"), "1,234.5");
        assert_eq!(said(Language::Italian, "7.00"), "7");
        assert_eq!(said(Language::Italian, "-0.0"), "0");
    }
}
