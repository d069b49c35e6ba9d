//! Peak memory of the syncing process: it does not grow with the catalogue.

use std::fs;

use anyhow::Result;

use crate::{
    Ended, places,
    ponte::{Build, Ponte},
    sandbox::Sandbox,
    shell,
};

/// The most that ten times the variants may cost.
const MOST: f64 = 1.3;
/// A generated product has about so many variants.
const VARIANTS: usize = 3;

/// Measures a small and a ten times larger catalogue, without pictures.
///
/// # Errors
/// Where nothing could be measured.
pub fn run(small: bool, build: &Build) -> Result<Ended> {
    let ponte = Ponte::build(build)?;
    let few = if small { 3_000 } else { 10_000 } / VARIANTS;
    let less = measure(&ponte, few)?;
    let more = measure(&ponte, few * 10)?;
    let ratio = more / less;
    let well = ratio <= MOST;
    shell::say(&format!(
        "ratio {ratio:.2} ({} {MOST})",
        if well { "at most" } else { "ABOVE" }
    ));
    Ok(if well { Ended::Well } else { Ended::Badly })
}

/// The peak in MiB.
fn measure(ponte: &Ponte, products: usize) -> Result<f64> {
    let folder = places::fresh("memory")?;
    let sandbox = Sandbox::start(ponte)?;
    let variants = sandbox.generate(products, false)?;
    sandbox.no_limits()?;
    ponte.connect(&folder, &sandbox, &["--in-flight", "8", "--rate", "0"])?;
    let config = folder.join("ponte.toml");
    fs::write(&config, sandbox.config())?;
    let measured = ponte.first_sync(&folder, &config)?;
    let peak = mebibytes(measured.peak_kib);
    let took = measured.synced.ended_ms - measured.synced.started_ms;
    shell::say(&format!(
        "memory: {products} products, {variants} variants: {peak:.1} MiB at the peak, {} s",
        took / 1_000
    ));
    Ok(peak)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "memory in KiB is far below 2^52"
)]
fn mebibytes(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}
