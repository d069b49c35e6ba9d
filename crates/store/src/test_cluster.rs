//! A throw-away PostgreSQL for tests: one cluster a test process, one database a test.
//!
//! Only with the feature `test-cluster`, which nothing but tests switches on. Everything here
//! panics rather than giving an error, with a text for whoever runs the tests.
//!
//! - The cluster lives in a folder of its own and listens on a socket there, on no port; it ends
//!   with the last [`Cluster`] of the process, even when a test panics or is killed.
//! - It sorts texts as Italian does, so that a table that forgets to ask for the order of bytes is
//!   seen.
//! - PostgreSQL refuses to run as root: then it runs as the user `postgres`.
//! - Without PostgreSQL on the machine the tests fail, and say which package is missing.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
};

/// Where Debian keeps PostgreSQL's programs, one folder a version.
const VERSIONS: &str = "/usr/lib/postgresql";

static CURRENT: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// A running cluster.
pub struct Cluster {
    socket: String,
    shell: Mutex<Shell>,
}

/// The script that starts and stops the server; see `test_cluster/cluster.sh`.
struct Shell {
    child: Child,
    names: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    databases: u32,
}

impl Cluster {
    /// The cluster of this process: started by the first who asks, ended with the last who holds
    /// it.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed or does not start.
    #[must_use]
    pub fn start() -> Arc<Self> {
        let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = current.upgrade() {
            return cluster;
        }
        let cluster = Arc::new(Self::start_own());
        *current = Arc::downgrade(&cluster);
        cluster
    }

    fn start_own() -> Self {
        let programs = programs(Path::new(VERSIONS)).unwrap_or_else(|| {
            panic!("PostgreSQL is not installed; on Debian: apt-get install postgresql")
        });
        let mut command = Command::new("sh");
        if is_root() {
            command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
        }
        let mut child = command
            .args(["-c", include_str!("test_cluster/cluster.sh"), "cluster"])
            .arg(programs)
            .current_dir("/")
            // A runner that kills a test kills its process group: the script has to outlive it.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let names = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("it was asked for"));
        let mut shell = Shell {
            child,
            names,
            answers,
            databases: 0,
        };
        let socket = shell.answer();
        Self {
            socket,
            shell: Mutex::new(shell),
        }
    }

    /// The address of a fresh, empty database.
    ///
    /// # Panics
    /// Where the database cannot be made.
    #[must_use]
    pub fn database(&self) -> String {
        let mut shell = self.shell.lock().unwrap_or_else(PoisonError::into_inner);
        shell.databases += 1;
        let name = format!("test_{}", shell.databases);
        let names = shell.names.as_mut().expect("open until the cluster ends");
        writeln!(names, "{name}").expect("the cluster's script runs");
        assert_eq!(shell.answer(), name);
        format!("postgres://postgres@localhost/{name}?host={}", self.socket)
    }
}

impl Shell {
    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers
            .read_line(&mut line)
            .expect("the script writes text");
        assert!(
            !line.is_empty(),
            "PostgreSQL could not be started or refused a database (see its messages above)"
        );
        line.trim_end().to_owned()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // Its input ends: the script stops the server and takes its folder away.
        drop(self.names.take());
        if let Err(error) = self.child.wait() {
            tracing::warn!(%error, "the test cluster's script was not waited for");
        }
    }
}

/// The programs of the newest version that has them all.
fn programs(versions: &Path) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(versions)
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            let programs = entry.path().join("bin");
            let complete = ["initdb", "pg_ctl", "createdb", "postgres"]
                .iter()
                .all(|name| programs.join(name).exists());
            complete.then_some((version, programs))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, programs)| programs)
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|us| us.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_programs_none_are_found() {
        assert_eq!(programs(Path::new("/nonexistent")), None);
    }

    #[test]
    fn a_cluster_is_shared_while_held_and_leaves_no_folder_behind() {
        let cluster = Cluster::start();
        assert!(Arc::ptr_eq(&cluster, &Cluster::start()));
        assert_ne!(cluster.database(), cluster.database());
        let folder = PathBuf::from(&cluster.socket);
        assert!(folder.exists());
        drop(cluster);
        assert!(!folder.exists());
    }
}
