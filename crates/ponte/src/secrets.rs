//! Where secrets are read from: environment, file, or standard input.
//!
//! An argument is possible for the demo's throw-away keys only because typing is quicker: everybody
//! on the machine sees the arguments of a process.

use std::{fs, io::Read, path::Path};

use anyhow::{Context, Result, ensure};
use secrecy::{ExposeSecret, SecretString};

/// The most that is read, in bytes: no secret is longer.
const LONGEST: u64 = 4_096;

/// Takes an argument (or its variable in the environment) as a secret, so that no debug output
/// shows it.
///
/// # Errors
/// Where it is empty.
pub fn parse(text: &str) -> Result<SecretString, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        Err("it is empty")
    } else {
        Ok(SecretString::from(text))
    }
}

/// The secret given directly, else the first line of `file` (`-` = standard input), else none.
///
/// # Errors
/// Where the file cannot be read or is empty.
pub fn given(direct: Option<&SecretString>, file: Option<&Path>) -> Result<Option<SecretString>> {
    match (file, direct) {
        (Some(file), _) => read(file).map(Some),
        (None, direct) => Ok(direct.cloned()),
    }
}

/// The first line of `file`; `-` is standard input.
///
/// # Errors
/// Where it cannot be read or is empty.
pub fn read(file: &Path) -> Result<SecretString> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(LONGEST)
            .read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
    };
    read.with_context(|| format!("the secret in {} cannot be read", file.display()))?;
    let secret = SecretString::from(text.lines().next().unwrap_or_default().trim());
    ensure!(
        !secret.expose_secret().is_empty(),
        "the secret in {} is empty",
        file.display()
    );
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_before_what_the_environment_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key");
        fs::write(&file, "from-file \nsecond line\n").expect("written");
        let direct = SecretString::from("direct");
        let secret = given(Some(&direct), Some(&file))
            .expect("read")
            .expect("there is one");
        assert_eq!(secret.expose_secret(), "from-file");
        assert!(given(None, None).expect("nothing to read").is_none());
    }

    #[test]
    fn an_empty_secret_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key");
        fs::write(&file, "\n").expect("written");
        assert!(read(&file).is_err());
        assert!(parse("  ").is_err());
    }
}
