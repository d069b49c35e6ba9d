//! Why an order is refused: each reason has a text of its own (Cassa in Cloud sheet §24.15).
//!
//! The codes are those of sheet §7. Where a setting refuses, the text bears the setting's name in
//! the portal: the sheet names the two settings and does not know the words of the answer.

/// A reason. The text is what `msg` says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderRefusal {
    /// The body is no order.
    #[error("{0}")]
    Shape(String),
    /// The key may not see the sales point.
    #[error("document.idSalesPoint")]
    SalesPoint,
    /// There are no rows.
    #[error("document.rows")]
    NoRows,
    /// An article that does not exist, or not in this sales point.
    #[error("document.rows[{0}].idProductVariant")]
    Article(usize),
    /// Neither customer nor organization.
    #[error("document.idCustomer or document.idOrganization")]
    NoBuyer,
    /// No such customer or organization.
    #[error("{0}")]
    Buyer(&'static str),
    /// The `externalId` is taken.
    #[error("externalId")]
    Conflict,
    /// An external order without a due time.
    #[error("dueDate")]
    NoDueDate,
    /// The due time has passed.
    #[error("dueDate must be in the future")]
    Past,
    /// The sales point is closed then.
    #[error("dueDate is outside the opening hours")]
    Closed,
    /// Too soon.
    #[error("dueDate is before the minimum processing time")]
    TooSoon,
    /// The slot takes no more.
    #[error("the time slot of dueDate is full")]
    SlotFull,
    /// A day without a time.
    #[error("Orario Obbligatorio: dueDate needs an exact time")]
    MandatoryTime,
    /// Too small.
    #[error("Ordine Minimo: the amount is too low")]
    Minimum,
}

impl OrderRefusal {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SalesPoint => "InvalidIdSalesPoint",
            Self::Article(_) | Self::Buyer(_) => "InvalidId",
            Self::Conflict => "ConflictValue",
            _ => "InvalidParams",
        }
    }

    /// The field that is meant, as a path inside the order.
    #[must_use]
    pub fn field(&self) -> String {
        match self {
            Self::Shape(_) => String::new(),
            Self::NoBuyer => "document.idCustomer".to_owned(),
            Self::NoDueDate
            | Self::Past
            | Self::Closed
            | Self::TooSoon
            | Self::SlotFull
            | Self::MandatoryTime => "dueDate".to_owned(),
            Self::Minimum => "document.amount".to_owned(),
            named => named.to_string(),
        }
    }
}
