//! A sandbox, a Ponte that is stopped and started, and somebody who sits before it.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
};

use ponte_browser::{Browser, Merchant};
use serde_json::{Value, json};

use crate::support::{
    dump::TillProduct,
    orders::awaited,
    ponte::{Ended, Ponte},
    process::Process,
    sandbox::Sandbox,
};

pub const EMAIL: &str = "marta@pervinca.example";
pub const PASSWORD: &str = "un ponte di barche";

/// Where the shop's admin shows Ponte.
const FRAME: &str = "//iframe";

/// Products of the till.
pub const PRODUCTS: usize = 16;

/// One write at a time: where that is held, all of the sync stands still.
const PACE: [&str; 4] = ["--rate", "0", "--in-flight", "1"];

/// A shop, and the merchant who comes to it.
pub struct Walk {
    pub merchant: Merchant,
    pub sandbox: Sandbox,
    /// Codes of articles that are sold by the piece and have no variants; the fourth is not marked for
    /// e-commerce at first.
    pub skus: Vec<String>,
    /// The till's points.
    pub points: Vec<i64>,
    /// What the points are called.
    pub names: Vec<String>,
    ponte: Ponte,
    process: Option<Process>,
    address: SocketAddr,
}

impl Walk {
    /// Somebody who comes to Ponte itself. The shop's keys were pasted by whoever installed it.
    pub fn alone() -> Self {
        let sandbox = stocked();
        let ponte = Ponte::new(&sandbox, None);
        let mut add = ponte.command(&["shop", "add"]);
        add.args(PACE)
            .args(["--till-api", &sandbox.at.till])
            .args(["--shop-api", &sandbox.at.shop])
            .env("PONTE_SHOP_KEY", &sandbox.account.shop_key)
            .env("PONTE_SHOP_EXCHANGE", &sandbox.account.shop_exchange);
        Ended::of(add).with(0);
        lets_in(&ponte).with(0);
        let address = free();
        let merchant = Merchant::at(Browser::open(), &format!("http://{address}/"));
        Self::over(sandbox, ponte, merchant, address)
    }

    /// Somebody who comes by the shop's admin, which is another site and shows Ponte in a frame. Nothing
    /// is installed there yet, and nobody has a login.
    pub fn framed() -> Self {
        let sandbox = stocked();
        let address = free();
        let ponte = Ponte::new(&sandbox, None);
        let site = format!("http://ponte.localhost:{}", address.port());
        let control = sandbox.at.control.trim_end_matches('/');
        let admin = control.replace("127.0.0.1", "negozio.localhost");
        let file = ponte.folder().join("ponte.toml");
        let settings = std::fs::read_to_string(&file).expect("settings");
        let more = format!(
            "public = '{site}'\nframe_ancestors = ['{admin}']\ntill_api = '{}'\nshop_api = '{}'\n\
            [mail]\nfrom = 'Ponte <ponte@ponte.example>'\nfolder = '{}'\n",
            sandbox.at.till,
            sandbox.at.shop,
            letters(&ponte).display()
        );
        std::fs::write(&file, settings + &more).expect("settings");
        let app = json!({"auth_url": format!("http://{address}/installa"),
            "embed_url": format!("{site}/incorpora"), "access": "read_write"});
        sandbox.send("PUT", "/app", &app);
        let merchant = Merchant::within(Browser::open(), &format!("{admin}/negozio"), FRAME);
        Self::over(sandbox, ponte, merchant, address)
    }

    /// Waits until the shop is connected, and sets its pace.
    #[track_caller]
    pub fn comes_to_be_connected(&self) {
        let pace: Vec<&str> = ["shop", "set"].into_iter().chain(PACE).collect();
        awaited("the shop", || {
            (self.ponte.run(&pace).code == 0).then_some(())
        });
    }

    /// What `find` finds in a letter, once one has gone out in which it finds something.
    #[track_caller]
    pub fn finds_in_a_letter(&self, what: &str, find: impl Fn(&str) -> Option<&str>) -> String {
        let folder = letters(&self.ponte);
        awaited(what, || {
            let files = std::fs::read_dir(&folder).ok()?;
            let files = files.filter_map(|file| Some(file.ok()?.path()));
            let whole = files.filter(|path| path.extension().is_some_and(|end| end == "eml"));
            let mut texts = whole.filter_map(|path| std::fs::read_to_string(path).ok());
            texts.find_map(|text| find(&text).map(str::to_owned))
        })
    }

    fn over(sandbox: Sandbox, ponte: Ponte, merchant: Merchant, address: SocketAddr) -> Self {
        let dump = sandbox.dump();
        let simple = dump.till.products.iter();
        let simple = simple.filter(|it| !it.by_weight && it.variants.len() == 1);
        let skus = simple.filter_map(|it| it.variants[0].sku.clone());
        let skus: Vec<String> = skus.collect();
        let points = dump.till.sales_points.iter().map(|it| it.id).collect();
        let names = sandbox.get("/dump")["till"]["sales_points"].clone();
        let names = names.as_array().expect("points").iter();
        let names = names.filter_map(|it| it["name"].as_str().map(str::to_owned));
        assert!(skus.len() >= 4, "too few without variants: {skus:?}");
        let mut walk = Self {
            merchant,
            sandbox,
            skus,
            points,
            names: names.collect(),
            ponte,
            process: None,
            address,
        };
        walk.is_for_ecommerce(&walk.skus[3], false);
        walk.starts();
        walk
    }

    /// Ponte starts, at the address that it had before.
    pub fn starts(&mut self) {
        let listen = self.address.to_string();
        let mut command = self.ponte.command(&["serve", "--listen", &listen]);
        let mut process = Process::start(&mut command);
        while TcpStream::connect(self.address).is_err() {
            assert!(process.ended().is_none(), "the server has ended");
            std::thread::yield_now();
        }
        self.process = Some(process);
    }

    /// Ponte is killed, as by a power cut.
    pub fn is_killed(&mut self) {
        self.process.take().expect("it runs").kill();
    }

    /// The shop's next writes wait before their answers, from the `nth` new product on; gives the fault.
    pub fn holds_the_product(&self, nth: u32) -> String {
        let rule = json!({"service": "shop", "method": "POST", "path": "/products/product",
            "kind": "hold", "after": nth - 1, "times": 1, "effect": true});
        self.sandbox.send("POST", "/faults", &rule)["id"].to_string()
    }

    /// Waits until a fault holds a call.
    #[track_caller]
    pub fn is_held(&self, fault: &str) {
        let held = self.sandbox.get(&format!("/faults/{fault}?wait=reached"));
        assert_eq!(held["holding"], 1, "{held}");
    }

    /// Takes a fault away.
    pub fn lets_go(&self, fault: &str) {
        self.sandbox
            .send("DELETE", &format!("/faults/{fault}"), &Value::Null);
    }

    /// The till has so many pieces of an article, point by point.
    pub fn fills(&self, sku: &str, pieces: &[i64]) {
        for (point, pieces) in self.points.iter().zip(pieces) {
            self.sandbox.put_stock(*point, sku, *pieces);
        }
    }

    /// An article is marked for e-commerce on the till, or not any more.
    pub fn is_for_ecommerce(&self, sku: &str, yes: bool) {
        let id = self.product(sku).id;
        self.sandbox.edit(&id, &json!({"ecommerce": yes}));
    }

    /// An article's product on the till.
    pub fn product(&self, sku: &str) -> TillProduct {
        let mut products = self.sandbox.dump().till.products.into_iter();
        let mine = |it: &TillProduct| {
            it.variants
                .iter()
                .any(|one| one.sku.as_deref() == Some(sku))
        };
        products.find(mine).expect("an article with that code")
    }

    /// Whether the shop has a product with that code.
    pub fn is_in_the_shop(&self, sku: &str) -> bool {
        let products = self.sandbox.dump().shop.products;
        products.iter().any(|product| product.sku == sku)
    }

    /// Waits until the shop shows so many pieces of an article.
    #[track_caller]
    pub fn comes_to_show(&self, sku: &str, pieces: i64) {
        awaited(&format!("{pieces} of {sku} in the shop"), || {
            let products = self.sandbox.dump().shop.products;
            let mut mine = products.iter().filter(|product| product.sku == sku);
            let shown = mine.next().and_then(|product| product.quantity);
            (shown == Some(pieces)).then_some(())
        });
    }

    /// All points refuse orders below this amount.
    pub fn wants_at_least(&self, euro: &str) {
        for point in &self.points {
            let path = format!("/salespoints/{point}/order-rules");
            self.sandbox.send("PUT", &path, &json!({"minimum": euro}));
        }
    }

    /// Goes to *Ordini* and has them sent, until the page says so of one.
    #[track_caller]
    pub fn sends_orders_until(&self, order: &str, state: &str) {
        self.merchant.opens("Ordini");
        self.merchant
            .comes_to_press("Invia ordini a Cassa in Cloud");
        self.comes_to_be(order, state);
    }

    /// Loads *Ordini* again until it says so of an order.
    #[track_caller]
    pub fn comes_to_be(&self, order: &str, state: &str) {
        let link = format!(".//a[contains(@href, \"{order}\")]");
        let row = format!("//tr[{link}][contains(normalize-space(.), \"{state}\")]");
        self.merchant.comes_to(&row);
    }
}

/// A sandbox whose till has products, without pictures, and nothing odd.
fn stocked() -> Sandbox {
    let sandbox = Sandbox::bare();
    let plain = json!({"seed": 11, "products": PRODUCTS,
        "options": {"odd": false, "pictures": false}});
    sandbox.send("POST", "/generate", &plain);
    sandbox
}

/// The folder into which letters go.
fn letters(ponte: &Ponte) -> PathBuf {
    ponte.folder().join("letters")
}

/// Lets the merchant into the only shop.
fn lets_in(ponte: &Ponte) -> Ended {
    let mut user = ponte.command(&["user", "add", "--email", EMAIL]);
    user.env("PONTE_PASSWORD", PASSWORD);
    Ended::of(user)
}

/// An address where nobody listens.
fn free() -> SocketAddr {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    free.local_addr().expect("it listens")
}
