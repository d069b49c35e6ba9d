//! Letters: written, checked, and handed to a mail server or put into a folder.
//!
//! Guarantees (each a test):
//! - whatever name, subject or text hold, a letter has the headers that we gave it, and no others;
//! - an address is checked before anything is written to it;
//! - a letter that is posted twice carries the same name both times (`Message-ID`), so that a mailbox
//!   can tell;
//! - a password goes to a server only over TLS, or to this very machine; it stands in no error and in
//!   no debug output, and neither does what a letter says or to whom it goes;
//! - trouble says whose it is: this letter's, or that of all letters.
//!
//! | module | subject |
//! |---|---|
//! | [`letter`] | what is sent, and to whom |
//! | [`fn@address`] | addresses, checked |
//! | [`file`] | letters into a folder: for the demo and for tests |
//! | [`smtp`] | letters to a mail server |
//! | [`trouble`] | why a letter did not leave |

mod address;
pub mod file;
pub mod letter;
pub mod smtp;
pub mod trouble;

use std::{fmt, sync::Arc};

use async_trait::async_trait;

pub use address::{NotAnAddress, address};
pub use file::FilePost;
pub use letter::{Letter, Postmark};
pub use smtp::{SetupTrouble, SmtpPost};
pub use trouble::PostTrouble;

/// What takes letters, shared by everybody.
pub type SharedPost = Arc<dyn Post>;

/// What takes letters.
#[async_trait]
pub trait Post: fmt::Debug + Send + Sync {
    /// Hands a letter over. `Ok` means that it is in other hands for good.
    ///
    /// # Errors
    /// [`PostTrouble`]: it may have left all the same, where the answer was lost.
    async fn post(&self, letter: &Letter, mark: &Postmark) -> Result<(), PostTrouble>;

    /// Whether letters leave at all.
    fn is_set_up(&self) -> bool {
        true
    }

    /// Where letters go, for the operator; no secret.
    fn told(&self) -> String;

    /// Tries the way without sending anything.
    ///
    /// # Errors
    /// [`PostTrouble`].
    async fn try_out(&self) -> Result<(), PostTrouble>;
}

/// No mail is set up: nothing is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPost;

#[async_trait]
impl Post for NoPost {
    async fn post(&self, _: &Letter, _: &Postmark) -> Result<(), PostTrouble> {
        Err(PostTrouble::NotSetUp)
    }

    fn is_set_up(&self) -> bool {
        false
    }

    fn told(&self) -> String {
        "no mail is set up".to_owned()
    }

    async fn try_out(&self) -> Result<(), PostTrouble> {
        Err(PostTrouble::NotSetUp)
    }
}
