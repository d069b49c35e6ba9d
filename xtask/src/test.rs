//! `cargo xtask test`: every test, on both databases.

use anyhow::Result;

use crate::{
    Ended, axe,
    packages::{self, FOR_TESTS},
    shell,
    timings::Timings,
};

/// Installs what is missing, builds once, runs all tests.
///
/// # Errors
/// Where cargo cannot be started.
pub fn run() -> Result<Ended> {
    let mut timings = Timings::default();
    if !timings.step("packages", || packages::provide(&FOR_TESTS))? {
        return Ok(Ended::Missing);
    }
    if !timings.step("axe-core", axe::provide)? {
        return Ok(Ended::Missing);
    }
    let nextest = shell::quietly(&mut shell::cargo(&["nextest", "--version"]));
    let runner: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &[
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
        ]
    };
    let built = timings.step("build", || {
        // nextest knows no "do not run, and do not stop either".
        let words = runner.iter().filter(|word| **word != "--no-fail-fast");
        let words: Vec<&str> = words.copied().chain(["--no-run"]).collect();
        shell::succeeds(&mut shell::cargo(&words))
    })?;
    if built {
        timings.step("tests", || shell::succeeds(&mut shell::cargo(runner)))?;
        timings.step("doc tests", || {
            shell::succeeds(&mut shell::cargo(&[
                "test",
                "--workspace",
                "--doc",
                "--quiet",
            ]))
        })?;
    }
    Ok(timings.close())
}
