//! The words in an order.

use crate::{unconfirmed, words::words};

words! {
    /// How far an external order is (Cassa in Cloud sheet §16.5).
    WorkflowStatus {
        /// Just arrived, nobody has looked.
        Requested = "REQUESTED",
        /// Accepted at the till.
        Accepted = "ACCEPTED",
        /// Refused at the till. Final.
        Rejected = "REJECTED",
        /// Being prepared.
        Processing = "PROCESSING",
        /// Ready for collection.
        Ready = "READY",
        /// About to be sent.
        Shipping = "SHIPPING",
        /// On its way.
        Delivering = "DELIVERING",
        /// Sent; a document was issued.
        Shipped = "SHIPPED",
        /// Done; a document was issued. Final.
        Completed = "COMPLETED",
        /// Cancelled. Final.
        Canceled = "CANCELED",
    }
}

impl WorkflowStatus {
    /// Whether it will not change any more.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Rejected | Self::Completed | Self::Canceled)
    }
}

words! {
    /// How much of an order has become later documents (sheet §16.5).
    OrderStatus {
        /// Nothing.
        NotProcessed = "NOT_PROCESSED",
        /// A part.
        PartiallyProcessed = "PARTIALLY_PROCESSED",
        /// All.
        Processed = "PROCESSED",
        /// Not confirmed.
        Unconfirmed = "UNCONFIRMED",
    }
}

words! {
    /// How an order reaches the buyer; the words are guesses (sheet §25.6).
    DeliveryMode {
        /// The buyer collects it.
        Pickup = unconfirmed::PICKUP,
        /// It is brought to the buyer.
        Delivery = unconfirmed::DELIVERY,
        /// It is brought to a table.
        Table = unconfirmed::TABLE,
    }
}

words! {
    /// How far a payment in advance is; the words are guesses (sheet §25.7).
    PrepaymentStatus {
        /// Awaited.
        Waiting = unconfirmed::PREPAYMENT_WAITING,
        /// Made.
        Completed = unconfirmed::PREPAYMENT_COMPLETED,
        /// Failed.
        Failed = unconfirmed::PREPAYMENT_FAILED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_kept_as_it_came_and_case_does_not_count() {
        assert_eq!(
            WorkflowStatus::from("ready".to_owned()),
            WorkflowStatus::Ready
        );
        let other = WorkflowStatus::from("On_Hold".to_owned());
        assert_eq!((other.as_str(), other.is_final()), ("On_Hold", false));
        assert!(WorkflowStatus::from("CANCELED".to_owned()).is_final());
    }
}
