//! Running programs, and speaking to whoever started us.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::places;

/// Prints a line. A closed pipe is nobody's trouble.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A program, started in the workspace.
#[must_use]
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(places::workspace());
    command
}

/// Cargo, the one that runs us.
#[must_use]
pub fn cargo(arguments: &[&str]) -> Command {
    program(
        &env::var("CARGO").unwrap_or_else(|_| "cargo".into()),
        arguments,
    )
}

/// Runs `command` to its end, its words on our terminal; whether it ended well.
///
/// # Errors
/// Where it could not be started.
pub fn succeeds(command: &mut Command) -> Result<bool> {
    say(&format!("$ {}", shown(command)));
    let status = command
        .status()
        .with_context(|| format!("cannot run {}", shown(command)))?;
    Ok(status.success())
}

/// Runs `command` without a word; whether it ended well. `false` also where it does not exist.
pub fn quietly(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Where a program is, on the search path or in one of `beside`.
#[must_use]
pub fn find(name: &str, beside: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(beside.iter().cloned())
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Whether we may install packages.
#[must_use]
pub fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words = command.get_args().map(|word| word.to_string_lossy());
    std::iter::once(name.to_string_lossy())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
