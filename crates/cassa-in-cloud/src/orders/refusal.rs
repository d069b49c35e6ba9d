//! Why the till refused an order.

/// Why the till refused an order (Cassa in Cloud sheet §17, §24): each is a thing that somebody can
/// mend, and the order goes by itself afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderRefusal {
    /// *Orario Obbligatorio* is on, and the order has no exact time.
    MandatoryTime,
    /// *Ordine Minimo* is on, and the order's amount is below.
    MinimumOrder,
    /// The due time lies outside the opening hours.
    OutsideHours,
    /// The due time is too near for the minimum processing time.
    TooSoon,
    /// The due time's slot takes no more.
    SlotFull,
    /// The sales point is not enabled for the key.
    PointNotEnabled,
    /// Neither customer nor organization is given.
    CustomerMissing,
    /// An article does not exist or is not active at the sales point.
    ArticleUnknown,
    /// The due time has passed.
    DueDatePast,
    /// There is no due time, or none that can be read.
    DueDateMissing,
}
