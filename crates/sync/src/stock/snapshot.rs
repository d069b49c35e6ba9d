//! All that a figure is made of, as it is at one moment.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    orders::free::{OwnPart, SETTLING, Seen},
    orders::order::Pieces,
    stock::{
        level::{Known, Level},
        offer::{AtPoint, Basis, Sum, sum},
        unplaced::unplaced,
        write::Unmanaged,
    },
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::{Tx, offers::ChoiceKind, points::SalesPoint};

use super::pass::Pass;
use crate::{
    orders::{Promise, Promises, Refreshed, till_counts},
    trouble::Trouble,
};

/// How long ago a part may have been closed and still be in a level.
const CLOSED_LATELY: SignedDuration = SignedDuration::from_hours(24);

/// See the module.
pub(super) struct Snapshot {
    now: Timestamp,
    list_began: Timestamp,
    /// Points that count, in the merchant's order.
    points: Vec<SalesPoint>,
    promises: Promises,
    refreshed: Refreshed,
    withheld: BTreeMap<(SalesPointId, VariantId), Pieces>,
    margin: Pieces,
    margins: BTreeMap<ProductId, Pieces>,
    figures: BTreeMap<VariantId, Pieces>,
    unread: BTreeMap<SalesPointId, Timestamp>,
    counts: Counting,
}

/// Whether the till counts our orders in its outgoing figure.
#[derive(Clone, Copy, Debug)]
struct Counting {
    yes: bool,
    /// A settled reading shows less than our own open parts, though it was thought to.
    denied: bool,
}

impl Counting {
    async fn read(tx: &mut dyn Tx, shop: &str, promises: &Promises) -> Result<Self, Trouble> {
        let before = till_counts(tx, shop).await?;
        let mut counts = before;
        if before.is_known() {
            let variants: BTreeSet<VariantId> = promises
                .own
                .keys()
                .map(|(_, variant)| variant.clone())
                .collect();
            let variants: Vec<VariantId> = variants.into_iter().collect();
            for level in tx.levels(shop, &variants).await? {
                let own = promises.own.get(&(level.point, level.variant));
                if let (Known::Managed(reading), Some(own)) = (&level.level.known, own) {
                    let own: Vec<OwnPart> = own.iter().map(|promise| promise.own).collect();
                    counts = counts.after_reading(reading, &own, SETTLING);
                }
            }
        }
        Ok(Self {
            yes: counts.is_known(),
            denied: before.is_known() && !counts.is_known(),
        })
    }
}

/// What is known of the levels of a few variants.
pub(super) type Levels = BTreeMap<(SalesPointId, VariantId), Level>;

impl Snapshot {
    pub async fn read(
        pass: &Pass<'_>,
        tx: &mut dyn Tx,
        list_began: Timestamp,
        refreshed: Refreshed,
    ) -> Result<Self, Trouble> {
        let (shop, now) = (pass.id(), pass.now());
        let row = tx.shop(shop).await?;
        let settings = row.map_or_else(|| pass.shop.settings.clone(), |row| row.settings);
        let ages = tx.levels_ages(shop).await?;
        let oldest = ages.iter().filter_map(|ages| ages.oldest).min();
        let lately = now.checked_sub(CLOSED_LATELY).unwrap_or(now);
        let since = oldest.map_or(lately, |oldest| oldest.min(lately));
        let since = since.checked_sub(SETTLING).unwrap_or(since);
        let promises = Promises::read(tx, shop, &settings.orders, since, now).await?;
        let mut withheld: BTreeMap<_, Pieces> = BTreeMap::new();
        for row in tx.withheld(shop).await? {
            let there = withheld.entry((row.point, row.variant)).or_default();
            *there = there.saturating_add(row.withheld.pieces);
        }
        let (mut margins, mut figures) = (BTreeMap::new(), BTreeMap::new());
        for choice in tx.stock_choices(shop).await? {
            let to = match choice.kind {
                ChoiceKind::Margin => &mut margins,
                ChoiceKind::Figure => &mut figures,
            };
            to.insert(choice.subject, choice.pieces);
        }
        let points = tx.points(shop).await?;
        let unread = pass.memory.unread.iter();
        let counts = Counting::read(tx, shop, &promises).await?;
        Ok(Self {
            now,
            list_began,
            points: points.into_iter().filter(SalesPoint::is_offered).collect(),
            promises,
            refreshed,
            withheld,
            margin: settings.stock.margin,
            margins,
            figures,
            unread: unread
                .map(|(point, unread)| (*point, unread.since))
                .collect(),
            counts,
        })
    }

    /// When the reading of the orders began; `None`: it is not complete.
    pub fn orders_began(&self) -> Option<Timestamp> {
        self.refreshed.began
    }

    /// Whether the till turned out not to count our orders, though it was thought to.
    pub fn denies_counting(&self) -> bool {
        self.counts.denied
    }

    /// When an order with this variant was last seen ended.
    pub fn ended(&self, variant: &str) -> Option<Timestamp> {
        self.promises.ended.get(variant).copied()
    }

    /// Variants that an order holds, or held lately.
    pub fn held(&self) -> BTreeSet<VariantId> {
        let own = self.promises.own.keys().map(|(_, variant)| variant);
        let held = self.promises.holdings.keys();
        let ended = self.promises.ended.keys();
        let withheld = self.withheld.keys().map(|(_, variant)| variant);
        own.chain(held)
            .chain(ended)
            .chain(withheld)
            .cloned()
            .collect()
    }

    /// What to do with a variant where the till does not manage its stock.
    pub fn unmanaged(&self, variant: &str, is_child: bool) -> Unmanaged {
        match self.figures.get(variant) {
            Some(pieces) => Unmanaged::Figure(*pieces),
            None if is_child => Unmanaged::NoFigure,
            None => Unmanaged::WithoutStock,
        }
    }

    /// The sum of a variant; one that is `blocked` is held at 0.
    pub fn sum(&self, product: &str, variant: &str, levels: &Levels, blocked: bool) -> Sum {
        let never = Level::default();
        let known: Vec<(Level, Vec<OwnPart>, Option<Timestamp>)> = self
            .points
            .iter()
            .map(|point| {
                self.at(
                    point.id,
                    variant,
                    levels
                        .get(&(point.id, variant.to_owned()))
                        .unwrap_or(&never),
                )
            })
            .collect();
        let points: Vec<AtPoint<'_>> = self
            .points
            .iter()
            .zip(&known)
            .filter(|_| !blocked)
            .map(|(point, (level, own, followed))| AtPoint {
                point: point.id,
                level,
                own,
                followed: *followed,
                withheld: self
                    .withheld
                    .get(&(point.id, variant.to_owned()))
                    .copied()
                    .unwrap_or(0),
                reserve: point.reserve,
            })
            .collect();
        let holdings = self.promises.holdings.get(variant);
        let holdings = holdings.map_or(&[][..], Vec::as_slice);
        sum(&Basis {
            points: &points,
            margin: self.margins.get(product).copied().unwrap_or(self.margin),
            unplaced: unplaced(holdings, self.list_began, SETTLING),
            till_counts: self.counts.yes,
            settling: SETTLING,
            now: self.now,
        })
    }

    /// A level as it counts, our own parts there, and when the till was last asked for all of them.
    fn at(
        &self,
        point: SalesPointId,
        variant: &str,
        level: &Level,
    ) -> (Level, Vec<OwnPart>, Option<Timestamp>) {
        let mut level = level.clone();
        if let Some(since) = self.unread.get(&point)
            && level.known.began().is_some_and(|began| began < *since)
        {
            level.unread = Some(level.unread.unwrap_or(*since));
        }
        let own = self.promises.own.get(&(point, variant.to_owned()));
        let own = own.map_or(&[][..], Vec::as_slice);
        let on_till = |promise: &&Promise| matches!(promise.own.seen, Seen::Confirmed(_));
        let asked: Option<Vec<Timestamp>> = own
            .iter()
            .filter(on_till)
            .map(|promise| self.refreshed.asked.get(&promise.part).copied())
            .collect();
        let followed = asked.and_then(|asked| asked.into_iter().min());
        (
            level,
            own.iter().map(|promise| promise.own).collect(),
            followed,
        )
    }
}
