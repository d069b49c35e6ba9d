//! Processes that are killed, stopped, continued and started again.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use ponte_store::test_cluster::Cluster;

use crate::{
    child::{KIND, Work},
    process::{Plan, Process},
    world::World,
};

/// Makes a test of each guarantee on SQLite, and one of all of them on PostgreSQL, side by side on one
/// cluster.
macro_rules! guarantees {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[test]
            fn $name() {
                super::$name(&crate::world::World::sqlite());
            })*
        }

        #[test]
        fn what_holds_on_sqlite_holds_on_postgresql() {
            let cluster = Cluster::start();
            let guarantees: &[Named] = &[$((stringify!($name), $name)),*];
            side_by_side(&cluster, guarantees);
        }
    };
}

guarantees! {
    a_job_whose_process_was_killed_runs_again_after_its_lease_and_once
    a_finished_job_does_not_run_again_though_its_process_was_killed_right_after
    a_process_started_again_under_its_name_strands_no_job_and_doubles_none
    a_process_that_was_stopped_and_goes_on_after_its_lease_writes_nothing
    what_a_stopped_process_says_too_late_changes_nothing
    a_job_longer_than_its_lease_runs_once
    asked_for_a_thousand_times_while_it_runs_a_job_runs_once_more
    a_job_whose_asking_was_rolled_back_never_runs
}

/// A guarantee and its name.
type Named = (&'static str, fn(&World));

fn side_by_side(cluster: &Arc<Cluster>, guarantees: &[Named]) {
    let broken: Vec<&str> = std::thread::scope(|scope| {
        let begun: Vec<_> = guarantees
            .iter()
            .map(|&(name, guarantee)| {
                (
                    name,
                    scope.spawn(move || guarantee(&World::postgresql(cluster))),
                )
            })
            .collect();
        begun
            .into_iter()
            .filter_map(|(name, thread)| thread.join().is_err().then_some(name))
            .collect()
    });
    assert!(broken.is_empty(), "not so on PostgreSQL: {broken:?}");
}

fn a_job_whose_process_was_killed_runs_again_after_its_lease_and_once(world: &World) {
    world.ask("s");
    let mut a = Process::start(world, &Plan::new("a", Work::Waits));
    a.hears("start s");
    a.kill();
    let held = world.job("s").expect("it is not lost");
    let mut b = Process::start(world, &Plan::new("b", Work::Waits));
    b.hears("start s");
    assert!(held.held && Timestamp::now() >= held.due_at);
    b.go();
    b.hears("finish s");
    b.stops();
    assert_eq!(world.log(), ["a 0 start s", "b 0 start s", "b 0 finish s"]);
    assert_eq!(world.job("s"), None);
}

fn a_finished_job_does_not_run_again_though_its_process_was_killed_right_after(world: &World) {
    world.ask("s");
    world.ask("t");
    let mut a = Process::start(world, &Plan::new("a", Work::Waits));
    a.hears("start s");
    a.go();
    // It does one at a time: as soon as the next begins, this one is finished.
    a.hears("start t");
    a.kill();
    let mut b = Process::start(world, &Plan::new("b", Work::Waits));
    b.hears("start t");
    b.go();
    b.hears("finish t");
    b.stops();
    let expected = [
        "a 0 start s",
        "a 0 finish s",
        "a 1 start t",
        "b 0 start t",
        "b 0 finish t",
    ];
    assert_eq!(world.log(), expected);
    assert_eq!((world.job("s"), world.job("t")), (None, None));
}

fn a_process_started_again_under_its_name_strands_no_job_and_doubles_none(world: &World) {
    for shop in ["s", "t", "u"] {
        world.ask(shop);
    }
    let plan = Plan {
        side_by_side: 2,
        ..Plan::new("a", Work::Waits)
    };
    let mut before = Process::start(world, &plan);
    before.hears("start s");
    before.hears("start t");
    before.go();
    // Two at a time: s is finished.
    before.hears("start u");
    before.kill();
    let mut after = Process::start(world, &plan);
    after.hears_all(&["start t", "start u"]);
    after.go();
    after.go();
    after.hears_all(&["finish t", "finish u"]);
    after.stops();
    let log = world.log();
    let ends = |what: &str| log.iter().filter(|line| line.ends_with(what)).count();
    let finished = ["finish s", "finish t", "finish u"].map(ends);
    assert_eq!(finished, [1, 1, 1], "{log:#?}");
    let begun = ["start s", "start t", "start u"].map(ends);
    assert_eq!(begun, [1, 2, 2], "{log:#?}");
    assert!(["s", "t", "u"].iter().all(|shop| world.job(shop).is_none()));
}

fn a_process_that_was_stopped_and_goes_on_after_its_lease_writes_nothing(world: &World) {
    world.ask("s");
    let mut a = Process::start(world, &Plan::new("a", Work::Waits));
    a.hears("start s");
    a.signal("STOP");
    let mut b = Process::start(world, &Plan::new("b", Work::Waits));
    b.hears("start s");
    b.go();
    b.hears("finish s");
    b.stops();
    // Nothing keeps its work from going on, but that the job is no longer its own.
    a.go();
    a.signal("CONT");
    a.hears("dropped s");
    a.stops();
    let expected = [
        "a 0 start s",
        "b 0 start s",
        "b 0 finish s",
        "a 0 dropped s",
    ];
    assert_eq!(world.log(), expected);
    assert_eq!(world.job("s"), None);
}

fn what_a_stopped_process_says_too_late_changes_nothing(world: &World) {
    world.ask("s");
    let mut a = Process::start(world, &Plan::new("a", Work::Blocks));
    a.hears("start s");
    a.signal("STOP");
    let mut b = Process::start(world, &Plan::new("b", Work::Waits));
    b.hears("start s");
    // It goes on inside its work, takes it for done, and says so.
    a.go();
    a.stop();
    a.signal("CONT");
    a.hears("dropped s");
    a.ends();
    assert!(world.job("s").expect("still there").held, "b has it");
    b.go();
    b.hears("finish s");
    b.stops();
    assert_eq!(world.job("s"), None);
}

fn a_job_longer_than_its_lease_runs_once(world: &World) {
    world.ask("s");
    let mut a = Process::start(world, &Plan::new("a", Work::Long));
    a.hears("start s");
    let b = Process::start(world, &Plan::new("b", Work::Quick));
    a.hears("finish s");
    a.stops();
    b.stops();
    assert_eq!(world.log(), ["a 0 start s", "a 0 finish s"]);
    assert_eq!(world.job("s"), None);
}

fn asked_for_a_thousand_times_while_it_runs_a_job_runs_once_more(world: &World) {
    world.ask("s");
    let mut a = Process::start(world, &Plan::new("a", Work::Waits));
    a.hears("start s");
    for _ in 0..1000 {
        world.ask("s");
    }
    for _ in 0..2 {
        a.go();
        a.hears("finish s");
    }
    a.stops();
    let expected = ["a 0 start s", "a 0 finish s", "a 1 start s", "a 1 finish s"];
    assert_eq!(world.log(), expected);
    assert_eq!(world.job("s"), None);
}

fn a_job_whose_asking_was_rolled_back_never_runs(world: &World) {
    world.runtime.block_on(async {
        let mut tx = world.store.write().await.expect("a transaction");
        let asked = world.jobs.enqueue(&mut *tx, "s", KIND).await;
        asked.expect("asked");
        drop(tx);
    });
    world.jobs.wake();
    world.ask("t");
    let mut a = Process::start(world, &Plan::new("a", Work::Quick));
    a.hears("finish t");
    a.stops();
    assert_eq!(world.log(), ["a 0 start t", "a 0 finish t"]);
    assert_eq!(world.job("s"), None);
}

/// Not of both databases: a process that ends leaves what it had at once, not after its lease.
#[test]
fn what_a_process_puts_down_goes_on_at_once() {
    let world = World::sqlite();
    world.ask("s");
    let plan = |name| Plan {
        lease: Duration::from_secs(3600),
        ..Plan::new(name, Work::Waits)
    };
    let mut a = Process::start(&world, &plan("a"));
    a.hears("start s");
    a.stops();
    let mut b = Process::start(&world, &plan("b"));
    b.hears("start s");
    b.go();
    b.hears("finish s");
    b.stops();
    assert_eq!(world.job("s"), None);
}
