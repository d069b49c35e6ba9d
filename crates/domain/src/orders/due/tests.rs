use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").expect("a known zone")
}

fn moment(local: &str) -> Timestamp {
    let local: civil::DateTime = local.parse().expect("a date and time");
    rome()
        .to_zoned_datetime(local)
        .expect("in range")
        .timestamp()
}

/// Monday to Saturday 9–13 and 15:30–19:30, Sunday closed; closed on 8 December.
fn shop() -> Week {
    let day = vec![
        Slot { from: 540, to: 780 },
        Slot {
            from: 930,
            to: 1170,
        },
    ];
    Week {
        slots: (1..=6).map(|weekday| (weekday, day.clone())).collect(),
        closed: [civil::date(2026, 12, 8)].into(),
    }
}

#[rstest]
#[case::open("2026-11-24T10:00", 60, "2026-11-24T11:00")]
#[case::to_the_next_minute("2026-11-24T10:00:01", 60, "2026-11-24T11:01")]
#[case::over_lunch("2026-11-24T12:30", 60, "2026-11-24T15:30")]
#[case::closing_time_is_closed("2026-11-24T12:00", 60, "2026-11-24T15:30")]
#[case::over_night("2026-11-24T19:00", 60, "2026-11-25T09:00")]
#[case::over_sunday("2026-11-28T19:00", 60, "2026-11-30T09:00")]
#[case::over_a_closed_day("2026-12-07T19:00", 60, "2026-12-09T09:00")]
#[case::over_midnight("2026-11-24T23:30", 60, "2026-11-25T09:00")]
#[case::long_preparation("2026-11-24T10:00", 1440, "2026-11-25T10:00")]
fn the_first_open_minute_after_the_preparation(
    #[case] now: &str,
    #[case] minutes: u32,
    #[case] expected: &str,
) {
    assert_eq!(
        due(moment(now), minutes, &shop(), &rome()),
        Some(moment(expected))
    );
}

#[test]
fn a_point_without_hours_is_always_open() {
    let now = moment("2026-11-29T03:00");
    let expected = Some(moment("2026-11-29T03:15"));
    assert_eq!(due(now, 15, &Week::default(), &rome()), expected);
    let nonsense = Week {
        slots: [(1, vec![Slot { from: 600, to: 500 }])].into(),
        ..Week::default()
    };
    assert_eq!(due(now, 15, &nonsense, &rome()), expected);
}

#[test]
fn a_point_that_never_opens_has_no_due_time() {
    let unreachable = Week {
        slots: [(9, vec![Slot { from: 0, to: 1440 }])].into(),
        ..Week::default()
    };
    assert_eq!(
        due(moment("2026-11-24T10:00"), 0, &unreachable, &rome()),
        None
    );
}

#[test]
fn an_hour_that_does_not_exist_is_not_due() {
    // On 29 March 2026 the clock jumps from 2 to 3.
    let night = Week {
        slots: [(
            7,
            vec![Slot { from: 120, to: 180 }, Slot { from: 600, to: 660 }],
        )]
        .into(),
        ..Week::default()
    };
    let now = moment("2026-03-29T01:00");
    assert_eq!(
        due(now, 0, &night, &rome()),
        Some(moment("2026-03-29T10:00"))
    );
}

/// Whether a moment is open, told without the code under test.
fn is_open(week: &Week, moment: Timestamp) -> bool {
    let local = rome().to_datetime(moment);
    let minute = local.hour() as u16 * 60 + local.minute() as u16;
    let slots = week
        .slots
        .get(&local.date().weekday().to_monday_one_offset());
    !week.closed.contains(&local.date())
        && slots.is_some_and(|slots| slots.iter().any(|s| s.from <= minute && minute < s.to))
}

fn any_week() -> impl Strategy<Value = Week> {
    let slot = (0_u16..1440, 0_u16..=1440).prop_map(|(from, to)| Slot { from, to });
    let slots = prop::collection::btree_map(1_i8..=7, prop::collection::vec(slot, 0..3), 0..7);
    slots.prop_map(|slots| Week {
        slots,
        closed: [civil::date(2026, 3, 30), civil::date(2026, 10, 26)].into(),
    })
}

#[rstest]
#[case::within_a_slot("2026-11-24T10:00", "2026-11-24T11:30", 90)]
#[case::over_lunch("2026-11-24T12:30", "2026-11-24T16:00", 60)]
#[case::over_night("2026-11-24T19:00", "2026-11-25T09:30", 60)]
#[case::over_sunday("2026-11-28T19:20", "2026-11-30T09:05", 15)]
#[case::over_a_closed_day("2026-12-07T19:20", "2026-12-09T09:05", 15)]
#[case::backwards("2026-11-24T11:00", "2026-11-24T10:00", 0)]
fn open_time_is_what_passes_while_the_point_is_open(
    #[case] since: &str,
    #[case] until: &str,
    #[case] minutes: i64,
) {
    let open = open_time(moment(since), moment(until), &shop(), &rome());
    assert_eq!(open, SignedDuration::from_mins(minutes));
}

#[test]
fn a_point_without_hours_is_open_all_the_time() {
    let (since, until) = (moment("2026-11-29T03:00"), moment("2026-11-29T04:30"));
    let open = open_time(since, until, &Week::default(), &rome());
    assert_eq!(open, SignedDuration::from_mins(90));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn open_time_counts_every_open_minute_also_where_the_clock_changes(
        week in any_week(),
        start in prop::sample::select(vec!["2026-03-28T12:00", "2026-10-24T12:00", "2026-06-01T00:00"]),
        begins in 0_i64..1_440,
        lasts in 0_i64..2_880,
    ) {
        prop_assume!(week.has_hours());
        let since = moment(start) + SignedDuration::from_mins(begins);
        let minutes = (0..lasts).map(|minute| since + SignedDuration::from_mins(minute));
        let open = minutes.filter(|minute| is_open(&week, *minute)).count();
        let until = since + SignedDuration::from_mins(lasts);
        let expected = SignedDuration::from_mins(i64::try_from(open).expect("few"));
        prop_assert_eq!(open_time(since, until, &week, &rome()), expected);
    }

    #[test]
    fn a_due_time_is_open_never_too_early_and_no_open_minute_comes_before_it(
        week in any_week(),
        start in prop::sample::select(vec!["2026-03-28T12:00", "2026-10-24T12:00", "2026-06-01T00:00"]),
        seconds in 0_i64..172_800,
        minutes in 0_u32..300,
    ) {
        prop_assume!(week.has_hours());
        let now = moment(start) + SignedDuration::from_secs(seconds);
        let found = due(now, minutes, &week, &rome()).expect("some slot every week");
        let earliest = now + SignedDuration::from_mins(minutes.into());
        prop_assert!(found >= earliest);
        prop_assert!(is_open(&week, found), "{}", found);
        let mut minute = whole_minute(earliest).expect("in range");
        while minute < found {
            prop_assert!(!is_open(&week, minute), "{} is open before {}", minute, found);
            minute += SignedDuration::from_mins(1);
        }
    }
}
