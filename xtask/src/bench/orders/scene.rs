//! A shop that sells one article at two points, a process that serves, and shoppers.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{places, ponte::Ponte, sandbox::Sandbox};

/// How often it is looked.
const LOOK: Duration = Duration::from_millis(5);
/// Nothing more comes where nothing has come for so long.
const QUIET: Duration = Duration::from_millis(1_500);
/// What takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(120);
/// Types of the shop's webhooks: an order was made, paid (TS Commerce sheet §24).
const MADE_AND_PAID: [&str; 2] = ["0", "1"];

/// See the module.
pub struct Scene {
    /// Both services.
    pub sandbox: Sandbox,
    ponte: Ponte,
    folder: PathBuf,
    /// Code of the article.
    sku: String,
}

/// A process that serves; it ends with this value.
pub struct Server {
    process: Child,
    address: String,
}

impl Scene {
    /// A shop whose article has `stock` pieces at the first and the second point, everywhere listed.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn open(ponte: &Ponte, stock: [u32; 2]) -> Result<Self> {
        let folder = places::fresh("orders")?;
        let sandbox = Sandbox::start(ponte)?;
        sandbox.generate(3, false)?;
        sandbox.no_limits()?;
        let settings = ["--rate", "0", "--orders-from", "2020-01-01T00:00:00Z"];
        ponte.connect(&folder, &sandbox, &settings)?;
        let config = folder.join("ponte.toml");
        fs::write(&config, sandbox.config())?;
        ponte.first_sync(&folder, &config)?;
        let dump: Value = sandbox.get("/dump")?;
        let (product, variant, sku) = article(&dump["till"])?;
        let points = dump["till"]["sales_points"].as_array();
        for (point, pieces) in points.context("no points")?.iter().zip(stock) {
            let quantity = pieces.to_string();
            let body = json!({"sales_point": point["id"], "product": product,
                "variant": variant, "quantity": quantity});
            sandbox.send("PUT", "/stock", &body)?;
        }
        let body = json!({"sku": sku, "quantity": stock.iter().sum::<u32>()});
        sandbox.send("PUT", "/shop/stock", &body)?;
        Ok(Self {
            sandbox,
            ponte: ponte.clone(),
            folder,
            sku,
        })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.ponte.command(arguments);
        command.arg("--data-dir").arg(&self.folder);
        command.arg("--config").arg(self.folder.join("ponte.toml"));
        command
    }

    /// Starts a process that serves, and waits until it answers.
    ///
    /// # Errors
    /// Where it does not.
    pub fn serve(&self) -> Result<Server> {
        let free = TcpListener::bind("127.0.0.1:0")?;
        let listen = free.local_addr()?;
        drop(free);
        let process = self
            .command(&["serve", "--listen", &listen.to_string()])
            .env("PONTE_LOG", "warn")
            .spawn()
            .context("cannot start ponte")?;
        let mut server = Server {
            process,
            address: format!("http://{listen}/"),
        };
        while TcpStream::connect(listen).is_err() {
            ensure!(server.process.try_wait()?.is_none(), "the server has ended");
            thread::sleep(LOOK);
        }
        Ok(server)
    }

    /// Ponte's addresses for the till's calls and the shop's, as its command line shows them.
    fn inlets(&self, server: &Server, secret: Option<&str>) -> Result<[String; 2]> {
        let mut command = self.command(&["shop", "inlets", "--public", &server.address]);
        if let Some(secret) = secret {
            command.env("PONTE_TILL_SECRET", secret);
        }
        let output = command.output().context("cannot start ponte")?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let at = |path: &str| {
            let mut words = told.split_whitespace();
            let found = words.find(|word| word.contains(path));
            found
                .map(str::to_owned)
                .with_context(|| format!("no address in {told}"))
        };
        Ok([at("/avvisi/cassa/")?, at("/avvisi/negozio/")?])
    }

    /// Enters Ponte at both services.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn enter(&self, server: &Server) -> Result<()> {
        let [till, shop] = self.inlets(server, None)?;
        let wish = json!({"entity": "ORDER", "events": ["CREATE", "EDIT", "DELETE"], "url": till});
        let made = self.sandbox.send("POST", "/till/webhooks", &wish)?;
        let secret = made["secret"].as_str().context("no secret")?;
        self.inlets(server, Some(secret))?;
        for kind in MADE_AND_PAID {
            self.sandbox.add_shop_webhook(kind, &shop)?;
        }
        Ok(())
    }

    /// Lets the serving process look once, as its timer does; gives when it was asked to.
    ///
    /// # Errors
    /// Where it does not take the call.
    pub fn look(&self, server: &Server) -> Result<Instant> {
        let [_, shop] = self.inlets(server, None)?;
        let asked = Instant::now();
        self.sandbox.post(&shop)?;
        Ok(asked)
    }

    /// So many shoppers buy `pieces` of the article; gives when the last one had.
    ///
    /// # Errors
    /// Where the shop does not sell.
    pub fn buy(&self, orders: u64, pieces: u32) -> Result<Instant> {
        for number in 0..orders {
            let buyer = format!("buyer-{number}");
            let basket = json!({
                "lines": [{"sku": self.sku, "count": pieces}],
                "billing": {"fullname": buyer, "email": format!("{buyer}@example.test")},
                "paid": true,
            });
            self.sandbox.send("POST", "/shop/orders", &basket)?;
        }
        Ok(Instant::now())
    }

    /// Waits until `parts` orders of ours are at the till; gives how long after `bought` that was.
    ///
    /// # Errors
    /// Where they do not come.
    pub fn arrived(&self, parts: u64, bought: Instant) -> Result<Duration> {
        loop {
            let orders: Vec<Value> = self.sandbox.get("/till/orders")?;
            let took = bought.elapsed();
            if orders.len() as u64 >= parts {
                ensure!(orders.len() as u64 == parts, "more orders than were bought");
                return Ok(took);
            }
            if took > PATIENCE {
                bail!("{} of {parts} orders came", orders.len());
            }
            thread::sleep(LOOK);
        }
    }

    /// Waits until nobody calls the services any more.
    ///
    /// # Errors
    /// Where that does not come.
    pub fn quiet(&self) -> Result<()> {
        let began = Instant::now();
        let (mut last, mut since) = (self.latest()?, Instant::now());
        while since.elapsed() < QUIET {
            ensure!(began.elapsed() < PATIENCE, "the calls never end");
            thread::sleep(LOOK * 10);
            let now = self.latest()?;
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(())
    }

    fn latest(&self) -> Result<Value> {
        let calls: Value = self.sandbox.get("/journal?limit=1")?;
        Ok(calls[0]["number"].clone())
    }

    /// Passes since the journal was emptied: each begins with the first page of new orders.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn passes(&self) -> Result<u64> {
        let lists: Vec<Value> = self
            .sandbox
            .get("/journal?service=shop&path=since%3D&limit=10000")?;
        let is_first = |call: &&Value| {
            let (_, query) = call["path"].as_str()?.split_once('?')?;
            let skipped = query.split('&').find_map(|pair| pair.strip_prefix("skip="));
            Some(skipped.is_none_or(|skipped| skipped == "0"))
        };
        let first = lists.iter().filter(|call| is_first(call) == Some(true));
        Ok(first.count() as u64)
    }
}

/// The first article without variants, sold by the piece.
fn article(till: &Value) -> Result<(String, String, String)> {
    let products = till["products"].as_array().context("no products")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    products
        .iter()
        .find_map(|product| {
            let variants = product["variants"].as_array()?;
            let [variant] = &variants[..] else {
                return None;
            };
            let by_piece = product["by_weight"] == false;
            let ids = (text(&product["id"])?, text(&variant["id"])?);
            by_piece.then_some((ids.0, ids.1, text(&variant["sku"])?))
        })
        .context("the till has no article without variants")
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}
