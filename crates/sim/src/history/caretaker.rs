//! Processes die at any step, are stopped and begun anew, stand still and go on.

use jiff::Timestamp;
use ponte_transport::{Clock, clock::between};

use crate::{dice::Dice, office::Office, process::Process, stage::Command, temper::Temper};

/// How often each of these happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fates {
    /// Died where it stood.
    pub died: u64,
    /// Was asked to stop.
    pub stopped: u64,
    /// Stood still past its lease, beside a new one.
    pub froze: u64,
}

/// Looks after the process until `to`; it lives then.
pub async fn look_after(
    office: &Office,
    temper: &Temper,
    day: u32,
    mut process: Process,
    to: Timestamp,
) -> (Process, Fates) {
    let dice = Dice::of(temper.seed, &format!("caretaker {day}"));
    let clock = office.house.clock.clone();
    let mut fates = Fates::default();
    let span = between(clock.now(), to).as_secs() / (temper.deaths + 1);
    loop {
        clock.sleep(dice.seconds(1, 2 * span.max(1))).await;
        if clock.now() >= to {
            process.steps.live_on();
            return (process, fates);
        }
        process = match dice.below(10) {
            0..6 => {
                fates.died += 1;
                dies(office, &dice, process).await
            }
            6 => {
                fates.stopped += 1;
                process.stop();
                process.over().await;
                office.begin()
            }
            _ => {
                fates.froze += 1;
                freezes(office, &dice, process).await
            }
        };
    }
}

async fn dies(office: &Office, dice: &Dice, mut process: Process) -> Process {
    process.steps.die_after(dice.from_to(1, 120));
    process.over().await;
    office.close();
    let clock = &office.house.clock;
    let pause = match dice.below(3) {
        0 => dice.seconds(0, 2),
        1 => dice.seconds(2, 90),
        _ => dice.seconds(90, 1200),
    };
    clock.sleep(pause).await;
    office.begin()
}

/// Stands still, with whatever it was about to do; a new one begins, and later the old one goes on
/// for a while.
async fn freezes(office: &Office, dice: &Dice, mut process: Process) -> Process {
    let (house, number) = (&office.house, process.number);
    house.doors.push(Command::Freeze(number));
    house.clock.sleep(dice.seconds(0, 120)).await;
    let new = office.begin();
    house.clock.sleep(dice.seconds(1, 400)).await;
    house.doors.push(Command::Thaw(number));
    house.clock.sleep(dice.seconds(1, 400)).await;
    process.stop();
    process.over().await;
    new
}
