//! What goes wrong, and when: faults by service, method, path and count, and the latency.
//!
//! - Of the faults that match a call the oldest one that strikes wins; the others count the call as seen.
//! - A fault strikes the matching calls after its first `after` ones, `times` times, each with its
//!   `probability`; the dice come from the sandbox's randomness, so a seed repeats them.
//! - A held call gets no answer until its fault is released or removed, or its client goes away.

pub mod gate;
pub mod latency;
pub mod layer;
mod rows;

use std::sync::Arc;

use ponte_transport::Randomness;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::gate::Gate;
use crate::service::Service;

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An answer with the rule's `status` (500 if missing) and an error body.
    Status,
    /// No answer until the client goes away.
    Timeout,
    /// The head says the whole length, then the connection breaks in the middle of the body.
    Cut,
    /// Half of the body, as if it were whole.
    Truncated,
    /// Half of the rows of a list; a total beside them stays.
    Short,
    /// No row of a list; a total beside them stays.
    Empty,
    /// No row of a list and a total of 0, as if there were none.
    Nothing,
    /// An HTML page in place of the data.
    Html,
    /// The connection is closed without an answer.
    Drop,
    /// The call waits until the fault is released: the place to kill a client at.
    Hold,
}

/// What shall go wrong, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Only calls of this service; till and shop if missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// Only calls with this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only calls whose path contains this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How they go wrong.
    pub kind: Kind,
    /// The status of the answer (kinds `status` and `html`): 500 and 502 if missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Whether the call takes effect all the same. If missing: yes for `drop`, no for the others.
    /// The kinds `cut`, `truncated`, `short`, `empty` and `nothing` always take effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<bool>,
    /// So many matching calls pass first (0).
    #[serde(default)]
    pub after: u64,
    /// So many calls are struck; every one if missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// Each is struck with this probability, from 0 to 1; always if missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
}

/// A rule that cannot be.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RuleError {
    /// A status outside HTTP's range.
    #[error("a status lies between 200 and 599, not {0}")]
    Status(u16),
    /// A probability outside 0…1.
    #[error("a probability lies between 0 and 1, not {0}")]
    Probability(f64),
}

impl Rule {
    /// A rule that strikes every call of `service`, or of till and shop.
    #[must_use]
    pub fn new(service: impl Into<Option<Service>>, kind: Kind) -> Self {
        Self {
            service: service.into(),
            method: None,
            path: None,
            kind,
            status: None,
            effect: None,
            after: 0,
            times: None,
            probability: None,
        }
    }

    /// Whether the struck call takes effect.
    #[must_use]
    pub fn takes_effect(&self) -> bool {
        match self.kind {
            Kind::Cut | Kind::Truncated | Kind::Short | Kind::Empty | Kind::Nothing => true,
            Kind::Drop => self.effect.unwrap_or(true),
            Kind::Status | Kind::Timeout | Kind::Html | Kind::Hold => self.effect.unwrap_or(false),
        }
    }

    fn check(&self) -> Result<(), RuleError> {
        if let Some(status) = self.status.filter(|status| !(200..600).contains(status)) {
            return Err(RuleError::Status(status));
        }
        match self.probability {
            Some(probability) if !(0.0..=1.0).contains(&probability) => {
                Err(RuleError::Probability(probability))
            }
            _ => Ok(()),
        }
    }

    fn matches(&self, service: Service, method: &str, path: &str) -> bool {
        self.service
            .map_or(service != Service::Pictures, |wanted| wanted == service)
            && self
                .method
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self
                .path
                .as_ref()
                .is_none_or(|wanted| path.contains(wanted.as_str()))
    }
}

/// A rule at work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fault {
    /// Its number.
    pub id: u64,
    /// What it does.
    #[serde(flatten)]
    pub rule: Rule,
    /// Matching calls so far.
    pub seen: u64,
    /// Calls struck so far.
    pub struck: u64,
    /// Calls that are being held now.
    pub holding: u64,
    #[serde(skip)]
    gate: Arc<Gate>,
}

impl Fault {
    /// Where held calls wait.
    #[must_use]
    pub fn gate(&self) -> &Arc<Gate> {
        &self.gate
    }

    /// Whether it will never strike again.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.rule.times.is_some_and(|times| self.struck >= times)
    }

    fn strikes(&mut self, random: &dyn Randomness) -> bool {
        self.seen += 1;
        if self.seen <= self.rule.after || self.is_spent() {
            return false;
        }
        if let Some(probability) = self.rule.probability
            && random.unit() >= probability
        {
            return false;
        }
        self.struck += 1;
        true
    }
}

/// A fault that strikes one call.
#[derive(Clone, Debug)]
pub struct Strike {
    /// The fault's number.
    pub id: u64,
    /// What it does.
    pub rule: Rule,
    /// Where the call is held.
    pub gate: Arc<Gate>,
}

/// All faults, in the order in which they were added.
#[derive(Debug, Default)]
pub struct Faults {
    faults: Vec<Fault>,
    last: u64,
}

impl Faults {
    /// Adds a rule; gives its number.
    ///
    /// # Errors
    /// [`RuleError`] where the rule cannot be; nothing is added then.
    pub fn add(&mut self, rule: Rule) -> Result<u64, RuleError> {
        rule.check()?;
        self.last += 1;
        self.faults.push(Fault {
            id: self.last,
            rule,
            seen: 0,
            struck: 0,
            holding: 0,
            gate: Arc::default(),
        });
        Ok(self.last)
    }

    /// Every fault as it is now.
    #[must_use]
    pub fn list(&self) -> Vec<Fault> {
        self.faults.iter().map(now).collect()
    }

    /// One fault as it is now.
    #[must_use]
    pub fn get(&self, id: u64) -> Option<Fault> {
        self.faults.iter().find(|fault| fault.id == id).map(now)
    }

    /// Removes a fault and lets go what it holds; whether there was one.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.faults.len();
        self.faults.retain(|fault| {
            if fault.id == id {
                fault.gate.release();
            }
            fault.id != id
        });
        self.faults.len() < before
    }

    /// Removes all.
    pub fn clear(&mut self) {
        for fault in self.faults.drain(..) {
            fault.gate.release();
        }
    }

    /// The fault that strikes this call, if one does.
    pub fn strike(
        &mut self,
        service: Service,
        method: &str,
        path: &str,
        random: &dyn Randomness,
    ) -> Option<Strike> {
        let mut struck = None;
        for fault in &mut self.faults {
            if !fault.rule.matches(service, method, path) {
                continue;
            }
            if struck.is_some() {
                fault.seen += 1;
            } else if fault.strikes(random) {
                struck = Some(Strike {
                    id: fault.id,
                    rule: fault.rule.clone(),
                    gate: Arc::clone(&fault.gate),
                });
            }
        }
        struck
    }
}

fn now(fault: &Fault) -> Fault {
    let mut fault = fault.clone();
    fault.holding = fault.gate.holding();
    fault
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;

    fn struck(faults: &mut Faults, calls: usize) -> Vec<usize> {
        let random = SeededRandom::new(5);
        (0..calls)
            .filter(|_| {
                faults
                    .strike(Service::Shop, "PUT", "/v1.1/products/product.json", &random)
                    .is_some()
            })
            .collect()
    }

    #[test]
    fn a_fault_strikes_after_so_many_calls_and_so_many_times() {
        let mut faults = Faults::default();
        let rule = Rule {
            after: 2,
            times: Some(3),
            ..Rule::new(Service::Shop, Kind::Drop)
        };
        faults.add(rule).expect("a rule that can be");
        assert_eq!(struck(&mut faults, 8), [2, 3, 4]);
        let fault = faults.get(1).expect("the first fault");
        assert_eq!((fault.seen, fault.struck, fault.is_spent()), (8, 3, true));
    }

    #[test]
    fn a_fault_strikes_only_what_its_rule_names() {
        let mut faults = Faults::default();
        for (service, method, path) in [
            (Service::Till, None, None),
            (Service::Shop, Some("GET"), None),
            (Service::Shop, None, Some("/inventory")),
        ] {
            let rule = Rule {
                method: method.map(str::to_owned),
                path: path.map(str::to_owned),
                ..Rule::new(service, Kind::Status)
            };
            faults.add(rule).expect("a rule that can be");
        }
        assert_eq!(struck(&mut faults, 3), [0_usize; 0]);
    }

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let dice = || {
            let mut faults = Faults::default();
            let rule = Rule {
                probability: Some(0.3),
                ..Rule::new(Service::Shop, Kind::Status)
            };
            faults.add(rule).expect("a rule that can be");
            struck(&mut faults, 200)
        };
        let first = dice();
        assert_eq!(first, dice());
        assert!((30..90).contains(&first.len()), "about a third: {first:?}");
    }

    #[test]
    fn a_rule_that_cannot_be_is_refused() {
        let mut faults = Faults::default();
        let rule = Rule {
            probability: Some(1.5),
            ..Rule::new(Service::Till, Kind::Status)
        };
        assert_eq!(faults.add(rule), Err(RuleError::Probability(1.5)));
        let rule = Rule {
            status: Some(99),
            ..Rule::new(Service::Till, Kind::Status)
        };
        assert_eq!(faults.add(rule), Err(RuleError::Status(99)));
        assert!(faults.list().is_empty());
    }
}
