//! The world outside: a shop, its tills, and the goods. People act in it by the sandbox's control API.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use http::{HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::{
    SharedWorld, World,
    catalogue::{Product, Variant},
    faults::latency::Latency,
    in_process::{Hosts, InProcess},
};
use ponte_transport::{Clock, Request, Transport};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{clock::SimClock, dice::Dice, temper::Temper};

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
        Self {
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

    /// Sets the stock of an article at a point, as counted by hand.
    pub async fn stock(&self, point: i64, good: &Good, quantity: u64) {
        let body = json!({"sales_point": point, "product": good.product,
            "variant": good.variant, "quantity": quantity.to_string()});
        self.control(Method::PUT, "stock", body).await;
    }

    /// The shop shows what the tills have free.
    pub async fn fill_shop(&self) {
        self.control(Method::POST, "shop/stock/from-till", json!({}))
            .await;
        let voucher = json!({"sku": ONLY_IN_SHOP, "quantity": 100});
        self.control(Method::PUT, "shop/stock", voucher).await;
    }

    /// The services do as they should.
    pub fn clear_sky(&self) {
        self.world.lock().faults.clear();
    }
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
    let mut set = |name: &str, value: &str| {
        let set = state.switches.set(name, value);
        set.expect("a switch of the sandbox");
    };
    let counts = if temper.till_counts { "true" } else { "false" };
    set("till.orders_touch_outgoing", counts);
    set("till.errors", temper.till_errors);
    set("till.orders_filtered_by", temper.till_filters);
    set("till.conflict_status", temper.conflict_status);
    let till = &mut state.tenants[0].till;
    let names = ["Via dei Tigli", "Piazza Mercato", "Magazzino"];
    let points: Vec<i64> = names[..temper.points]
        .iter()
        .map(|name| till.add_sales_point(name, "Treviso"))
        .collect();
    let dice = Dice::of(temper.seed, "goods");
    for mut product in assortment() {
        for variant in &mut product.variants {
            let counted = points.iter().map(|_| Decimal::from(dice.from_to(3, 24)));
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
            })
        })
        .collect();
    (points, goods)
}

fn assortment() -> Vec<Product> {
    let mut card = simple("CARD", "Biglietto d'auguri", "3.20");
    card.variants[0].unmanaged = true;
    vec![
        simple("MUG", "Tazza", "7.50"),
        simple("HONEY", "Miele di tiglio", "6.35"),
        simple("LAMP", "Lampada", "49.99"),
        shirt("SH", "Camicia", "25.00", &["S", "M", "L"]),
        shirt("PO", "Polo", "19.90", &["S", "M"]),
        card,
    ]
}

/// A simple product at 22 %.
#[must_use]
pub fn simple(sku: &str, name: &str, price: &str) -> Product {
    Product {
        name: name.to_owned(),
        category: "Casa".to_owned(),
        vat: Decimal::from(22),
        ecommerce: true,
        variants: vec![Variant {
            sku: Some(sku.to_owned()),
            price: price.parse().unwrap_or_default(),
            ..Variant::default()
        }],
        ..Product::default()
    }
}

fn shirt(sku: &str, name: &str, price: &str, sizes: &[&str]) -> Product {
    let variant = |size: &&str| Variant {
        values: vec![(*size).to_owned()],
        sku: Some(format!("{sku}-{size}")),
        price: price.parse().unwrap_or_default(),
        ..Variant::default()
    };
    Product {
        options: vec!["Taglia".to_owned()],
        variants: sizes.iter().map(variant).collect(),
        ..simple("", name, price)
    }
}
