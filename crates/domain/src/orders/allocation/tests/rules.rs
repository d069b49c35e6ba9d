//! Properties of every strategy, and what the merchant and the buyer may choose.

use super::*;
use crate::settings::Strategy as Rule;

fn any_rules() -> impl Strategy<Value = Rules> {
    let strategy = prop::sample::select(vec![Rule::Priority, Rule::WholeFirst, Rule::FewestParts]);
    let shortage = prop::sample::select(vec![
        Shortage::Wait,
        Shortage::SendWhatThereIs,
        Shortage::RestOnFirst,
    ]);
    let bound = prop::option::of((101_i64..108, any::<bool>()));
    (strategy, shortage, bound).prop_map(|(strategy, shortage, bound)| Rules {
        strategy,
        shortage,
        bound: bound.map(|(point, falls_back)| Bound { point, falls_back }),
    })
}

fn any_points(levels: Vec<Vec<Pieces>>) -> impl Strategy<Value = Vec<Point>> {
    let standing = prop::sample::select(vec![
        Standing::Receives,
        Standing::Receives,
        Standing::Off,
        Standing::Rejected,
    ]);
    let count = levels.len();
    (
        Just(points(&levels)),
        prop::collection::vec(standing, count),
        prop::collection::vec(prop::option::weighted(0.2, 0_usize..4), count),
        prop::collection::vec(prop::option::weighted(0.2, 0_usize..4), count),
    )
        .prop_map(|(mut points, standings, unmanaged, unknown)| {
            for (place, point) in points.iter_mut().enumerate() {
                point.standing = standings[place];
                if let Some(variant) = unmanaged[place] {
                    point.has.insert(article(variant), Available::Unmanaged);
                }
                if let Some(variant) = unknown[place] {
                    point.has.remove(&article(variant));
                }
            }
            points
        })
}

fn any_case() -> impl Strategy<Value = (Vec<Wanted>, Vec<Point>, Rules)> {
    any_question().prop_flat_map(|question| {
        (
            Just(wanted(&question.lines)),
            any_points(question.levels),
            any_rules(),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_is_invented_and_nothing_is_lost((wanted, points, rules) in any_case()) {
        let allocation = allocate(&wanted, &points, rules);
        let placed = sums(&table(&allocation, points.len(), wanted.len()), wanted.len());
        let waits = allocation.parts.is_empty();
        for (line, placed) in wanted.iter().zip(placed) {
            let missing: Pieces = allocation
                .missing
                .iter()
                .filter(|missing| missing.line == line.line)
                .map(|missing| missing.pieces)
                .sum();
            let tried: Pieces = allocation
                .steps
                .iter()
                .filter(|step| step.line == line.line)
                .map(|step| step.gave)
                .sum();
            prop_assert_eq!(tried + missing, line.pieces);
            prop_assert!(waits || placed == tried);
        }
        prop_assert!(allocation.parts.iter().all(|share| !share.lines.is_empty()));
    }

    #[test]
    fn a_point_that_does_not_receive_gives_nothing_and_none_gives_more_than_it_has(
        (wanted, points, rules) in any_case(),
    ) {
        let allocation = allocate(&wanted, &points, rules);
        let took_the_rest = allocation.steps.iter().any(|step| step.why == Why::TookTheRest);
        let first = points.iter().find(|point| point.standing == Standing::Receives);
        for share in &allocation.parts {
            let point = points.iter().find(|point| point.id == share.point).expect("a known point");
            prop_assert_eq!(point.standing, Standing::Receives);
            if took_the_rest && first.is_some_and(|first| first.id == point.id) {
                continue;
            }
            let mut gave: BTreeMap<&str, Pieces> = BTreeMap::new();
            for line in &share.lines {
                *gave.entry(&line.variant).or_default() += line.pieces;
            }
            for (variant, gave) in gave {
                match point.has.get(variant) {
                    Some(Available::Pieces(has)) => prop_assert!(gave <= *has),
                    Some(Available::Unmanaged) => {}
                    None => prop_assert!(false, "it does not know {}", variant),
                }
            }
        }
        prop_assert!(!took_the_rest || rules.shortage == Shortage::RestOnFirst);
    }

    #[test]
    fn by_priority_the_first_point_gives_all_it_can(question in any_question()) {
        let allocation = question.ask(Rules { shortage: Shortage::SendWhatThereIs, ..Rules::default() });
        prop_assume!(!question.levels.is_empty());
        let gave = &table(&allocation, question.levels.len(), question.lines.len())[0];
        for (article, has) in question.levels[0].iter().enumerate() {
            let of = |pieces: &[Pieces]| -> Pieces {
                let lines = question.lines.iter().zip(pieces);
                lines.filter(|((of, _), _)| *of == article).map(|(_, pieces)| pieces).sum()
            };
            prop_assert_eq!(of(gave), of(&question.ordered()).min(*has));
        }
    }

    #[test]
    fn points_that_nobody_needs_change_nothing(
        (wanted, points, rules) in any_case(),
        place in 0_usize..7,
    ) {
        let before = allocate(&wanted, &points, rules);
        prop_assert_eq!(&before, &allocate(&wanted, &points, rules));
        // One more point that has nothing of it, and one that is switched off.
        let place = place.min(points.len());
        let irrelevant = |id, standing| Point { id, standing, has: BTreeMap::new() };
        let mut more = points.clone();
        more.insert(place, irrelevant(900, Standing::Off));
        let rest_may_go_there = rules.shortage == Shortage::RestOnFirst;
        if !rest_may_go_there {
            more.insert(place, irrelevant(901, Standing::Receives));
        }
        let after = allocate(&wanted, &more, rules);
        prop_assert_eq!(before.parts, after.parts);
        prop_assert_eq!(before.missing, after.missing);
    }

    #[test]
    fn an_order_that_cannot_be_covered_sends_nothing_and_names_what_is_missing(
        question in any_question(),
        rule in prop::sample::select(vec![Rule::Priority, Rule::WholeFirst, Rule::FewestParts]),
    ) {
        let allocation = question.ask(by(rule));
        let nothing_ordered = question.ordered().iter().all(|pieces| *pieces == 0);
        prop_assert_eq!(
            allocation.parts.is_empty(),
            nothing_ordered || !allocation.missing.is_empty()
        );
    }

    #[test]
    fn a_bound_order_goes_whole_to_its_point_or_nowhere((wanted, points, rules) in any_case()) {
        let point = 103;
        let bound = Some(Bound { point, falls_back: false });
        let allocation = allocate(&wanted, &points, Rules { bound, ..rules });
        prop_assert!(allocation.parts.iter().all(|share| share.point == point));
        prop_assert!(allocation.parts.is_empty() || allocation.missing.is_empty());
    }
}

/// The issue's own example: two points with 10 and 5 pieces, an order of 12.
fn twelve(standing: Standing, rules: Rules) -> Allocation {
    let mut points = points(&[vec![10], vec![5]]);
    points[0].standing = standing;
    allocate(&wanted(&[(0, 12)]), &points, rules)
}

fn shares(allocation: &Allocation) -> Vec<(SalesPointId, Pieces)> {
    let pieces = |share: &Share| share.lines.iter().map(|line| line.pieces).sum();
    let parts = allocation.parts.iter();
    parts.map(|share| (share.point, pieces(share))).collect()
}

fn whys(allocation: &Allocation) -> Vec<Why> {
    allocation.steps.iter().map(|step| step.why).collect()
}

#[test]
fn an_order_of_twelve_takes_ten_here_and_two_there() {
    let allocation = twelve(Standing::Receives, Rules::default());
    assert_eq!(shares(&allocation), [(101, 10), (102, 2)]);
    assert_eq!(whys(&allocation), [Why::HadSome, Why::HadEnough]);
}

#[test]
fn with_the_first_point_off_it_waits_naming_seven_missing_pieces() {
    let allocation = twelve(Standing::Off, Rules::default());
    assert!(allocation.parts.is_empty());
    assert_eq!(allocation.missing[0].pieces, 7);
    assert_eq!(whys(&allocation), [Why::Off, Why::HadSome]);
    assert_eq!(allocation.steps[1].gave, 5);
}

#[test]
fn unless_the_merchant_chose_to_send_what_there_is_or_to_put_the_rest_on_the_first_point() {
    let with = |shortage| {
        let rules = Rules {
            shortage,
            ..Rules::default()
        };
        twelve(Standing::Rejected, rules)
    };
    let some = with(Shortage::SendWhatThereIs);
    assert_eq!((shares(&some), some.missing[0].pieces), (vec![(102, 5)], 7));
    let all = with(Shortage::RestOnFirst);
    assert_eq!((shares(&all), all.missing.len()), (vec![(102, 12)], 0));
    assert_eq!(whys(&all), [Why::Rejected, Why::TookTheRest]);
}

#[test]
fn two_lines_of_one_article_draw_on_one_figure() {
    let question = Question {
        lines: vec![(0, 2), (0, 2)],
        levels: vec![vec![3], vec![1]],
    };
    let allocation = question.ask(Rules::default());
    assert_eq!(table(&allocation, 2, 2), [[2, 1], [0, 1]]);
    let had: Vec<_> = allocation.steps.iter().map(|step| step.had).collect();
    let pieces = |pieces| Some(Available::Pieces(pieces));
    assert_eq!(had, [pieces(3), pieces(1), pieces(1), pieces(1)]);
}

#[test]
fn an_article_whose_stock_the_till_does_not_manage_comes_from_the_first_point_that_knows_it() {
    let mut points = points(&[vec![1], vec![1, 0], vec![1, 0]]);
    points[1].has.insert(article(1), Available::Unmanaged);
    points[2].has.insert(article(1), Available::Unmanaged);
    let wanted = wanted(&[(0, 2), (1, 500)]);
    let allocation = allocate(&wanted, &points, Rules::default());
    assert_eq!(table(&allocation, 3, 2), [[1, 0], [1, 500], [0, 0]]);
    let why = &whys(&allocation)[3..];
    assert_eq!(
        why,
        [Why::NotKnownThere, Why::HadEnough, Why::NothingMissing]
    );
}

#[test]
fn a_bound_order_waits_or_falls_back_where_its_point_lacks_something() {
    let ask = |falls_back, standing| {
        let bound = Some(Bound {
            point: 102,
            falls_back,
        });
        let mut points = points(&[vec![9], vec![9]]);
        points[1].standing = standing;
        allocate(
            &wanted(&[(0, 3)]),
            &points,
            Rules {
                bound,
                ..Rules::default()
            },
        )
    };
    let there = ask(false, Standing::Receives);
    assert_eq!(shares(&there), [(102, 3)]);
    assert_eq!(whys(&there), [Why::CollectedElsewhere, Why::HadEnough]);
    let waits = ask(false, Standing::Rejected);
    assert_eq!((shares(&waits), waits.missing[0].pieces), (vec![], 3));
    assert_eq!(shares(&ask(true, Standing::Off)), [(101, 3)]);
}

#[test]
fn points_left_out_to_make_fewer_parts_say_so() {
    let question = Question {
        lines: vec![(0, 3)],
        levels: vec![vec![2], vec![3]],
    };
    let allocation = question.ask(by(Rule::WholeFirst));
    assert_eq!(shares(&allocation), [(102, 3)]);
    assert_eq!(whys(&allocation), [Why::OthersDoItAll, Why::HadEnough]);
}
