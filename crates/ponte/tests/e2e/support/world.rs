//! A sandbox and a Ponte that is connected to it.

use super::{dump::Dump, ponte::Ponte, sandbox::Sandbox};
use crate::equal::{differences, pictures::Pictures};

/// Both of them, and the shop as it was before the first sync.
pub struct World {
    pub sandbox: Sandbox,
    pub ponte: Ponte,
    pub before: Dump,
    pub pictures: Pictures,
}

impl World {
    /// A Ponte over SQLite, or over `database`, that is connected to `sandbox`.
    pub fn connected(sandbox: Sandbox, database: Option<String>) -> Self {
        let ponte = Ponte::new(&sandbox, database);
        ponte.connect(&sandbox, &[]).with(0);
        let before = sandbox.dump();
        let pictures = Pictures::of(&sandbox);
        sandbox.forget_calls();
        Self {
            sandbox,
            ponte,
            before,
            pictures,
        }
    }

    /// A bare world with `products` generated products.
    pub fn generated(seed: u64, products: usize, database: Option<String>) -> Self {
        let sandbox = Sandbox::bare();
        sandbox.generate(seed, products);
        Self::connected(sandbox, database)
    }

    /// What differs between the shop's side and the till's.
    pub fn differences(&mut self) -> Vec<String> {
        differences(&self.sandbox.dump(), &self.before, &mut self.pictures)
    }

    /// Panics unless the shop's side equals the till's; gives the dump.
    #[track_caller]
    pub fn assert_equal(&mut self) -> Dump {
        let now = self.sandbox.dump();
        let found = differences(&now, &self.before, &mut self.pictures);
        assert!(
            found.is_empty(),
            "{} differences:\n{}",
            found.len(),
            found
                .iter()
                .take(40)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
        );
        now
    }

    /// Panics where the shop has got anything.
    #[track_caller]
    pub fn assert_nothing_listed(&self) {
        let shop = self.sandbox.dump().shop;
        assert!(shop.products.is_empty(), "{:?}", shop.products);
    }
}
