//! Levels of the till, as many as the calls that are left allow.
//!
//! Which calls are made is decided by [`ponte_domain::stock::reading`]; here they are. Guarantees:
//!
//! - what moved is forgotten only once it was read;
//! - a point that refuses keeps no other point from being read, nor do receipts that cannot be read;
//! - what is not listed is not read, and a vanished point neither.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use ponte_domain::{
    finding::LevelTrouble,
    stock::{
        hot,
        reading::{Budget, Call, Hot, Kind, PAGE, Point, Question, Rolling, There, plan},
    },
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::offers::Moved;

use super::{pass::Pass, receipts, round};
use crate::trouble::{Cause, Trouble};

/// Notes of what moved that are looked at in one pass.
const MOVED: i64 = 2_000;

/// The timer's period.
const PERIOD: SignedDuration = SignedDuration::from_mins(5);

/// Calls in a row that met trouble with the till, after which it is left alone.
const IN_A_ROW: u32 = 3;

/// Reads what the plan says.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    vanished(pass);
    let points = pass.read_points();
    if points.is_empty() {
        return Ok(());
    }
    if pass.regular {
        let sold = sold(pass).await;
        pass.note(sold)?;
    }
    let noted = pass.read().await?.moved(pass.id(), MOVED).await?;
    let world = World::read(pass, &points, &noted).await?;
    let (budget, passes) = budget(pass).await?;
    let plan = plan(&Question {
        points: &world.points,
        variants: &world.variants,
        moved: &world.moved,
        hot: &world.hot,
        rolling: world.rolling,
        receipts: &[],
        budget,
        kind: if pass.regular {
            Kind::Regular { passes }
        } else {
            Kind::Woken {
                passes: passes.saturating_sub(1),
            }
        },
    });
    forget(pass, &world.unlisted).await?;
    let whole = world.is_whole(&plan.calls);
    let read = calls(pass, plan.calls, &noted).await;
    if read.is_ok() {
        pass.memory.rolling = plan.rolling;
        if whole {
            // Every page of every point: what moved is among them, but where a point refused or told
            // too little.
            let unread = |moved: &&Moved| pass.memory.unread.contains_key(&moved.point);
            let read: Vec<Moved> = noted.iter().filter(|it| !unread(it)).cloned().collect();
            forget(pass, &read).await?;
        } else if !plan.put_off.is_empty() {
            let soon = pass.now().checked_add(PERIOD / 5).unwrap_or(pass.now());
            pass.want(soon);
        }
    }
    read
}

/// Points that the till no longer lists are not read, and said to be so.
fn vanished(pass: &mut Pass<'_>) {
    let now = pass.now();
    for point in &pass.points {
        if point.is_offered() && point.gone {
            pass.memory
                .could_not_read(point.id, LevelTrouble::PointGone, now);
        } else if !point.is_offered() {
            pass.memory.unread.remove(&point.id);
        }
    }
}

/// Receipts, as far as half of the calls go.
async fn sold(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let days = receipts::wanted(pass);
    let began = pass.now();
    let (budget, passes) = budget(pass).await?;
    let plan = plan(&Question {
        points: &[],
        variants: &BTreeMap::new(),
        moved: &[],
        hot: &[],
        rolling: Rolling::default(),
        receipts: &days,
        budget,
        kind: Kind::Regular { passes },
    });
    let mut of_day: BTreeMap<_, u64> = BTreeMap::new();
    for call in &plan.calls {
        if let Call::Receipts { day, start } = call {
            of_day.insert(*day, *start);
        }
    }
    let in_full = receipts::are_in_full(&days, &plan.calls);
    for call in plan.calls {
        if let Call::Receipts { day, start } = call {
            let is_last = of_day.get(&day) == Some(&start);
            match receipts::page(pass, day, start, is_last).await {
                // Who may not read receipts is told of sales by levels alone.
                Err(Trouble::Fail {
                    cause: Cause::TillPermission | Cause::TillRefused,
                    text,
                }) => {
                    tracing::debug!(shop = pass.id(), text, "stock: no receipts");
                    return Ok(());
                }
                read => read?,
            }
        }
    }
    if in_full {
        pass.memory.receipts_in_full = Some(began);
    }
    Ok(())
}

/// What the plan is made from.
struct World {
    points: Vec<Point>,
    variants: BTreeMap<ProductId, u32>,
    moved: Vec<There>,
    hot: Vec<Hot>,
    rolling: Rolling,
    /// Notes about what is not listed.
    unlisted: Vec<Moved>,
}

impl World {
    async fn read(
        pass: &Pass<'_>,
        points: &[SalesPointId],
        noted: &[Moved],
    ) -> Result<Self, Trouble> {
        let now = pass.now();
        let mut tx = pass.read().await?;
        // A point that was never read has a record of every variant, as far as anybody knows.
        let variants = tx.levels_wanted(pass.id()).await?;
        let fallback = u64::try_from(variants).unwrap_or(0);
        let points: Vec<Point> = points
            .iter()
            .map(|id| Point {
                id: *id,
                records: pass.memory.records.get(id).copied().unwrap_or(fallback),
            })
            .collect();
        let mut products: BTreeSet<ProductId> =
            noted.iter().map(|moved| moved.product.clone()).collect();
        let since = now
            .checked_sub(hot::SOLD_WITHIN)
            .unwrap_or(jiff::Timestamp::MIN);
        let hot_products = if pass.regular {
            tx.offers_hot(pass.id(), hot::LAST_PIECES, since).await?
        } else {
            Vec::new()
        };
        let mut hot = Vec::new();
        for point in &points {
            let read = tx.levels_read(pass.id(), point.id, &hot_products).await?;
            hot.extend(read.into_iter().map(|(product, read)| Hot {
                there: There {
                    point: point.id,
                    product,
                },
                read,
            }));
        }
        products.extend(hot_products);
        products.remove("");
        let products: Vec<ProductId> = products.into_iter().collect();
        let variants: BTreeMap<ProductId, u32> = tx
            .listings_of(pass.id(), &products)
            .await?
            .into_iter()
            .map(|listing| {
                let variants = u32::try_from(listing.variants.len()).unwrap_or(u32::MAX);
                (listing.product, variants)
            })
            .collect();
        let counts = |point: i64| points.iter().any(|known| known.id == point);
        let is_read =
            |moved: &&Moved| moved.product.is_empty() || variants.contains_key(&moved.product);
        let (listed, unlisted): (Vec<&Moved>, Vec<&Moved>) = noted
            .iter()
            .partition(|moved| is_read(moved) && counts(moved.point));
        // Something moved there, and nobody said what: the rolling read goes on there. Where it is there
        // already it goes on as it was, or calls that name nothing would keep it at its beginning.
        let mut anywhere = listed.iter().filter(|moved| moved.product.is_empty());
        let there = |moved: &Moved| {
            let next = pass.memory.rolling.next;
            next.is_some_and(|(point, _)| point == moved.point)
        };
        let rolling = match anywhere.next() {
            Some(moved) if !there(moved) => Rolling {
                next: Some((moved.point, 0)),
            },
            _ => pass.memory.rolling,
        };
        let moved = listed
            .iter()
            .filter(|moved| !moved.product.is_empty())
            .map(|moved| There {
                point: moved.point,
                product: moved.product.clone(),
            });
        let moved = moved.collect();
        let anything = listed.iter().filter(|moved| moved.product.is_empty());
        let unlisted = unlisted
            .into_iter()
            .chain(anything.copied().filter(|_| pass.regular));
        Ok(Self {
            moved,
            hot,
            rolling,
            unlisted: unlisted.cloned().collect(),
            points,
            variants,
        })
    }

    /// Whether these calls read every page of every point.
    fn is_whole(&self, calls: &[Call]) -> bool {
        let pages = calls
            .iter()
            .filter(|call| matches!(call, Call::Page { .. }))
            .count() as u64;
        let all: u64 = self
            .points
            .iter()
            .map(|point| point.records.div_ceil(PAGE.into()).max(1))
            .sum();
        pages >= all
    }
}

/// Calls that may be made, and how many regular passes share them.
async fn budget(pass: &Pass<'_>) -> Result<(Budget, u32), Trouble> {
    let now = pass.now();
    let used = pass
        .read()
        .await?
        .budget_used(pass.id(), "till", now)
        .await?;
    let settings = &pass.engine.settings;
    let all = settings.till_calls;
    let left = used.map_or(all, |(used, _)| all.saturating_sub(used));
    let window = SignedDuration::from_mins(10);
    let ends = used.map_or(window, |(_, ends)| ends.duration_since(now));
    let passes = 1 + ends.as_secs() / PERIOD.as_secs();
    let budget = Budget {
        left: u32::try_from(left.max(0)).unwrap_or(u32::MAX),
        for_orders: u32::try_from(settings.till_reserve.max(0)).unwrap_or(0),
    };
    Ok((budget, u32::try_from(passes.max(1)).unwrap_or(1)))
}

async fn calls(pass: &mut Pass<'_>, calls: Vec<Call>, noted: &[Moved]) -> Result<(), Trouble> {
    let mut refused: BTreeSet<SalesPointId> = BTreeSet::new();
    let (mut in_a_row, mut trouble) = (0, None);
    for call in calls {
        pass.look_around()?;
        let (point, done) = match call {
            Call::Receipts { .. } => continue,
            Call::Page { point, .. } | Call::Products { point, .. } if refused.contains(&point) => {
                continue;
            }
            Call::Page { point, start } => {
                let read = round::page(pass, point, start).await;
                if read.is_ok() {
                    let next = Some((point, start + u64::from(PAGE)));
                    pass.memory.rolling = Rolling { next };
                }
                (point, read)
            }
            Call::Products { start, .. } if start > 0 => continue,
            Call::Products {
                point, products, ..
            } => (point, by_id(pass, point, products, noted).await),
        };
        let now = pass.now();
        match done {
            Ok(()) => {
                in_a_row = 0;
                pass.memory.could_read(point);
            }
            Err(Trouble::Fail {
                cause: Cause::TillPermission | Cause::TillRefused,
                ..
            }) => {
                // This point, and what else the key may not read there.
                pass.memory
                    .could_not_read(point, LevelTrouble::Refused, now);
                refused.insert(point);
            }
            Err(
                spent @ Trouble::Wait {
                    cause: Cause::TillQuota,
                    ..
                },
            ) => return Err(spent),
            Err(wait @ Trouble::Wait { .. }) => {
                pass.memory.could_not_read(point, LevelTrouble::Broken, now);
                in_a_row += 1;
                if in_a_row >= IN_A_ROW {
                    return Err(wait);
                }
                trouble.get_or_insert(wait);
            }
            Err(other) => return Err(other),
        }
    }
    trouble.map_or(Ok(()), Err)
}

/// Reads products at a point by their ids, and forgets that they moved.
async fn by_id(
    pass: &mut Pass<'_>,
    point: SalesPointId,
    products: Vec<ProductId>,
    noted: &[Moved],
) -> Result<(), Trouble> {
    let listings = pass.read().await?.listings_of(pass.id(), &products).await?;
    let mut wanted: BTreeMap<VariantId, ProductId> = BTreeMap::new();
    for listing in listings {
        for listed in listing.variants.iter().filter(|listed| !listed.gone) {
            wanted.insert(listed.variant.clone(), listing.product.clone());
        }
    }
    if !wanted.is_empty() {
        round::ask(pass, point, &wanted).await?;
    }
    let read = |moved: &&Moved| moved.point == point && products.contains(&moved.product);
    let read: Vec<Moved> = noted.iter().filter(read).cloned().collect();
    forget(pass, &read).await
}

async fn forget(pass: &Pass<'_>, moved: &[Moved]) -> Result<(), Trouble> {
    if moved.is_empty() {
        return Ok(());
    }
    let mut tx = pass.write().await?;
    tx.moved_done(pass.id(), moved).await?;
    Ok(tx.commit().await?)
}
