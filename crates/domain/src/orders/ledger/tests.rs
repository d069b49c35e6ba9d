use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::orders::part::TillState;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn ordered(pieces: &[Pieces]) -> Ordered {
    let lines = pieces.iter().enumerate();
    lines
        .map(|(line, pieces)| (format!("l{line}"), *pieces))
        .collect()
}

fn wanted(line: usize, pieces: Pieces) -> Wanted {
    Wanted {
        line: format!("l{line}"),
        // Lines 0 and 1 are of one article.
        variant: format!("v{}", line.max(1)),
        pieces,
    }
}

fn share(point: i64, pieces: &[Pieces]) -> Share {
    let lines = pieces.iter().enumerate();
    Share {
        point,
        lines: lines.map(|(line, pieces)| wanted(line, *pieces)).collect(),
    }
}

fn step(parts: &mut [Part], number: u32, event: Event) {
    let part = parts
        .iter_mut()
        .find(|part| part.number == number)
        .expect("there");
    *part = after(part, event).expect("possible");
}

#[test]
fn what_is_planned_anew_takes_back_what_was_planned_before_and_no_number_comes_twice() {
    let order = ordered(&[3]);
    let parts = plan(&order, &[], &[share(101, &[2]), share(102, &[1])], at(0)).expect("fits");
    let mut parts = plan(&order, &parts, &[share(102, &[3])], at(1)).expect("fits");
    let states: Vec<_> = parts
        .iter()
        .map(|part| (part.number, part.is_loose()))
        .collect();
    assert_eq!(states, [(1, false), (2, false), (3, true)]);
    step(&mut parts, 3, Event::Attempt);
    assert_eq!(may_plan(&order, &parts), ordered(&[0]));
    let more = plan(&order, &parts, &[share(101, &[1])], at(2));
    assert!(matches!(
        more,
        Err(Invalid::TooMany {
            pieces: 4,
            ordered: 3,
            ..
        })
    ));
}

#[test]
fn a_part_of_unknown_outcome_is_found_even_where_the_order_shrank_meanwhile() {
    let parts = plan(&ordered(&[3]), &[], &[share(101, &[3])], at(0));
    let mut parts = parts.expect("fits");
    step(&mut parts, 1, Event::Attempt);
    step(&mut parts, 1, Event::Conflict);
    let found = Found {
        number: 1,
        point: 101,
        pieces: [("v1".to_owned(), 3)].into(),
        date: Some(at(0)),
    };
    let shrunk = ordered(&[1]);
    let entered = enter(&shrunk, &parts, &[wanted(0, 1)], &found, at(2));
    assert!(matches!(entered, Entered::Delivered(_)), "{entered:?}");
    // Nothing of it is to be planned: a person sees to what is too much.
    let Entered::Delivered(parts) = entered else {
        return;
    };
    assert_eq!(may_plan(&shrunk, &parts), ordered(&[0]));
}

#[test]
fn rejected_pieces_are_unplaced_at_once_but_planned_only_when_a_person_says_so() {
    let order = ordered(&[2]);
    let mut parts = plan(&order, &[], &[share(101, &[2])], at(0)).expect("fits");
    assert_eq!(unplaced(&order, &parts), ordered(&[0]));
    step(&mut parts, 1, Event::Attempt);
    step(&mut parts, 1, Event::Confirmed(at(1)));
    step(&mut parts, 1, Event::Till(TillState::Rejected, at(2)));
    assert_eq!(unplaced(&order, &parts), ordered(&[2]));
    assert_eq!(may_plan(&order, &parts), ordered(&[0]));
    step(&mut parts, 1, Event::SendAgain);
    assert_eq!(may_plan(&order, &parts), ordered(&[2]));
    assert_eq!(pieces_bound(&parts, "l0"), 0);
}

fn found(number: u32, pieces: Pieces) -> Found {
    Found {
        number,
        point: 101,
        pieces: [("v1".to_owned(), pieces)].into(),
        date: Some(at(0)),
    }
}

#[test]
fn after_a_restored_backup_what_the_till_has_enters_the_ledger_and_only_the_rest_is_planned() {
    let order = ordered(&[2, 2]);
    let lines = [wanted(0, 2), wanted(1, 2)];
    let planned = plan(&order, &[], &[share(102, &[2, 2])], at(0)).expect("fits");
    let Entered::Delivered(parts) = enter(&order, &planned, &lines, &found(7, 3), at(9)) else {
        panic!("it should be entered");
    };
    assert_eq!(may_plan(&order, &parts), ordered(&[0, 1]));
    assert_eq!(next_number(&parts), 8);
    assert_eq!(
        enter(&order, &parts, &lines, &found(7, 3), at(9)),
        Entered::Known
    );
}

#[test]
fn differing_goods_or_more_than_was_ordered_need_attention() {
    let order = ordered(&[2]);
    let lines = [wanted(0, 2)];
    let planned = plan(&order, &[], &[share(101, &[2])], at(0)).expect("fits");
    for found in [found(1, 1), found(2, 3)] {
        assert_eq!(
            enter(&order, &planned, &lines, &found, at(9)),
            Entered::Differs
        );
    }
    // Withdrawn there and planned anew: the till has the old one after all.
    let anew = plan(&order, &planned, &[share(102, &[2])], at(1)).expect("fits");
    let mut sent = anew.clone();
    step(&mut sent, 2, Event::Attempt);
    assert_eq!(
        enter(&order, &sent, &lines, &found(1, 2), at(9)),
        Entered::Differs
    );
}

/// What a random history does next.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Plan up to this much of each line that may be planned, at some point.
    Plan(Pieces),
    /// A worker attempts a part; the till may take it or not, and the answer may be lost.
    Send {
        part: usize,
        lost: bool,
        accepts: bool,
    },
    /// A look-up of a part.
    LookUp(usize),
    /// The operator rejects, cancels or ships it, and we see it.
    Operator(usize, TillState),
    /// A person chooses.
    Person(usize, Event),
    /// Any event at all, whether it makes sense or not.
    Withdraw(usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    let part = 0_usize..6;
    let states = prop::sample::select(vec![
        TillState::Accepted,
        TillState::Rejected,
        TillState::Cancelled,
        TillState::Completed,
    ]);
    let choices = prop::sample::select(vec![Event::SendAgain, Event::TillLacksIt]);
    prop_oneof![
        (1_u32..4).prop_map(Act::Plan),
        (part.clone(), any::<bool>(), any::<bool>()).prop_map(|(part, lost, accepts)| Act::Send {
            part,
            lost,
            accepts
        }),
        part.clone().prop_map(Act::LookUp),
        (part.clone(), states).prop_map(|(part, state)| Act::Operator(part, state)),
        (part.clone(), choices).prop_map(|(part, choice)| Act::Person(part, choice)),
        part.prop_map(Act::Withdraw),
    ]
}

/// The till: what it has, and what the operator has rejected or cancelled.
#[derive(Default)]
struct Till {
    has: BTreeSet<u32>,
    off: BTreeSet<u32>,
}

struct World {
    ordered: Ordered,
    parts: Vec<Part>,
    till: Till,
    now: i64,
}

impl World {
    fn meet(&mut self, place: usize, event: Event) -> bool {
        let Some(part) = self.parts.get_mut(place) else {
            return false;
        };
        match after(part, event) {
            Ok(after) => *part = after,
            Err(_) => return false,
        }
        true
    }

    fn number(&self, place: usize) -> Option<u32> {
        self.parts.get(place).map(|part| part.number)
    }

    fn act(&mut self, act: Act) {
        self.now += 1;
        let now = at(self.now);
        match act {
            Act::Plan(most) => {
                let may = may_plan(&self.ordered, &self.parts);
                let pieces: Vec<_> = may.values().map(|pieces| (*pieces).min(most)).collect();
                self.parts = plan(&self.ordered, &self.parts, &[share(101, &pieces)], now)
                    .expect("what may be planned can be");
            }
            Act::Send {
                part,
                lost,
                accepts,
            } => {
                if !self.meet(part, Event::Attempt) {
                    return;
                }
                let number = self.number(part).expect("there");
                let answer = if self.till.has.contains(&number) {
                    Event::Conflict
                } else if accepts {
                    self.till.has.insert(number);
                    Event::Confirmed(now)
                } else {
                    Event::Refused
                };
                assert!(self.meet(part, if lost { Event::NoAnswer } else { answer }));
            }
            Act::LookUp(part) => {
                let there = self
                    .number(part)
                    .is_some_and(|number| self.till.has.contains(&number));
                self.meet(
                    part,
                    if there {
                        Event::Found(now)
                    } else {
                        Event::NotFound(now)
                    },
                );
            }
            Act::Operator(part, state) => {
                let number = self
                    .number(part)
                    .filter(|number| self.till.has.contains(number));
                if let Some(number) = number {
                    if self.till.off.contains(&number) {
                        // Final there.
                        return;
                    }
                    if state.is_off() {
                        self.till.off.insert(number);
                    }
                    self.meet(part, Event::Till(state, now));
                }
            }
            Act::Person(part, choice) => {
                self.meet(part, choice);
            }
            Act::Withdraw(part) => {
                self.meet(part, Event::Withdraw);
            }
        }
    }

    /// Pieces of a line on the till, in orders that nobody rejected or cancelled.
    fn on_the_till(&self, line: &str) -> Pieces {
        let alive = |part: &&Part| {
            self.till.has.contains(&part.number) && !self.till.off.contains(&part.number)
        };
        self.parts
            .iter()
            .filter(alive)
            .map(|part| part.pieces_of(line))
            .sum()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    #[test]
    fn pieces_delivered_in_flight_or_unknown_never_exceed_the_pieces_ordered(
        pieces in prop::collection::vec(0_u32..5, 1..4),
        acts in prop::collection::vec(any_act(), 0..60),
    ) {
        let mut world = World {
            ordered: ordered(&pieces),
            parts: Vec::new(),
            till: Till::default(),
            now: 0,
        };
        let mut numbers = BTreeSet::new();
        for act in acts {
            let before = world.parts.len();
            world.act(act);
            prop_assert_eq!(check(&world.ordered, &world.parts), Ok(()));
            for part in &world.parts[before..] {
                prop_assert!(numbers.insert(part.number), "number {} again", part.number);
            }
            for (line, ordered) in &world.ordered {
                prop_assert!(pieces_bound(&world.parts, line) <= *ordered);
                prop_assert!(world.on_the_till(line) <= *ordered, "doubled on the till");
            }
        }
    }

    #[test]
    fn what_may_be_planned_and_what_is_bound_are_all_that_was_ordered(
        pieces in prop::collection::vec(0_u32..5, 1..4),
        acts in prop::collection::vec(any_act(), 0..30),
    ) {
        let mut world = World {
            ordered: ordered(&pieces),
            parts: Vec::new(),
            till: Till::default(),
            now: 0,
        };
        acts.into_iter().for_each(|act| world.act(act));
        for (line, free) in may_plan(&world.ordered, &world.parts) {
            let bound = pieces_bound(&world.parts, &line);
            prop_assert_eq!(free + bound, world.ordered[&line]);
        }
    }
}
