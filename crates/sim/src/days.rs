//! Days of trade from a seed: set up, play, come to rest, look.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::{join, join_all};
use ponte_store::SharedStore;
use ponte_sync::EngineSettings;
use ponte_transport::{Clock, clock::later};
use tempfile::TempDir;

use crate::{
    clerk::Clerk,
    clock::SimClock,
    dice::Dice,
    history::{
        caretaker,
        copier::{self, Copier},
        counter, desk, merchant, operators, repenters, shoppers, warehouse, weather,
    },
    invariants::Inspector,
    office::Office,
    process::{House, Process},
    report::Report,
    set_up,
    stage::{Command, Doors, Stage},
    steps::Steps,
    temper::{Scale, Temper, Till},
    town::Town,
    turns::Turns,
    watch::Watch,
    wire::{Network, Wire},
};

/// Numbers of actors that are no process.
const NETWORK: u64 = 1;
const POST: u64 = 2;
const CLERK: u64 = 3;
const COPIER: u64 = 4;

/// How long the people at the tills work on after closing.
const WORK_ON: Duration = Duration::from_secs(45 * 60);

/// How long nobody does anything then: whatever was refused is tried again within half an hour.
const QUIET: Duration = Duration::from_secs(40 * 60);

/// Before the end of that, a last pass over the stock that somebody asks for.
const LAST_LOOK: Duration = Duration::from_secs(4 * 60);

/// Longer than any history takes: whoever waits so long waits for ever.
const HANGS: Duration = Duration::from_secs(1200);

/// Who keeps the shop's stock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeper {
    /// Ponte.
    #[default]
    Ponte,
    /// One who copies the till's sum every five minutes ([`Copier`]).
    Copier,
}

/// What is played.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// How many.
    pub days: u32,
    /// How much happens.
    pub scale: Scale,
    /// Which till.
    pub till: Till,
    /// Who keeps the shop's stock.
    pub keeper: Keeper,
}

impl Days {
    /// One day of that scale, as the seed says.
    #[must_use]
    pub fn one(scale: Scale) -> Self {
        Self {
            days: 1,
            scale,
            till: Till::default(),
            keeper: Keeper::default(),
        }
    }
}

/// Plays days of `seed`.
///
/// # Panics
/// Where the simulation itself fails.
#[must_use]
pub fn simulate(seed: u64, days: Days) -> Report {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let playing = Box::pin(play(seed, days));
        let played = tokio::time::timeout(HANGS, playing).await;
        played.unwrap_or_else(|_| panic!("seed {seed} hangs"))
    })
}

/// Everybody who is no actor of the day.
struct Cast {
    town: Arc<Town>,
    office: Arc<Office>,
    watch: Arc<Watch>,
    clerk: Arc<Clerk>,
}

async fn play(seed: u64, days: Days) -> Report {
    let began = Instant::now();
    let temper = Temper::of(seed, days.scale, days.till);
    let clock = SimClock::new(temper.hour(0, 8));
    let folder = folder();
    let town = Arc::new(Town::new(temper, clock.clone()));
    let (turns, doors) = (Arc::new(Turns::default()), Arc::new(Doors::default()));
    let (network, carrying) = Network::new(&town, Dice::of(seed, "network"));
    let watch = Arc::new(Watch::default());
    let house = House {
        address: format!("sqlite:{}", folder.path().join("ponte.db").display()),
        clock: clock.clone(),
        turns: turns.clone(),
        doors: doors.clone(),
        network,
        watch: watch.clone(),
        seed,
        settings: EngineSettings {
            // Whoever asks for a job here wakes its worker, or works itself.
            look: Duration::from_secs(300),
            ..EngineSettings::default()
        },
    };
    let office = Arc::new(Office::new(house));
    doors.push(Command::Begin(NETWORK, carrying));
    let posting = ponte_sandbox::deliver::run(town.world.clone(), office.clone());
    doors.push(Command::Begin(POST, Box::pin(posting)));
    let clerk = Arc::new(Clerk::default());
    let copying = clerk.clone().work(town.world.clone(), clock.clone());
    doors.push(Command::Begin(CLERK, Box::pin(copying)));
    let mut stage = Stage::new(clock, turns, doors);
    let cast = Cast {
        town,
        office,
        watch,
        clerk,
    };
    let mut report = stage.play(Box::pin(script(&cast, days))).await;
    report.seed = seed;
    report.a_day = began.elapsed() / days.days.max(1);
    report
}

/// Where the database lives: in memory where the machine has a place for that.
fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a temporary folder")
}

async fn script(cast: &Cast, days: Days) -> Report {
    let Cast {
        town,
        office,
        watch,
        clerk,
    } = cast;
    let mut report = Report::default();
    let store = office.house.store(None).await;
    let mut process = office.begin();
    let shop = set_up::set_up(town, office, |shop| {
        let inspector = Inspector::new(town.clone(), store.clone(), shop.to_owned());
        watch.inspected_by(inspector);
    })
    .await;
    if days.keeper == Keeper::Copier {
        watch.keeps_ponte_from_stock();
        let slot = copier::slot();
        let house = &office.house;
        let steps = Steps::new(COPIER, house.doors.clone());
        let wire = Wire::new(house.network.clone(), steps, watch.clone()).deciding(slot.clone());
        let copier = Copier::new(town.clone(), wire, slot, store.clone(), shop.clone());
        house
            .doors
            .push(Command::Begin(COPIER, Box::pin(copier.work())));
    }
    for day in 0..days.days {
        process = trade(town, office, watch, day, process, &mut report).await;
        rest(town, office, day).await;
        clerk.copy(&town.world);
        let calls = clerk.calls().clone();
        if let (Some(inspector), Keeper::Ponte) = (watch.inspector(), days.keeper) {
            inspector.at_rest(watch.notes(), &calls).await;
        }
    }
    process.stop();
    process.over().await;
    clerk.copy(&town.world);
    report.count(town, &clerk.calls());
    if let Some(inspector) = watch.inspector() {
        report.in_the_window = inspector.in_the_window();
        report.violations = inspector.found();
    }
    own_journal(&store, town, &shop, &mut report).await;
    report
}

/// Adds what Ponte's own journal and its orders' time lines say.
async fn own_journal(store: &SharedStore, town: &Town, shop: &str, report: &mut Report) {
    let mut tx = store.read().await.expect("a database");
    let entries = tx.journal(shop, i64::MAX, 100_000).await;
    for entry in entries.expect("a database") {
        report.journal.push(format!("{entry:?}"));
    }
    let orders: Vec<String> = {
        let state = town.world.lock();
        let orders = state.tenants[0].shop.orders.newest_first();
        orders.map(|order| order.id.clone()).collect()
    };
    for order in orders {
        let events = tx.order_events(shop, &order).await;
        for event in events.expect("a database") {
            report.journal.push(format!("{order} {event:?}"));
            *report.happened.entry(event.what).or_default() += 1;
        }
    }
    let stages = tx.orders_counted(shop).await.expect("a database");
    report.stages = stages.into_iter().collect();
}

/// The day's trade.
async fn trade(
    town: &Arc<Town>,
    office: &Office,
    watch: &Watch,
    day: u32,
    process: Process,
    report: &mut Report,
) -> Process {
    let temper = &town.temper;
    let (opens, closes) = (
        temper.hour(day, temper.opens),
        temper.hour(day, temper.closes),
    );
    town.clock.until(opens).await;
    mischief(town, temper.mischief);
    let operators = town.points.iter();
    let operators = operators.map(|point| operators::work(town, day, *point, closes, false));
    let people = join(
        join(
            shoppers::buy(town, day, opens, closes),
            join(
                desk::work(town, day, closes),
                repenters::repent(town, watch, day, closes),
            ),
        ),
        join(
            join(
                counter::work(town, day, closes),
                warehouse::work(town, day, closes),
            ),
            merchant::work(town, office, day, closes),
        ),
    );
    let trouble = weather::change(town, day, opens, closes);
    let caretaker = caretaker::look_after(office, temper, day, process, closes);
    let ((_, _), (_, (process, fates))) =
        join(join(people, join_all(operators)), join(trouble, caretaker)).await;
    report.fates.died += fates.died;
    report.fates.stopped += fates.stopped;
    report.fates.froze += fates.froze;
    process
}

/// The services do as they should, and the people go on for a while; then nobody does anything.
async fn rest(town: &Arc<Town>, office: &Office, day: u32) {
    let temper = &town.temper;
    town.clear_sky();
    mischief(town, 0);
    for point in &town.points {
        merchant::switch(office, *point, true).await;
    }
    // A process that was to die may have kept everybody longer.
    let closes = temper.hour(day, temper.closes).max(town.clock.now());
    let until = later(closes, WORK_ON);
    let operators = town.points.iter();
    merchant::say_yes(office).await;
    join_all(operators.map(|point| operators::work(town, day, *point, until, true))).await;
    merchant::say_yes(office).await;
    town.clock.until(later(until, QUIET - LAST_LOOK)).await;
    merchant::press_stock(office).await;
    town.clock.until(later(until, QUIET)).await;
}

fn mischief(town: &Town, percent: u64) {
    for service in ["till", "shop"] {
        for what in ["lost", "doubled"] {
            town.switch(
                &format!("{service}.webhook_{what}_percent"),
                &percent.to_string(),
            );
        }
        let late = if percent > 0 { "40" } else { "0" };
        town.switch(&format!("{service}.webhook_late_seconds"), late);
    }
}
