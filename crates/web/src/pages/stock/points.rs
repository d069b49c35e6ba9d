//! How old what is known of each point is, and why a point cannot be read.

use jiff::Timestamp;
use ponte_domain::finding::{Finding, LevelTrouble};
use ponte_store::{StoreError, Tx, levels::Ages, points::SalesPoint};

use crate::words::{Wall, Words};

/// A point that counts, with what is known of its levels.
pub(super) struct PointAges {
    name: String,
    ages: Option<Ages>,
    /// Since when and why it is not read, where that is told.
    unread: Option<(Timestamp, LevelTrouble)>,
}

/// A point in words.
pub(super) struct PointLine {
    pub(super) name: String,
    /// "letta 3 minuti fa"
    pub(super) read: String,
    /// What keeps it from being read.
    pub(super) trouble: Option<String>,
}

/// The points that count their stock, in the merchant's order.
pub(super) async fn ages(
    tx: &mut dyn Tx,
    shop: &str,
    points: &[SalesPoint],
) -> Result<Vec<PointAges>, StoreError> {
    let mut known = tx.levels_ages(shop).await?;
    let mut lines = Vec::new();
    for point in points.iter().filter(|point| point.is_offered()) {
        let subject = point.id.to_string();
        let told = tx.finding_open(shop, "levels_unread", &subject).await?;
        let unread = told.and_then(|row| match row.finding {
            Finding::LevelsUnread { since, trouble, .. } => Some((since, trouble)),
            _ => None,
        });
        let place = known.iter().position(|ages| ages.point == point.id);
        lines.push(PointAges {
            name: super::point(point.id, points),
            ages: place.map(|place| known.swap_remove(place)),
            unread,
        });
    }
    Ok(lines)
}

/// In words.
pub(super) fn lines(points: &[PointAges], wall: &Wall, t: Words) -> Vec<PointLine> {
    points.iter().map(|point| line(point, wall, t)).collect()
}

fn line(point: &PointAges, wall: &Wall, t: Words) -> PointLine {
    let oldest = point.ages.as_ref().and_then(|ages| ages.oldest);
    let read = match oldest {
        Some(at) => t.with("stock-point-read", &[("ago", wall.ago(at, t).into())]),
        None => t.say("stock-point-never"),
    };
    let some = point.ages.as_ref().filter(|ages| ages.unread > 0);
    let trouble = match (&point.unread, some) {
        (Some((since, trouble)), _) => Some(unread(*trouble, *since, wall, t)),
        (None, Some(ages)) => {
            let n = u64::try_from(ages.unread).unwrap_or(0);
            Some(t.count("stock-point-some-unread", n))
        }
        (None, None) => None,
    };
    PointLine {
        name: point.name.clone(),
        read,
        trouble,
    }
}

/// Since when and why the stock of a point is not read, what follows from it and what to do.
pub(crate) fn unread(trouble: LevelTrouble, since: Timestamp, wall: &Wall, t: Words) -> String {
    let key = match trouble {
        LevelTrouble::Refused => "levels-refused",
        LevelTrouble::Short => "levels-short",
        LevelTrouble::PointGone => "levels-point-gone",
        LevelTrouble::Broken => "levels-broken",
    };
    let args = [("when", wall.when(since, t).into())];
    format!("{} {}", t.with(key, &args), t.say("levels-goes-on"))
}
