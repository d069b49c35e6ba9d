//! A shop that sells one article at two points, and a process that serves.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{places, ponte::Ponte, sandbox::Sandbox};

/// How often it is looked.
pub const LOOK: Duration = Duration::from_millis(5);
/// What takes longer does not come.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// See the module.
pub struct Scene {
    /// Both services.
    pub sandbox: Sandbox,
    ponte: Ponte,
    folder: PathBuf,
    /// The article.
    pub article: Article,
    /// Ids of the till's sales points, in its order.
    pub points: Vec<i64>,
}

/// An article without variants, sold by the piece.
pub struct Article {
    /// Id of the product on the till.
    pub product: String,
    /// Id of its only variant.
    pub variant: String,
    /// Its code.
    pub sku: String,
}

/// A process that serves; it ends with this value.
pub struct Server {
    process: Child,
    address: String,
}

impl Scene {
    /// A shop of so many products whose article has `stock` pieces at the first and the second point,
    /// everywhere listed. `name` is the bench's.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn open(ponte: &Ponte, name: &str, products: usize, stock: [u32; 2]) -> Result<Self> {
        let folder = places::fresh(name)?;
        let sandbox = Sandbox::start(ponte)?;
        sandbox.generate(products, false)?;
        sandbox.no_limits()?;
        let settings = ["--rate", "0", "--orders-from", "2020-01-01T00:00:00Z"];
        ponte.connect(&folder, &sandbox, &settings)?;
        let config = folder.join("ponte.toml");
        fs::write(&config, sandbox.config())?;
        ponte.first_sync(&folder, &config)?;
        let dump: Value = sandbox.get("/dump")?;
        let article = article(&dump["till"])?;
        let points = dump["till"]["sales_points"].as_array();
        let points = points.context("no points")?.iter();
        let points: Vec<i64> = points.filter_map(|point| point["id"].as_i64()).collect();
        for (point, pieces) in points.iter().zip(stock) {
            let quantity = pieces.to_string();
            let body = json!({"sales_point": point, "product": article.product,
                "variant": article.variant, "quantity": quantity});
            sandbox.send("PUT", "/stock", &body)?;
        }
        let body = json!({"sku": article.sku, "quantity": stock.iter().sum::<u32>()});
        sandbox.send("PUT", "/shop/stock", &body)?;
        Ok(Self {
            sandbox,
            ponte: ponte.clone(),
            folder,
            article,
            points,
        })
    }

    /// The binary with `arguments`, on this shop's data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.ponte.command(arguments);
        command.arg("--data-dir").arg(&self.folder);
        command.arg("--config").arg(self.folder.join("ponte.toml"));
        command
    }

    /// Leaves Ponte at most so many calls to the till in this window: it takes them in blocks, whose rests
    /// are lost with each process. To be said before the journal is emptied for the first time.
    ///
    /// # Errors
    /// Where it cannot be said.
    pub fn leave(&self, calls: u64) -> Result<()> {
        let counts = self.sandbox.counts()?;
        let to_till = counts.iter().filter(|count| count.service == "till");
        let spent: u64 = to_till.map(|count| count.calls).sum();
        let config = self.sandbox.config_with(spent + calls);
        fs::write(self.folder.join("ponte.toml"), config)?;
        Ok(())
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
    ///
    /// # Errors
    /// Where it shows none.
    pub fn inlets(&self, server: &Server, secret: Option<&str>) -> Result<[String; 2]> {
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

    /// Enters Ponte at the till, which tells of everything that happens to these entities.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn enter_at_till(&self, server: &Server, entities: &[&str]) -> Result<()> {
        let [till, _] = self.inlets(server, None)?;
        for entity in entities {
            let wish =
                json!({"entity": entity, "events": ["CREATE", "EDIT", "DELETE"], "url": till});
            let made = self.sandbox.send("POST", "/till/webhooks", &wish)?;
            let secret = made["secret"].as_str().context("no secret")?;
            self.inlets(server, Some(secret))?;
        }
        Ok(())
    }

    /// Waits until nobody has called the services for so long.
    ///
    /// # Errors
    /// Where that does not come.
    pub fn quiet(&self, quiet: Duration) -> Result<()> {
        let began = Instant::now();
        let (mut last, mut since) = (self.latest()?, Instant::now());
        while since.elapsed() < quiet {
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
}

/// The last article of the till without variants, sold by the piece: whoever reads the till from its
/// beginning comes to it last.
fn article(till: &Value) -> Result<Article> {
    let products = till["products"].as_array().context("no products")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    products
        .iter()
        .rev()
        .find_map(|product| {
            let variants = product["variants"].as_array()?;
            let [variant] = &variants[..] else {
                return None;
            };
            let by_piece = product["by_weight"] == false;
            let article = Article {
                product: text(&product["id"])?,
                variant: text(&variant["id"])?,
                sku: text(&variant["sku"])?,
            };
            by_piece.then_some(article)
        })
        .context("the till has no article without variants")
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}
