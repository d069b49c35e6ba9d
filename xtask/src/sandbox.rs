//! The sandbox in a process of its own, and its control API.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::ponte::Ponte;

/// The longest a control call may take: a large catalogue is generated in one.
const PATIENCE: Duration = Duration::from_secs(300);
/// The most that a control call may answer, in bytes: dumps are large.
const LARGEST: u64 = 1 << 31;

/// A running sandbox; it ends with this value.
pub struct Sandbox {
    process: Child,
    agent: ureq::Agent,
    /// Where Cassa in Cloud answers.
    pub till: String,
    /// Where TS Commerce answers.
    pub shop: String,
    control: String,
    accounts: Vec<Account>,
}

/// The keys of an account.
#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    /// Api key of the till.
    pub till_key: String,
    /// The shop's key.
    pub shop_key: String,
    /// The shop's exchange.
    pub shop_exchange: String,
}

/// The line that a sandbox prints when it is ready.
#[derive(Deserialize)]
struct Ready {
    till: String,
    shop: String,
    control: String,
    accounts: Vec<Account>,
}

/// What the benches need of a dump.
#[derive(Deserialize)]
struct Dump {
    shop: DumpedShop,
}

#[derive(Deserialize)]
struct DumpedShop {
    products: Vec<DumpedProduct>,
}

#[derive(Deserialize)]
struct DumpedProduct {
    image_count: u64,
}

/// How often a kind of call happened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Count {
    /// `till` or `shop`.
    pub service: String,
    /// GET, POST …
    pub method: String,
    /// Ids are `{id}`.
    pub path: String,
    /// 0 where no answer was given.
    pub status: u16,
    /// How often.
    pub calls: u64,
}

impl Sandbox {
    /// Starts a bare sandbox with one account on free ports.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(ponte: &Ponte) -> Result<Self> {
        let mut process = ponte
            .command(&["sandbox", "--empty", "--seed", "7"])
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the sandbox")?;
        let mut line = String::new();
        let out = process.stdout.take().context("the sandbox has no output")?;
        BufReader::new(out)
            .read_line(&mut line)
            .context("the sandbox says nothing")?;
        let ready: Ready = serde_json::from_str(&line).with_context(|| {
            format!("the sandbox's first line is not what it should be: {line}")
        })?;
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        let Ready {
            till,
            shop,
            control,
            accounts,
        } = ready;
        Ok(Self {
            process,
            agent,
            till,
            shop,
            control,
            accounts,
        })
    }

    /// The only account.
    ///
    /// # Errors
    /// Where the sandbox named none.
    pub fn account(&self) -> Result<&Account> {
        self.accounts
            .first()
            .context("the sandbox named no account")
    }

    /// Fills the till with a generated catalogue of plain products; gives how many variants it has.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn generate(&self, products: usize, pictures: bool) -> Result<u64> {
        let wanted = json!({
            "seed": 7,
            "products": products,
            "kind": "home",
            "options": {"odd": false, "pictures": pictures},
        });
        let loaded = self.send("POST", "/generate", &wanted)?;
        loaded["variants"]
            .as_u64()
            .context("the sandbox did not say how many variants")
    }

    /// Sets the latency of both services.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn latency(&self, millis: u64) -> Result<()> {
        let one = json!({"millis": millis});
        self.send("PUT", "/latency", &json!({"till": one, "shop": one}))
            .map(drop)
    }

    /// Lets the shop refuse more than so many calls a second with 429.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn shop_rate(&self, calls_per_second: Option<u32>) -> Result<()> {
        let limits = json!({"shop": {"calls_per_second": calls_per_second}});
        self.send("PUT", "/limits", &limits).map(drop)
    }

    /// Lifts the allowances of both services, so that only the two processes are measured.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn no_limits(&self) -> Result<()> {
        let limits = json!({
            "till": {"calls": 10_000_000}, "shop": {"calls_per_day": 10_000_000}
        });
        self.send("PUT", "/limits", &limits).map(drop)
    }

    /// Empties the journal.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn forget_calls(&self) -> Result<()> {
        self.agent
            .delete(self.at("/journal"))
            .call()
            .context("DELETE /journal")?;
        Ok(())
    }

    /// How often each kind of call happened.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn counts(&self) -> Result<Vec<Count>> {
        self.get("/journal/counts")
    }

    /// Products and pictures of the shop.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn shop_holds(&self) -> Result<(u64, u64)> {
        let dump: Dump = self.get("/dump")?;
        let pictures = dump
            .shop
            .products
            .iter()
            .map(|product| product.image_count)
            .sum();
        Ok((dump.shop.products.len() as u64, pictures))
    }

    /// A configuration for the Ponte that syncs with this sandbox: pictures come from it, and the
    /// till's allowance is the sandbox's business alone.
    #[must_use]
    pub fn config(&self) -> String {
        let host = self.pictures_host();
        format!("picture_hosts = [\"{host}\"]\ntill_calls = 10000000\n")
    }

    /// The same, where Ponte may make so many calls to the till in a window, none of them kept for
    /// orders.
    #[must_use]
    pub fn config_with(&self, till_calls: u64) -> String {
        let host = self.pictures_host();
        format!("picture_hosts = [\"{host}\"]\ntill_calls = {till_calls}\ntill_reserve = 0\n")
    }

    fn pictures_host(&self) -> &str {
        self.control
            .trim_start_matches("http://")
            .trim_end_matches('/')
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.control.trim_end_matches('/'))
    }

    /// Asks the control API.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let mut answer = self
            .agent
            .get(self.at(path))
            .call()
            .with_context(|| format!("GET {path}"))?;
        let reader = answer.body_mut().with_config().limit(LARGEST).reader();
        serde_json::from_reader(BufReader::new(reader)).with_context(|| format!("GET {path}"))
    }

    /// Lets the shop call `url` on events of this type, by the shop's own API.
    ///
    /// # Errors
    /// Where the shop refuses.
    pub fn add_shop_webhook(&self, kind: &str, url: &str) -> Result<()> {
        let account = self.account()?;
        let path = "/v1.1/webhook/webhook.json";
        let name = format!("bench-{kind}");
        self.agent
            .post(format!("{}{path}", self.shop.trim_end_matches('/')))
            .header("key", &account.shop_key)
            .header("exchange", &account.shop_exchange)
            .send_form([("url", url), ("type", kind), ("name", &name)])
            .with_context(|| format!("POST {path}"))?;
        Ok(())
    }

    /// Calls an address as the shop's webhooks do.
    ///
    /// # Errors
    /// Where nobody takes the call.
    pub fn post(&self, url: &str) -> Result<()> {
        // The address holds a token: no error tells it.
        let answer = self.agent.post(url).send_empty();
        answer
            .map(drop)
            .map_err(|_| anyhow!("the call is not taken"))
    }

    /// Sends JSON; gives the answer, null where it has none.
    ///
    /// # Errors
    /// Where the sandbox refuses.
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let said = || format!("{method} {path}");
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(self.at(path))
            .header("content-type", "application/json")
            .body(body.to_string())
            .with_context(said)?;
        let mut answer = self.agent.run(request).with_context(said)?;
        let text = answer
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_string()?;
        if text.is_empty() {
            Ok(Value::Null)
        } else {
            serde_json::from_str(&text).with_context(said)
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}
