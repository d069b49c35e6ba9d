//! Settings that every command takes, and where they come from: argument, else environment, else
//! configuration file, else default.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use clap::Args;
use ponte_sync::EngineSettings;

use crate::config::{Config, Mail};

/// Where the shops' admin may be, as far as is known (TS Commerce sheet §25.3).
const ADMINS: [&str; 3] = [
    "https://*.storeden.com",
    "https://*.teamsystemcommerce.com",
    "https://*.teamsystem.com",
];

/// Arguments of every command.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Configuration file (TOML; unknown keys are an error)
    #[arg(long, global = true, value_name = "FILE", env = "PONTE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder for everything that Ponte keeps in files [default: data]
    #[arg(long, global = true, value_name = "FOLDER", env = "PONTE_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Database: sqlite:PATH or postgres://USER@HOST/NAME [default: ponte.db in the data folder].
    /// With a password in it, use the environment or the file: arguments show in lists of processes
    #[arg(
        long,
        global = true,
        value_name = "ADDRESS",
        env = "PONTE_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// File with the master key that seals the shops' keys; made at the first start [default:
    /// master.key in the data folder]. The environment's PONTE_KEY (64 hex digits) goes before it
    #[arg(long, global = true, value_name = "FILE", env = "PONTE_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

/// The settings as they are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The database's address.
    pub database: String,
    /// File with the master key.
    pub key_file: PathBuf,
    /// Folder of everything that Ponte keeps in files.
    pub data_dir: PathBuf,
    /// Where the pages listen, if it was said.
    pub listen: Option<String>,
    /// The pages' public address, if it was said.
    pub public: Option<String>,
    /// `host:port` that pictures may come from although its address is private.
    pub picture_hosts: Vec<String>,
    /// The e-mail address of who helps merchants, if it was said.
    pub support: Option<String>,
    /// Origins whose pages may show ours in a frame.
    pub frame_ancestors: Vec<String>,
    /// How letters leave, if it was said.
    pub mail: Option<Mail>,
    /// What the engine is told.
    pub engine: EngineSettings,
}

impl Options {
    /// Puts arguments, environment, file and defaults together.
    ///
    /// # Errors
    /// Where the configuration file cannot be used.
    pub fn settings(&self) -> Result<Settings> {
        let config = match &self.config {
            Some(file) => Config::read(file)?,
            None => Config::default(),
        };
        Ok(self.over(config))
    }

    fn over(&self, config: Config) -> Settings {
        let data_dir = self
            .data_dir
            .clone()
            .or(config.data_dir)
            .unwrap_or_else(|| PathBuf::from("data"));
        let mut engine = EngineSettings::default();
        engine.till_calls = config.till_calls.unwrap_or(engine.till_calls);
        engine.till_reserve = config.till_reserve.unwrap_or(engine.till_reserve);
        engine.till_api = config.till_api.unwrap_or(engine.till_api);
        engine.shop_api = config.shop_api.unwrap_or(engine.shop_api);
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        engine.lease = config
            .lease_seconds
            .map_or(engine.lease, |lease| seconds(lease.get()));
        engine.patience = config.patience_seconds.map_or(engine.patience, seconds);
        Settings {
            database: self
                .database
                .clone()
                .or(config.database)
                .unwrap_or_else(|| sqlite(&data_dir.join("ponte.db"))),
            key_file: self
                .key_file
                .clone()
                .or(config.key_file)
                .unwrap_or_else(|| data_dir.join("master.key")),
            listen: config.listen,
            public: config.public,
            picture_hosts: config.picture_hosts,
            support: config.support,
            frame_ancestors: config
                .frame_ancestors
                .unwrap_or_else(|| ADMINS.map(str::to_owned).into()),
            mail: config.mail,
            engine,
            data_dir,
        }
    }
}

impl Settings {
    /// Makes the data folder where it is not there, for nobody else to look into.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn make_folder(&self) -> Result<()> {
        make_private(&self.data_dir)
            .with_context(|| format!("the data folder {} cannot be made", self.data_dir.display()))
    }
}

/// The address of a database in a file.
#[must_use]
pub fn sqlite(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_goes_before_the_file_and_the_file_before_the_default() {
        let config = Config {
            data_dir: Some("from-file".into()),
            database: Some("sqlite:from-file.db".into()),
            till_calls: Some(7),
            ..Config::default()
        };
        let options = Options {
            data_dir: Some("from-argument".into()),
            ..Options::default()
        };
        let settings = options.over(config);
        assert_eq!(settings.data_dir, Path::new("from-argument"));
        assert_eq!(settings.database, "sqlite:from-file.db");
        assert_eq!(settings.key_file, Path::new("from-argument/master.key"));
        assert_eq!(settings.engine.till_calls, 7);
        assert_eq!(
            settings.engine.till_reserve,
            EngineSettings::default().till_reserve,
            "what nobody says keeps its default"
        );
    }
}
