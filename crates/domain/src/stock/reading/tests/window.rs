//! All passes of one window together, with orders taking theirs whenever they like.

use super::*;
use crate::stock::reading;

/// Something that happens in a window.
#[derive(Clone, Debug)]
enum Step {
    /// A regular pass.
    Regular,
    /// A pass that is woken by something that moved.
    Woken(Vec<There>),
    /// Orders make so many calls, or what they have left to keep.
    Orders(u32),
}

/// Two regular passes, woken ones and orders around and between them.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let moved = prop::collection::vec((101_i64..111, 0_usize..90_000), 0..2_000)
        .prop_map(|moved| moved.into_iter().map(|(point, n)| there(point, n)));
    let between = prop_oneof![
        moved.prop_map(|moved| Step::Woken(moved.collect())),
        (0_u32..60).prop_map(Step::Orders),
    ];
    let some = || prop::collection::vec(between.clone(), 0..6);
    (some(), some(), some()).prop_map(|(before, amid, after)| {
        let regular = || [Step::Regular];
        let first = before.into_iter().chain(regular());
        let second = amid.into_iter().chain(regular());
        first.chain(second).chain(after).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn all_passes_of_a_window_fit_into_it_however_many_are_woken_and_whatever_orders_take(
        count in 1_usize..11,
        records in 0_u64..100_000,
        hot in 0_usize..3_000,
        variants in prop::collection::vec(0_u32..300, 0..50),
        seen in 0_u64..9_000,
        in_full in any::<bool>(),
        for_orders in 0_u32..300,
        steps in steps(),
    ) {
        let points = points(count, records);
        let hot: Vec<Hot> = (0..hot)
            .map(|n| Hot { there: there(101, n), read: None })
            .collect();
        let variants: BTreeMap<ProductId, u32> = (0..)
            .zip(variants)
            .map(|(n, variants)| (there(101, n).product, variants))
            .collect();
        let receipts = [Day { date: date(2026, 11, 25), seen, in_full }];
        let (mut left, mut for_orders, mut regular) = (WINDOW, for_orders, 2);
        let mut rolling = Rolling::default();
        let mut waiting: Vec<There> = Vec::new();
        for step in steps {
            let kind = match step {
                Step::Orders(calls) => {
                    let calls = calls.min(for_orders);
                    prop_assert!(calls <= left, "orders have {left} calls of {calls}");
                    left -= calls;
                    for_orders -= calls;
                    continue;
                }
                Step::Regular => Kind::Regular { passes: regular },
                Step::Woken(moved) => {
                    waiting.extend(moved);
                    Kind::Woken { passes: regular }
                }
            };
            let is_regular = matches!(kind, Kind::Regular { .. });
            let may = left - for_orders;
            let plan = plan(&Question {
                variants: &variants,
                moved: &waiting,
                hot: &hot,
                rolling,
                receipts: if is_regular { &receipts } else { &[] },
                budget: Budget { left, for_orders },
                kind,
                ..question(&points)
            });
            prop_assert!(reading::count(&plan.calls) <= may);
            left -= reading::count(&plan.calls);
            if is_regular {
                regular -= 1;
                prop_assert!(may < 2 || !pages(&plan).is_empty(), "nothing rolls with {may} calls");
                prop_assert!(
                    regular > 0 || left - for_orders <= for_woken(&points, may) || plan_is_whole(&plan, &points),
                    "{left} calls are left, and pages unread"
                );
            } else if regular > 0 {
                prop_assert!(plan.calls.is_empty() || left - for_orders >= FOR_REGULAR);
            }
            rolling = plan.rolling;
            waiting = plan.put_off;
        }
    }
}

fn plan_is_whole(plan: &Plan, points: &[Point]) -> bool {
    pages(plan).len() as u64 == reading::pages(points)
}
