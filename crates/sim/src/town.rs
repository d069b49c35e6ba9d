//! The world outside: a shop, its tills, and the goods. People act in it by the sandbox's control API.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use http::{HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::{
    SharedWorld, World,
    faults::latency::Latency,
    in_process::{Hosts, InProcess},
    till::level::Level,
    world::Tenant,
};
use ponte_transport::{Clock, Request, Transport};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    clock::SimClock,
    dice::Dice,
    goods::assortment,
    stock::{
        judge::Judge,
        oversold::{Oversold, Side},
        readings::Readings,
        shelves::Shelves,
        story::Story,
        truth::Look,
    },
    temper::Temper,
};

/// The code of an article that the shop knows and the till does not.
pub const ONLY_IN_SHOP: &str = "VOUCHER";

/// See the module.
pub struct Town {
    /// Both services.
    pub world: SharedWorld,
    /// The way to them.
    pub sandbox: Arc<InProcess>,
    /// The time.
    pub clock: Arc<SimClock>,
    /// What kind of days these are.
    pub temper: Temper,
    /// The till's points.
    pub points: Vec<i64>,
    /// Articles.
    pub goods: Vec<Good>,
    /// What the till moved of its own.
    pub shelves: Arc<Shelves>,
    /// What was read of that.
    pub readings: Readings,
    /// What happened to each code.
    pub story: Arc<Story>,
    /// Who sees each write to the shop's stock.
    pub judge: Arc<Judge>,
    /// Pieces sold beyond stock.
    pub oversold: Oversold,
    hosts: Hosts,
    past: Mutex<BTreeMap<String, Past>>,
}

/// An article.
#[derive(Clone, Debug)]
pub struct Good {
    /// Its code.
    pub sku: String,
    /// The till's product.
    pub product: String,
    /// The till's variant.
    pub variant: String,
    /// Whether the till counts it.
    pub managed: bool,
    /// Whether it is a variant of several.
    pub child: bool,
}

impl Good {
    /// Its stock at a point, as it is.
    #[must_use]
    pub fn level<'a>(&self, tenant: &'a Tenant, point: i64) -> Option<&'a Level> {
        let mut variants = tenant.till.product(&self.product)?.variants.iter();
        let variant = variants.find(|variant| variant.id == self.variant)?;
        variant.stock.get(&point)
    }
}

/// What really happened to an order of the shop.
#[derive(Clone, Debug)]
pub struct Past {
    /// When it was placed.
    pub placed: Timestamp,
    /// When it was cancelled or archived for the first time.
    pub ended: Option<Timestamp>,
    /// The most pieces of each code that it ever asked for.
    pub most: BTreeMap<String, u32>,
    /// Its lines were changed.
    pub edited: bool,
}

impl Town {
    /// A town before anything has happened.
    #[must_use]
    pub fn new(temper: Temper, clock: Arc<SimClock>) -> Self {
        let world = World::with_tenants(clock.clone(), 1, temper.seed);
        let hosts = Hosts::default();
        let sandbox = Arc::new(InProcess::new(world.clone(), &hosts));
        let (points, goods) = furnish(&world, &temper);
        let (shelves, story) = (Arc::<Shelves>::default(), Arc::<Story>::default());
        let judge = Judge::new(clock.clone(), goods.clone(), shelves.clone(), story.clone());
        let judge = Arc::new(judge);
        world.witnessed_by(judge.clone());
        shelves.note(&world.lock().tenants[0].till, clock.now());
        Self {
            shelves,
            readings: Readings::default(),
            story,
            judge,
            oversold: Oversold::default(),
            world,
            sandbox,
            clock,
            temper,
            points,
            goods,
            hosts,
            past: Mutex::default(),
        }
    }

    /// Where the services are.
    #[must_use]
    pub fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// A control call; its answer, `None` where the sandbox says that it cannot be done.
    ///
    /// # Panics
    /// Where it is not understood: a fault of the simulation.
    pub async fn control(&self, method: Method, path: &str, body: Value) -> Option<Value> {
        let url = self.hosts.control.join(path).expect("a path");
        let mut request = Request::new(method, url);
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(http::header::CONTENT_TYPE, json);
        request.body = body.to_string().into_bytes().into();
        let answer = self.sandbox.send(request).await.expect("an answer");
        let status = answer.status;
        let body = answer.body.bytes(1 << 24).await.expect("a body");
        if path.starts_with("till/") || path == "stock" {
            self.till_moved();
        }
        let cannot = [StatusCode::NOT_FOUND, StatusCode::CONFLICT];
        assert!(
            status.is_success() || cannot.contains(&status),
            "{path}: {status} {}",
            String::from_utf8_lossy(&body)
        );
        status
            .is_success()
            .then(|| serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Sets a switch of the sandbox.
    ///
    /// # Panics
    /// Where there is none of that name or value.
    pub fn switch(&self, name: &str, value: &str) {
        let mut state = self.world.lock();
        let set = state.switches.set(name, value);
        set.expect("a switch of the sandbox");
    }

    /// The article of a code.
    #[must_use]
    pub fn good(&self, sku: &str) -> Option<&Good> {
        self.goods.iter().find(|good| good.sku == sku)
    }

    /// What really happened to the shop's orders.
    pub fn past(&self) -> MutexGuard<'_, BTreeMap<String, Past>> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An order has these lines now.
    pub fn wants(&self, order: &str, lines: &[(String, u32)], edited: bool) {
        let mut past = self.past();
        let past = past.entry(order.to_owned()).or_insert_with(|| Past {
            placed: self.clock.now(),
            ended: None,
            most: BTreeMap::new(),
            edited: false,
        });
        past.edited |= edited;
        for (sku, count) in lines {
            let most = past.most.entry(sku.clone()).or_default();
            *most = (*most).max(*count);
        }
    }

    /// An order has ended.
    pub fn ended(&self, order: &str) {
        let now = self.clock.now();
        if let Some(past) = self.past().get_mut(order) {
            past.ended.get_or_insert(now);
        }
    }

    /// Something happened at the till.
    pub fn till_moved(&self) {
        let state = self.world.lock();
        self.shelves.note(&state.tenants[0].till, self.clock.now());
    }

    /// Pieces of an article that are lacking for those who bought it.
    pub fn look(&self, good: &Good) -> i64 {
        let state = self.world.lock();
        let tenant = &state.tenants[0];
        // What is older than Ponte is no business of the shop's any more.
        let from = self.temper.hour(0, self.temper.opens);
        let lacking = Look::at(tenant, good).lacking(&self.offering(), from);
        let shown = shown(tenant, &good.sku);
        self.oversold
            .look(&good.sku, shown, lacking, self.clock.now());
        lacking
    }

    /// The points whose stock the shop sells.
    #[must_use]
    pub fn offering(&self) -> Vec<i64> {
        let all = self.points.iter().enumerate();
        let offering = all.filter(|(place, _)| self.temper.keeps_out != Some(*place));
        offering.map(|(_, point)| *point).collect()
    }

    /// Something was sold: until now so many pieces were lacking, and since then the shop may have sold
    /// what the till does not know of.
    pub fn sold(&self, side: Side, good: &Good, lacking: i64, unknown_since: Option<Timestamp>) {
        let since = match side {
            Side::Shop => self.oversold.since(&good.sku),
            Side::Counter => unknown_since,
        };
        let now = self.clock.now();
        let beyond = self.look(good).max(0) - lacking.max(0);
        if beyond <= 0 || !good.managed {
            return;
        }
        let ours = self.judge.sold(&good.sku, beyond);
        let ago = now.duration_since(since.unwrap_or(now));
        self.oversold.sold(side, beyond, ours, ago);
        let told = format!("{beyond} of that sold beyond stock, {ours} of them by our writes");
        self.story.tell(&good.sku, now, &told);
    }

    /// Sets the stock of an article at a point, as counted by hand.
    pub async fn stock(&self, point: i64, good: &Good, quantity: u64) {
        let body = json!({"sales_point": point, "product": good.product,
            "variant": good.variant, "quantity": quantity.to_string()});
        self.control(Method::PUT, "stock", body).await;
        let told = format!("{quantity} counted at {point}");
        self.story.tell(&good.sku, self.clock.now(), &told);
        self.look(good);
    }

    /// The shop has vouchers.
    pub async fn fill_vouchers(&self) {
        let voucher = json!({"sku": ONLY_IN_SHOP, "quantity": 100});
        self.control(Method::PUT, "shop/stock", voucher).await;
    }

    /// The services do as they should.
    pub fn clear_sky(&self) {
        self.world.lock().faults.clear();
    }
}

/// What the shop shows of a code.
#[must_use]
pub fn shown(tenant: &Tenant, sku: &str) -> i64 {
    let products = &tenant.shop.products;
    let figure = products.with_sku(sku).find_map(|product| {
        let mut variants = product.variants.iter();
        let variant = variants.find(|variant| variant.sku == sku);
        let own = (product.sku == sku).then_some(product.quantity).flatten();
        variant.map(|variant| variant.quantity).or(own)
    });
    figure.unwrap_or(0)
}

/// Points, goods and manners of the services.
fn furnish(world: &SharedWorld, temper: &Temper) -> (Vec<i64>, Vec<Good>) {
    let (now, random) = (world.now(), world.random().clone());
    let mut state = world.lock();
    let latency = Latency {
        millis: temper.latency,
        jitter_millis: temper.latency,
    };
    (state.latencies.till, state.latencies.shop) = (latency, latency);
    for (name, value) in temper.switches() {
        let set = state.switches.set(name, &value);
        set.expect("a switch of the sandbox");
    }
    let till = &mut state.tenants[0].till;
    let names = ["Via dei Tigli", "Piazza Mercato", "Magazzino"];
    let points: Vec<i64> = names[..temper.points]
        .iter()
        .map(|name| till.add_sales_point(name, "Treviso"))
        .collect();
    let dice = Dice::of(temper.seed, "goods");
    for mut product in assortment(temper.articles) {
        for variant in &mut product.variants {
            let (least, most) = temper.shelf;
            let counted = points
                .iter()
                .map(|_| Decimal::from(dice.from_to(least, most)));
            variant.stock = counted.collect();
        }
        till.add_product(&product, now, &*random);
    }
    let goods = till
        .products()
        .flat_map(|product| {
            product.variants.iter().map(|variant| Good {
                sku: variant.sku.clone().unwrap_or_default(),
                product: product.id.clone(),
                variant: variant.id.clone(),
                managed: variant.stock.values().all(|level| level.managed),
                child: product.multivariant,
            })
        })
        .collect();
    (points, goods)
}
