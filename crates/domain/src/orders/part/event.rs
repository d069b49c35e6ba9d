//! What can happen to a part, and what it is then.

use jiff::Timestamp;

use super::{Doubt, Part, PartState, TillState};

/// Something that happened to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request is about to leave. Stored before it does.
    Attempt,
    /// The till answered 2xx.
    Confirmed(Timestamp),
    /// The till refused: any 4xx except `ConflictValue`, 429 included.
    Refused,
    /// `ConflictValue`.
    Conflict,
    /// Time-out, 5xx, broken answer; or a worker crashed between attempt and answer.
    NoAnswer,
    /// A look-up found it, with the same frozen fields.
    Found(Timestamp),
    /// A look-up of every window found nothing.
    NotFound(Timestamp),
    /// The till shows it in this state.
    Till(TillState, Timestamp),
    /// A person chose to send the pieces of a rejected or cancelled part again.
    SendAgain,
    /// A person wants it looked up once more.
    LookAgain,
    /// A person says that the till lacks it.
    TillLacksIt,
    /// Taken back: the order was cancelled, or is planned anew.
    Withdraw,
}

/// An event that cannot happen to a part in that state: the caller's view is stale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a part that is {state:?} cannot meet {event:?}")]
pub struct Impossible {
    /// The state it is in.
    pub state: PartState,
    /// What was said to have happened.
    pub event: Event,
}

/// The part after the event.
///
/// # Errors
///
/// [`Impossible`]: the part is not in a state in which this may happen; it stays as it is.
pub fn after(part: &Part, event: Event) -> Result<Part, Impossible> {
    let impossible = || Impossible {
        state: part.state.clone(),
        event,
    };
    Ok(Part {
        state: state_after(part, event).ok_or_else(impossible)?,
        attempted: part.attempted || event == Event::Attempt,
        ..part.clone()
    })
}

fn state_after(part: &Part, event: Event) -> Option<PartState> {
    use PartState::{Delivered, Planned, Refused, Released, Sending, Unknown, Withdrawn};
    let unknown = |doubt| Unknown {
        doubt,
        not_found: None,
    };
    Some(match (&part.state, event) {
        (state, Event::Attempt) if part.may_attempt() => Sending {
            doubt: match state {
                Unknown { doubt, .. } => Some(*doubt),
                _ => None,
            },
        },
        (Sending { .. }, Event::Confirmed(at)) | (Unknown { .. }, Event::Found(at)) => Delivered {
            confirmed: at,
            till: TillState::Requested,
            closed: None,
        },
        (Sending { doubt: None }, Event::Refused) => Refused,
        (Sending { doubt: Some(_) }, Event::Refused) => unknown(Doubt::RefusedAfterNoAnswer),
        (Sending { .. }, Event::Conflict) => unknown(Doubt::Conflict),
        (Sending { .. }, Event::NoAnswer) => unknown(Doubt::NoAnswer),
        (Unknown { doubt, not_found }, Event::NotFound(at)) => Unknown {
            doubt: *doubt,
            not_found: Some((not_found.map_or(at, |(first, _)| first), at)),
        },
        (
            Delivered {
                confirmed, closed, ..
            },
            Event::Till(till, at),
        ) => Delivered {
            confirmed: *confirmed,
            till,
            closed: till.is_closed().then(|| closed.unwrap_or(at)),
        },
        (Delivered { till, closed, .. }, Event::SendAgain) if till.is_off() => {
            Released { closed: *closed }
        }
        (
            Unknown {
                doubt: doubt @ (Doubt::Conflict | Doubt::RefusedAfterNoAnswer),
                not_found: Some(_),
            },
            Event::LookAgain,
        ) => unknown(*doubt),
        (
            Unknown {
                not_found: Some(_), ..
            },
            Event::TillLacksIt,
        ) => Released { closed: None },
        (Planned | Refused, Event::Withdraw) => Withdrawn,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    /// A new part after these events; the place of the first impossible one.
    fn through(events: &[Event]) -> Result<Part, usize> {
        let mut part = Part {
            number: 1,
            point: 101,
            lines: Vec::new(),
            date: at(0),
            attempted: false,
            state: PartState::Planned,
        };
        for (place, event) in events.iter().enumerate() {
            part = after(&part, *event).map_err(|_| place)?;
        }
        Ok(part)
    }

    use Event::{
        Attempt, Confirmed, Conflict, Found, NoAnswer, NotFound, Refused, SendAgain, Till,
        TillLacksIt, Withdraw,
    };

    #[test]
    fn what_a_look_up_did_not_find_can_be_looked_up_once_more_and_is_never_sent_by_it() {
        use Event::LookAgain;
        let lost = [Attempt, Conflict, NotFound(at(1))];
        assert!(!through(&lost).expect("possible").needs_look_up());
        let again = through(&[Attempt, Conflict, NotFound(at(1)), LookAgain]).expect("possible");
        assert!(again.needs_look_up() && !again.may_attempt());
        // What is simply repeated, or was never in doubt, is not.
        assert_eq!(
            through(&[Attempt, NoAnswer, NotFound(at(1)), LookAgain]),
            Err(3)
        );
        assert_eq!(through(&[LookAgain]), Err(0));
    }

    #[test]
    fn refused_after_an_attempt_of_unknown_outcome_is_looked_up_before_anything_else() {
        let events = [Attempt, NoAnswer, Attempt, Refused];
        let part = through(&events).expect("possible");
        assert!(part.needs_look_up() && part.is_bound() && !part.may_attempt());
        for event in [Attempt, Withdraw, SendAgain, TillLacksIt] {
            assert!(after(&part, event).is_err(), "{event:?}");
        }
        let looked = after(&part, NotFound(at(9))).expect("possible");
        assert!(looked.may_attempt() && looked.is_bound());
        // A doubt is not forgotten by the next refusal.
        let again = after(&after(&looked, Attempt).expect("possible"), Refused);
        assert!(again.expect("possible").needs_look_up());
    }

    #[test]
    fn what_the_till_says_it_has_already_is_looked_up_never_sent_again() {
        let part = through(&[Attempt, Conflict]).expect("possible");
        assert!(part.needs_look_up() && !part.may_attempt());
        let looked = after(&part, NotFound(at(9))).expect("possible");
        assert!(!looked.may_attempt() && looked.is_bound());
        let found = after(&part, Found(at(9))).expect("possible");
        assert!(matches!(found.state, PartState::Delivered { .. }));
    }

    #[rstest]
    #[case::every_attempt_refused(&[Attempt, Refused, Attempt, Refused, Withdraw])]
    #[case::rejected_and_sent_again(
        &[Attempt, Confirmed(at(1)), Till(TillState::Rejected, at(2)), SendAgain]
    )]
    #[case::cancelled_and_sent_again(
        &[Attempt, NoAnswer, Found(at(1)), Till(TillState::Cancelled, at(2)), SendAgain]
    )]
    #[case::lacking(&[Attempt, NoAnswer, NotFound(at(1)), TillLacksIt])]
    fn a_part_leaves_the_ledger_in_three_ways(#[case] events: &[Event]) {
        let last = events.len() - 1;
        assert!(!through(events).expect("possible").is_bound());
        assert!(through(&events[..last]).expect("possible").seen().is_some());
    }

    #[rstest]
    #[case::withdrawn_while_sending(&[Attempt, Withdraw])]
    #[case::withdrawn_unknown(&[Attempt, NoAnswer, Withdraw])]
    #[case::withdrawn_delivered(&[Attempt, Confirmed(at(1)), Withdraw])]
    #[case::accepted_and_sent_again(
        &[Attempt, Confirmed(at(1)), Till(TillState::Accepted, at(2)), SendAgain]
    )]
    #[case::gone_and_sent_again(
        &[Attempt, Confirmed(at(1)), Till(TillState::Gone, at(2)), SendAgain]
    )]
    #[case::lacking_without_a_look_up(&[Attempt, NoAnswer, TillLacksIt])]
    #[case::lacking_by_a_look_up_before_the_last_attempt(
        &[Attempt, NoAnswer, NotFound(at(1)), Attempt, NoAnswer, TillLacksIt]
    )]
    fn and_in_no_other(#[case] events: &[Event]) {
        assert_eq!(through(events), Err(events.len() - 1));
    }

    #[test]
    fn two_look_ups_ten_minutes_apart_that_found_nothing_let_go_of_a_cancelled_order() {
        let absent = |first, last| {
            through(&[Attempt, NoAnswer, NotFound(at(first)), NotFound(at(last))])
                .expect("possible")
                .is_surely_absent()
        };
        assert!(!absent(0, 599));
        assert!(absent(0, 600));
    }

    #[test]
    fn a_part_seen_closed_keeps_the_first_time_it_was_and_may_open_again() {
        let closed = [
            Attempt,
            Confirmed(at(1)),
            Till(TillState::Shipped, at(5)),
            Till(TillState::Completed, at(9)),
        ];
        let part = through(&closed).expect("possible");
        assert_eq!(part.seen(), Some(crate::orders::free::Seen::Closed(at(5))));
        let open = after(&part, Till(TillState::Ready, at(10))).expect("possible");
        assert_eq!(
            open.seen(),
            Some(crate::orders::free::Seen::Confirmed(at(1)))
        );
    }
}
