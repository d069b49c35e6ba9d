//! What is to be set right, as the sections of this page tell it.

use super::facts::Facts;
use crate::{
    pages::{
        findings::{FindingLine, orders, products, stock},
        orders::refusing,
    },
    words::{Wall, Words},
};

/// Open findings: how many, and the newest of them.
pub(super) struct FindingsView {
    /// "6 da sistemare"; none where all is well.
    pub(super) summary: Option<String>,
    pub(super) lines: Vec<FindingLine>,
    /// "e altri 12"; none where all are shown.
    pub(super) more: Option<String>,
}

impl FindingsView {
    pub(super) fn new(facts: &Facts, t: Words) -> Self {
        let lines: Vec<_> = facts
            .findings
            .iter()
            .filter_map(|row| products::line(row, t))
            .collect();
        // What is told in another section (held changes, permissions, orders) is not counted here.
        let elsewhere = count(facts.findings.len() - lines.len());
        let all = u64::try_from(facts.finding_count)
            .unwrap_or(0)
            .saturating_sub(elsewhere);
        let hidden = all.saturating_sub(count(lines.len()));
        Self {
            summary: (all > 0).then(|| t.count("findings", all)),
            lines,
            more: (hidden > 0).then(|| t.count("findings-more", hidden)),
        }
    }

    /// Those about orders.
    pub(super) fn of_orders(facts: &Facts, query: &str, t: Words) -> Self {
        let settings = refusing(&facts.findings);
        let findings = facts.findings.iter();
        let lines: Vec<_> = findings
            .filter_map(|row| orders::line(row, &settings, query, t))
            .collect();
        let all = count(lines.len());
        Self {
            summary: (all > 0).then(|| t.count("findings-orders", all)),
            lines,
            more: None,
        }
    }

    /// Those about stock.
    pub(super) fn of_stock(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Self {
        let findings = facts.findings.iter();
        let lines: Vec<_> = findings
            .filter_map(|row| stock::line(row, query, wall, t))
            .collect();
        let all = count(lines.len());
        Self {
            summary: (all > 0).then(|| t.count("findings-stock", all)),
            lines,
            more: None,
        }
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
