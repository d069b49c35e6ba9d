//! A process that works on jobs, as a test sees it.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

use crate::{
    child::{self, Work},
    world::World,
};

/// How long anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a process is to work.
pub struct Plan {
    pub name: &'static str,
    pub work: Work,
    pub lease: Duration,
    pub side_by_side: usize,
    /// How long it waits for a locked database.
    pub busy: Option<Duration>,
}

impl Plan {
    /// One job at a time, with a lease that a busy machine can renew.
    pub fn new(name: &'static str, work: Work) -> Self {
        Self {
            name,
            work,
            lease: Duration::from_secs(2),
            side_by_side: 1,
            busy: None,
        }
    }
}

/// A running process; it is killed when the test is over.
pub struct Process {
    child: Child,
    orders: ChildStdin,
    lines: Receiver<String>,
    /// Everything that it said.
    pub said: Vec<String>,
}

impl Process {
    /// Starts a process and waits until it is ready.
    pub fn start(world: &World, plan: &Plan) -> Self {
        let (say, lines) = channel();
        let mut process = Self::start_into(world, plan, move |line| drop(say.send(line)), lines);
        process.hears("ready");
        process
    }

    /// Starts a process whose lines go to `into`, with its name before them.
    pub fn start_among(world: &World, plan: &Plan, into: &Sender<(String, String)>) -> Self {
        let (into, name) = (into.clone(), plan.name.to_owned());
        let (_, nothing) = channel();
        let tell = move |line| drop(into.send((name.clone(), line)));
        Self::start_into(world, plan, tell, nothing)
    }

    fn start_into(
        world: &World,
        plan: &Plan,
        tell: impl Fn(String) + Send + 'static,
        lines: Receiver<String>,
    ) -> Self {
        let mut command = Command::new(env::current_exe().expect("this program"));
        command
            .args([
                "--exact",
                "child::works_where_it_was_told_to",
                "--nocapture",
            ])
            .env(child::DATABASE, world.database(plan.busy.is_some()))
            .env(child::LOG, world.log_file())
            .env(child::NAME, plan.name)
            .env(child::WORK, format!("{:?}", plan.work))
            .env(child::LEASE_MS, plan.lease.as_millis().to_string())
            .env(child::SIDE_BY_SIDE, plan.side_by_side.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(busy) = plan.busy {
            command.env(child::BUSY_MS, busy.as_millis().to_string());
        }
        let mut child = command.spawn().expect("it starts");
        let said = BufReader::new(child.stderr.take().expect("it was asked for"));
        std::thread::spawn(move || said.lines().map_while(Result::ok).for_each(tell));
        Self {
            orders: child.stdin.take().expect("it was asked for"),
            child,
            lines,
            said: Vec::new(),
        }
    }

    /// Waits until it says this.
    pub fn hears(&mut self, line: &str) {
        loop {
            let next = self.lines.recv_timeout(PATIENCE);
            let next = next.unwrap_or_else(|_| panic!("never heard {line:?}: {:#?}", self.said));
            self.said.push(next);
            if self.said.last().is_some_and(|said| said == line) {
                return;
            }
        }
    }

    /// Waits until it has said all of these since, in any order.
    pub fn hears_all(&mut self, lines: &[&str]) {
        let since = self.said.len();
        for line in lines {
            if !self.said[since..].iter().any(|said| said == line) {
                self.hears(line);
            }
        }
    }

    /// Lets one piece of work go on.
    pub fn go(&mut self) {
        self.order("go");
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders, "{order}").expect("it listens");
    }

    /// kill -9, and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Stops it where it stands, or lets it go on.
    pub fn signal(&self, signal: &str) {
        let order = format!("kill -{signal} {}", self.child.id());
        let status = Command::new("sh").args(["-c", &order]).status();
        assert!(status.expect("a shell").success());
    }

    /// Asks it to put everything down, without waiting.
    pub fn stop(&mut self) {
        self.order("stop");
    }

    /// Waits until it has put everything down: what became of its jobs is in the database.
    pub fn ends(mut self) {
        let status = self.child.wait().expect("it ends");
        self.said.extend(self.lines.try_iter());
        assert!(status.success(), "{:#?}", self.said);
    }

    /// Asks it to put everything down, and waits for that.
    pub fn stops(mut self) {
        self.stop();
        self.ends();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing to be done where it is gone already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
