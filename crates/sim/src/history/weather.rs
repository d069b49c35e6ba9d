//! The services' troubles: single calls that go wrong, and bad minutes.

use jiff::Timestamp;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_transport::{
    Clock,
    clock::{between, later},
};

use crate::{dice::Dice, town::Town};

/// The troubles between these moments; the sky is clear afterwards. How many there were.
pub async fn change(town: &Town, day: u32, from: Timestamp, to: Timestamp) -> u64 {
    let dice = Dice::of(town.temper.seed, &format!("weather {day}"));
    let mut begin: Vec<Timestamp> = (0..town.temper.troubles)
        .map(|_| later(from, dice.seconds(0, between(from, to).as_secs())))
        .collect();
    begin.sort();
    let mut troubles = 0;
    for at in begin {
        town.clock.until(at).await;
        if town.clock.now() >= to {
            break;
        }
        let rule = rule(&dice);
        let lasts = rule.times.is_none();
        let added = town.world.lock().faults.add(rule);
        troubles += 1;
        if let (true, Ok(id)) = (lasts, added) {
            town.clock.sleep(dice.seconds(20, 900)).await;
            town.world.lock().faults.remove(id);
        }
    }
    town.clock.until(to).await;
    town.clear_sky();
    troubles
}

fn rule(dice: &Dice) -> Rule {
    let service = *dice.one_of(&[Service::Till, Service::Till, Service::Shop]);
    let kinds = [
        Kind::Status,
        Kind::Status,
        Kind::Timeout,
        Kind::Timeout,
        Kind::Drop,
        Kind::Html,
        Kind::Cut,
        Kind::Truncated,
    ];
    let kind = *dice.one_of(&kinds);
    let mut rule = Rule::new(service, kind);
    if kind == Kind::Status {
        rule.status = Some(*dice.one_of(&[500, 502, 503, 429]));
    }
    if matches!(kind, Kind::Timeout | Kind::Drop | Kind::Html) {
        rule.effect = Some(dice.percent(50));
    }
    // What is sent to the till is where it hurts.
    if service == Service::Till && dice.percent(75) {
        rule.method = Some("POST".to_owned());
        rule.path = Some("/documents/orders".to_owned());
    }
    if dice.percent(50) {
        rule.times = Some(dice.from_to(1, 5));
        rule.after = dice.below(3);
    } else {
        rule.probability = Some(*dice.one_of(&[0.2, 0.6, 1.0]));
    }
    rule
}
