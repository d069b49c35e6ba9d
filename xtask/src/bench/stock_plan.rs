//! How many calls stock costs, and how old levels get: the planner, played through days of passes.
//!
//! No sandbox and no clock: the planner is a pure function, so minutes are counted, not waited for, and
//! the same seed gives the same table. What fails is a count: see `holds`.

mod dice;
mod holds;
mod play;
mod shelves;
mod trade;
mod window;

use std::thread;

use anyhow::{Result, anyhow};
use clap::Args;

use self::{
    play::{Case, Played, play},
    shelves::{MOST_VARIANTS, ONE_HOT_IN},
    trade::{DELIVERED, ONE_TOLD_IN, OPEN, RECEIPTS, Waited},
    window::{CALLS, CYCLE, WINDOW},
};
use crate::{Ended, shell};

const VARIANTS: [usize; 4] = [100, 1_000, 10_000, 100_000];
const POINTS: [usize; 3] = [1, 3, 10];
/// Calls that orders take in a window: on a calm day, and on a busy one.
const ORDERS: [usize; 2] = [40, 150];

/// Which game.
#[derive(Args, Clone, Copy, Debug)]
pub struct Game {
    /// The seed of trade and orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Plays every case, each on a thread of its own.
///
/// # Errors
/// Where a game broke off.
pub fn run(game: &Game) -> Result<Ended> {
    let mut ended = Ended::Well;
    shell::say(&world());
    for orders in ORDERS {
        shell::say(&format!("\norders take {orders} calls a window\n{HEAD}"));
        let complaints = table(orders, game.seed)?;
        if !complaints.is_empty() {
            ended = Ended::Badly;
            shell::say(&complaints.join("\n"));
        }
    }
    Ok(ended)
}

/// Prints a row a case, and hands back what does not hold.
fn table(orders: usize, seed: u64) -> Result<Vec<String>> {
    let cases = VARIANTS.into_iter().flat_map(|variants| {
        POINTS.map(|points| Case {
            variants,
            points,
            orders,
        })
    });
    thread::scope(|scope| {
        let games: Vec<_> = cases
            .map(|case| (case, scope.spawn(move || play(case, seed))))
            .collect();
        let mut complaints = Vec::new();
        for (case, game) in games {
            let played = game.join().map_err(|_| anyhow!("a game broke off"))?;
            let broken = holds::broken(case, &played);
            shell::say(&row(case, &played, broken.is_empty()));
            let Case {
                variants, points, ..
            } = case;
            let named = |words| format!("{variants} variants, {points} points: {words}");
            complaints.extend(broken.into_iter().map(named));
        }
        Ok(complaints)
    })
}

fn world() -> String {
    format!(
        "\nstock-plan: {CALLS} calls a window of {WINDOW} min, orders first; a pass every \
         {CYCLE} min, and one between where a webhook names something\n\
         products of 1 to {MOST_VARIANTS} variants; one SKU in {ONE_HOT_IN} is hot, and every second article \
         taken is\n\
         from {} to {} o'clock {RECEIPTS} receipts an hour at each point, one in {ONE_TOLD_IN} told by webhook \
         too; once an hour {DELIVERED} delivered, told by webhook alone\n\
         calls of a window with those of orders, of a cycle without; ages: the longest that there were",
        OPEN.start, OPEN.end
    )
}

const HEAD: &str = "                                calls a cycle, mean             calls, most    oldest level, min    moved to read, min: mean (most)
variants  points  pages  receipts  moved    hot  pages    all   cycle  window      all       hot     by webhook    by receipt";

fn row(case: Case, played: &Played, well: bool) -> String {
    let calls = played.calls;
    let a_cycle = |calls: usize| mean(calls, played.cycles);
    let waited = |waited: Waited| {
        let mean = mean(waited.sum, waited.times);
        format!("{mean:.1} ({})", waited.most)
    };
    format!(
        "{:>8}  {:>6}  {:>5}  {:>8.1}  {:>5.1}  {:>5.1}  {:>5.1}  {:>5.1}  {:>6}  {:>6}  {:>7}  {:>8}  {:>13}  {:>12}{}",
        case.variants,
        case.points,
        played.pages,
        a_cycle(calls.receipts),
        a_cycle(calls.moved),
        a_cycle(calls.hot),
        a_cycle(calls.pages),
        a_cycle(calls.all()),
        played.most_in_cycle,
        played.most_in_window,
        played.oldest,
        played.oldest_hot,
        waited(played.by_webhook),
        waited(played.by_receipt),
        if well { "" } else { "  BROKEN" },
    )
}

fn mean(sum: usize, of: usize) -> f64 {
    sum as f64 / of.max(1) as f64
}
