//! The webhooks of both services on their way.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::{
    Service, SharedWorld, World,
    deliver::{self, Delivery, Mischief},
};
use ponte_transport::{Body, ManualClock, Request, Response, Transport, TransportError};
use url::Url;

/// Where a call may go.
const TAKES: &str = "http://a.test/takes";
const REFUSES: &str = "http://a.test/refuses";
const NEVER: &str = "http://a.test/never";

/// A receiver that notes what reaches it, and when; it looks into the world while it is called.
struct Receiver {
    world: SharedWorld,
    calls: Mutex<Vec<(i64, String, Bytes)>>,
}

#[async_trait]
impl Transport for Receiver {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let at = self.world.now().as_second();
        let body = request.body.clone();
        let path = request.url.path().to_owned();
        self.calls
            .lock()
            .expect("no panic while held")
            .push((at, path, body));
        // A lock that were held across the call would never be free here.
        drop(self.world.lock());
        let status = match request.url.path() {
            "/takes" => StatusCode::NO_CONTENT,
            "/refuses" => StatusCode::BAD_GATEWAY,
            _ => {
                self.world.clock().sleep(request.timeout).await;
                return Err(TransportError::Timeout(request.timeout));
            }
        };
        Ok(Response {
            status,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

struct Post {
    clock: Arc<ManualClock>,
    receiver: Arc<Receiver>,
}

impl Post {
    fn open() -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let world = World::with_tenants(clock.clone(), 1, 3);
        let receiver = Arc::new(Receiver {
            world: world.clone(),
            calls: Mutex::default(),
        });
        tokio::spawn(deliver::run(world, receiver.clone()));
        Self { clock, receiver }
    }

    fn post(&self, url: &str, body: &'static str, mischief: Mischief) {
        let world = &self.receiver.world;
        let delivery = Delivery {
            service: Service::Shop,
            instance: "i".to_owned(),
            url: Url::parse(url).expect("an address"),
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
            timeout: Duration::from_secs(10),
            pauses: vec![Duration::from_secs(60); 2],
        };
        let (now, random) = (world.now(), world.random().as_ref());
        world.lock().outbox.post(delivery, mischief, now, random);
    }

    /// Lets the time pass second by second, and whoever can run, run.
    async fn pass(&self, seconds: u64) {
        for _ in 0..seconds {
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            self.clock.advance(Duration::from_secs(1));
        }
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
    }

    fn calls(&self) -> Vec<(i64, String, Bytes)> {
        self.receiver
            .calls
            .lock()
            .expect("no panic while held")
            .clone()
    }

    fn bodies(&self) -> Vec<Bytes> {
        self.calls().into_iter().map(|(_, _, body)| body).collect()
    }
}

#[tokio::test]
async fn a_call_that_is_taken_is_made_once() {
    let post = Post::open();
    post.post(TAKES, "a", Mischief::default());
    post.pass(300).await;
    assert_eq!(post.calls(), [(0, "/takes".to_owned(), Bytes::from("a"))]);
    let state = post.receiver.world.lock();
    let made: Vec<_> = state.outbox.made().collect();
    assert_eq!(
        (made.len(), made[0].attempt, made[0].status),
        (1, 1, Some(204))
    );
}

#[tokio::test]
async fn a_call_that_is_not_taken_is_made_again_word_for_word_after_each_pause() {
    let post = Post::open();
    post.post(REFUSES, "a", Mischief::default());
    post.pass(400).await;
    let times: Vec<_> = post.calls().iter().map(|call| call.0).collect();
    assert_eq!(times, [0, 60, 120]);
    assert_eq!(post.bodies(), ["a", "a", "a"]);
}

#[tokio::test]
async fn a_slow_receiver_holds_up_nobody_else_s_calls() {
    let post = Post::open();
    post.post(NEVER, "slow", Mischief::default());
    post.post(TAKES, "quick", Mischief::default());
    post.pass(1).await;
    assert_eq!(post.bodies(), ["slow", "quick"]);
    let state = post.receiver.world.lock();
    assert_eq!(state.outbox.made().count(), 1);
}

#[tokio::test]
async fn calls_are_lost_doubled_and_disordered_on_demand() {
    let post = Post::open();
    let lost = Mischief {
        lost_percent: 100,
        ..Mischief::default()
    };
    post.post(TAKES, "lost", lost);
    let doubled = Mischief {
        doubled_percent: 100,
        ..Mischief::default()
    };
    post.post(TAKES, "twice", doubled);
    post.pass(1).await;
    assert_eq!(post.bodies(), ["twice", "twice"]);

    let late = Mischief {
        late_seconds: 30,
        ..Mischief::default()
    };
    let sent = ["1", "2", "3", "4", "5", "6", "7", "8"];
    for body in sent {
        post.post(TAKES, body, late);
    }
    post.pass(31).await;
    let mut arrived = post.bodies().split_off(2);
    assert_ne!(arrived, sent);
    arrived.sort();
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn what_was_on_its_way_when_the_world_began_anew_is_not_made_again() {
    let post = Post::open();
    post.post(NEVER, "old", Mischief::default());
    post.pass(1).await;
    post.receiver.world.lock().outbox.clear();
    post.pass(200).await;
    assert_eq!(post.bodies(), ["old"]);
}
