//! One process of Ponte: a worker over the database, and people and services who ask it for something.

use std::sync::Arc;

use futures::{
    StreamExt,
    channel::{mpsc, oneshot},
    future::BoxFuture,
};
use ponte_store::SharedStore;
use ponte_sync::{Engine, EngineSettings, Outside, seal::Sealer, worker};
use ponte_transport::SeededRandom;

use crate::{
    clock::SimClock,
    stage::{Command, Doors},
    steps::Steps,
    turns::{Turned, Turns},
    watch::Watch,
    wire::{Network, Wire},
};

type Ask = Box<dyn FnOnce(Engine) -> BoxFuture<'static, ()> + Send>;

/// What every process needs.
#[derive(Clone)]
pub struct House {
    /// Where the database is.
    pub address: String,
    /// The time.
    pub clock: Arc<SimClock>,
    /// Who may use the database.
    pub turns: Arc<Turns>,
    /// Where processes come in.
    pub doors: Arc<Doors>,
    /// The way to the services.
    pub network: Network,
    /// Who notes what leaves.
    pub watch: Arc<Watch>,
    /// The history's seed.
    pub seed: u64,
    /// What an engine is told.
    pub settings: EngineSettings,
}

/// Asks a process for something.
#[derive(Clone)]
pub struct Asker(mpsc::UnboundedSender<Ask>);

/// See the module.
pub struct Process {
    /// Its number: its place on the stage.
    pub number: u64,
    /// Where it can die.
    pub steps: Arc<Steps>,
    asker: Asker,
    stop: Option<oneshot::Sender<()>>,
    over: oneshot::Receiver<()>,
}

impl House {
    /// A process begins; its number is never used again.
    #[must_use]
    pub fn begin(&self, number: u64) -> Process {
        let steps = Steps::new(number, self.doors.clone());
        let (asks, asked) = mpsc::unbounded::<Ask>();
        let (stop, stopped) = oneshot::channel::<()>();
        let (alive, over) = oneshot::channel::<()>();
        let (house, its_steps) = (self.clone(), steps.clone());
        let living = async move {
            let _alive = alive;
            let store = house.store(Some(its_steps.clone())).await;
            let engine = house.engine(store, its_steps, number);
            let answering = asked.for_each_concurrent(None, |ask| ask(engine.clone()));
            let serving = worker::serve(engine.clone(), async {
                let _ = stopped.await;
            });
            tokio::select! {
                biased;
                () = answering => {}
                () = serving => {}
            }
        };
        self.doors.push(Command::Begin(number, Box::pin(living)));
        Process {
            number,
            steps,
            asker: Asker(asks),
            stop: Some(stop),
            over,
        }
    }

    /// The database, opened anew.
    ///
    /// # Panics
    /// Where it cannot be opened: nothing can be simulated then.
    pub async fn store(&self, steps: Option<Arc<Steps>>) -> SharedStore {
        let opening = ponte_store::connect(&self.address);
        let store = self.turns.alone(opening).await.expect("a database");
        Turned::around(store, self.turns.clone(), steps)
    }

    fn engine(&self, store: SharedStore, steps: Arc<Steps>, number: u64) -> Engine {
        let wire = Arc::new(Wire::new(self.network.clone(), steps, self.watch.clone()));
        Engine::new(
            store,
            self.clock.clone(),
            Arc::new(SeededRandom::new(self.seed ^ (number << 32))),
            Outside {
                services: wire.clone(),
                pictures: wire,
                post: Arc::new(ponte_sync::mail::NoPost),
            },
            Sealer::from_bytes([7; 32]),
            self.settings.clone(),
        )
    }
}

impl Asker {
    /// Asks for something; `None` where the process dies over it, or is dead.
    pub async fn ask<T: Send + 'static>(
        &self,
        what: impl FnOnce(Engine) -> BoxFuture<'static, T> + Send + 'static,
    ) -> Option<T> {
        let (answered, answer) = oneshot::channel();
        let ask: Ask = Box::new(move |engine| {
            Box::pin(async move {
                let answer = what(engine).await;
                let _ = answered.send(answer);
            })
        });
        self.0.unbounded_send(ask).ok()?;
        answer.await.ok()
    }
}

impl Process {
    /// Asks it for things.
    #[must_use]
    pub fn asker(&self) -> Asker {
        self.asker.clone()
    }

    /// Asks it to end after what is in flight.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }

    /// Waits until it is over.
    pub async fn over(&mut self) {
        let _ = (&mut self.over).await;
    }
}
