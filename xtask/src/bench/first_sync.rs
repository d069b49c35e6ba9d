//! The first sync against its bound, in two cases: bound by latency, and finding the pace of a shop
//! that refuses whatever is faster.

use std::fs;

use anyhow::Result;

use super::share::{ENOUGH, Limit, Needed, table};
use crate::{
    Ended, places,
    ponte::{Build, Ponte},
    sandbox::Sandbox,
    shell,
};

/// Products a page of the till (Cassa in Cloud sheet §13.1: at most 100).
const PAGE: u64 = 100;

struct Case {
    name: &'static str,
    products: usize,
    latency_millis: u64,
    /// Calls a second that the shop serves.
    shop_rate: Option<u32>,
    settings: &'static [&'static str],
    limit: Limit,
}

const CASES: [Case; 2] = [
    Case {
        name: "latency-bound",
        products: 1_000,
        latency_millis: 50,
        shop_rate: None,
        settings: &["--in-flight", "8", "--rate", "0"],
        limit: Limit::Latency {
            seconds: 0.05,
            in_flight: 8.0,
        },
    },
    Case {
        name: "adapting",
        products: 250,
        latency_millis: 0,
        shop_rate: Some(12),
        settings: &["--in-flight", "4", "--rate", "5,1,20"],
        limit: Limit::Rate(12.0),
    },
];

/// Measures both cases.
///
/// # Errors
/// Where a case could not be measured.
pub fn run(build: &Build) -> Result<Ended> {
    let ponte = Ponte::build(build)?;
    let mut ended = Ended::Well;
    for case in &CASES {
        if measure(&ponte, case)? < ENOUGH {
            ended = Ended::Badly;
        }
    }
    Ok(ended)
}

fn measure(ponte: &Ponte, case: &Case) -> Result<f64> {
    let folder = places::fresh(case.name)?;
    let sandbox = Sandbox::start(ponte)?;
    sandbox.generate(case.products, true)?;
    ponte.connect(&folder, &sandbox, case.settings)?;
    sandbox.latency(case.latency_millis)?;
    sandbox.shop_rate(case.shop_rate)?;
    sandbox.forget_calls()?;
    let config = folder.join("ponte.toml");
    fs::write(&config, sandbox.config())?;
    let measured = ponte.first_sync(&folder, &config)?;
    let counts = sandbox.counts()?;
    let (products, pictures) = sandbox.shop_holds()?;
    let needed = Needed {
        pages: (case.products as u64).div_ceil(PAGE),
        products,
        pictures,
    };
    let wall = seconds(measured.synced.ended_ms - measured.synced.started_ms);
    let bound = needed.bound(case.limit);
    let share = bound / wall;
    shell::say(&format!(
        "\nfirst-sync, {}: {} products\n{}\n\
         calls needed   {:>8}  ({} pages, {} products, {} pictures)\n\
         calls made     {:>8}\n\
         wall time      {wall:>8.2} s\n\
         bound          {bound:>8.2} s\n\
         share          {:>8.1} %  ({} 90 %)",
        case.name,
        case.products,
        table(&counts),
        needed.total(),
        needed.pages,
        needed.products,
        needed.pictures,
        counts.iter().map(|count| count.calls).sum::<u64>(),
        share * 100.0,
        if share < ENOUGH { "BELOW" } else { "at least" },
    ));
    Ok(share)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a run takes far less than 2^52 ms"
)]
fn seconds(millis: i64) -> f64 {
    millis as f64 / 1_000.0
}
