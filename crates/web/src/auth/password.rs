//! Passwords: Argon2id, on threads of its own, a few at a time.
//!
//! Guarantees: a password is checked in the same time whether its account exists or not (a dummy
//! hash is checked for those that do not); however many log in at once, at most [`AT_ONCE`] checks
//! use memory (19 MiB each), and who comes to a queue longer than [`QUEUE`] is sent away at once.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use ponte_transport::{Randomness, SharedRandom};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Checks that may run at the same time.
const AT_ONCE: usize = 2;
/// Checks that may be wanted at the same time.
const QUEUE: usize = 64;

/// The Argon2id hash of a password, in PHC form, salted with 16 bytes of `random`.
///
/// # Panics
/// Never: the crate's own parameters and a salt of the size it recommends are always accepted.
#[must_use]
pub fn hash_password(password: &str, random: &dyn Randomness) -> String {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("default parameters and a salt of 16 bytes are accepted");
    hash.to_string()
}

/// Checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    dummy: Arc<str>,
    running: Arc<Semaphore>,
    wanted: Arc<Semaphore>,
}

/// A turn to check one password. It is held from the look at earlier failures until this one is
/// noted, so that guesses sent at once cannot overtake the throttle.
pub(crate) struct Turn {
    dummy: Arc<str>,
    _running: OwnedSemaphorePermit,
    _wanted: OwnedSemaphorePermit,
}

impl Passwords {
    pub(crate) fn new(random: &dyn Randomness) -> Self {
        Self {
            dummy: hash_password(&random.token(16), random).into(),
            running: Arc::new(Semaphore::new(AT_ONCE)),
            wanted: Arc::new(Semaphore::new(QUEUE)),
        }
    }

    /// Waits for a turn; none where the queue is full.
    pub(crate) async fn turn(&self) -> Option<Turn> {
        let wanted = Arc::clone(&self.wanted).try_acquire_owned().ok()?;
        let running = Arc::clone(&self.running).acquire_owned().await.ok()?;
        Some(Turn {
            dummy: Arc::clone(&self.dummy),
            _running: running,
            _wanted: wanted,
        })
    }
}

impl Turn {
    /// The hash of a new password; none where its thread has died.
    pub(crate) async fn hash(
        &self,
        password: SecretString,
        random: &SharedRandom,
    ) -> Option<String> {
        let random = Arc::clone(random);
        tokio::task::spawn_blocking(move || hash_password(password.expose_secret(), &*random))
            .await
            .ok()
    }

    /// Whether `password` belongs to `hash`; never where there is no hash, after the same work.
    pub(crate) async fn check(&self, password: SecretString, hash: Option<&str>) -> bool {
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.dummy).to_owned();
        tokio::task::spawn_blocking(move || matches(&password, &hash))
            .await
            .unwrap_or(false)
            && known
    }
}

fn matches(password: &SecretString, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.expose_secret().as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;

    #[tokio::test]
    async fn a_password_is_right_only_with_its_own_hash() {
        let random = SeededRandom::new(1);
        let hash = hash_password("giusta", &random);
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        let turn = Passwords::new(&random)
            .turn()
            .await
            .expect("nobody else is waiting");
        assert!(turn.check("giusta".to_owned().into(), Some(&hash)).await);
        assert!(!turn.check("sbagliata".to_owned().into(), Some(&hash)).await);
        assert!(!turn.check("giusta".to_owned().into(), None).await);
        assert!(
            !turn
                .check("giusta".to_owned().into(), Some("no hash at all"))
                .await
        );
    }

    #[tokio::test]
    async fn who_comes_to_a_full_queue_is_sent_away() {
        let passwords = Passwords::new(&SeededRandom::new(1));
        let _everybody = Arc::clone(&passwords.wanted)
            .acquire_many_owned(u32::try_from(QUEUE).expect("a small number"))
            .await;
        assert!(passwords.turn().await.is_none());
    }
}
