//! Where everybody acts: one thread polls them all, and time jumps only when nobody has anything to do.
//!
//! Guarantees: actors are polled in the order of their numbers, only when they were woken; the clock
//! jumps, one sleeper at a time, only while nothing is under way in a database and everybody waits;
//! meanwhile the thread sleeps until a database's own thread wakes it: no real time is waited for.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    future::{Future, poll_fn},
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures::future::BoxFuture;
use tokio::task::unconstrained;

use crate::{clock::SimClock, turns::Turns};

/// What is to become of an actor.
pub enum Command {
    /// It comes in.
    Begin(u64, BoxFuture<'static, ()>),
    /// It is dropped where it stands.
    End(u64),
    /// It stands still from the next quiet moment on.
    Freeze(u64),
    /// It goes on.
    Thaw(u64),
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, actor) = match self {
            Self::Begin(actor, _) => ("Begin", actor),
            Self::End(actor) => ("End", actor),
            Self::Freeze(actor) => ("Freeze", actor),
            Self::Thaw(actor) => ("Thaw", actor),
        };
        write!(f, "{word}({actor})")
    }
}

/// Where commands are left, by the actors themselves too.
#[derive(Debug, Default)]
pub struct Doors(Mutex<VecDeque<Command>>);

impl Doors {
    /// Leaves a command; it is obeyed before anybody else is polled.
    pub fn push(&self, command: Command) {
        let mut commands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        commands.push_back(command);
    }

    fn take(&self) -> VecDeque<Command> {
        let mut commands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *commands)
    }
}

/// See the module.
pub struct Stage {
    clock: Arc<SimClock>,
    turns: Arc<Turns>,
    doors: Arc<Doors>,
    actors: BTreeMap<u64, Actor>,
    freezing: Vec<u64>,
    /// The runtime had its turn since the last jump.
    gave_way: bool,
    outer: Arc<Mutex<Option<Waker>>>,
}

struct Actor {
    future: BoxFuture<'static, ()>,
    bell: Arc<Bell>,
    frozen: bool,
}

/// Rings when an actor may go on.
struct Bell {
    rung: AtomicBool,
    outer: Arc<Mutex<Option<Waker>>>,
}

impl Bell {
    fn new(outer: &Arc<Mutex<Option<Waker>>>) -> Arc<Self> {
        Arc::new(Self {
            rung: AtomicBool::new(true),
            outer: outer.clone(),
        })
    }

    fn was_rung(&self) -> bool {
        self.rung.swap(false, Ordering::AcqRel)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        let outer = self.outer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outer) = &*outer {
            outer.wake_by_ref();
        }
    }
}

impl Stage {
    /// An empty stage.
    #[must_use]
    pub fn new(clock: Arc<SimClock>, turns: Arc<Turns>, doors: Arc<Doors>) -> Self {
        Self {
            clock,
            turns,
            doors,
            actors: BTreeMap::new(),
            freezing: Vec::new(),
            gave_way: false,
            outer: Arc::default(),
        }
    }

    /// Plays until `script` ends.
    ///
    /// # Panics
    /// Where everybody waits for somebody else: a fault of the simulation.
    pub async fn play<T>(&mut self, script: impl Future<Output = T>) -> T {
        let mut script = pin!(unconstrained(script));
        let bell = Bell::new(&self.outer);
        let script_waker = Waker::from(bell.clone());
        poll_fn(|context| {
            let mut outer = self.outer.lock().unwrap_or_else(PoisonError::into_inner);
            *outer = Some(context.waker().clone());
            drop(outer);
            loop {
                if bell.was_rung() {
                    let mut context = Context::from_waker(&script_waker);
                    if let Poll::Ready(ended) = script.as_mut().poll(&mut context) {
                        return Poll::Ready(ended);
                    }
                    self.obey();
                    self.gave_way = false;
                    continue;
                }
                if self.poll_one() || self.turns.admit() {
                    self.gave_way = false;
                    continue;
                }
                if !self.turns.is_quiet() {
                    return Poll::Pending;
                }
                // Whoever only gave way to others is woken by the runtime, once it has its turn.
                if !std::mem::replace(&mut self.gave_way, true) {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                self.gave_way = false;
                for actor in std::mem::take(&mut self.freezing) {
                    if let Some(actor) = self.actors.get_mut(&actor) {
                        actor.frozen = true;
                    }
                }
                assert!(self.clock.jump(), "everybody waits for somebody else");
            }
        })
        .await
    }

    /// Polls the first actor that was woken; `false` where there is none.
    fn poll_one(&mut self) -> bool {
        let mut actors = self.actors.iter_mut();
        let woken = actors.find(|(_, actor)| !actor.frozen && actor.bell.was_rung());
        let Some((number, actor)) = woken else {
            return false;
        };
        let number = *number;
        let waker = Waker::from(actor.bell.clone());
        let polled = actor.future.as_mut().poll(&mut Context::from_waker(&waker));
        if polled.is_ready() {
            self.actors.remove(&number);
        }
        self.obey();
        true
    }

    fn obey(&mut self) {
        loop {
            let commands = self.doors.take();
            if commands.is_empty() {
                return;
            }
            for command in commands {
                match command {
                    Command::Begin(number, future) => {
                        // All act within one poll of the runtime's: nobody is told to give way.
                        let future = Box::pin(unconstrained(future));
                        let actor = Actor {
                            future,
                            bell: Bell::new(&self.outer),
                            frozen: false,
                        };
                        self.actors.insert(number, actor);
                    }
                    Command::End(number) => drop(self.actors.remove(&number)),
                    Command::Freeze(number) => self.freezing.push(number),
                    Command::Thaw(number) => {
                        self.freezing.retain(|freezing| *freezing != number);
                        if let Some(actor) = self.actors.get_mut(&number) {
                            actor.frozen = false;
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use ponte_transport::Clock;

    use super::*;

    struct Set {
        stage: Stage,
        clock: Arc<SimClock>,
        doors: Arc<Doors>,
        told: Arc<Mutex<Vec<String>>>,
    }

    fn set() -> Set {
        let clock = SimClock::new(Timestamp::UNIX_EPOCH);
        let doors = Arc::new(Doors::default());
        let stage = Stage::new(clock.clone(), Arc::default(), doors.clone());
        Set {
            stage,
            clock,
            doors,
            told: Arc::default(),
        }
    }

    impl Set {
        /// An actor who sleeps a second, twice, and says so with everything in between.
        fn enters(&self, number: u64) {
            let (clock, told) = (self.clock.clone(), self.told.clone());
            let say = move |what: &str, now: Timestamp| {
                let line = format!("{number} {what} {}", now.as_second());
                told.lock().expect("no panic while held").push(line);
            };
            let acting = async move {
                for _ in 0..2 {
                    clock.sleep(Duration::from_secs(1)).await;
                    say("wakes", clock.now());
                    tokio::task::yield_now().await;
                    say("rests", clock.now());
                }
            };
            self.doors.push(Command::Begin(number, Box::pin(acting)));
        }

        async fn until(&mut self, second: i64) -> Vec<String> {
            let clock = self.clock.clone();
            let end = Timestamp::from_second(second).expect("in range");
            self.stage.play(clock.until(end)).await;
            self.told.lock().expect("no panic while held").clone()
        }
    }

    #[tokio::test]
    async fn time_jumps_from_sleeper_to_sleeper_while_everybody_else_waits() {
        let mut set = set();
        set.enters(1);
        set.enters(2);
        let told = set.until(5).await;
        let expected = [
            "1 wakes 1",
            "1 rests 1",
            "2 wakes 1",
            "2 rests 1",
            "1 wakes 2",
            "1 rests 2",
            "2 wakes 2",
            "2 rests 2",
        ];
        assert_eq!(told, expected);
    }

    #[tokio::test]
    async fn whoever_is_ended_does_nothing_more_and_whoever_is_frozen_goes_on_later() {
        let mut set = set();
        set.enters(1);
        set.enters(2);
        set.until(0).await;
        set.doors.push(Command::End(1));
        set.doors.push(Command::Freeze(2));
        assert!(set.until(10).await.is_empty());
        set.doors.push(Command::Thaw(2));
        let told = set.until(20).await;
        assert_eq!(
            told,
            ["2 wakes 10", "2 rests 10", "2 wakes 11", "2 rests 11"]
        );
    }
}
