use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

mod window;

const WINDOW: u32 = 360;
const FOR_ORDERS: u32 = 60;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn there(point: SalesPointId, product: usize) -> There {
    There {
        point,
        product: format!("p{product:06}"),
    }
}

fn points(count: usize, records: u64) -> Vec<Point> {
    (101..)
        .take(count)
        .map(|id| Point { id, records })
        .collect()
}

static ONE_EACH: BTreeMap<ProductId, u32> = BTreeMap::new();

fn question(points: &[Point]) -> Question<'_> {
    Question {
        points,
        variants: &ONE_EACH,
        moved: &[],
        hot: &[],
        rolling: Rolling { next: None },
        receipts: &[],
        budget: Budget {
            left: WINDOW,
            for_orders: FOR_ORDERS,
        },
        kind: Kind::Regular { passes: 2 },
    }
}

fn pages(plan: &Plan) -> Vec<(SalesPointId, u64)> {
    let page = |call: &Call| match call {
        Call::Page { point, start } => Some((*point, *start)),
        _ => None,
    };
    plan.calls.iter().filter_map(page).collect()
}

fn by_product(plan: &Plan) -> Vec<(SalesPointId, Vec<ProductId>, u64)> {
    let products = |call: &Call| match call {
        Call::Products {
            point,
            products,
            start,
        } => Some((*point, products.clone(), *start)),
        _ => None,
    };
    plan.calls.iter().filter_map(products).collect()
}

#[test]
fn where_all_pages_fit_they_are_read_and_nothing_by_id() {
    let points = points(2, 250);
    let moved = [there(101, 1)];
    let receipts = [Day {
        date: date(2026, 11, 25),
        seen: 0,
        in_full: false,
    }];
    let plan = plan(&Question {
        moved: &moved,
        receipts: &receipts,
        ..question(&points)
    });
    assert!(matches!(plan.calls[0], Call::Receipts { start: 0, .. }));
    assert_eq!(
        pages(&plan),
        [
            (101, 0),
            (101, 100),
            (101, 200),
            (102, 0),
            (102, 100),
            (102, 200)
        ]
    );
    assert_eq!((plan.calls.len(), plan.put_off), (7, vec![]));
    assert_eq!(plan.rolling.next, Some((101, 0)));
}

#[test]
fn a_point_that_tells_of_no_record_is_asked_all_the_same() {
    let plan = plan(&question(&points(1, 0)));
    assert_eq!(pages(&plan), [(101, 0)]);
}

#[test]
fn what_moved_comes_before_what_is_hot_then_the_pages_go_on() {
    let points = points(1, 100_000);
    let moved = [there(101, 7), there(101, 8), there(999, 1), there(101, 7)];
    let hot: Vec<Hot> = (0..250)
        .map(|n| Hot {
            there: there(101, n),
            read: Some(at(1_000 - i64::try_from(n).expect("small"))),
        })
        .collect();
    let plan = plan(&Question {
        moved: &moved,
        hot: &hot,
        rolling: Rolling {
            next: Some((101, 99_900)),
        },
        ..question(&points)
    });
    let asked = by_product(&plan);
    assert_eq!(asked[0].1, ["p000007", "p000008"]);
    // The oldest first, without what moved.
    assert_eq!(asked[1].1[0], "p000249");
    let hot: usize = asked[1..].iter().map(|call| call.1.len()).sum();
    assert_eq!((asked.len(), hot), (4, 248));
    // Half of the 290 that are not left to woken passes.
    assert_eq!(plan.calls.len(), 145);
    assert_eq!(pages(&plan)[..2], [(101, 99_900), (101, 0)]);
}

#[test]
fn what_moved_and_does_not_fit_is_handed_back() {
    let points = points(1, 100_000);
    let moved: Vec<There> = (0..40_000).map(|n| there(101, n)).collect();
    let first = plan(&Question {
        moved: &moved,
        ..question(&points)
    });
    // 300 calls, of which each of the two passes keeps 37 to go on rolling.
    assert_eq!(by_product(&first).len(), 226);
    assert_eq!((pages(&first).len(), first.put_off.len()), (37, 17_400));
    assert_eq!(first.put_off[0], moved[22_600]);
}

#[test]
fn a_call_never_asks_for_more_rows_than_a_page_holds() {
    let points = points(1, 100_000);
    let variants = [40, 70, 250, 1]
        .into_iter()
        .enumerate()
        .map(|(n, variants)| (there(101, n).product, variants))
        .collect();
    let moved: Vec<There> = (0..4).map(|n| there(101, n)).collect();
    let plan = plan(&Question {
        moved: &moved,
        variants: &variants,
        ..question(&points)
    });
    let asked = by_product(&plan);
    let told: Vec<(&str, u64)> = asked
        .iter()
        .map(|(_, products, start)| (products[0].as_str(), *start))
        .collect();
    assert_eq!(
        told,
        [
            ("p000000", 0),
            ("p000001", 0),
            ("p000002", 0),
            ("p000002", 100),
            ("p000002", 200),
            ("p000003", 0),
        ]
    );
}

#[test]
fn a_woken_pass_reads_what_moved_and_leaves_the_regular_ones_enough() {
    let points = points(1, 100_000);
    let moved: Vec<There> = (0..40_000).map(|n| there(101, n)).collect();
    let rolling = Rolling {
        next: Some((101, 300)),
    };
    let woken = plan(&Question {
        moved: &moved,
        rolling,
        kind: Kind::Woken { passes: 1 },
        ..question(&points)
    });
    assert_eq!(by_product(&woken).len(), 240);
    assert_eq!((woken.calls.len(), woken.rolling), (240, rolling));
    let spent = plan(&Question {
        moved: &moved[..1],
        budget: Budget {
            left: 120,
            for_orders: FOR_ORDERS,
        },
        kind: Kind::Woken { passes: 1 },
        ..question(&points)
    });
    assert_eq!((spent.calls.len(), spent.put_off.len()), (0, 1));
}

#[test]
fn what_a_webhook_names_is_read_at_once_late_in_a_window_too() {
    let points = points(1, 100_000);
    let hot: Vec<Hot> = (0..50_000)
        .map(|n| Hot {
            there: there(101, n),
            read: None,
        })
        .collect();
    let mut left = WINDOW;
    for passes in [2, 1] {
        let regular = plan(&Question {
            hot: &hot,
            budget: Budget {
                left,
                for_orders: FOR_ORDERS,
            },
            kind: Kind::Regular { passes },
            ..question(&points)
        });
        left -= count(&regular.calls);
    }
    assert_eq!(left, FOR_ORDERS + 10);
    let named = [there(101, 7)];
    let woken = plan(&Question {
        moved: &named,
        budget: Budget {
            left,
            for_orders: FOR_ORDERS,
        },
        kind: Kind::Woken { passes: 0 },
        ..question(&points)
    });
    assert_eq!((by_product(&woken).len(), woken.put_off), (1, vec![]));
}

#[test]
fn a_point_that_is_gone_takes_the_rolling_read_back_to_the_beginning() {
    let points = points(1, 100_000);
    let gone = plan(&Question {
        rolling: Rolling {
            next: Some((7, 300)),
        },
        ..question(&points)
    });
    assert_eq!(pages(&gone)[0], (101, 0));
    let nothing = plan(&question(&[]));
    assert_eq!((nothing.calls.len(), nothing.rolling.next), (0, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn a_plan_never_has_more_calls_than_the_budget_and_nothing_that_moved_is_lost(
        count in 0_usize..4,
        records in 0_u64..60_000,
        moved in prop::collection::vec((101_i64..105, 0_usize..500), 0..400),
        hot in prop::collection::vec((101_i64..105, 0_usize..500, 0_i64..9), 0..200),
        variants in prop::collection::vec(0_u32..300, 0..50),
        seen in 0_u64..3_000,
        in_full in any::<bool>(),
        left in 0_u32..361,
        regular in any::<bool>(),
        passes in 0_u32..4,
        next in prop::option::of((100_i64..105, 0_u64..70_000)),
    ) {
        let points = points(count, records);
        let moved: Vec<There> = moved.into_iter().map(|(point, n)| there(point, n)).collect();
        let hot: Vec<Hot> = hot
            .into_iter()
            .map(|(point, n, read)| Hot { there: there(point, n), read: Some(at(read)) })
            .collect();
        let variants: BTreeMap<ProductId, u32> = (0..)
            .zip(variants)
            .map(|(n, variants)| (there(101, n).product, variants))
            .collect();
        let receipts = [Day { date: date(2026, 11, 25), seen, in_full }];
        let question = Question {
            points: &points,
            variants: &variants,
            moved: &moved,
            hot: &hot,
            rolling: Rolling { next },
            receipts: &receipts,
            budget: Budget { left, for_orders: FOR_ORDERS },
            kind: if regular { Kind::Regular { passes } } else { Kind::Woken { passes } },
        };
        let plan = plan(&question);
        prop_assert!(plan.calls.len() <= left.saturating_sub(FOR_ORDERS) as usize);
        prop_assert_eq!(&plan, &super::plan(&question));
        let asked = by_product(&plan);
        let mut told: BTreeSet<There> = plan.put_off.iter().cloned().collect();
        for (point, products, start) in &asked {
            let rows: u32 = products
                .iter()
                .map(|product| variants.get(product).copied().unwrap_or(1).max(1))
                .sum();
            prop_assert!(products.len() <= PAGE as usize);
            prop_assert!(rows <= PAGE || products.len() == 1);
            prop_assert!(*start < u64::from(rows));
            told.extend(products.iter().map(|product| There {
                point: *point,
                product: product.clone(),
            }));
        }
        let all: u64 = super::pages(&points);
        let read_whole = pages(&plan).len() as u64 == all;
        for there in moved.iter().filter(|there| points.iter().any(|p| p.id == there.point)) {
            prop_assert!(told.contains(there) || read_whole, "{there:?} is lost");
        }
    }
}

/// Ages of levels over some hours of passes, two a window, where so many products are hot and so many
/// move in each pass: the oldest level's, and the oldest hot one's, at the end.
fn ages(points: usize, variants: usize, hot: usize, moved: usize, hours: i64) -> (i64, i64) {
    let points = self::points(points, variants as u64);
    let mut read: BTreeMap<SalesPointId, Vec<i64>> = points
        .iter()
        .map(|point| (point.id, vec![0; variants]))
        .collect();
    let mut rolling = Rolling::default();
    let mut put_off = Vec::new();
    let mut spent = 0;
    let end = hours * 3_600;
    for now in (0..end).step_by(300) {
        let first_of_window = now % 600 == 0;
        spent = if first_of_window { 0 } else { spent };
        let wave = usize::try_from(now / 300).expect("small") * moved;
        let mut all_moved: Vec<There> = put_off;
        all_moved.extend((0..moved).map(|n| there(101, (wave + n) % variants)));
        let hot: Vec<Hot> = points
            .iter()
            .flat_map(|point| (0..hot).map(|n| (point.id, n)))
            .map(|(point, n)| Hot {
                there: there(point, n),
                read: Some(at(read[&point][n])),
            })
            .collect();
        let plan = plan(&Question {
            moved: &all_moved,
            hot: &hot,
            rolling,
            budget: Budget {
                left: WINDOW - spent,
                for_orders: FOR_ORDERS,
            },
            kind: Kind::Regular {
                passes: if first_of_window { 2 } else { 1 },
            },
            ..question(&points)
        });
        spent += count(&plan.calls);
        assert!(spent <= WINDOW - FOR_ORDERS, "{spent} calls in a window");
        for call in &plan.calls {
            match call {
                Call::Page { point, start } => {
                    let start = usize::try_from(*start).expect("small");
                    let rows = read.get_mut(point).expect("there");
                    let end = rows.len().min(start + PAGE as usize);
                    rows[start..end].fill(now);
                }
                Call::Products {
                    point, products, ..
                } => {
                    let rows = read.get_mut(point).expect("there");
                    for product in products {
                        rows[product[1..].parse::<usize>().expect("a number")] = now;
                    }
                }
                Call::Receipts { .. } => {}
            }
        }
        rolling = plan.rolling;
        put_off = plan.put_off;
    }
    let oldest =
        |rows: &dyn Fn(&Vec<i64>) -> i64| end - read.values().map(rows).min().expect("some");
    (
        oldest(&|rows| *rows.iter().min().expect("some")),
        oldest(&|rows| *rows[..hot].iter().min().unwrap_or(&end)),
    )
}

#[rstest]
#[case::small(1, 100, 0, 0, 1, 300)]
#[case::ten_thousand_at_three(3, 10_000, 300, 50, 3, 1_800)]
#[case::hundred_thousand(1, 100_000, 2_000, 200, 4, 4_500)]
#[case::hundred_thousand_at_ten(10, 100_000, 100, 200, 8, 26_000)]
#[case::everything_moves(1, 50_000, 0, 20_000, 6, 12_000)]
fn the_rolling_read_goes_on_so_no_levels_age_grows_without_bound_and_hot_ones_are_younger(
    #[case] points: usize,
    #[case] variants: usize,
    #[case] hot: usize,
    #[case] moved: usize,
    #[case] hours: i64,
    #[case] bound: i64,
) {
    let (oldest, oldest_hot) = ages(points, variants, hot, moved, hours);
    assert!(oldest <= bound, "oldest: {oldest} s, hot: {oldest_hot} s");
    assert!(
        hot == 0 || oldest_hot < oldest,
        "hot: {oldest_hot} s, oldest: {oldest} s"
    );
}
