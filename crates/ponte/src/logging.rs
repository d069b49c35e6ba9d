//! Logging, to standard error.
//!
//! A message can be read alone; fields carry their unit in their name (`took_ms`, `calls`); neither
//! secrets nor personal data are ever a field. `PONTE_LOG` says how much: `warn`, or a filter such
//! as `info,ponte_sync=debug`.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// What is told where `PONTE_LOG` is not set.
const USUALLY: &str = "info";

/// Starts it.
pub fn start() {
    let filter = EnvFilter::try_from_env("PONTE_LOG").unwrap_or_else(|_| EnvFilter::new(USUALLY));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
}
