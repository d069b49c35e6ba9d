//! `1.234,50 €` in Italian, `€1,234.50` in English.

use ponte_domain::money::Money;

use super::{Language, Words, numbers::grouped};

impl Words {
    /// An amount, as people write it.
    pub(crate) fn money(self, Money(cents): Money) -> String {
        let sign = if cents < 0 { "−" } else { "" };
        let (euros, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        match self.language {
            Language::Italian => format!("{sign}{},{rest:02}\u{a0}€", grouped(euros, '.')),
            Language::English => format!("{sign}€{}.{rest:02}", grouped(euros, ',')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_language_does() {
        let said = |language, cents| Words { language }.money(Money(cents));
        assert_eq!(said(Language::Italian, 123_450), "1.234,50\u{a0}€");
        assert_eq!(said(Language::Italian, -5), "−0,05\u{a0}€");
        assert_eq!(said(Language::English, 123_450), "€1,234.50");
    }
}
