//! The worker's loop in this process, under a clock that stands still until it is moved.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use ponte_jobs::{Claim, HandlerOutcome, Handlers, Jobs, Settings, offset, serve};
use ponte_store::{SharedStore, jobs::Job};
use ponte_transport::{
    Clock, ManualClock, SeededRandom,
    clock::{between, later},
};
use tempfile::TempDir;
use tokio::{
    sync::{
        Notify, Semaphore,
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    },
    time::timeout,
};

const KIND: &str = "orders";
const MINUTE: Duration = Duration::from_secs(60);

/// Jobs over a database of their own, and what their work tells.
struct Bench {
    clock: Arc<ManualClock>,
    store: SharedStore,
    jobs: Jobs,
    tell: UnboundedSender<String>,
    told: UnboundedReceiver<String>,
    _folder: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        let store = ponte_store::connect(&address).await.expect("a store");
        let start = Timestamp::from_second(1_760_000_000).expect("an instant");
        let clock = Arc::new(ManualClock::new(start));
        let (tell, told) = unbounded_channel();
        let random = Arc::new(SeededRandom::new(1));
        let settings = Settings {
            side_by_side: 3,
            ..Settings::default()
        };
        Self {
            jobs: Jobs::new(store.clone(), clock.clone(), random, settings),
            clock,
            store,
            tell,
            told,
            _folder: folder,
        }
    }

    async fn ask(&self, shop: &str) {
        self.jobs.ask(shop, KIND).await.expect("asked");
    }

    async fn hears(&mut self, line: &str) {
        let told = timeout(MINUTE, self.told.recv()).await;
        assert_eq!(told.expect("in time").as_deref(), Some(line));
    }

    async fn job(&self, shop: &str) -> Option<Job> {
        let mut tx = self.store.read().await.expect("a transaction");
        let mut jobs = tx.jobs(shop).await.expect("read");
        jobs.pop()
    }

    /// The shop's job, as soon as it is so.
    async fn job_that(&self, shop: &str, is: impl Fn(&Job) -> bool) -> Job {
        let found = async {
            loop {
                if let Some(job) = self.job(shop).await.filter(&is) {
                    return job;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(MINUTE, found).await.expect("in time")
    }

    /// Moves the clock to that instant; the worker looks again.
    fn is(&self, at: Timestamp) {
        self.clock.advance(between(self.clock.now(), at));
        self.jobs.wake();
    }

    fn in_an_hour(&self) -> Timestamp {
        later(self.clock.now(), MINUTE * 60)
    }
}

/// Serves while `script` runs, and until everything is put down.
async fn serving(jobs: &Jobs, handlers: Handlers, script: impl Future<Output = ()>) {
    let stop = Notify::new();
    let script = async {
        script.await;
        stop.notify_one();
    };
    let both = futures::future::join(serve(jobs, &handlers, stop.notified()), script);
    timeout(2 * MINUTE, both).await.expect("in time");
}

/// Work that tells the shop's name and comes to this end.
fn tells(bench: &Bench, outcome: HandlerOutcome) -> Handlers {
    let tell = bench.tell.clone();
    Handlers::new().register(KIND, move |claim: Claim| {
        let outcome = outcome.clone();
        tell.send(claim.shop().to_owned()).expect("somebody hears");
        async move { outcome }
    })
}

/// Tells when it is dropped.
struct Dropped(UnboundedSender<String>);

impl Drop for Dropped {
    fn drop(&mut self) {
        drop(self.0.send("dropped".to_owned()));
    }
}

/// Work that tells its beginning and its end, and never ends by itself.
fn endless(bench: &Bench) -> Handlers {
    let tell = bench.tell.clone();
    Handlers::new().register(KIND, move |claim: Claim| {
        let tell = tell.clone();
        async move {
            tell.send("begun".to_owned()).expect("somebody hears");
            let _dropped = Dropped(tell);
            claim.stopping().await;
            HandlerOutcome::PutDown
        }
    })
}

#[tokio::test]
async fn a_job_asked_for_in_this_process_begins_at_once() {
    let mut bench = Bench::new().await;
    let handlers = tells(&bench, HandlerOutcome::Done);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        for shop in ["s", "t", "s", "u"] {
            bench.ask(shop).await;
            bench.hears(shop).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_job_that_another_process_asked_for_is_found_by_looking() {
    let mut bench = Bench::new().await;
    let handlers = tells(&bench, HandlerOutcome::Done);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("s").await;
        let now = bench.clock.now();
        let mut tx = bench.store.write().await.expect("a transaction");
        tx.job_enqueue("t", KIND, now, now).await.expect("asked");
        tx.commit().await.expect("committed");
        let soon = Duration::from_millis(20);
        let heard = loop {
            match timeout(soon, bench.told.recv()).await {
                Ok(heard) => break heard,
                Err(_) => bench.clock.advance(Settings::default().look / 10),
            }
        };
        assert_eq!(heard.as_deref(), Some("t"));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_again_and_again_waits_longer_each_time() {
    let mut bench = Bench::new().await;
    let error = "no answer".to_owned();
    let handlers = tells(&bench, HandlerOutcome::Failed { error });
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        for (times, nominal) in [(1, 10), (2, 20), (3, 40), (4, 80)] {
            bench.hears("s").await;
            let failed = bench
                .job_that("s", |job| job.failures == times && !job.held)
                .await;
            assert_eq!(failed.last_error.as_deref(), Some("no answer"));
            let pause = between(bench.clock.now(), failed.due_at);
            let nominal = Duration::from_secs(nominal);
            assert!(pause <= nominal && pause >= nominal * 49 / 100, "{pause:?}");
            bench.is(failed.due_at);
        }
    })
    .await;
}

#[tokio::test]
async fn work_that_panics_has_failed_and_the_others_go_on() {
    let mut bench = Bench::new().await;
    let tell = bench.tell.clone();
    let handlers = Handlers::new().register(KIND, move |claim: Claim| {
        let tell = tell.clone();
        async move {
            assert_ne!(claim.shop(), "s", "this panic is part of the test");
            tell.send(claim.shop().to_owned()).expect("somebody hears");
            HandlerOutcome::Done
        }
    });
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.ask("t").await;
        bench.hears("t").await;
        let failed = bench.job_that("s", |job| job.failures == 1).await;
        assert!(failed.last_error.expect("a text").contains("panicked"));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_can_do_nothing_yet_waits_without_having_failed() {
    let mut bench = Bench::new().await;
    let at = bench.in_an_hour();
    let handlers = tells(&bench, HandlerOutcome::Retry { at });
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("s").await;
        let waits = bench.job_that("s", |job| !job.held).await;
        assert_eq!((waits.due_at, waits.failures), (at, 0));
        bench.is(at);
        bench.hears("s").await;
    })
    .await;
}

#[tokio::test]
async fn a_timer_strikes_once_a_period_at_the_shops_own_place() {
    let mut bench = Bench::new().await;
    let handlers = tells(&bench, HandlerOutcome::Done);
    let jobs = bench.jobs.clone();
    let every = MINUTE * 5;
    serving(&jobs, handlers, async {
        let mut tx = bench.store.write().await.expect("a transaction");
        let scheduled = jobs.schedule(&mut *tx, "s", KIND, every).await;
        scheduled.expect("scheduled");
        jobs.commit(tx).await.expect("committed");
        let mut due = bench.job_that("s", |_| true).await.due_at;
        for _ in 0..3 {
            let place = due.as_millisecond() % 300_000;
            assert_eq!(u128::try_from(place), Ok(offset("s", every).as_millis()));
            bench.is(due);
            bench.hears("s").await;
            let next = bench.job_that("s", |job| !job.held).await.due_at;
            assert_eq!(between(due, next), every);
            due = next;
        }
        let mut tx = bench.store.write().await.expect("a transaction");
        let unscheduled = jobs.unschedule(&mut *tx, "s", KIND).await;
        unscheduled.expect("taken away");
        tx.commit().await.expect("committed");
        assert_eq!(bench.job("s").await, None);
    })
    .await;
}

#[tokio::test]
async fn no_more_jobs_are_worked_on_than_side_by_side() {
    let bench = Bench::new().await;
    let (gate, now, most) = (
        Arc::new(Semaphore::new(0)),
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicUsize::new(0)),
    );
    let handlers = Handlers::new().register(KIND, {
        let (gate, now, most) = (gate.clone(), now.clone(), most.clone());
        move |_| {
            let (gate, now, most) = (gate.clone(), now.clone(), most.clone());
            async move {
                most.fetch_max(now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                gate.acquire().await.expect("never closed").forget();
                now.fetch_sub(1, Ordering::Relaxed);
                HandlerOutcome::Done
            }
        }
    });
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        for shop in 0..10 {
            bench.ask(&shop.to_string()).await;
        }
        while now.load(Ordering::Relaxed) < 3 {
            tokio::task::yield_now().await;
        }
        gate.add_permits(10);
        for shop in 0..10 {
            while bench.job(&shop.to_string()).await.is_some() {
                tokio::task::yield_now().await;
            }
        }
    })
    .await;
    assert_eq!(most.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn asked_to_stop_it_puts_down_what_is_under_way_and_takes_nothing_more() {
    let mut bench = Bench::new().await;
    let handlers = endless(&bench);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("begun").await;
    })
    .await;
    bench.hears("dropped").await;
    let put_down = bench.job("s").await.expect("not lost");
    assert!(!put_down.held && put_down.failures == 0);
    assert_eq!(put_down.due_at, bench.clock.now(), "the next one goes on");

    bench.ask("t").await;
    let stopped = async {};
    serve(&jobs, &endless(&bench), stopped).await;
    assert!(bench.told.try_recv().is_err(), "nothing was begun");
    assert!(!bench.job("t").await.expect("not lost").held);
}

#[tokio::test]
async fn a_job_that_was_taken_over_is_dropped_where_it_stands() {
    let mut bench = Bench::new().await;
    let handlers = endless(&bench);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("begun").await;
        // By somebody whose clock is ahead.
        let theirs = bench.in_an_hour();
        let mut tx = bench.store.write().await.expect("a transaction");
        let taken = tx
            .job_claim(&[KIND], "theirs", theirs, later(theirs, MINUTE))
            .await;
        assert!(taken.expect("an answer").is_some());
        tx.commit().await.expect("committed");
        bench.clock.advance(Settings::default().lease / 3);
        bench.hears("dropped").await;
        let mut tx = bench.store.write().await.expect("a transaction");
        let finished = tx.job_finish("s", KIND, "theirs", theirs).await;
        finished.expect("still theirs");
    })
    .await;
}

#[tokio::test]
async fn work_that_slept_over_its_lease_is_dropped_and_begun_anew() {
    let mut bench = Bench::new().await;
    let handlers = endless(&bench);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("begun").await;
        bench.clock.advance(Settings::default().lease);
        bench.hears("dropped").await;
        bench.jobs.wake();
        bench.hears("begun").await;
        assert!(bench.job("s").await.expect("a job").held);
    })
    .await;
}

#[tokio::test]
async fn a_long_job_is_renewed_as_time_goes_by() {
    let mut bench = Bench::new().await;
    let handlers = endless(&bench);
    let jobs = bench.jobs.clone();
    serving(&jobs, handlers, async {
        bench.ask("s").await;
        bench.hears("begun").await;
        let third = Settings::default().lease / 3;
        let mut ends = bench.job("s").await.expect("a job").due_at;
        for _ in 0..6 {
            bench.clock.advance(third);
            ends = bench.job_that("s", |job| job.due_at > ends).await.due_at;
        }
        assert!(bench.told.try_recv().is_err(), "begun once, and going on");
    })
    .await;
}
