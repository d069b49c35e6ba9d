//! Simulated days. Each test plays ten seeds, so that two cores have something to do.

use ponte_sim::{Days, Scale, simulate};

/// Plays a day of each of these seeds; nothing may have happened that must not.
fn nothing_is_wrong_with(seeds: std::ops::Range<u64>) {
    let mut wrong = Vec::new();
    for seed in seeds {
        let report = simulate(seed, Days::one(Scale::SMALL));
        assert!(report.orders > 3, "seed {seed}: nobody bought anything");
        wrong.extend(report.violations);
    }
    let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn on_ten_days_every_live_order_is_on_the_till_once_whatever_fails_and_whoever_dies() {
    nothing_is_wrong_with(1..11);
}

#[test]
fn on_ten_more_days_none_is_lost_none_sent_once_cancelled_and_every_cent_is_right() {
    nothing_is_wrong_with(11..21);
}

#[test]
fn the_same_seed_gives_the_same_journal() {
    // Both services call, and eight processes die.
    let seed = 2;
    let journal = || simulate(seed, Days::one(Scale::SMALL)).journal;
    let (one, other) = (journal(), journal());
    assert!(one.len() > 100, "there is a journal");
    let differs = one.iter().zip(&other).position(|(one, other)| one != other);
    if let Some(line) = differs {
        panic!("{} was {}", other[line], one[line]);
    }
    assert_eq!(one.len(), other.len());
}
