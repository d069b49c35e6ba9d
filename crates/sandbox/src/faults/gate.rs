//! Where held calls wait, and where a test learns that one has come.

use tokio::sync::watch;

/// What a gate knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    reached: u64,
    left: u64,
    released: bool,
}

/// A gate: calls wait before it until it is released.
#[derive(Debug)]
pub struct Gate(watch::Sender<Seen>);

impl Default for Gate {
    fn default() -> Self {
        Self(watch::Sender::new(Seen::default()))
    }
}

impl Gate {
    /// Tells that a call has come, and waits until the gate is released. A caller that is dropped
    /// while it waits is counted as gone.
    pub async fn pass(&self) {
        let mut seen = self.0.subscribe();
        self.0.send_modify(|seen| seen.reached += 1);
        let _gone = Gone(&self.0);
        // The sender lives in `self`: the wait cannot end by losing it.
        let _ = seen.wait_for(|seen| seen.released).await;
    }

    /// Waits until a call has come, now or before; ends too when the gate is released.
    pub async fn reached(&self) {
        let mut seen = self.0.subscribe();
        let _ = seen
            .wait_for(|seen| seen.reached > 0 || seen.released)
            .await;
    }

    /// Lets go everybody who waits, and whoever comes later.
    pub fn release(&self) {
        self.0.send_modify(|seen| seen.released = true);
    }

    /// How many calls wait now.
    #[must_use]
    pub fn holding(&self) -> u64 {
        let seen = *self.0.borrow();
        seen.reached - seen.left
    }
}

/// Counts a caller as gone, however it goes.
struct Gone<'a>(&'a watch::Sender<Seen>);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|seen| seen.left += 1);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn a_held_call_waits_until_it_is_released() {
        let gate = Arc::new(Gate::default());
        let call = tokio::spawn({
            let gate = Arc::clone(&gate);
            async move { gate.pass().await }
        });
        gate.reached().await;
        assert_eq!((gate.holding(), call.is_finished()), (1, false));
        gate.release();
        call.await.expect("the call ends");
        assert_eq!(gate.holding(), 0);
    }

    #[tokio::test]
    async fn a_client_that_goes_away_is_no_longer_held() {
        let gate = Arc::new(Gate::default());
        let call = tokio::spawn({
            let gate = Arc::clone(&gate);
            async move { gate.pass().await }
        });
        gate.reached().await;
        call.abort();
        assert!(call.await.is_err(), "it was aborted");
        assert_eq!(gate.holding(), 0);
    }
}
