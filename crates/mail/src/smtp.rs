//! Letters to a mail server.
//!
//! `smtps://user@host` speaks TLS from the first byte (port 465); `smtp://user@host` begins in clear and
//! goes on only over TLS (port 587). Without TLS we talk to this very machine alone.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{CertificateStore, Tls, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    Letter, Post, PostTrouble, Postmark,
    letter::{Wrapping, message},
};

/// How long a server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a mail server cannot be used as it was described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupTrouble {
    /// The sender is none.
    #[error("`from` is not a sender: write it as Ponte <ponte@example.it>")]
    From,
    /// The address is none.
    #[error("`smtp` is not a mail server: write it as smtps://user@host:465")]
    Address,
    /// A password stands in it.
    #[error("`smtp` holds a password: put it into a file and name that as `password_file`")]
    PasswordInAddress,
    /// There is a user, and no password.
    #[error("`smtp` names a user, and there is no password: set `password_file`")]
    NoPassword,
    /// There is a password, and no user.
    #[error("there is a password for the mail server, and `smtp` names no user")]
    NoUser,
    /// TLS cannot be used.
    #[error("the mail server's name cannot be used for a safe connection")]
    Tls,
}

/// A mail server.
pub struct SmtpPost {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    told: String,
}

impl SmtpPost {
    /// The server at `address`, for letters of `from`.
    ///
    /// # Errors
    /// [`SetupTrouble`].
    pub fn new(
        address: &str,
        password: Option<&SecretString>,
        from: &str,
    ) -> Result<Self, SetupTrouble> {
        let from: Mailbox = from.parse().map_err(|_| SetupTrouble::From)?;
        let address = Url::parse(address).map_err(|_| SetupTrouble::Address)?;
        if address.password().is_some() {
            return Err(SetupTrouble::PasswordInAddress);
        }
        let host = address.host_str().ok_or(SetupTrouble::Address)?;
        let (tls, port) = way(address.scheme(), host)?;
        let port = address.port().unwrap_or(port);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .tls(tls)
            .port(port)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        match (user(&address)?, password) {
            (Some(user), Some(password)) => {
                let password = password.expose_secret().to_owned();
                builder = builder.credentials(Credentials::new(user, password));
            }
            (None, None) => {}
            (Some(_), None) => return Err(SetupTrouble::NoPassword),
            (None, Some(_)) => return Err(SetupTrouble::NoUser),
        }
        Ok(Self {
            transport: builder.build(),
            told: format!("letters go to {host}:{port} as {}", from.email),
            from,
        })
    }
}

/// How the server is spoken to, and its usual port.
fn way(scheme: &str, host: &str) -> Result<(Tls, u16), SetupTrouble> {
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let safe = || {
        TlsParameters::builder(host.to_owned())
            .certificate_store(CertificateStore::WebpkiRoots)
            .build()
            .map_err(|_| SetupTrouble::Tls)
    };
    match scheme {
        "smtps" => Ok((Tls::Wrapper(safe()?), 465)),
        "smtp" if here => Ok((Tls::None, 25)),
        "smtp" => Ok((Tls::Required(safe()?), 587)),
        _ => Err(SetupTrouble::Address),
    }
}

/// The user of an address; `%40` is the @ of a user that is an address itself.
fn user(address: &Url) -> Result<Option<String>, SetupTrouble> {
    let user = address.username();
    if user.is_empty() {
        return Ok(None);
    }
    // A form's values are escaped in the same way but for the blank, and no user has one.
    let pair = format!("u={}", user.replace('+', "%2B"));
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    let user = pairs.next().ok_or(SetupTrouble::Address)?.1.into_owned();
    Ok(Some(user))
}

#[async_trait]
impl Post for SmtpPost {
    async fn post(&self, letter: &Letter, mark: &Postmark) -> Result<(), PostTrouble> {
        let message = message(letter, mark, &self.from, Wrapping::ForServers)?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| PostTrouble::from(&error))
    }

    fn told(&self) -> String {
        self.told.clone()
    }

    async fn try_out(&self) -> Result<(), PostTrouble> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(PostTrouble::Unreachable("no answer")),
            Err(error) => Err(PostTrouble::from(&error)),
        }
    }
}

impl fmt::Debug for SmtpPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpPost({})", self.told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Ponte <ponte@ponte.example>";

    #[tokio::test]
    async fn what_is_wrong_in_the_description_of_a_server_is_said() {
        let password = SecretString::from("segreta");
        for (address, with_password, from, trouble) in [
            ("smtps://host.example", false, "ponte", SetupTrouble::From),
            ("host.example", false, FROM, SetupTrouble::Address),
            ("https://host.example", false, FROM, SetupTrouble::Address),
            (
                "smtps://u@host.example",
                false,
                FROM,
                SetupTrouble::NoPassword,
            ),
            ("smtps://host.example", true, FROM, SetupTrouble::NoUser),
            (
                "smtps://u:segreta@host.example",
                false,
                FROM,
                SetupTrouble::PasswordInAddress,
            ),
        ] {
            let password = with_password.then_some(&password);
            let refused = SmtpPost::new(address, password, from).err();
            assert_eq!(refused, Some(trouble), "{address}");
        }
    }

    #[tokio::test]
    async fn a_password_is_shown_to_nobody_and_goes_to_no_other_machine_in_clear() {
        let password = SecretString::from("segreta");
        let post = SmtpPost::new("smtps://m%40x.example@host.example", Some(&password), FROM);
        let post = post.expect("a server");
        let shown = format!("{post:?} {}", post.told());
        assert!(!shown.contains("segreta"), "{shown}");
        assert!(shown.contains("host.example:465"), "{shown}");
        for host in ["host.example", "192.168.1.4", "127.0.0.2"] {
            let (tls, _) = way("smtp", host).expect("a way");
            assert!(matches!(tls, Tls::Required(_)), "{host}");
        }
        assert!(matches!(way("smtp", "localhost"), Ok((Tls::None, 25))));
    }

    #[test]
    fn a_user_may_be_an_address() {
        let user = |text| user(&Url::parse(text).expect("an address")).expect("a user");
        assert_eq!(
            user("smtps://m%40x.example@h").as_deref(),
            Some("m@x.example")
        );
        assert_eq!(user("smtps://a+b@h").as_deref(), Some("a+b"));
        assert_eq!(user("smtps://h"), None);
    }
}
