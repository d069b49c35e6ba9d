//! How near a sync came to the fastest that its remote allows.

use crate::sandbox::Count;

/// The least share of the bound that is good enough.
pub const ENOUGH: f64 = 0.9;

/// Calls that no first sync can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Pages of the till's catalogue.
    pub pages: u64,
    /// Products of the shop: one write each.
    pub products: u64,
    /// Pictures of the shop: one write each.
    pub pictures: u64,
}

/// What limits the remote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// Each call takes so long, and so many writes are in flight at once.
    Latency {
        /// Seconds a call.
        seconds: f64,
        /// Writes at once.
        in_flight: f64,
    },
    /// The shop serves so many calls a second.
    Rate(f64),
}

impl Needed {
    /// From what the sandbox counted: a write that was served twice is needed once, which is why
    /// products and pictures come from the shop's own figures.
    #[must_use]
    pub fn total(self) -> u64 {
        self.pages + self.products + self.pictures
    }

    /// The shortest time in seconds in which they can be done. The till's pages are not under the
    /// shop's rate.
    #[must_use]
    pub fn bound(self, limit: Limit) -> f64 {
        match limit {
            Limit::Latency { seconds, in_flight } => float(self.total()) * seconds / in_flight,
            Limit::Rate(rate) => float(self.products + self.pictures) / rate,
        }
    }
}

/// The table of calls by path, as the sandbox counted them.
#[must_use]
pub fn table(counts: &[Count]) -> String {
    let mut lines = vec!["   calls  status  call".to_owned()];
    lines.extend(counts.iter().map(|count| {
        let Count {
            service,
            method,
            path,
            status,
            calls,
        } = count;
        format!("{calls:>8}  {status:>6}  {service} {method} {path}")
    }));
    lines.join("\n")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of calls are far below 2^52"
)]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDED: Needed = Needed {
        pages: 10,
        products: 1_000,
        pictures: 1_390,
    };

    #[test]
    fn the_latency_bound_is_calls_times_latency_by_writes_in_flight() {
        let limit = Limit::Latency {
            seconds: 0.05,
            in_flight: 8.0,
        };
        assert!((NEEDED.bound(limit) - 15.0).abs() < 1e-9);
    }

    #[test]
    fn the_rate_bound_leaves_the_tills_pages_out() {
        assert!((NEEDED.bound(Limit::Rate(10.0)) - 239.0).abs() < 1e-9);
    }
}
