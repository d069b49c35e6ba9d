//! How a stream of a shop stands: its last run, its job, its orders.
//!
//! Guarantees (each a test): a last run that failed and a job that fails are wrong; orders that wait
//! or need somebody are told, and are no fault of Ponte's.

use anyhow::{Result, anyhow};
use ponte_store::{
    jobs::Job,
    runs::{Outcome, Run},
};

use crate::exit::Exit;

/// What the database knows of a stream.
pub(super) struct Standing {
    /// Its newest run.
    pub last: Option<Run>,
    /// What wakes it.
    pub job: Option<Job>,
    /// Orders by stage; none for another stream.
    pub orders: Vec<(String, i64)>,
    /// How old the levels are; none for another stream.
    pub levels: Option<String>,
}

impl Standing {
    /// How the command ends where this is what is wrong.
    pub(super) fn exit(&self) -> Exit {
        self.outcome()
            .map_or(Exit::Failed, |outcome| Exit::of_run(outcome, false))
    }

    fn outcome(&self) -> Option<&Outcome> {
        self.last.as_ref().and_then(|run| run.outcome.as_ref())
    }

    /// The sentence.
    ///
    /// # Errors
    /// What is wrong.
    pub(super) fn told(&self) -> Result<String> {
        if let Some(Job {
            failures,
            last_error: Some(error),
            ..
        }) = &self.job
        {
            return Err(anyhow!("it failed {failures} times: {error}"));
        }
        if let (Some(Outcome::Failed { cause, text }), Some(run)) = (self.outcome(), &self.last) {
            let when = run.ended_at.unwrap_or(run.updated_at);
            return Err(anyhow!("run {} ({when}) failed ({cause}): {text}", run.id));
        }
        let mut told = vec![match &self.last {
            None => "no run yet".to_owned(),
            Some(run) => match run.ended_at {
                Some(at) => format!("run {} ended at {at}", run.id),
                None => format!("run {} is under way", run.id),
            },
        }];
        told.extend(self.next());
        told.extend(self.levels.clone());
        told.extend(
            self.orders
                .iter()
                .map(|(stage, count)| format!("{} {count}", stage.replace('_', " "))),
        );
        Ok(told.join(", "))
    }

    /// When it is looked after next.
    fn next(&self) -> Option<String> {
        let job = self.job.as_ref()?;
        Some(if job.held {
            "somebody works on it".to_owned()
        } else {
            format!("due at {}", job.due_at)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ponte_store::runs::RunKind;

    use super::*;

    fn ended(outcome: Outcome) -> Run {
        let at = Timestamp::UNIX_EPOCH;
        Run {
            id: 4,
            stream: "orders".into(),
            kind: RunKind::Incremental,
            phase: String::new(),
            cursor: serde_json::Value::Null,
            done: 0,
            total: 0,
            phase_at: at,
            figures: serde_json::Value::Null,
            subject: String::new(),
            waits_until: None,
            asked_by: "ponte".into(),
            stop: false,
            started_at: at,
            updated_at: at,
            ended_at: Some(at),
            outcome: Some(outcome),
        }
    }

    fn job(last_error: Option<&str>) -> Job {
        Job {
            kind: "orders".into(),
            due_at: Timestamp::UNIX_EPOCH,
            held: false,
            again_at: None,
            every_ms: None,
            failures: i64::from(last_error.is_some()),
            last_error: last_error.map(str::to_owned),
            asked_at: None,
        }
    }

    #[test]
    fn a_last_run_that_failed_and_a_job_that_fails_are_wrong() {
        let failed = Outcome::Failed {
            cause: "wrong_till_key".into(),
            text: "who are you?".into(),
        };
        let standing = Standing {
            last: Some(ended(failed)),
            job: Some(job(None)),
            orders: Vec::new(),
            levels: None,
        };
        let wrong = standing.told().expect_err("it failed");
        assert!(wrong.to_string().contains("wrong_till_key"), "{wrong}");
        assert_eq!(standing.exit(), Exit::Keys);
        let standing = Standing {
            last: None,
            job: Some(job(Some("the database is away"))),
            orders: Vec::new(),
            levels: None,
        };
        assert!(standing.told().is_err());
        assert_eq!(standing.exit(), Exit::Failed);
    }

    #[test]
    fn orders_that_wait_or_need_somebody_are_told_and_are_no_fault_of_pontes() {
        let standing = Standing {
            last: Some(ended(Outcome::Done)),
            job: Some(job(None)),
            orders: vec![("waiting".into(), 2), ("needs_attention".into(), 1)],
            levels: None,
        };
        let told = standing.told().expect("nothing is wrong");
        assert!(
            told.contains("waiting 2") && told.contains("needs attention 1"),
            "{told}"
        );
    }
}
