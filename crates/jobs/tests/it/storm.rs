//! "database is locked", over and over: no job is lost, and none is worked on by two at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::mpsc::channel,
    time::Duration,
};

use jiff::Timestamp;
use ponte_transport::clock::between;
use tokio::sync::Semaphore;

use crate::{
    child::{KIND, Work},
    process::{Plan, Process},
    world::World,
};

/// How long anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long anybody waits for a locked database: so short that it is not enough, most of the time.
const BUSY: Duration = Duration::from_millis(5);
const SHOPS: usize = 150;
/// So short that it ends while the file is held for long.
const LEASE: Duration = Duration::from_millis(400);
/// What the hog writes each time, to take it all back: some tens of milliseconds of work.
const ROWS: usize = 300;
/// Of so many times, the hog holds the file once for longer than a lease.
const LONG: usize = 25;

#[test]
fn in_a_storm_of_locked_every_job_runs_and_none_at_two_places() {
    let world = World::sqlite();
    let shops: BTreeSet<String> = (0..SHOPS).map(|shop| format!("s{shop}")).collect();
    let plan = |name| Plan {
        side_by_side: 4,
        lease: LEASE,
        busy: Some(BUSY),
        ..Plan::new(name, Work::Quick)
    };
    let (into, lines) = channel::<(String, String)>();
    let mut heard = Vec::new();
    let mut next = || {
        let line = lines.recv_timeout(PATIENCE);
        let line = line.unwrap_or_else(|_| panic!("they do not go on: {heard:#?}"));
        heard.push(line.clone());
        line
    };
    // One after the other: a database that is locked while it is opened is another subject.
    let mut workers = Vec::new();
    for name in ["a", "b", "c"] {
        workers.push(Process::start_among(&world, &plan(name), &into));
        while next().1 != "ready" {}
    }
    let (mut waiting, mut locked) = (shops.clone(), BTreeMap::<String, usize>::new());
    let breath = Semaphore::new(1);
    std::thread::scope(|scope| {
        scope.spawn(|| hog(&world, &shops, &breath));
        // Whatever comes: the hog ends.
        let _over = Over(&breath);
        while !waiting.is_empty() {
            let (name, line) = next();
            if line.contains("database is locked") {
                *locked.entry(name).or_default() += 1;
            } else if line.starts_with("start ") {
                breath.add_permits(1);
            } else if let Some(shop) = line.strip_prefix("finish ") {
                waiting.remove(shop);
            }
        }
    });
    workers.iter_mut().for_each(Process::stop);
    workers.into_iter().for_each(Process::ends);
    assert_eq!(locked.len(), 3, "each met a locked database: {locked:?}");

    // What they put down is done by the next one, in calm weather.
    let left = shops.iter().filter(|shop| world.job(shop).is_some());
    let mut left: BTreeSet<String> = left.cloned().collect();
    let mut calm = Process::start(&world, &Plan::new("d", Work::Quick));
    while let Some(shop) = left.pop_first() {
        let done = format!("finish {shop}");
        if !calm.said.contains(&done) {
            calm.hears(&done);
        }
    }
    calm.stops();
    assert!(shops.iter().all(|shop| world.job(shop).is_none()));
    never_two_at_a_time(&world.log());
}

/// Takes the file for itself, writes, and takes that back; asks for a job; lets somebody begin one;
/// and again.
fn hog(world: &World, shops: &BTreeSet<String>, breath: &Semaphore) {
    let mut shops = shops.iter();
    let mut times = 0;
    world.runtime.block_on(async {
        while let Ok(permit) = breath.acquire().await {
            permit.forget();
            times += 1;
            let mut tx = world.store.write().await.expect("a transaction");
            let began = Timestamp::now();
            let mut row = 0;
            while row < ROWS || (times % LONG == 0 && between(began, Timestamp::now()) < LEASE) {
                let shop = format!("x{row}");
                let asked = world.jobs.enqueue(&mut *tx, &shop, KIND).await;
                asked.expect("written");
                row += 1;
            }
            drop(tx);
            for shop in shops.by_ref().take(2) {
                world.jobs.ask(shop, KIND).await.expect("asked");
            }
        }
    });
}

/// The storm is over when this is dropped.
struct Over<'a>(&'a Semaphore);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// After another claim of a job has begun, an earlier one writes nothing any more.
fn never_two_at_a_time(log: &[String]) {
    let mut newest = BTreeMap::new();
    for line in log {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, number, what, shop] = words[..] else {
            panic!("no line of ours: {line}");
        };
        match what {
            "start" => {
                newest.insert(shop, (name, number));
            }
            "finish" => assert_eq!(newest.get(shop), Some(&(name, number)), "{log:#?}"),
            _ => {}
        }
    }
}
