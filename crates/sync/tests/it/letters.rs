//! Letters: from a transaction into a folder that stands for the mail server.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use ponte_jobs::HandlerOutcome;
use ponte_sandbox::{
    World,
    in_process::{Hosts, InProcess},
};
use ponte_store::SharedStore;
use ponte_sync::{
    Engine, EngineSettings, Outside,
    letters::{GIVEN_UP_AFTER, KIND, REFUSALS},
    mail::{FilePost, Letter, NoPost, Post, PostTrouble, Postmark, SharedPost},
    seal::Sealer,
    worker,
};
use ponte_transport::{Clock, ManualClock, SeededRandom, SharedTransport};
use tempfile::TempDir;

/// A database, a folder for letters, and the hands of the clock.
struct Desk {
    store: SharedStore,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        let store = ponte_store::connect(&address).await.expect("a database");
        let start = "2026-11-24T09:40:00Z".parse().expect("an instant");
        let clock = Arc::new(ManualClock::new(start));
        Self {
            store,
            clock,
            folder,
        }
    }

    fn sent_to(&self) -> PathBuf {
        self.folder.path().join("letters")
    }

    /// A process over the database.
    fn process(&self, post: SharedPost) -> Engine {
        let world = World::with_tenants(self.clock.clone(), 1, 1);
        let network: SharedTransport = Arc::new(InProcess::new(world, &Hosts::default()));
        let outside = Outside {
            services: Arc::clone(&network),
            pictures: network,
            post,
        };
        Engine::new(
            Arc::clone(&self.store),
            self.clock.clone(),
            Arc::new(SeededRandom::new(1)),
            outside,
            Sealer::from_bytes([1; 32]),
            EngineSettings::default(),
        )
    }

    fn with_mail(&self) -> Engine {
        self.process(Arc::new(self.post()))
    }

    fn post(&self) -> FilePost {
        FilePost::new(self.sent_to(), "Ponte <ponte@ponte.example>").expect("a sender")
    }

    /// The letters that were sent.
    fn sent(&self) -> Vec<String> {
        let files = fs::read_dir(self.sent_to()).into_iter().flatten();
        let read = |file: std::io::Result<fs::DirEntry>| {
            fs::read_to_string(file.expect("a file").path()).expect("a text")
        };
        files.map(read).collect()
    }

    async fn waiting(&self) -> i64 {
        let mut tx = self.store.read().await.expect("a database");
        tx.letters_waiting().await.expect("a read").0
    }
}

/// A mail server that does not take letters to one address.
#[derive(Debug)]
struct Refusing(FilePost);

#[async_trait]
impl Post for Refusing {
    async fn post(&self, letter: &Letter, mark: &Postmark) -> Result<(), PostTrouble> {
        if letter.to.starts_with("refused@") {
            return Err(PostTrouble::Refused { code: 550 });
        }
        self.0.post(letter, mark).await
    }

    fn told(&self) -> String {
        self.0.told()
    }

    async fn try_out(&self) -> Result<(), PostTrouble> {
        self.0.try_out().await
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        name: "Marta".to_owned(),
        subject: "Un fatto".to_owned(),
        text: "https://ponte.example/conferma/segretissimo\n".to_owned(),
    }
}

async fn put(engine: &Engine, to: &str) -> bool {
    let at = engine.clock().now();
    let mut tx = engine.store().write().await.expect("a database");
    let put = engine.letters().put(&mut *tx, &letter(to), at).await;
    tx.commit().await.expect("kept");
    put.expect("put")
}

async fn send(engine: &Engine) -> HandlerOutcome {
    engine.letters().send_due().await.expect("a database")
}

#[tokio::test]
async fn a_letter_is_sent_by_the_worker_once_its_transaction_was_committed_and_never_otherwise() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    let at = engine.clock().now();
    let mut tx = engine.store().write().await.expect("a database");
    let dropped = letter("nessuno@pervinca.example");
    assert!(
        engine
            .letters()
            .put(&mut *tx, &dropped, at)
            .await
            .expect("put")
    );
    drop(tx);
    assert!(put(&engine, "marta@pervinca.example").await);
    let arrived = async {
        while desk.sent().is_empty() || desk.waiting().await > 0 {
            tokio::task::yield_now().await;
        }
    };
    worker::serve(engine, arrived).await;
    let sent = desk.sent();
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(
        sent[0].contains("To: Marta <marta@pervinca.example>"),
        "{sent:?}"
    );
    assert!(sent[0].contains("/conferma/segretissimo"), "{sent:?}");
}

#[tokio::test]
async fn neither_recipient_nor_text_stand_in_the_database_as_they_are() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    put(&engine, "marta@pervinca.example").await;
    let mut tx = desk.store.read().await.expect("a database");
    let due = tx.letters_due(desk.clock.now(), 9).await.expect("a read");
    let row = format!("{:?} {}", due, String::from_utf8_lossy(&due[0].sealed));
    for word in ["marta", "Marta", "segretissimo", "Un fatto"] {
        assert!(!row.contains(word), "{word} in {row}");
    }
}

#[tokio::test]
async fn what_a_process_left_the_next_one_sends() {
    let desk = Desk::new().await;
    put(&desk.with_mail(), "marta@pervinca.example").await;
    // The job's row is lost with the process that held it: the letter is enough.
    let mut tx = desk.store.write().await.expect("a database");
    let now = desk.clock.now();
    let taken = tx.job_claim(&[KIND], "t", now, now).await.expect("a read");
    assert_eq!(taken.expect("the job").shop, "");
    tx.job_finish("", KIND, "t", now).await.expect("finished");
    tx.commit().await.expect("kept");
    let arrived = async {
        while desk.waiting().await > 0 {
            tokio::task::yield_now().await;
        }
    };
    worker::serve(desk.with_mail(), arrived).await;
    assert_eq!(desk.sent().len(), 1);
}

#[tokio::test]
async fn a_letter_that_is_sent_twice_carries_one_name() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    put(&engine, "marta@pervinca.example").await;
    let mut tx = desk.store.read().await.expect("a database");
    let due = tx.letters_due(desk.clock.now(), 9).await.expect("a read");
    drop(tx);
    send(&engine).await;
    // As if the process had died before its note.
    let mut tx = desk.store.write().await.expect("a database");
    tx.letter_put(&due[0]).await.expect("put again");
    tx.commit().await.expect("kept");
    desk.clock.advance(Duration::from_secs(60));
    assert_eq!(send(&engine).await, HandlerOutcome::Done);
    let sent = desk.sent();
    assert_eq!(sent.len(), 1, "the folder knows it by its name: {sent:?}");
}

#[tokio::test]
async fn a_letter_that_nobody_can_take_keeps_no_other_letter_back() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    put(&engine, "no address").await;
    put(&engine, "marta@pervinca.example").await;
    assert_eq!(send(&engine).await, HandlerOutcome::Done);
    assert_eq!((desk.sent().len(), desk.waiting().await), (1, 0));
}

#[tokio::test]
async fn while_no_letter_can_leave_they_wait_and_go_on_afterwards() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    fs::write(desk.sent_to(), "in the way").expect("written");
    put(&engine, "marta@pervinca.example").await;
    put(&engine, "ada@pervinca.example").await;
    let outcome = send(&engine).await;
    let HandlerOutcome::Failed { error } = outcome else {
        panic!("{outcome:?}");
    };
    assert!(
        error.contains("folder") && !error.contains("marta"),
        "{error}"
    );
    assert_eq!(desk.waiting().await, 2);
    fs::remove_file(desk.sent_to()).expect("removed");
    assert_eq!(send(&engine).await, HandlerOutcome::Done);
    assert_eq!((desk.sent().len(), desk.waiting().await), (2, 0));
}

#[tokio::test]
async fn a_letter_that_could_not_be_sent_for_days_is_given_up() {
    let desk = Desk::new().await;
    let engine = desk.with_mail();
    fs::write(desk.sent_to(), "in the way").expect("written");
    put(&engine, "marta@pervinca.example").await;
    let days = Duration::try_from(GIVEN_UP_AFTER).expect("days");
    desk.clock.advance(days - Duration::from_secs(1));
    put(&engine, "ada@pervinca.example").await;
    assert!(matches!(send(&engine).await, HandlerOutcome::Failed { .. }));
    desk.clock.advance(Duration::from_secs(1));
    assert!(matches!(send(&engine).await, HandlerOutcome::Failed { .. }));
    assert_eq!(desk.waiting().await, 1, "the younger one waits");
}

#[tokio::test]
async fn a_letter_that_was_refused_waits_without_keeping_others_back_and_is_given_up_in_the_end() {
    let desk = Desk::new().await;
    let engine = desk.process(Arc::new(Refusing(desk.post())));
    put(&engine, "refused@pervinca.example").await;
    put(&engine, "marta@pervinca.example").await;
    for refusals in 1..REFUSALS {
        let outcome = send(&engine).await;
        let HandlerOutcome::Retry { at } = outcome else {
            panic!("{outcome:?} after {refusals}");
        };
        assert_eq!((desk.sent().len(), desk.waiting().await), (1, 1));
        let pause = at.duration_since(desk.clock.now());
        desk.clock.advance(pause.try_into().expect("a pause"));
    }
    assert_eq!(send(&engine).await, HandlerOutcome::Done);
    assert_eq!((desk.sent().len(), desk.waiting().await), (1, 0));
}

#[tokio::test]
async fn where_no_mail_is_set_up_nothing_is_put_and_what_was_put_before_waits() {
    let desk = Desk::new().await;
    put(&desk.with_mail(), "marta@pervinca.example").await;
    let engine = desk.process(Arc::new(NoPost));
    assert!(!engine.letters().are_sent());
    assert!(!put(&engine, "ada@pervinca.example").await);
    assert!(matches!(send(&engine).await, HandlerOutcome::Retry { .. }));
    assert_eq!(desk.waiting().await, 1);
}
