//! The states of an order (TS Commerce sheet §20.4).

use serde::Serialize;

/// A state; its number is what the API speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Placed, not paid.
    Pending,
    /// Paid.
    Paid,
    /// Being prepared.
    Preparation,
    /// Shipped.
    Sent,
    /// Delivered.
    Delivered,
    /// Finished.
    Closed,
    /// Archived or removed.
    Archived,
    /// Cancelled.
    Aborted,
    /// The buyer wrote after the sale.
    AfterSale,
}

/// A group of states, in the order of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// 0 and 1.
    Opened,
    /// 2 to 4.
    Processing,
    /// 5 to 7.
    Closed,
    /// 8.
    Aftersale,
}

impl Status {
    /// All, by number.
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Paid,
        Self::Preparation,
        Self::Sent,
        Self::Delivered,
        Self::Closed,
        Self::Archived,
        Self::Aborted,
        Self::AfterSale,
    ];

    /// The state with this number.
    #[must_use]
    pub fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Its group.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::Pending | Self::Paid => Group::Opened,
            Self::Preparation | Self::Sent | Self::Delivered => Group::Processing,
            Self::Closed | Self::Archived | Self::Aborted => Group::Closed,
            Self::AfterSale => Group::Aftersale,
        }
    }

    /// Its label in the API.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pending => "Pending Payment",
            Self::Paid => "Order Paid",
            Self::Preparation => "Preparation",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Closed => "Closed",
            Self::Archived => "Archived/Deleted",
            Self::Aborted => "Aborted",
            Self::AfterSale => "AfterSale",
        }
    }

    /// Its label in the back office.
    #[must_use]
    pub fn italian(self) -> &'static str {
        match self {
            Self::Pending => "Attesa pagamento",
            Self::Paid => "Pagato",
            Self::Preparation => "In allestimento",
            Self::Sent => "Inviato",
            Self::Delivered => "Consegnato",
            Self::Closed => "Chiuso",
            Self::Archived => "Archiviato",
            Self::Aborted => "Annullato",
            Self::AfterSale => "Post vendita",
        }
    }

    /// Whether the order still wants its pieces: all but archived and cancelled (sheet §20.4).
    #[must_use]
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Archived | Self::Aborted)
    }
}
