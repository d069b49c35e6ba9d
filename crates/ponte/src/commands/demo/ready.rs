//! What the demo says when it is ready: in Italian, or as one line of JSON.

use anyhow::{Context, Result};
use ponte_sandbox::serve::Running;
use serde::Serialize;
use url::Url;

use super::{EMAIL, PASSWORD};
use crate::output;

/// Where to look, and how to get in.
#[derive(Debug, Serialize)]
pub struct Ready {
    web: Url,
    till: Url,
    shop: Url,
    control: Url,
    login: Login,
    till_key: String,
    shop_key: String,
    shop_exchange: String,
}

#[derive(Debug, Serialize)]
struct Login {
    email: &'static str,
    password: &'static str,
}

impl Ready {
    /// Of Ponte's address and a running sandbox.
    ///
    /// # Errors
    /// Where the sandbox has no account.
    pub fn new(web: &Url, sandbox: &Running) -> Result<Self> {
        let account = sandbox
            .accounts
            .first()
            .context("the sandbox has no account")?
            .clone();
        Ok(Self {
            web: web.clone(),
            till: sandbox.till.clone(),
            shop: sandbox.shop.clone(),
            control: sandbox.control.clone(),
            login: Login {
                email: EMAIL,
                password: PASSWORD,
            },
            till_key: account.till_key,
            shop_key: account.shop_key,
            shop_exchange: account.shop_exchange,
        })
    }

    /// Prints it.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn print(&self, as_json: bool) -> Result<()> {
        output::line(&if as_json {
            serde_json::to_string(self)?
        } else {
            self.told()
        });
        Ok(())
    }

    fn told(&self) -> String {
        format!(
            "\nPonte è pronto.\n\n  \
             1. Apri            {}\n     \
             e-mail          {}\n     \
             password        {}\n\n  \
             2. Incolla la chiave della cassa e premi Aggiorna Dati:\n     \
             {}\n\n  \
             3. Premi «Avvia prima sincronizzazione prodotti».\n\n\
             La cassa e il negozio sono simulati. Per guardarli e cambiarli:\n  \
             {}\n\n\
             Ctrl+C per smettere. Alla prossima partenza tutto ricomincia da capo.\n",
            self.web, self.login.email, self.login.password, self.till_key, self.control
        )
    }
}
