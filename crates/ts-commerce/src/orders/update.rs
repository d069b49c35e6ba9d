//! What to change of an order (TS Commerce sheet §20.5).

use crate::Form;

/// What to change of an order; `None` leaves a field alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderUpdate {
    /// The order.
    pub order_id: String,
    /// Its new state's number (sheet §20.4).
    pub status: Option<i64>,
    /// The tracking number.
    pub tracking: Option<String>,
    /// The carrier's name.
    pub courier: Option<String>,
    /// Where to follow the parcel.
    pub tracking_url: Option<String>,
}

impl OrderUpdate {
    pub(super) fn form(&self) -> Form {
        let mut form = Form::new();
        form.set("orderID", &self.order_id)
            .set_some("status", self.status)
            .set_some("tracking", self.tracking.as_ref())
            .set_some("courier", self.courier.as_ref())
            .set_some("tracking_url", self.tracking_url.as_ref());
        form
    }
}
