//! The process that works on jobs: this very test program, started again with a task in its
//! environment.
//!
//! It tells what happens in lines on its standard error (`start s`, `finish s`, `dropped s`), and
//! the same lines, with its name and the number of the claim, in a file that all processes share. It
//! obeys lines on its standard input: `go` lets one piece of work that waits go on, `stop` asks to
//! put everything down.

use std::{
    env,
    fs::OpenOptions,
    io::{BufRead, Write, stdin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use ponte_jobs::{Claim, HandlerOutcome, Handlers, Jobs, Settings, serve};
use ponte_store::{SharedStore, StoreError};
use ponte_transport::{Clock, SystemClock, SystemRandom, retry::Backoff};
use tokio::sync::{Notify, Semaphore};

/// The kind of all jobs here.
pub const KIND: &str = "orders";
/// What the children are told, each in a variable of the environment.
pub const DATABASE: &str = "PONTE_JOBS_DATABASE";
pub const LOG: &str = "PONTE_JOBS_LOG";
pub const NAME: &str = "PONTE_JOBS_NAME";
pub const WORK: &str = "PONTE_JOBS_WORK";
pub const LEASE_MS: &str = "PONTE_JOBS_LEASE_MS";
pub const SIDE_BY_SIDE: &str = "PONTE_JOBS_SIDE_BY_SIDE";
pub const BUSY_MS: &str = "PONTE_JOBS_BUSY_MS";

/// What the work does between its start and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing.
    Quick,
    /// Waits for `go`, or until it is asked to put down.
    Waits,
    /// Waits for `go` with its whole thread, and does not look whether the job is still its own.
    Blocks,
    /// Takes twice as long as a lease.
    Long,
}

const WORKS: [Work; 4] = [Work::Quick, Work::Waits, Work::Blocks, Work::Long];

struct Child {
    name: String,
    work: Work,
    lease: Duration,
    store: SharedStore,
    log: Mutex<std::fs::File>,
    claims: AtomicU64,
    go: Semaphore,
    go_blocking: Mutex<mpsc::Receiver<()>>,
}

/// No test by itself: without a task in the environment it has nothing to do.
#[test]
fn works_where_it_was_told_to() {
    let Ok(database) = env::var(DATABASE) else {
        return;
    };
    // One thread, as in a simulation.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(run(&database));
}

fn told(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is missing"))
}

fn number(variable: &str) -> u64 {
    told(variable).parse().expect("a number")
}

async fn run(database: &str) {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_max_level(tracing::Level::WARN)
        .init();
    let store = match env::var(BUSY_MS) {
        Ok(busy) => {
            let busy = Duration::from_millis(busy.parse().expect("a number"));
            ponte_store::connect_impatiently(database, busy).await
        }
        Err(_) => ponte_store::connect(database).await,
    };
    let store = store.expect("a store");
    let lease = Duration::from_millis(number(LEASE_MS));
    let log = OpenOptions::new()
        .append(true)
        .open(told(LOG))
        .expect("the log");
    let (go, go_blocking) = mpsc::channel();
    let work = told(WORK);
    let child = Arc::new(Child {
        name: told(NAME),
        work: *WORKS
            .iter()
            .find(|known| format!("{known:?}") == work)
            .expect("work"),
        lease,
        store: store.clone(),
        log: Mutex::new(log),
        claims: AtomicU64::new(0),
        go: Semaphore::new(0),
        go_blocking: Mutex::new(go_blocking),
    });
    let stop = Arc::new(Notify::new());
    std::thread::spawn({
        let (child, stop) = (child.clone(), stop.clone());
        move || obey(&child, &go, &stop)
    });
    let settings = Settings {
        lease,
        side_by_side: usize::try_from(number(SIDE_BY_SIDE)).expect("a number"),
        look: Duration::from_millis(50),
        patience: Duration::from_millis(20),
        backoff: Backoff {
            first: Duration::from_millis(50),
            longest: Duration::from_millis(200),
            tries: u32::MAX,
        },
    };
    let jobs = Jobs::new(
        store,
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
        settings,
    );
    let handlers = Handlers::new().register(KIND, move |claim| {
        let child = child.clone();
        async move { child.handle(claim).await }
    });
    say("ready");
    serve(&jobs, &handlers, stop.notified()).await;
}

fn obey(child: &Child, go: &mpsc::Sender<()>, stop: &Notify) {
    for line in stdin().lock().lines() {
        match line.as_deref() {
            Ok("go") => {
                child.go.add_permits(1);
                go.send(()).expect("the child runs");
            }
            Ok("stop") => stop.notify_one(),
            other => panic!("not understood: {other:?}"),
        }
    }
}

/// A line in one piece: other threads write there too.
fn say(line: &str) {
    let line = format!("{line}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("somebody reads");
}

/// A piece of work between its start and its end: dropped before, it says so.
struct Begun<'a> {
    child: &'a Child,
    shop: &'a str,
    number: u64,
    ended: bool,
}

impl Begun<'_> {
    fn note(&self, what: &str) {
        let Self {
            child,
            shop,
            number,
            ..
        } = self;
        let line = format!("{} {number} {what} {shop}\n", child.name);
        let mut log = child.log.lock().expect("no panic while held");
        log.write_all(line.as_bytes()).expect("written");
        say(&format!("{what} {shop}"));
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.note("dropped");
        }
    }
}

impl Child {
    async fn handle(&self, claim: Claim) -> HandlerOutcome {
        let mut begun = Begun {
            child: self,
            shop: claim.shop(),
            number: self.claims.fetch_add(1, Ordering::Relaxed),
            ended: false,
        };
        begun.note("start");
        match self.work {
            Work::Quick => {}
            Work::Waits => {
                tokio::select! {
                    biased;
                    permit = self.go.acquire() => permit.expect("never closed").forget(),
                    () = claim.stopping() => return HandlerOutcome::PutDown,
                }
            }
            Work::Blocks => {
                let go = self.go_blocking.lock().expect("no panic while held");
                go.recv().expect("told to go");
                return HandlerOutcome::Done;
            }
            Work::Long => SystemClock.sleep(self.lease * 2).await,
        }
        // As every stream does: whether the job is still ours is asked in the transaction of the
        // write. The line stands for the write.
        let written = async {
            let mut tx = self.store.write().await?;
            claim.check(&mut *tx).await?;
            begun.note("finish");
            begun.ended = true;
            tx.commit().await
        };
        match written.await {
            Ok(()) => HandlerOutcome::Done,
            Err(StoreError::LeaseLost) => HandlerOutcome::Done,
            Err(error) => HandlerOutcome::Failed {
                error: error.to_string(),
            },
        }
    }
}
