//! What must hold of a game, whatever was played.
//!
//! - Orders go first: their calls always find room, and no window has more calls than the till allows.
//! - The rolling read goes on: what orders, receipts and what moved leave of a window is spent, and at
//!   least half of it on pages. So the oldest level is no older than that.
//! - Where all pages surely fit, no level is older than a cycle; else hot ones are younger than the rest.
//! - What only receipts tell of is read within a cycle. What a webhook names is read within a minute, as
//!   long as orders stay within their reserve; beyond it they go first, and it may take a cycle.

use super::{
    play::{Case, Played},
    window::{CALLS, CYCLE, WINDOW},
};

/// What does not hold, in words.
pub fn broken(case: Case, played: &Played) -> Vec<String> {
    let mut broken = Vec::new();
    let mut hold = |holds: bool, words: String| {
        if !holds {
            broken.push(words);
        }
    };
    let most = played.most_in_window;
    hold(
        most <= CALLS,
        format!("{most} calls in a window of {CALLS}"),
    );
    let refused = played.orders_refused;
    hold(refused == 0, format!("{refused} calls of orders refused"));
    let wasteful = played.wasteful;
    hold(
        wasteful == 0,
        format!("{wasteful} windows had calls left and pages unread"),
    );
    hold(
        played.rounds >= 2,
        format!("the rolling read was {} times around", played.rounds),
    );
    let (oldest, hot) = (played.oldest, played.oldest_hot);
    if fits(case, played) {
        hold(
            oldest <= CYCLE,
            format!("all pages fit, and the oldest level is {oldest} min old"),
        );
    } else {
        let most = most_old(case, played);
        hold(
            oldest <= most,
            format!("the oldest level is {oldest} min old, above {most}"),
        );
        hold(
            hot <= CYCLE || hot < oldest,
            format!("the oldest hot level is {hot} min old, the oldest of all {oldest}"),
        );
    }
    let waited = played.by_webhook.most;
    let may = if case.orders <= KEPT { 1 } else { CYCLE };
    hold(
        waited <= may,
        format!("what a webhook named waited {waited} min, above {may}"),
    );
    let waited = played.by_receipt.most;
    hold(
        waited <= CYCLE,
        format!("what receipts tell of waited {waited} min"),
    );
    broken
}

/// Calls of a window that are kept, for orders above all, and may be lost with it.
const KEPT: usize = 60;

/// Calls of a window that nobody takes or keeps before the pages, in the busiest one.
fn left(case: Case, played: &Played) -> usize {
    CALLS.saturating_sub(KEPT + case.orders + played.most_before_pages)
}

/// Whether each pass of the busiest window can read all pages.
fn fits(case: Case, played: &Played) -> bool {
    played.pages * WINDOW / CYCLE <= left(case, played)
}

/// Minutes in which all pages are read with half of what is left; one window more, since a level may
/// have been read just before its window's calls were spent.
fn most_old(case: Case, played: &Played) -> usize {
    let half = (left(case, played) / 2).max(1);
    (played.pages.div_ceil(half) + 1) * WINDOW
}

#[cfg(test)]
mod tests {
    use super::{super::trade::Waited, *};

    const CASE: Case = Case {
        variants: 50_000,
        points: 1,
        orders: 40,
    };

    fn waited(most: usize) -> Waited {
        Waited {
            times: 1,
            sum: most,
            most,
        }
    }

    fn well() -> Played {
        Played {
            pages: 500,
            most_in_window: 360,
            most_before_pages: 60,
            rounds: 2,
            oldest: 60,
            oldest_hot: 10,
            by_webhook: waited(1),
            by_receipt: waited(5),
            ..Played::default()
        }
    }

    fn fits_well() -> Played {
        Played {
            pages: 100,
            oldest: 5,
            oldest_hot: 5,
            ..well()
        }
    }

    #[test]
    fn what_holds_is_not_complained_of() {
        assert_eq!(broken(CASE, &well()), [""; 0]);
        assert_eq!(broken(CASE, &fits_well()), [""; 0]);
    }

    #[test]
    fn each_thing_that_does_not_hold_is_named() {
        let cases = [
            (
                Played {
                    most_in_window: 361,
                    ..well()
                },
                "361 calls in a window of 360",
            ),
            (
                Played {
                    orders_refused: 1,
                    ..well()
                },
                "1 calls of orders refused",
            ),
            (
                Played {
                    wasteful: 2,
                    ..well()
                },
                "2 windows had calls left and pages unread",
            ),
            (
                Played {
                    rounds: 1,
                    ..well()
                },
                "the rolling read was 1 times around",
            ),
            (
                Played {
                    oldest: 61,
                    ..well()
                },
                "the oldest level is 61 min old, above 60",
            ),
            (
                Played {
                    oldest: 6,
                    ..fits_well()
                },
                "all pages fit, and the oldest level is 6 min old",
            ),
            (
                Played {
                    oldest_hot: 60,
                    ..well()
                },
                "the oldest hot level is 60 min old, the oldest of all 60",
            ),
            (
                Played {
                    by_webhook: waited(2),
                    ..well()
                },
                "what a webhook named waited 2 min, above 1",
            ),
            (
                Played {
                    by_receipt: waited(6),
                    ..well()
                },
                "what receipts tell of waited 6 min",
            ),
        ];
        for (played, words) in cases {
            assert_eq!(broken(CASE, &played), [words]);
        }
    }

    #[test]
    fn beyond_their_reserve_orders_go_before_webhooks_for_a_cycle_at_most() {
        let busy = Case {
            orders: 150,
            ..CASE
        };
        let told = |minutes| Played {
            by_webhook: waited(minutes),
            ..well()
        };
        assert_eq!(broken(busy, &told(5)), [""; 0]);
        let words = "what a webhook named waited 6 min, above 5";
        assert_eq!(broken(busy, &told(6)), [words]);
    }
}
