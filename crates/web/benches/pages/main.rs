//! What a page costs on a catalogue of 10,000 products: the statements that it sends to the database,
//! and the median time of twenty requests.
//!
//! Fails where a page sends other statements than on a small catalogue: counts are the same on every
//! machine. Times are printed, and fail nothing. `cargo xtask bench pages` runs it.

#![expect(
    dead_code,
    reason = "the tests' helpers hold more than is asked for here"
)]

#[path = "../../tests/it/app.rs"]
mod app;
#[path = "../../tests/it/browser.rs"]
mod browser;
mod catalogue;
#[path = "../../tests/it/clock.rs"]
mod clock;
#[path = "../../tests/it/text.rs"]
mod text;

use std::{
    io::{Error, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

use app::TestApp;
use browser::Browser;
use catalogue::Place;

/// Products of the small catalogue, and of the large one.
const PRODUCTS: [usize; 2] = [60, 10_000];
/// Requests whose median is told.
const REQUESTS: usize = 20;

/// What a page costs.
struct Cost {
    statements: usize,
    median: Duration,
}

fn main() -> Result<ExitCode, Error> {
    tokio::runtime::Runtime::new()?.block_on(measure())
}

async fn measure() -> Result<ExitCode, Error> {
    let mut costs = Vec::new();
    for products in PRODUCTS {
        let app = TestApp::connected().await;
        let place = catalogue::fill(&app, products).await;
        let mut merchant = app.merchant().await;
        let mut of_all = Vec::new();
        for page in pages(&place) {
            of_all.push((cost(&app, &mut merchant, &page).await, page));
        }
        costs.push(of_all);
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "statements  median   page ({} products)", PRODUCTS[1])?;
    let mut well = true;
    for ((small, _), (large, page)) in costs[0].iter().zip(&costs[1]) {
        let same = small.statements == large.statements;
        let note = if same {
            String::new()
        } else {
            format!("  {} on a small catalogue", small.statements)
        };
        let millis = large.median.as_secs_f64() * 1000.0;
        writeln!(
            out,
            "{:>10}  {millis:>5.1} ms  {page}{note}",
            large.statements
        )?;
        well &= same;
    }
    Ok(if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The pages that are measured. A search that finds nothing walks through everything.
fn pages(place: &Place) -> Vec<String> {
    vec![
        "/prodotti".to_owned(),
        "/prodotti?stato=in-negozio".to_owned(),
        "/prodotti?cerca=8".to_owned(),
        "/prodotti?cerca=quello+che+non+esiste".to_owned(),
        format!("/prodotti/{}", place.product),
        "/giacenze".to_owned(),
        "/giacenze?cerca=quello+che+non+esiste".to_owned(),
        format!("/giacenze/{}", place.sku),
        "/ordini".to_owned(),
        "/connettore".to_owned(),
        "/panoramica".to_owned(),
        "/segnalazioni".to_owned(),
        "/registro".to_owned(),
        "/abbinamenti".to_owned(),
    ]
}

async fn cost(app: &TestApp, merchant: &mut Browser, page: &str) -> Cost {
    let mut times = Vec::with_capacity(REQUESTS);
    let mut statements = 0;
    for _ in 0..REQUESTS {
        let (before, began) = (app.engine.store().statements(), Instant::now());
        let answer = merchant.get(page).await;
        times.push(began.elapsed());
        statements = app.engine.store().statements() - before;
        assert_eq!(answer.status, 200, "{page}");
    }
    times.sort();
    Cost {
        statements,
        median: times[REQUESTS / 2],
    }
}
