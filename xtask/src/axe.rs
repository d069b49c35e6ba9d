//! `cargo xtask axe`: brings axe-core, by which the tests look at the pages.
//!
//! It is third-party code, so it is not in the repository: the registry's package of one version is
//! fetched, compared with the checksum below, and kept in cargo's folder for the files of tests. What is
//! there already is fetched no second time.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use ponte_browser::AXE_VERSION;
use sha2::{Digest, Sha512};

use crate::{Ended, places, shell};

/// Of the package, as the registry tells it: `npm view axe-core dist.integrity`, but in hexadecimal.
const SHA512: &str = "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5";

/// Brings it, unless it is there.
///
/// # Errors
/// Where a program cannot be started, or the package is not the one that was meant.
pub fn run() -> Result<Ended> {
    Ok(if provide()? {
        Ended::Well
    } else {
        Ended::Missing
    })
}

/// Brings it, unless it is there; `false` where it cannot be fetched, after saying so.
///
/// # Errors
/// As [`run`].
pub fn provide() -> Result<bool> {
    let folder = places::target().join("tmp");
    let script = folder.join(format!("axe-{AXE_VERSION}.js"));
    if script.exists() {
        return Ok(true);
    }
    fs::create_dir_all(&folder)?;
    let package = folder.join(format!("axe-core-{AXE_VERSION}.tgz"));
    if !fetch(&folder, &package)? {
        shell::say("axe-core could not be fetched: the tests of the pages need it");
        return Ok(false);
    }
    let bytes = fs::read(&package).context("the package cannot be read")?;
    let sum: String = Sha512::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    ensure!(
        sum == SHA512,
        "this is another axe-core, with the sum {sum}"
    );
    let folder = places::fresh("axe")?;
    let unpacked = shell::succeeds(
        shell::program("tar", &["-xzf"])
            .arg(&package)
            .arg("-C")
            .arg(&folder)
            .arg("package/axe.min.js"),
    )?;
    ensure!(unpacked, "the package cannot be unpacked");
    // Moved as a whole: a test never reads half of it.
    fs::rename(folder.join("package/axe.min.js"), script)?;
    Ok(true)
}

/// By npm where it is installed, which knows of mirrors, else from the registry itself.
fn fetch(folder: &Path, package: &Path) -> Result<bool> {
    let npm = shell::find("npm", &[]).is_some();
    let mut command = if npm {
        let wanted = format!("axe-core@{AXE_VERSION}");
        let mut npm = shell::program("npm", &["pack", "--silent", &wanted, "--pack-destination"]);
        npm.arg(folder);
        npm
    } else {
        let registry = "https://registry.npmjs.org/axe-core/-";
        let address = format!("{registry}/axe-core-{AXE_VERSION}.tgz");
        let mut curl = shell::program("curl", &["-fsSL", "--retry", "3", &address, "-o"]);
        curl.arg(package);
        curl
    };
    shell::succeeds(&mut command)
}
