//! Days on which two points and the shop sell the same last pieces, with both kinds of till.

use ponte_sim::{Days, Keeper, Scale, Till, simulate};

/// Plays a day of each of these seeds with that till; nothing may have happened that must not.
fn nothing_is_wrong_with(seeds: std::ops::Range<u64>, till: Till) {
    let mut wrong = Vec::new();
    let mut raised = 0;
    for seed in seeds {
        let days = Days {
            till,
            ..Days::one(Scale::STOCK_SMALL)
        };
        let report = simulate(seed, days);
        assert_eq!(report.beyond.ours, 0, "seed {seed}: {:?}", report.beyond);
        raised += report.writes.raised;
        wrong.extend(report.violations);
    }
    assert!(raised > 100, "hardly anything was raised: {raised}");
    let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn no_write_ever_raises_the_figure_above_the_truth_with_a_till_that_counts_orders() {
    nothing_is_wrong_with(1..11, Till::Counts);
}

#[test]
fn nor_does_one_on_ten_more_days() {
    nothing_is_wrong_with(11..21, Till::Counts);
}

#[test]
fn no_write_ever_raises_the_figure_above_the_truth_with_a_till_that_does_not_count_orders() {
    nothing_is_wrong_with(1..11, Till::CountsNot);
}

#[test]
fn nor_does_one_on_ten_more_days_with_that_till() {
    nothing_is_wrong_with(11..21, Till::CountsNot);
}

#[test]
fn one_who_copies_the_sum_is_caught_and_sells_beyond_stock_by_his_own_writes() {
    let days = Days {
        keeper: Keeper::Copier,
        ..Days::one(Scale::STOCK_SMALL)
    };
    let report = simulate(1, days);
    assert!(report.writes.above > 5, "{:?}", report.writes);
    assert!(report.beyond.ours > 0, "{:?}", report.beyond);
    let above = report.violations.iter();
    let above = above.filter(|violation| violation.what.contains("is the truth"));
    let above: Vec<_> = above.collect();
    assert_eq!(above.len() as u64, report.writes.above);
    assert!(
        above.iter().all(|one| one.lines.len() > 1),
        "with its story"
    );
}
