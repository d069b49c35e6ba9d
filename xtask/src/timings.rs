//! What took how long.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{Ended, shell};

/// The steps of a routine, with their times.
#[derive(Default)]
pub struct Timings {
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    took: Duration,
    went_well: Option<bool>,
}

impl Timings {
    /// Does a step; the routine goes on where it ends badly, so that one run tells everything.
    ///
    /// # Errors
    /// Whatever the step could not start with.
    pub fn step(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> Result<bool>,
    ) -> Result<bool> {
        let began = Instant::now();
        let went_well = step()?;
        self.steps.push(Step {
            name,
            took: began.elapsed(),
            went_well: Some(went_well),
        });
        Ok(went_well)
    }

    /// Notes a step that was left out.
    pub fn skip(&mut self, name: &'static str) {
        self.steps.push(Step {
            name,
            took: Duration::ZERO,
            went_well: None,
        });
    }

    /// Prints the table; how the whole ended.
    #[must_use]
    pub fn close(self) -> Ended {
        shell::say(&self.table());
        if self.steps.iter().any(|step| step.went_well == Some(false)) {
            Ended::Badly
        } else {
            Ended::Well
        }
    }

    fn table(&self) -> String {
        let mut table = String::from("\nstep                          time  result");
        for step in &self.steps {
            let result = match step.went_well {
                Some(true) => "ok",
                Some(false) => "FAILED",
                None => "left out",
            };
            // Writing into a String cannot fail.
            let _infallible = write!(
                table,
                "\n{:<24} {:>7.1} s  {result}",
                step.name,
                step.took.as_secs_f64()
            );
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_step_makes_the_whole_end_badly_and_the_rest_still_runs() {
        let mut timings = Timings::default();
        assert!(!timings.step("bad", || Ok(false)).expect("it starts"));
        assert!(timings.step("good", || Ok(true)).expect("it starts"));
        timings.skip("absent");
        let table = timings.table();
        assert!(table.contains("FAILED") && table.contains("ok") && table.contains("left out"));
        assert_eq!(timings.close(), Ended::Badly);
    }
}
