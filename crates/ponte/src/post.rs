//! How letters leave, as the configuration says it.

use std::{env, sync::Arc};

use anyhow::{Context, Result, bail};
use ponte_sync::mail::{FilePost, NoPost, SharedPost, SmtpPost};
use secrecy::SecretString;

use crate::{config::Mail, secrets};

/// Where the mail server's password may stand in place of a file.
const VARIABLE: &str = "PONTE_SMTP_PASSWORD";

/// What takes letters: a mail server, a folder, or nothing where nothing is set up.
///
/// # Errors
/// Where the configuration says something that cannot be; the error says what to write.
pub fn post(mail: Option<&Mail>) -> Result<SharedPost> {
    let Some(mail) = mail else {
        return Ok(Arc::new(NoPost));
    };
    let said = "the configuration's [mail] cannot be used";
    match (&mail.smtp, &mail.folder) {
        (Some(server), None) => {
            let password = password(mail).context(said)?;
            let post = SmtpPost::new(server, password.as_ref(), &mail.from).context(said)?;
            Ok(Arc::new(post))
        }
        (None, Some(folder)) => {
            let post = FilePost::new(folder, &mail.from).context(said)?;
            Ok(Arc::new(post))
        }
        _ => bail!("{said}: it names either a mail server as `smtp`, or a `folder`"),
    }
}

fn password(mail: &Mail) -> Result<Option<SecretString>> {
    let set = env::var(VARIABLE).ok().filter(|text| !text.is_empty());
    let set = set.map(SecretString::from);
    secrets::given(set.as_ref(), mail.password_file.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(smtp: Option<&str>, folder: Option<&str>) -> Mail {
        Mail {
            from: "Ponte <ponte@ponte.example>".to_owned(),
            smtp: smtp.map(str::to_owned),
            password_file: None,
            folder: folder.map(Into::into),
        }
    }

    #[test]
    fn letters_leave_only_where_the_configuration_says_how() {
        assert!(!post(None).expect("nothing to be wrong").is_set_up());
        let folder = post(Some(&mail(None, Some("letters")))).expect("a folder");
        assert!(folder.is_set_up());
        assert!(folder.told().contains("letters"), "{}", folder.told());
    }

    #[test]
    fn what_is_wrong_in_the_configuration_of_mail_is_said_with_what_to_write() {
        for (mail, word) in [
            (mail(None, None), "either"),
            (mail(Some("smtps://h.example"), Some("f")), "either"),
            (mail(Some("mail.example"), None), "smtps://user@host:465"),
        ] {
            let error = post(Some(&mail)).expect_err("it cannot be");
            let error = format!("{error:#}");
            assert!(error.contains(word), "{error}");
        }
    }
}
