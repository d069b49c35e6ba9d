//! How long each service takes before it looks at a call.

use std::time::Duration;

use ponte_transport::Randomness;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::service::Service;

/// A fixed part, and a random one on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Latency {
    /// Milliseconds that every call takes.
    pub millis: u64,
    /// Up to so many milliseconds more, by the sandbox's randomness.
    pub jitter_millis: u64,
}

impl Latency {
    /// The pause of the next call; none where nothing is set.
    #[must_use]
    pub fn draw(&self, random: &dyn Randomness) -> Option<Duration> {
        let jitter = match self.jitter_millis {
            0 => 0,
            most => random.below(most.saturating_add(1)),
        };
        let millis = self.millis.saturating_add(jitter);
        (millis > 0).then(|| Duration::from_millis(millis))
    }
}

/// The latency of both services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Latencies {
    /// Cassa in Cloud.
    pub till: Latency,
    /// TS Commerce.
    pub shop: Latency,
}

impl Latencies {
    /// One service's.
    #[must_use]
    pub fn of(&self, service: Service) -> Latency {
        match service {
            Service::Till => self.till,
            Service::Shop => self.shop,
            Service::Pictures => Latency::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;

    #[test]
    fn latency_is_fixed_plus_jitter() {
        let random = SeededRandom::new(3);
        let latency = Latency {
            millis: 50,
            jitter_millis: 10,
        };
        let drawn: Vec<u128> = (0..100)
            .filter_map(|_| latency.draw(&random))
            .map(|pause| pause.as_millis())
            .collect();
        assert!(drawn.iter().all(|millis| (50..=60).contains(millis)));
        assert!(drawn.iter().any(|millis| *millis != drawn[0]));
        assert_eq!(Latency::default().draw(&random), None);
    }
}
