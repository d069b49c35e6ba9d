//! The network between a process and the two services.
//!
//! A request that has left goes on by itself: its process may die or stand still meanwhile, its effect
//! comes all the same. What leaves and what is answered is noted by [`Watch`].

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures::{
    StreamExt,
    channel::{mpsc, oneshot},
    future::BoxFuture,
    stream::FuturesUnordered,
};
use http::{Method, StatusCode};
use ponte_sandbox::in_process::InProcess;
use ponte_transport::{Body, Clock, Request, Response, Transport, TransportError};

use crate::{clock::SimClock, dice::Dice, steps::Steps, watch::Watch};

/// An answer's length that nobody reaches.
const LONGEST: usize = 1 << 24;

/// What is on its way, of all processes.
#[derive(Clone)]
pub struct Network {
    clock: Arc<SimClock>,
    sandbox: Arc<InProcess>,
    dice: Arc<Dice>,
    leaving: mpsc::UnboundedSender<BoxFuture<'static, ()>>,
}

impl Network {
    /// A network to the services of `sandbox`; what is given must be polled for anything to arrive.
    #[must_use]
    pub fn new(
        clock: Arc<SimClock>,
        sandbox: Arc<InProcess>,
        dice: Dice,
    ) -> (Self, BoxFuture<'static, ()>) {
        let (leaving, mut left) = mpsc::unbounded::<BoxFuture<'static, ()>>();
        let carrying = async move {
            let mut flights = FuturesUnordered::new();
            loop {
                tokio::select! {
                    biased;
                    Some(flight) = left.next() => flights.push(flight),
                    Some(()) = flights.next() => {}
                    // Nothing flies, and nobody is there to send anything.
                    else => return,
                }
            }
        };
        let network = Self {
            clock,
            sandbox,
            dice: Arc::new(dice),
            leaving,
        };
        (network, Box::pin(carrying))
    }

    /// Sends a request on its way.
    fn send(&self, request: Request) -> oneshot::Receiver<Result<Response, TransportError>> {
        let (answered, answer) = oneshot::channel();
        let (clock, sandbox) = (self.clock.clone(), self.sandbox.clone());
        // One in two hundred is stuck somewhere, and may arrive after its sender gave it up.
        let stuck = self.dice.below(200) == 0;
        let stuck = stuck.then(|| self.dice.seconds(1, 90));
        let flight = async move {
            if let Some(stuck) = stuck {
                clock.sleep(stuck).await;
            }
            let answer = sandbox.send(request).await;
            // Nobody may be there to hear it.
            let _ = answered.send(answer);
        };
        let _ = self.leaving.unbounded_send(Box::pin(flight));
        answer
    }
}

/// The network as one process uses it.
pub struct Wire {
    network: Network,
    steps: Arc<Steps>,
    watch: Arc<Watch>,
}

impl Wire {
    /// See the module.
    #[must_use]
    pub fn new(network: Network, steps: Arc<Steps>, watch: Arc<Watch>) -> Self {
        Self {
            network,
            steps,
            watch,
        }
    }
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.steps.step().await;
        let clock = &self.network.clock;
        let left = clock.now();
        let (method, path) = (request.method.clone(), request.url.path().to_owned());
        let query = request.url.query().map(str::to_owned);
        let (timeout, body) = (request.timeout, request.body.clone());
        if method == Method::POST && path.contains("/documents/orders") {
            self.watch.sends(&body, left);
        }
        let answer = self.network.send(request);
        let answer = tokio::select! {
            biased;
            answer = answer => answer.unwrap_or_else(|_| {
                Err(TransportError::Broken("the network is gone".to_owned()))
            }),
            () = clock.sleep(timeout) => Err(TransportError::Timeout(timeout)),
        };
        if method == Method::POST && path.contains("/documents/orders") {
            let tells = |answer: &Response| !answer.status.is_server_error();
            let answered = answer.as_ref().is_ok_and(tells);
            self.watch.sent(&body, answered).await;
        }
        let answer = match answer {
            Ok(answer) if path.ends_with("/orders/order.json") && method == Method::GET => {
                Ok(self.read(answer, query.as_deref(), left).await)
            }
            answer => answer,
        };
        self.steps.step().await;
        answer
    }
}

impl Wire {
    /// Notes that an order was read, where it was read whole; the answer as it was.
    async fn read(&self, answer: Response, query: Option<&str>, left: jiff::Timestamp) -> Response {
        let Response {
            status,
            headers,
            body,
        } = answer;
        let (body, whole): (Body, Option<Bytes>) = match body.bytes(LONGEST).await {
            Ok(whole) => (Body::from(whole.clone()), Some(whole)),
            Err(error) => {
                let cut = futures::stream::once(async move { Err(error) });
                (Body::from_stream(cut), None)
            }
        };
        let is_whole =
            whole.is_some_and(|whole| serde_json::from_slice::<serde_json::Value>(&whole).is_ok());
        if status == StatusCode::OK && is_whole {
            self.watch.read(query.unwrap_or_default(), left);
        }
        Response {
            status,
            headers,
            body,
        }
    }
}
