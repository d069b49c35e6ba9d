//! Enumerations; a value that the sheet does not know is kept as it came.

use serde::Deserialize;

/// Why a tax rate is 0 (Cassa in Cloud sheet §12): `N1` to `N6`, sub-codes such as `N2.1` too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(from = "String")]
pub enum Nature {
    /// Excluded.
    N1,
    /// Not subject.
    N2,
    /// Not taxable.
    N3,
    /// Exempt.
    N4,
    /// Margin scheme.
    N5,
    /// Reverse charge.
    N6,
    /// Another code, a sub-code perhaps.
    Other(String),
}

impl From<String> for Nature {
    fn from(text: String) -> Self {
        match text.as_str() {
            "N1" => Self::N1,
            "N2" => Self::N2,
            "N3" => Self::N3,
            "N4" => Self::N4,
            "N5" => Self::N5,
            "N6" => Self::N6,
            _ => Self::Other(text),
        }
    }
}

impl Nature {
    /// The code, as the till writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::N1 => "N1",
            Self::N2 => "N2",
            Self::N3 => "N3",
            Self::N4 => "N4",
            Self::N5 => "N5",
            Self::N6 => "N6",
            Self::Other(text) => text,
        }
    }
}

/// What a department sells (Cassa in Cloud sheet §12).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum SalesType {
    /// Goods.
    Goods,
    /// Services.
    Services,
    /// Something else.
    Other(String),
}

impl From<String> for SalesType {
    fn from(text: String) -> Self {
        match text.as_str() {
            "GOODS" => Self::Goods,
            "SERVICES" => Self::Services,
            _ => Self::Other(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_value_is_kept_as_it_came() {
        let nature: Nature = serde_json::from_str(r#""N2.1""#).expect("a text");
        assert_eq!(nature.as_str(), "N2.1");
        assert_eq!(Nature::from("N4".to_owned()), Nature::N4);
        assert_eq!(
            SalesType::from("X".to_owned()),
            SalesType::Other("X".to_owned())
        );
    }
}
