use proptest::prelude::*;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn reading(quantity: i64, outgoing: i64) -> Reading {
    Reading {
        quantity: quantity.into(),
        outgoing: outgoing.into(),
        began: at(1_000),
    }
}

fn own(pieces: Pieces, seen: Seen) -> OwnPart {
    OwnPart {
        pieces,
        seen,
        confirmed: None,
    }
}

/// Long before the reading began.
const SETTLED: i64 = 900;
/// A second too late for it.
const FRESH: i64 = 971;

fn free_of(reading: &Reading, own: &[OwnPart], till_counts: bool) -> Pieces {
    free(reading, own, 0, till_counts, SETTLING)
}

#[test]
fn a_part_that_the_reading_cannot_contain_is_promised_besides_what_the_till_counts() {
    let reading = reading(10, 3);
    for seen in [Seen::Unconfirmed, Seen::Confirmed(at(FRESH))] {
        assert_eq!(free_of(&reading, &[own(2, seen)], true), 5, "{seen:?}");
    }
    let settled = own(2, Seen::Confirmed(at(SETTLED)));
    assert_eq!(free_of(&reading, &[settled], true), 7);
}

#[test]
fn even_if_it_was_seen_closed_meanwhile() {
    let came_and_went = OwnPart {
        confirmed: Some(at(FRESH)),
        ..own(2, Seen::Closed(at(FRESH + 1)))
    };
    assert_eq!(free_of(&reading(10, 3), &[came_and_went], true), 5);
    let was_there = OwnPart {
        confirmed: Some(at(SETTLED)),
        ..came_and_went
    };
    assert_eq!(free_of(&reading(10, 3), &[was_there], true), 7);
}

#[test]
fn promised_is_never_less_than_all_own_parts_not_seen_closed() {
    let part = own(4, Seen::Confirmed(at(SETTLED)));
    assert_eq!(free_of(&reading(10, 0), &[part], true), 6);
    assert_eq!(free_of(&reading(10, 9), &[part], true), 1);
}

#[test]
fn where_the_till_is_not_known_to_count_orders_its_figure_and_ours_add_up() {
    let part = own(4, Seen::Confirmed(at(SETTLED)));
    assert_eq!(free_of(&reading(10, 3), &[part], false), 3);
}

#[test]
fn a_reading_that_began_within_the_settling_time_of_a_part_proves_nothing_about_that_part() {
    assert!(!settled(at(29), at(0), SETTLING));
    assert!(settled(at(30), at(0), SETTLING));
    // Closed a moment ago: the reading may still hold the goods without the promise.
    let closed = own(4, Seen::Closed(at(FRESH)));
    assert_eq!(free_of(&reading(10, 0), &[closed], true), 6);
    assert_eq!(free_of(&reading(10, 0), &[closed], false), 6);
    let long_closed = own(4, Seen::Closed(at(SETTLED)));
    assert_eq!(free_of(&reading(10, 0), &[long_closed], false), 10);
}

#[test]
fn a_kilogram_begun_is_no_piece_and_a_negative_promise_makes_no_room() {
    let mut weighed = reading(0, 0);
    weighed.quantity = Decimal::new(2_999, 3);
    assert_eq!(free_of(&weighed, &[], true), 2);
    assert_eq!(free_of(&reading(3, -5), &[], true), 3);
    assert_eq!(free(&reading(3, 0), &[], 2, true, SETTLING), 1);
}

fn any_part() -> impl Strategy<Value = OwnPart> {
    let seen = prop_oneof![
        Just(Seen::Unconfirmed),
        (900_i64..1_000).prop_map(|s| Seen::Confirmed(at(s))),
        (900_i64..1_000).prop_map(|s| Seen::Closed(at(s))),
    ];
    (0_u32..6, seen).prop_map(|(pieces, seen)| own(pieces, seen))
}

proptest! {
    #[test]
    fn free_is_never_negative_and_never_more_than_the_quantity(
        quantity in -50_i64..5_000,
        outgoing in -50_i64..500,
        parts in prop::collection::vec(any_part(), 0..5),
        withheld in 0_u32..5,
        till_counts in any::<bool>(),
    ) {
        let reading = Reading {
            quantity: Decimal::new(quantity, 1),
            ..reading(0, outgoing)
        };
        let free = free(&reading, &parts, withheld, till_counts, SETTLING);
        prop_assert!(Decimal::from(free) <= reading.quantity.max(Decimal::ZERO));
    }

    #[test]
    fn knowing_that_the_till_counts_never_lowers_what_is_free(
        quantity in 0_i64..50,
        outgoing in 0_i64..20,
        parts in prop::collection::vec(any_part(), 0..5),
    ) {
        let reading = reading(quantity, outgoing);
        prop_assert!(free_of(&reading, &parts, true) >= free_of(&reading, &parts, false));
    }

    #[test]
    fn whether_the_till_counts_or_not_free_holds_back_every_open_part(
        quantity in 0_i64..50,
        parts in prop::collection::vec((0_u32..6, any::<bool>()), 0..5),
        others in 0_i64..5,
        till_counts in any::<bool>(),
    ) {
        // The world: each part either arrived long before the reading, or never yet.
        let arrived: Pieces = parts.iter().filter(|part| part.1).map(|part| part.0).sum();
        let all: Pieces = parts.iter().map(|part| part.0).sum();
        let own: Vec<OwnPart> = parts
            .iter()
            .map(|(pieces, arrived)| own(*pieces, if *arrived {
                Seen::Confirmed(at(SETTLED))
            } else {
                Seen::Unconfirmed
            }))
            .collect();
        let outgoing = others + if till_counts { i64::from(arrived) } else { 0 };
        let truth = (quantity - others - i64::from(all)).max(0);
        let told = free_of(&reading(quantity, outgoing), &own, till_counts);
        prop_assert_eq!(i64::from(told), truth);
    }
}
