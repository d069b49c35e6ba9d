//! What one shop knows.
//!
//! Everything is kept in an order that does not depend on chance, so that a seeded simulation
//! repeats exactly. Indexes over hash maps are only looked up, never walked.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    clients::Client,
    gallery::Gallery,
    limits::Limits,
    orders::Orders,
    pairs::{Access, KeyPair},
    products::Products,
    taxonomy::{Attribute, Brand, Category, Country, TaxProfile, countries},
    webhooks::Webhooks,
};

/// Calls a key pair may make in 24 hours (TS Commerce sheet §5).
const CALLS_PER_DAY: u32 = 100_000;

/// One instance of the shop.
#[derive(Debug)]
pub struct Shop {
    /// Number, name, address.
    pub info: Info,
    /// Languages switched on; the first is the default one.
    pub languages: Vec<String>,
    /// Who may call.
    pub pairs: Vec<KeyPair>,
    /// Calls a pair may make in any 24 hours; beyond that 509.
    pub calls_per_day: u32,
    /// Calls the shop answers in any second; beyond that 429. No limit is documented: a test's tool.
    pub calls_per_second: Option<u32>,
    /// What was called when.
    pub limits: Limits,
    /// The catalogue.
    pub products: Products,
    /// Categories by uid.
    pub categories: BTreeMap<u64, Category>,
    /// Brands by uid.
    pub brands: BTreeMap<u64, Brand>,
    /// VAT profiles; the first is the default one.
    pub taxes: Vec<TaxProfile>,
    /// Custom product fields.
    pub attributes: Vec<Attribute>,
    /// Countries the platform knows.
    pub countries: Vec<Country>,
    /// Pictures with their bytes.
    pub gallery: Gallery,
    /// Picture of an option value: (axis key, value in lower case) to image id.
    pub option_pictures: BTreeMap<(String, String), String>,
    /// Texts in other languages: (type, uid, selector, locale) to text.
    pub translations: BTreeMap<(String, u64, String, String), String>,
    /// What was bought.
    pub orders: Orders,
    /// Who bought, in the order in which they first came.
    pub clients: Vec<Client>,
    /// Who is told of orders.
    pub webhooks: Webhooks,
    next_uid: u64,
}

/// What `store/info.json` tells (TS Commerce sheet §10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Info {
    /// The shop's number, at most six digits: it also starts every order id.
    pub uid: u32,
    /// Name.
    pub name: String,
    /// Address of the storefront, without a slash at its end.
    pub url: String,
    /// The merchant's e-mail address.
    pub email: String,
    /// 1 = open.
    pub status: u8,
    /// Town of the warehouse; an address, not a stock location.
    pub city: String,
}

impl Default for Info {
    fn default() -> Self {
        Self {
            uid: 417,
            name: "Negozio di prova".to_owned(),
            url: "http://127.0.0.1".to_owned(),
            email: "info@negozio.test".to_owned(),
            status: 1,
            city: "Treviso".to_owned(),
        }
    }
}

impl Default for Shop {
    /// A shop without anything in it, not even a VAT profile.
    fn default() -> Self {
        Self::bare(Info::default())
    }
}

impl Shop {
    /// A new shop as the platform hands it over: one VAT profile at 22 %, no products, no keys.
    #[must_use]
    pub fn new(info: Info, now: Timestamp, random: &dyn Randomness) -> Self {
        let mut shop = Self::bare(info);
        let everywhere = shop.countries.iter().map(|country| country.uid).collect();
        shop.add_tax(
            "IVA 22%".to_owned(),
            Decimal::from(22),
            everywhere,
            now,
            random,
        );
        shop
    }

    fn bare(info: Info) -> Self {
        Self {
            // Uids look global to the platform (sheet §8): shops that count from the same number
            // would hide a client that mixes two of them up. Eight digits in any case.
            next_uid: 41_000_000 + u64::from(info.uid % 50) * 1_000_000,
            info,
            languages: vec!["it_IT".to_owned()],
            pairs: Vec::new(),
            calls_per_day: CALLS_PER_DAY,
            calls_per_second: None,
            limits: Limits::default(),
            products: Products::default(),
            categories: BTreeMap::new(),
            brands: BTreeMap::new(),
            taxes: Vec::new(),
            attributes: Vec::new(),
            countries: countries(),
            gallery: Gallery::default(),
            option_pictures: BTreeMap::new(),
            translations: BTreeMap::new(),
            orders: Orders::default(),
            clients: Vec::new(),
            webhooks: Webhooks::default(),
        }
    }

    /// Makes a pair of keys; its kind can never be changed (TS Commerce sheet §3).
    pub fn add_pair(&mut self, access: Access, random: &dyn Randomness) -> KeyPair {
        let pair = KeyPair::draw(access, random);
        self.pairs.push(pair.clone());
        pair
    }

    /// Kills a pair; whoever uses it gets 401 from now on. Tells whether there was one.
    pub fn revoke_pair(&mut self, key: &str) -> bool {
        let before = self.pairs.len();
        self.pairs.retain(|pair| pair.key != key);
        self.pairs.len() < before
    }

    /// A uid that nothing has.
    pub(super) fn new_uid(&mut self) -> u64 {
        let uid = self.next_uid;
        self.next_uid += 1;
        uid
    }
}

/// A StoredenID: 24 hex characters that start with the second (TS Commerce sheet §8).
pub(super) fn storeden_id(now: Timestamp, random: &dyn Randomness) -> String {
    let second = u32::try_from(now.as_second()).unwrap_or(0);
    format!("{second:08x}{}", random.token(8))
}
