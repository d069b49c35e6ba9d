//! How old what is known of the till's stock is.

use jiff::Timestamp;
use ponte_store::{levels::Ages, points::SalesPoint};

/// The oldest level of the points that count, with its age; none where none counts.
pub(super) fn told(points: &[SalesPoint], ages: &[Ages], now: Timestamp) -> Option<String> {
    let counts = points.iter().filter(|point| point.is_offered());
    let of = |point: &SalesPoint| {
        let known = ages.iter().find(|ages| ages.point == point.id);
        (known.and_then(|ages| ages.oldest), point.id)
    };
    // A point that was never read sorts first.
    let (oldest, point) = counts.map(of).min()?;
    Some(match oldest {
        None => format!("point {point} was never read"),
        Some(at) => {
            let minutes = now.duration_since(at).as_mins();
            format!("the oldest level (point {point}) is {minutes} min old")
        }
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn point(id: i64, counts: bool) -> SalesPoint {
        SalesPoint {
            id,
            name: String::new(),
            place: String::new(),
            position: id,
            enabled: true,
            counts,
            receives: true,
            reserve: 0,
            gone: false,
        }
    }

    fn ages(point: i64, minutes: i64, now: Timestamp) -> Ages {
        Ages {
            point,
            levels: 1,
            unread: 0,
            oldest: Some(now - SignedDuration::from_mins(minutes)),
            unread_since: None,
        }
    }

    #[test]
    fn the_oldest_level_is_that_of_a_point_that_counts() {
        let now = Timestamp::UNIX_EPOCH;
        let points = [point(1, true), point(2, true), point(3, false)];
        let known = [ages(1, 4, now), ages(2, 9, now), ages(3, 90, now)];
        let said = told(&points, &known, now).expect("it is known");
        assert_eq!(said, "the oldest level (point 2) is 9 min old");
        let said = told(&points, &known[..1], now).expect("it is known");
        assert_eq!(said, "point 2 was never read");
        assert_eq!(told(&points[2..], &known, now), None);
    }
}
