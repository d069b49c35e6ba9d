//! Debian's chromedriver as a child process.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A running chromedriver; it ends with this value.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
}

impl Driver {
    /// Starts one on a free port.
    pub(crate) fn start() -> Self {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = started.unwrap_or_else(|error| {
            panic!(
                "chromedriver does not start ({error}): `cargo xtask test` installs it, or run \
                 apt-get install chromium chromium-driver"
            )
        });
        let port = port(&mut child);
        Self {
            address: format!("http://127.0.0.1:{port}"),
            child,
        }
    }
}

/// The port that it names in its first lines.
fn port(child: &mut Child) -> u16 {
    let out = child.stdout.take().expect("it was asked for");
    let lines = BufReader::new(out).lines().map_while(Result::ok);
    let named = lines
        .filter_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        })
        .next();
    named.expect("chromedriver names its port before it ends")
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
