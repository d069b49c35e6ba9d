//! Why a letter did not leave, and whose fault it is.
//!
//! A server's own words are never repeated: they name the recipient.

use std::io;

use crate::NotAnAddress;

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostTrouble {
    /// Nobody said where letters go.
    #[error("no mail is set up: name a mail server under [mail] in the configuration")]
    NotSetUp,
    /// Its address is none.
    #[error(transparent)]
    NotAnAddress(#[from] NotAnAddress),
    /// It cannot be written down as a message.
    #[error("the letter cannot be written down as a message")]
    Unwritable,
    /// The server does not take this letter, now or ever.
    #[error("the mail server refuses the letter ({code}): its recipient, or our sender's address")]
    Refused {
        /// The server's answer.
        code: u16,
    },
    /// The server does not take this letter now.
    #[error("the mail server wants the letter later ({code})")]
    Later {
        /// The server's answer.
        code: u16,
    },
    /// The server does not let us in.
    #[error(
        "the mail server refuses the login ({code}): check the user in `smtp` and the password"
    )]
    Login {
        /// The server's answer.
        code: u16,
    },
    /// The server cannot be reached, or does not speak as it should.
    #[error("the mail server cannot be used ({0}): check host, port and smtps:// in `smtp`")]
    Unreachable(&'static str),
    /// The folder of letters cannot be written to.
    #[error("the folder of letters cannot be written to: {0}")]
    Folder(#[source] io::Error),
}

impl PostTrouble {
    /// Whether only this letter is concerned: others may leave meanwhile.
    #[must_use]
    pub fn is_of_the_letter(&self) -> bool {
        matches!(
            self,
            Self::NotAnAddress(_) | Self::Unwritable | Self::Refused { .. } | Self::Later { .. }
        )
    }

    /// Whether it makes no sense to try again, ever.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::NotAnAddress(_) | Self::Unwritable)
    }
}

impl From<&lettre::transport::smtp::Error> for PostTrouble {
    fn from(error: &lettre::transport::smtp::Error) -> Self {
        match error.status().map(u16::from) {
            Some(code @ (530 | 534 | 535 | 538)) => Self::Login { code },
            Some(421) => Self::Unreachable("it is closing"),
            Some(code) if error.is_permanent() => Self::Refused { code },
            Some(code) => Self::Later { code },
            None if error.is_timeout() => Self::Unreachable("no answer in time"),
            None if error.is_tls() => Self::Unreachable("no safe connection"),
            None if error.is_response() => Self::Unreachable("an answer that is none"),
            None if error.is_client() => Self::Unreachable("it lacks what we need"),
            None => Self::Unreachable("no connection"),
        }
    }
}
