//! The Debian packages that routines need.

use std::path::PathBuf;

use anyhow::Result;

use crate::shell;

/// A package, and the program by which one knows that it (or its like) is there.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    name: &'static str,
    program: &'static str,
}

/// What the tests need.
pub const FOR_TESTS: [Package; 3] = [
    Package {
        name: "postgresql",
        program: "initdb",
    },
    CHROMIUM,
    CHROMEDRIVER,
];

/// What taking pictures of pages needs.
pub const FOR_PICTURES: [Package; 3] = [
    CHROMIUM,
    CHROMEDRIVER,
    // The pages' measures were taken with it; another face breaks lines elsewhere.
    Package {
        name: "fonts-inter",
        program: "Inter-Regular.otf",
    },
];

const CHROMIUM: Package = Package {
    name: "chromium",
    program: "chromium",
};

const CHROMEDRIVER: Package = Package {
    name: "chromium-driver",
    program: "chromedriver",
};

/// Installs whatever of `needed` is missing; `false` where we may not, after printing the line that
/// somebody else has to run.
///
/// # Errors
/// Where apt-get cannot be started.
pub fn provide(needed: &[Package]) -> Result<bool> {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|package| !package.is_here())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let line = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    if !shell::is_root() {
        shell::say(&format!(
            "missing on this machine; please run:\n\n    sudo {line}\n"
        ));
        return Ok(false);
    }
    if shell::find("apt-get", &[]).is_none() {
        shell::say(&format!("missing on this machine: {}", missing.join(", ")));
        return Ok(false);
    }
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(&missing);
    let quiet = |arguments: &[&str]| {
        let mut command = shell::program("apt-get", arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // A package list that is old may still do.
    let _old_list = shell::succeeds(&mut quiet(&["update", "-qq"]))?;
    let installed = shell::succeeds(&mut quiet(&install))?;
    if !installed {
        shell::say(&format!("could not install; please run:\n\n    {line}\n"));
    }
    Ok(installed)
}

impl Package {
    fn is_here(self) -> bool {
        shell::find(self.program, &beside()).is_some()
    }
}

/// What is off the search path: Debian keeps PostgreSQL's server programs elsewhere, and a font is no
/// program.
fn beside() -> Vec<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql");
    let versions = versions.into_iter().flatten().flatten();
    versions
        .map(|version| version.path().join("bin"))
        .chain([PathBuf::from("/usr/share/fonts/opentype/inter")])
        .collect()
}
