//! The network between a process and the two services.
//!
//! A request that has left goes on by itself: its process may die or stand still meanwhile, its effect
//! comes all the same. What leaves and what is answered is noted by [`Watch`].

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use futures::{
    StreamExt,
    channel::{mpsc, oneshot},
    future::BoxFuture,
    stream::FuturesUnordered,
};
use http::{Method, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::in_process::InProcess;
use ponte_transport::{Body, Clock, Request, Response, Transport, TransportError};

use crate::{
    clock::SimClock,
    dice::Dice,
    steps::Steps,
    stock::{
        deciding::Snapshot,
        judge::{Decisions, Judge},
    },
    town::Town,
    watch::Watch,
};

/// An answer's length that nobody reaches.
const LONGEST: usize = 1 << 24;

/// How long a request may be stuck somewhere.
const STUCK: u64 = 90;

/// The same for one that changes stock: what is given up counts as over after a minute, and the list
/// may lag 20 s behind.
const STUCK_WITH_STOCK: Duration = Duration::from_secs(35);

/// Where somebody leaves what its next writes of stock are decided from.
pub type Slot = Arc<Mutex<Option<Arc<Decisions>>>>;

/// An answer, and when the service gave it.
type Answered = (Timestamp, Result<Response, TransportError>);

/// What is on its way, of all processes.
#[derive(Clone)]
pub struct Network {
    clock: Arc<SimClock>,
    sandbox: Arc<InProcess>,
    judge: Arc<Judge>,
    dice: Arc<Dice>,
    leaving: mpsc::UnboundedSender<BoxFuture<'static, ()>>,
}

impl Network {
    /// A network to the services of `town`; what is given must be polled for anything to arrive.
    #[must_use]
    pub fn new(town: &Town, dice: Dice) -> (Self, BoxFuture<'static, ()>) {
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
            clock: town.clock.clone(),
            sandbox: town.sandbox.clone(),
            judge: town.judge.clone(),
            dice: Arc::new(dice),
            leaving,
        };
        (network, Box::pin(carrying))
    }

    /// Sends a request on its way; its writes of stock were decided so.
    fn send(
        &self,
        request: Request,
        decisions: Option<Arc<Decisions>>,
    ) -> oneshot::Receiver<Answered> {
        let (answered, answer) = oneshot::channel();
        let (clock, sandbox) = (self.clock.clone(), self.sandbox.clone());
        let judge = self.judge.clone();
        // One in two hundred is stuck somewhere, and may arrive after its sender gave it up.
        let stuck = self.dice.below(200) == 0;
        let stuck = stuck.then(|| self.dice.seconds(1, STUCK));
        let stuck = if writes_stock(&request) {
            stuck.map(|stuck| stuck.min(STUCK_WITH_STOCK))
        } else {
            stuck
        };
        let flight = async move {
            if let Some(stuck) = stuck {
                clock.sleep(stuck).await;
            }
            let answer = judge.under(decisions, sandbox.send(request)).await;
            // Nobody may be there to hear it.
            let _ = answered.send((clock.now(), answer));
        };
        let _ = self.leaving.unbounded_send(Box::pin(flight));
        answer
    }
}

fn writes_stock(request: &Request) -> bool {
    request.method == Method::PUT && request.url.path().contains("/inventory/")
}

/// The network as one process uses it.
pub struct Wire {
    network: Network,
    steps: Arc<Steps>,
    watch: Arc<Watch>,
    /// Who says what writes of stock are decided from; nobody: Ponte's database.
    slot: Option<Slot>,
    pass: Mutex<Pass>,
}

/// The pass over the stock that is under way.
#[derive(Default)]
struct Pass {
    /// When the reading of the shop's list began.
    listed: Option<Timestamp>,
    /// What was known when its first write left.
    snapshot: Option<Arc<Snapshot>>,
}

impl Wire {
    /// See the module.
    #[must_use]
    pub fn new(network: Network, steps: Arc<Steps>, watch: Arc<Watch>) -> Self {
        Self {
            network,
            steps,
            watch,
            slot: None,
            pass: Mutex::default(),
        }
    }

    /// The wire of somebody who leaves there what its writes of stock are decided from.
    #[must_use]
    pub fn deciding(self, slot: Slot) -> Self {
        Self {
            slot: Some(slot),
            ..self
        }
    }

    async fn decisions(&self, request: &Request, left: Timestamp) -> Option<Arc<Decisions>> {
        if request.method == Method::GET && request.url.path().ends_with("/inventory/list.json") {
            *self.pass() = Pass {
                listed: Some(left),
                snapshot: None,
            };
        }
        if !writes_stock(request) {
            return None;
        }
        if let Some(slot) = &self.slot {
            return slot.lock().unwrap_or_else(PoisonError::into_inner).clone();
        }
        let inspector = self.watch.inspector()?;
        let (listed, taken) = {
            let pass = self.pass();
            (pass.listed?, pass.snapshot.clone())
        };
        let snapshot = match taken {
            Some(snapshot) => snapshot,
            None => Arc::new(inspector.snapshot(listed).await?),
        };
        self.pass().snapshot.get_or_insert(snapshot.clone());
        let decisions = inspector.decided(&snapshot, &request.body).await;
        Some(Arc::new(decisions))
    }

    fn pass(&self) -> MutexGuard<'_, Pass> {
        self.pass.lock().unwrap_or_else(PoisonError::into_inner)
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
        if self.slot.is_none() && self.watch.stock_is_others() && path.contains("/inventory/") {
            return Ok(forbidden());
        }
        let (timeout, body) = (request.timeout, request.body.clone());
        if method == Method::POST && path.contains("/documents/orders") {
            self.watch.sends(&body, left);
        }
        let decisions = self.decisions(&request, left).await;
        let answer = self.network.send(request, decisions);
        let (given, answer) = tokio::select! {
            biased;
            answer = answer => answer.unwrap_or_else(|_| {
                let gone = TransportError::Broken("the network is gone".to_owned());
                (left, Err(gone))
            }),
            () = clock.sleep(timeout) => (left, Err(TransportError::Timeout(timeout))),
        };
        if method == Method::POST && path.contains("/documents/orders") {
            let tells = |answer: &Response| !answer.status.is_server_error();
            let answered = answer.as_ref().is_ok_and(tells);
            self.watch.sent(&body, answered).await;
        }
        let answer = match answer {
            Ok(answer) if method == Method::GET => {
                if path.ends_with("/orders/order.json") {
                    let whole = |_: &Bytes| self.watch.read(query.as_deref().unwrap_or(""), left);
                    Ok(read(answer, whole).await)
                } else if path.contains("/stocks/") {
                    let whole = |body: &Bytes| self.watch.read_stock(&path, left, given, body);
                    Ok(read(answer, whole).await)
                } else {
                    Ok(answer)
                }
            }
            answer => answer,
        };
        self.steps.step().await;
        answer
    }
}

/// The answer to one who may not see the shop's stock.
fn forbidden() -> Response {
    Response {
        status: StatusCode::FORBIDDEN,
        headers: http::HeaderMap::new(),
        body: Body::from(Bytes::from_static(
            b"{\"error\":403,\"message\":\"forbidden\"}",
        )),
    }
}

/// Tells `whole` of an answer's body where it is whole JSON; the answer as it was.
async fn read(answer: Response, whole: impl FnOnce(&Bytes)) -> Response {
    let Response {
        status,
        headers,
        body,
    } = answer;
    let body = match body.bytes(LONGEST).await {
        Ok(bytes) => {
            let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
            if status == StatusCode::OK && is_json {
                whole(&bytes);
            }
            Body::from(bytes)
        }
        Err(error) => {
            let cut = futures::stream::once(async move { Err(error) });
            Body::from_stream(cut)
        }
    };
    Response {
        status,
        headers,
        body,
    }
}
