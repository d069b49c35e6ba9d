//! The world that the sandbox starts with: a small Italian merchant who has been open for years.
//!
//! Two sales points, 150 products (some with variants, one sold by weight), and a shop with a few
//! products of its own, two of which share their code with the till's: a bridge has to adopt them.
//! Both sides have customers and an order of every state.
//! A bare world has the two sales points and nothing else.

mod classics;
mod shop_orders;
mod till_orders;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    catalogue::Catalogue,
    faults::latency::Latencies,
    generate::{self, Options},
    moment::Moment,
    pictures,
    switches::Switches,
    world::SharedWorld,
};

/// How many products the lived-in till has.
pub const PRODUCTS: usize = 150;

/// The sales points, name and town.
pub const SALES_POINTS: [(&str, &str); 2] =
    [("Via dei Tigli", "Treviso"), ("Piazza Mercato", "Treviso")];

/// What a world begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Two sales points.
    Empty,
    /// Two sales points, a catalogue, and a shop with products of its own.
    #[default]
    LivedIn,
}

/// Starts again: every tenant keeps its keys, all else is as at the start.
pub fn begin(world: &SharedWorld, start: Start, seed: u64) {
    let mut state = world.lock();
    state.faults.clear();
    state.journal.clear();
    state.outbox.clear();
    state.latencies = Latencies::default();
    state.switches = Switches::default();
    let addresses = state.addresses.clone();
    let mut instances = Vec::new();
    for tenant in &mut state.tenants {
        tenant.empty(&addresses, world.now(), world.random().as_ref());
        instances.push(tenant.account.instance.clone());
    }
    drop(state);
    for instance in instances {
        fill(world, &instance, start, seed);
    }
}

/// Fills a bare tenant. Nothing happens where there is none of that name.
pub fn fill(world: &SharedWorld, instance: &str, start: Start, seed: u64) {
    let (now, random) = (world.now(), world.random().as_ref());
    let mut state = world.lock();
    let moment = Moment::now(world, &state);
    let Some(tenant) = state.tenant(instance) else {
        return;
    };
    for (name, city) in SALES_POINTS {
        tenant.till.add_sales_point(name, city);
    }
    if start == Start::Empty {
        return;
    }
    // No two tenants sell the same.
    let seed = seed.wrapping_add(u64::from(tenant.number));
    tenant.till.load(&catalogue(seed), now, random);
    for product in classics::of_the_shop() {
        let uid = tenant.shop.add_own_product(&product, now, random);
        let picture = Bytes::from(pictures::draw(&product.name));
        tenant.shop.add_picture(uid, picture, false, now, random);
    }
    till_orders::fill(&mut tenant.till, &moment);
    shop_orders::fill(&mut tenant.shop, now, random);
    // Nobody listens yet: what the past had to tell goes nowhere.
    state.announce(now, random);
}

/// The lived-in till's catalogue.
#[must_use]
pub fn catalogue(seed: u64) -> Catalogue {
    let mut products = classics::of_the_till();
    let rest = PRODUCTS - products.len();
    products.extend(generate::catalogue(seed, rest, None, Options::default()).products);
    Catalogue { products }
}
