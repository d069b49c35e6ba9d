//! The master key: 32 bytes, as 64 hex digits, in the environment or in a file.
//!
//! Guarantees, each borne by a test below: a key file that Ponte makes can be read by nobody else; a
//! file that holds anything but a key is never replaced, since what was sealed with the lost key
//! could never be opened again.

use std::{env, fs, io::ErrorKind, io::Write, path::Path};

use anyhow::{Context, Result, bail};
use ponte_sync::seal::Sealer;
use ponte_transport::Randomness;

/// Where the key may stand in place of a file.
const VARIABLE: &str = "PONTE_KEY";

/// The sealer under the key of the environment, else of `file`, which is made where it is missing.
///
/// # Errors
/// Where the key is not one, or the file can be neither read nor made.
pub fn sealer(file: &Path, random: &dyn Randomness) -> Result<Sealer> {
    let text = match env::var(VARIABLE) {
        Ok(text) => text,
        Err(_) => from_file(file, random)?,
    };
    Ok(Sealer::from_bytes(parse(&text)?))
}

fn from_file(file: &Path, random: &dyn Randomness) -> Result<String> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => make(file, random),
        Err(error) => {
            Err(error).with_context(|| format!("the master key {} cannot be read", file.display()))
        }
    }
}

/// Makes a key in a file that appears whole or not at all; another process that is quicker wins.
fn make(file: &Path, random: &dyn Randomness) -> Result<String> {
    let said = || format!("the master key {} cannot be made", file.display());
    let beside = file.with_extension(format!("{}.new", random.token(8)));
    let text = random.token(32);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(&beside).with_context(said)?;
    writeln!(written, "{text}")
        .and_then(|()| written.sync_all())
        .with_context(said)?;
    let linked = fs::hard_link(&beside, file);
    fs::remove_file(&beside).with_context(said)?;
    match linked {
        Ok(()) => {
            tracing::info!(file = %file.display(), "a master key was made; keep a copy of it");
            Ok(text)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::read_to_string(file).with_context(said)
        }
        Err(error) => Err(error).with_context(said),
    }
}

fn parse(text: &str) -> Result<[u8; 32]> {
    let mut key = [0; 32];
    if hex::decode_to_slice(text.trim(), &mut key).is_err() {
        // Not a word of what was read: it may be a key with a digit missing.
        bail!("the master key is not 64 hex digits");
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("master.key");
        let made = from_file(&file, &SeededRandom::new(1)).expect("made");
        let found = from_file(&file, &SeededRandom::new(2)).expect("found");
        assert_eq!(parse(&made).expect("a key"), parse(&found).expect("a key"));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_ponte_makes_can_be_read_by_nobody_else() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("master.key");
        from_file(&file, &SeededRandom::new(1)).expect("made");
        let mode = fs::metadata(&file)
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_holds_anything_but_a_key_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("master.key");
        fs::write(&file, "abc123").expect("written");
        let text = from_file(&file, &SeededRandom::new(1)).expect("it can be read");
        let error = parse(&text).expect_err("it is no key");
        assert!(
            !error.to_string().contains("abc123"),
            "an error repeats no key: {error}"
        );
        assert_eq!(fs::read_to_string(&file).expect("still there"), "abc123");
    }
}
