//! How letters leave: whether mail is set up, whether the way is free, what waits.
//!
//! Guarantee: nothing is sent.

use anyhow::{Result, anyhow};
use ponte_store::SharedStore;
use ponte_sync::letters;

use crate::{config::Mail, post};

/// The sentence.
///
/// # Errors
/// What is wrong. That no mail is set up is not: Ponte works without.
pub(super) async fn told(store: &SharedStore, mail: Option<&Mail>) -> Result<String> {
    let post = post::post(mail)?;
    if !post.is_set_up() {
        return Ok(
            "no mail is set up: nobody can register, and nobody gets a new password by mail"
                .to_owned(),
        );
    }
    let mut tx = store.read().await?;
    let (waiting, oldest) = tx.letters_waiting().await?;
    let jobs = tx.jobs("").await?;
    drop(tx);
    let waits = match oldest {
        Some(oldest) => format!("; {waiting} wait, the oldest since {oldest}"),
        None => String::new(),
    };
    post.try_out().await?;
    let failing = jobs.into_iter().find(|job| job.kind == letters::KIND);
    match failing.and_then(|job| job.last_error) {
        Some(error) => Err(anyhow!("{error}{waits}")),
        None => Ok(format!("{}{waits}", post.told())),
    }
}
