//! From an online order to the till: calls on each side, and time.
//!
//! Sandbox and Ponte run as two processes. An order comes by *avviso immediato* to a process that
//! serves, or by a single pass of that process, such as its timer begins every five minutes. What fails is
//! a count above what can be justified, never a time: machines differ.

mod justified;
mod shoppers;

use std::time::Duration;

use anyhow::Result;

use self::{
    justified::{Orders, Passes},
    shoppers::QUIET,
};
use super::{calls::Calls, scene::Scene};
use crate::{Ended, ponte::Build, ponte::Ponte, shell};

/// How an order becomes known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Webhook,
    Polling,
}

/// Products of the shop.
const PRODUCTS: usize = 3;

struct Case {
    name: &'static str,
    /// Orders at once, each of another buyer.
    orders: u64,
    /// Pieces of each order.
    pieces: u32,
    /// Pieces of the article at the first and the second point.
    stock: [u32; 2],
    /// Points that an order is spread over.
    parts: u64,
}

const CASES: [Case; 3] = [
    Case {
        name: "one order, one point",
        orders: 1,
        pieces: 3,
        stock: [10, 5],
        parts: 1,
    },
    Case {
        name: "one order, two points",
        orders: 1,
        pieces: 12,
        stock: [10, 5],
        parts: 2,
    },
    Case {
        name: "50 orders at once",
        orders: 50,
        pieces: 1,
        stock: [100, 100],
        parts: 1,
    },
];

/// What a case took.
struct Measured {
    calls: Calls,
    /// From the moment at which the last shopper has bought (by polling: at which the pass is asked
    /// for) to that at which the last part is at the till.
    took: Duration,
    /// Passes that began meanwhile.
    passes: Passes,
}

/// Measures every case both ways.
///
/// # Errors
/// Where a case could not be measured.
pub fn run(build: &Build) -> Result<Ended> {
    let ponte = Ponte::build(build)?;
    let mut ended = Ended::Well;
    let mut table = String::from(
        "\norders to the till      by       parts    time  passes  of stock    shop  (most)    till  (most)",
    );
    for by in [By::Webhook, By::Polling] {
        for case in &CASES {
            let measured = measure(&ponte, case, by)?;
            let Measured { calls, passes, .. } = measured;
            let orders = Orders {
                orders: case.orders,
                parts: case.parts,
            };
            let most = orders.cost(passes);
            let most_passes = match by {
                By::Webhook => orders.passes_by_webhook(),
                By::Polling => Orders::passes_by_polling(),
            };
            let well = calls.is_within(most) && passes.is_within(most_passes);
            if !well {
                ended = Ended::Badly;
            }
            table.push_str(&format!(
                "\n{:<22}  {:<7}  {:>5}  {:>5.2} s  {:>6}  {:>8}  {:>6}  {:>6}  {:>6}  {:>6}{}",
                case.name,
                match by {
                    By::Webhook => "webhook",
                    By::Polling => "polling",
                },
                case.orders * case.parts,
                measured.took.as_secs_f64(),
                passes.orders,
                passes.stock,
                calls.shop,
                most.shop,
                calls.till,
                most.till,
                if well { "" } else { "  ABOVE" },
            ));
        }
    }
    shell::say(&table);
    shell::say("by polling the wait for the timer comes on top: five minutes at most");
    Ok(ended)
}

fn measure(ponte: &Ponte, case: &Case, by: By) -> Result<Measured> {
    let scene = Scene::open(ponte, "orders", PRODUCTS, case.stock)?;
    let server = scene.serve()?;
    if by == By::Webhook {
        scene.enter(&server)?;
    }
    scene.quiet(QUIET)?;
    scene.sandbox.forget_calls()?;
    let mut bought = scene.buy(case.orders, case.pieces)?;
    if by == By::Polling {
        bought = scene.look(&server)?;
    }
    let took = scene.arrived(case.orders * case.parts, bought)?;
    scene.quiet(QUIET)?;
    let stock = scene.readings()?;
    let passes = Passes {
        orders: scene.passes()?.saturating_sub(stock),
        stock,
    };
    let counts = scene.sandbox.counts()?;
    drop(server);
    shell::say(&format!(
        "\n{} by {by:?}\n{}",
        case.name,
        super::share::table(&counts)
    ));
    Ok(Measured {
        calls: Calls::of(&counts),
        took,
        passes,
    })
}
