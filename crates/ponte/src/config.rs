//! The configuration file: TOML. A key that Ponte does not know is an error, since a misspelt
//! setting that is silently ignored is worse than none.

use std::{
    fs,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::Deserialize;

/// What the file may hold. Arguments and environment go before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the pages listen: `127.0.0.1:8080`.
    pub listen: Option<String>,
    /// The pages' public address: `https://ponte.example.it`.
    pub public: Option<String>,
    /// The database: `sqlite:PATH` or `postgres://…`.
    pub database: Option<String>,
    /// File with the master key.
    pub key_file: Option<PathBuf>,
    /// Folder of everything that Ponte keeps in files.
    pub data_dir: Option<PathBuf>,
    /// `host:port` that pictures may come from although its address is private.
    pub picture_hosts: Vec<String>,
    /// Origins of the shops' admin, whose pages may show Ponte in a frame (TS Commerce sheet §25.3).
    pub frame_ancestors: Option<Vec<String>>,
    /// Where Cassa in Cloud's API answers, for shops that come by themselves.
    pub till_api: Option<String>,
    /// Where TS Commerce's API answers, for shops that come by themselves.
    pub shop_api: Option<String>,
    /// Calls to a till in ten minutes (360, Cassa in Cloud sheet §8).
    pub till_calls: Option<i64>,
    /// How many of these products never touch.
    pub till_reserve: Option<i64>,
    /// How long a process that died keeps its work from the others, in seconds (30).
    pub lease_seconds: Option<NonZeroU32>,
    /// How long a service may stay away before a run gives up, in seconds (six hours).
    pub patience_seconds: Option<u32>,
    /// The e-mail address of who helps merchants with Ponte: *Supporto Connettore* names it.
    pub support: Option<String>,
    /// How letters leave; without it none does.
    pub mail: Option<Mail>,
}

/// How letters leave: to a mail server, or into a folder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The sender: `Ponte <ponte@example.it>`.
    pub from: String,
    /// The mail server: `smtps://user@host:465`, or `smtp://user@host:587` for STARTTLS.
    pub smtp: Option<String>,
    /// File whose first line is the mail server's password; PONTE_SMTP_PASSWORD goes without one.
    pub password_file: Option<PathBuf>,
    /// A folder that letters are put into instead, one file each: nobody gets them.
    pub folder: Option<PathBuf>,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read, or holds something else.
    pub fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
        Self::parse(&text)
            .with_context(|| format!("the configuration {} is not understood", file.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_known_is_an_error() {
        let error = Config::parse("lisen = \"127.0.0.1:1\"").expect_err("a misspelt key");
        assert!(error.to_string().contains("lisen"), "{error}");
    }

    #[test]
    fn every_key_can_be_set() {
        let config = Config::parse(
            "listen = '127.0.0.1:8080'\npublic = 'https://p.example'\ndatabase = 'sqlite:x.db'\n\
             key_file = 'k'\ndata_dir = 'd'\npicture_hosts = ['127.0.0.1:9']\n\
             frame_ancestors = ['https://*.storeden.com']\n\
             till_api = 'http://till.test'\nshop_api = 'http://shop.test'\n\
             till_calls = 1000\ntill_reserve = 0\nlease_seconds = 2\npatience_seconds = 0\n\
             support = 'aiuto@p.example'\n\
             [mail]\nfrom = 'Ponte <p@p.example>'\nsmtp = 'smtps://p@p.example:465'\n\
             password_file = 'f'\nfolder = 'g'\n",
        )
        .expect("all keys are known");
        assert_eq!(config.till_calls, Some(1000));
        assert_eq!(config.picture_hosts, ["127.0.0.1:9"]);
        assert_eq!(config.support.as_deref(), Some("aiuto@p.example"));
        let mail = config.mail.expect("mail");
        assert_eq!(mail.smtp.as_deref(), Some("smtps://p@p.example:465"));
    }
}
