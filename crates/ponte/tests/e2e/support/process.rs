//! A child process that never outlives its test.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
};

/// A running process; it is killed with this value, also where a test panics.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

/// The binary with `arguments`, without the settings that this shell may have for Ponte.
pub fn ponte(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ponte"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PONTE_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .env("PONTE_LOG", "warn")
        .stdin(Stdio::null());
    command
}

impl Process {
    /// Starts `command`.
    pub fn start(command: &mut Command) -> Self {
        let child = command.spawn().expect("the process starts");
        Self { child }
    }

    /// Starts `command`, and waits for the one line that tells that it is ready.
    pub fn ready(command: &mut Command) -> (Self, serde_json::Value) {
        let mut process = Self::start(command.stdout(Stdio::piped()));
        let out = process.child.stdout.take().expect("it was asked for");
        let mut line = String::new();
        BufReader::new(out)
            .read_line(&mut line)
            .expect("the process writes text");
        let ready = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("the first line is no JSON ({error}): {line}"));
        (process, ready)
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("our own child")
    }

    /// Waits until it ends.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("our own child")
    }

    /// Ends it with SIGKILL, and waits until it is gone.
    pub fn kill(mut self) {
        self.child.kill().expect("our own child");
        self.wait();
    }

    /// Asks it to stop with SIGTERM, and waits until it has.
    pub fn terminate(mut self) -> ExitStatus {
        let kill = format!("kill -TERM {}", self.id());
        let sent = Command::new("sh").args(["-c", &kill]).status();
        assert!(sent.expect("a shell starts").success());
        self.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
