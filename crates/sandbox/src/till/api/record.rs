//! What the lists of the catalogue have in common: sales points, and the filters of
//! Cassa in Cloud sheet §5.4.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    call::Desk,
    like::Like,
    query::{DayEnd, bad},
    refusal::Refusal,
    sorts::SortKey,
};
use crate::{
    switches::Switches,
    till::{
        people::Person,
        records::{Category, Channels, Department, Product, Tax},
        state::Till,
    },
};

/// Keys that `sorts` may name on every list.
pub(super) const SORT_KEYS: &[&str] = &["id", "description", "lastUpdate"];

/// A record of the catalogue.
pub(super) trait Record {
    fn id(&self) -> &str;
    fn name(&self) -> &str;
    fn sales_point(&self) -> Option<i64>;
    fn last_update(&self, switches: &Switches) -> i64;
}

macro_rules! records {
    ($($kind:ty),+) => {$(
        impl Record for $kind {
            fn id(&self) -> &str { &self.id }
            fn name(&self) -> &str { &self.name }
            fn sales_point(&self) -> Option<i64> { self.sales_point }
            fn last_update(&self, _: &Switches) -> i64 { self.last_update }
        }
    )+};
}

records!(Category, Department, Tax);

impl Record for Person {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        self.text("name")
    }
    fn sales_point(&self) -> Option<i64> {
        self.sales_point()
    }
    fn last_update(&self, _: &Switches) -> i64 {
        self.last_update
    }
}

impl Record for Product {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn sales_point(&self) -> Option<i64> {
        self.sales_point
    }
    fn last_update(&self, switches: &Switches) -> i64 {
        let price = i64::from(switches.till_price_touches) * self.price_update;
        let stock = i64::from(switches.till_stock_touches) * self.stock_update;
        self.last_update.max(price).max(stock)
    }
}

/// What a record is sorted by.
pub(super) fn sort_key<'a>(record: &'a impl Record, key: &str, switches: &Switches) -> SortKey<'a> {
    match key {
        "description" => SortKey::Text(record.name()),
        "lastUpdate" => SortKey::Number(Decimal::from(record.last_update(switches))),
        _ => SortKey::Text(record.id()),
    }
}

/// Whether the key may see this sales point.
pub(super) fn enabled(till: &Till, id: i64) -> Result<(), Refusal> {
    let mut points = till.sales_points().iter();
    match points.find(|point| point.id == id) {
        Some(point) if point.enabled => Ok(()),
        _ => Err(Refusal::SalesPoint(id)),
    }
}

/// A record that the key may see.
pub(super) fn visible<'a, R: Record>(till: &Till, record: Option<&'a R>) -> Result<&'a R, Refusal> {
    let record = record.ok_or(Refusal::UnknownId)?;
    match record.sales_point() {
        Some(point) => enabled(till, point).map(|()| record),
        None => Ok(record),
    }
}

/// The sales points that a list is asked for: those of `idsSalesPoint`, or all that the key may
/// see.
pub(super) fn points(desk: &Desk<'_>) -> Result<BTreeSet<i64>, Refusal> {
    let till = desk.till;
    if let Some(points) = desk.query.integers("idsSalesPoint")? {
        points.iter().try_for_each(|point| enabled(till, *point))?;
        return Ok(points);
    }
    let points = till.sales_points().iter().filter(|point| point.enabled);
    Ok(points.map(|point| point.id).collect())
}

/// The common filters.
pub(super) struct Filter<'a> {
    pub(super) ids: Option<BTreeSet<String>>,
    points: BTreeSet<i64>,
    description: Option<Like>,
    from: Option<i64>,
    to: Option<i64>,
    switches: &'a Switches,
}

impl<'a> Filter<'a> {
    /// Reads `ids`, `idsSalesPoint`, `description`, `lastUpdateFrom` and `lastUpdateTo`.
    pub(super) fn read(desk: &Desk<'a>) -> Result<Self, Refusal> {
        let query = &desk.query;
        let points = points(desk)?;
        let part = desk.switches.till_description_part;
        Ok(Self {
            ids: query.texts("ids")?,
            points,
            description: query.text("description").map(|text| Like::new(&text, part)),
            from: query.moment("lastUpdateFrom", DayEnd::First)?,
            to: query.moment("lastUpdateTo", DayEnd::Last)?,
            switches: desk.switches,
        })
    }

    /// Whether the list shows this record: those of the sales points asked for and those of none
    /// (sheet §24.14).
    pub(super) fn admits(&self, record: &impl Record) -> bool {
        let updated = record.last_update(self.switches);
        let after =
            |from: i64| updated > from || (updated == from && self.switches.till_from_inclusive);
        record
            .sales_point()
            .is_none_or(|point| self.points.contains(&point))
            && self
                .ids
                .as_ref()
                .is_none_or(|ids| ids.contains(record.id()))
            && self.from.is_none_or(after)
            && self.to.is_none_or(|to| updated <= to)
            && self
                .description
                .as_ref()
                .is_none_or(|like| like.matches(record.name()))
    }
}

/// The filter `enabledForChannels`: any of these channels (sheet §11).
pub(super) struct ChannelFilter(Option<BTreeSet<String>>);

impl ChannelFilter {
    /// Reads it; a channel that does not exist is refused.
    pub(super) fn read(desk: &Desk<'_>) -> Result<Self, Refusal> {
        const NAME: &str = "enabledForChannels";
        let channels = desk.query.texts(NAME)?;
        let unknown = |name: &String| on(Channels::default(), name).is_none();
        if channels.iter().flatten().any(unknown) {
            return Err(bad(NAME));
        }
        Ok(Self(channels))
    }

    /// Whether one of them is on.
    pub(super) fn admits(&self, channels: Channels) -> bool {
        let asked = self.0.as_ref();
        asked.is_none_or(|names| names.iter().any(|name| on(channels, name) == Some(true)))
    }
}

fn on(channels: Channels, name: &str) -> Option<bool> {
    match name {
        "RISTO" => Some(channels.risto),
        "SALE" => Some(channels.sale),
        "ECOMMERCE" => Some(channels.ecommerce),
        "MOBILE_COMMERCE" => Some(channels.mobile),
        "SELF_ORDER" => Some(channels.self_order),
        "KIOSK" => Some(channels.kiosk),
        _ => None,
    }
}
