//! What the till knows: one account with its catalogue, its stock and its api key.
//!
//! - Products keep the order of their creation: pages by offset show each exactly once while
//!   nothing changes.
//! - `last_update` of a product grows strictly with each change, even within one millisecond. A
//!   change of a category, a department or a tax touches only its own; stock touches none
//!   (Cassa in Cloud sheet §24.12, §25 line 14).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::Timestamp;

use super::{
    documents::Issued,
    orders::{record::Order, rules::OrderRules},
    people::Person,
    records::{Category, Department, OptionRecord, Product, SalesMode, SalesPoint, Tax},
    webhooks::{Event, Webhook},
};

/// What an api key can be allowed to do: `read_<entity>` and `write_<entity>` (sheet §3).
pub const SCOPES: &[&str] = &[
    "read_salespoint",
    "read_category",
    "write_category",
    "read_product",
    "write_product",
    "read_department",
    "write_department",
    "read_tax",
    "write_tax",
    "read_salesmode",
    "read_option",
    "read_stock",
    "write_stock",
    "read_order",
    "write_order",
    "read_customer",
    "write_customer",
    "read_organization",
    "write_organization",
    "read_receipt",
    "read_webhook",
];

/// Id of a product: a UUID.
pub type ProductId = String;

/// Something that the account does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// No such product.
    #[error("the till has no product {0}")]
    Product(String),
    /// No such variant.
    #[error("the till has no variant {0}")]
    Variant(String),
    /// No such category.
    #[error("the till has no category {0}")]
    Category(String),
    /// No such sales point.
    #[error("the till has no sales point {0}")]
    SalesPoint(i64),
    /// No such webhook.
    #[error("the till has no webhook {0}")]
    Webhook(String),
    /// No such document.
    #[error("the till has no document {0}")]
    Document(String),
    /// No such value of an option, here.
    #[error("there is no value {value} of the option {option}")]
    Value {
        /// Name of the option.
        option: String,
        /// Name of the value.
        value: String,
    },
}

/// What the account's server puts up with (sheet §8); a test may tighten it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Calls in one window.
    pub calls: u32,
    /// Length of a window in seconds.
    pub window_seconds: i64,
    /// Longest body in bytes.
    pub body: usize,
    /// Longest path with query in bytes.
    pub url: usize,
    /// Life of a token in seconds.
    pub token_seconds: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 360,
            window_seconds: 600,
            body: 100 * 1024,
            url: 8 * 1024,
            token_seconds: 3600,
        }
    }
}

/// A token that was given out.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: String,
    /// Epoch milliseconds.
    pub(super) expires: i64,
}

impl std::fmt::Debug for Token {
    /// Without the token: it is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(until {})", self.expires)
    }
}

/// Calls counted in one window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Epoch milliseconds.
    pub(super) ends: i64,
    pub(super) used: u32,
}

/// One account of the till.
#[derive(Debug)]
pub struct Till {
    /// The account has a licence that allows the API (sheet §3); without it no token is given.
    pub licensed: bool,
    /// What the api key may do; all of [`SCOPES`] at first.
    pub scopes: BTreeSet<String>,
    /// What the server puts up with.
    pub limits: Limits,
    /// Where the sandbox's own pictures are served, without a slash at the end; where the call
    /// came to, if missing.
    pub picture_base: Option<String>,
    pub(super) sales_points: Vec<SalesPoint>,
    pub(super) categories: Vec<Category>,
    pub(super) taxes: Vec<Tax>,
    pub(super) departments: Vec<Department>,
    pub(super) sales_modes: Vec<SalesMode>,
    pub(super) options: Vec<OptionRecord>,
    /// By order of creation.
    pub(super) products: BTreeMap<u64, Product>,
    /// Where a product stands, by its id.
    pub(super) places: BTreeMap<ProductId, u64>,
    pub(super) tokens: Vec<Token>,
    /// Calls, by endpoint where they are counted so.
    pub(super) windows: BTreeMap<String, Window>,
    pub(super) orders: Vec<Order>,
    pub(super) order_rules: BTreeMap<i64, OrderRules>,
    pub(super) documents: Vec<Issued>,
    pub(super) customers: Vec<Person>,
    pub(super) organizations: Vec<Person>,
    pub(super) webhooks: Vec<Webhook>,
    /// What happened since the webhooks were last told.
    pub(super) events: VecDeque<Event>,
    pub(super) next_order: u64,
    next_place: u64,
    next_sales_point: i64,
}

impl Default for Till {
    fn default() -> Self {
        Self {
            licensed: true,
            scopes: SCOPES.iter().map(ToString::to_string).collect(),
            limits: Limits::default(),
            picture_base: None,
            sales_points: Vec::new(),
            categories: Vec::new(),
            taxes: Vec::new(),
            departments: Vec::new(),
            sales_modes: Vec::new(),
            options: Vec::new(),
            products: BTreeMap::new(),
            places: BTreeMap::new(),
            tokens: Vec::new(),
            windows: BTreeMap::new(),
            orders: Vec::new(),
            order_rules: BTreeMap::new(),
            documents: Vec::new(),
            customers: Vec::new(),
            organizations: Vec::new(),
            webhooks: Vec::new(),
            events: VecDeque::new(),
            next_order: 0,
            next_place: 0,
            next_sales_point: 101,
        }
    }
}

impl Till {
    /// An account with a licence and every permission, and nothing else.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether this token was given out by this account, still valid or not: the journal names the
    /// account of a call by it.
    #[must_use]
    pub fn knows_token(&self, token: &str) -> bool {
        self.tokens.iter().any(|known| known.text == token)
    }

    /// How many calls count in the present window; the fullest one where endpoints have windows of
    /// their own.
    #[must_use]
    pub fn calls_in_window(&self, now: Timestamp) -> u32 {
        let open = |window: &&Window| window.ends > now.as_millisecond();
        let used = self.windows.values().filter(open).map(|window| window.used);
        used.max().unwrap_or(0)
    }

    /// Adds a sales point, enabled for the key; gives its id.
    pub fn add_sales_point(&mut self, name: &str, city: &str) -> i64 {
        let id = self.next_sales_point;
        self.next_sales_point += 1;
        self.sales_points.push(SalesPoint {
            id,
            name: name.to_owned(),
            city: city.to_owned(),
            licensed: true,
            enabled: true,
        });
        id
    }

    /// Enables a sales point for the api key, or not.
    ///
    /// # Errors
    /// [`Missing::SalesPoint`].
    pub fn enable_sales_point(&mut self, id: i64, enabled: bool) -> Result<(), Missing> {
        let point = self.sales_points.iter_mut().find(|point| point.id == id);
        point.ok_or(Missing::SalesPoint(id))?.enabled = enabled;
        Ok(())
    }

    /// The sales points in the order of their creation, those that the key may not see too.
    #[must_use]
    pub fn sales_points(&self) -> &[SalesPoint] {
        &self.sales_points
    }

    /// The categories.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The VAT rates.
    #[must_use]
    pub fn taxes(&self) -> &[Tax] {
        &self.taxes
    }

    /// The departments.
    #[must_use]
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }

    /// The price lists.
    #[must_use]
    pub fn sales_modes(&self) -> &[SalesMode] {
        &self.sales_modes
    }

    /// The dictionary of options.
    #[must_use]
    pub fn options(&self) -> &[OptionRecord] {
        &self.options
    }

    /// The products in the order of their creation.
    pub fn products(&self) -> impl DoubleEndedIterator<Item = &Product> {
        self.products.values()
    }

    /// The products with these ids, in the order of their creation.
    pub fn products_with<'a>(
        &'a self,
        ids: &BTreeSet<String>,
    ) -> impl Iterator<Item = &'a Product> + use<'a> {
        let mut places: Vec<u64> = ids
            .iter()
            .filter_map(|id| self.places.get(id).copied())
            .collect();
        places.sort_unstable();
        places
            .into_iter()
            .filter_map(|place| self.products.get(&place))
    }

    /// How many products there are.
    #[must_use]
    pub fn product_count(&self) -> usize {
        self.products.len()
    }

    /// The product with this id.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.get(self.places.get(id)?)
    }

    /// The category with this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The department with this id.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.departments
            .iter()
            .find(|department| department.id == id)
    }

    /// The tax with this id.
    #[must_use]
    pub fn tax(&self, id: &str) -> Option<&Tax> {
        self.taxes.iter().find(|tax| tax.id == id)
    }

    /// The tax of a product.
    #[must_use]
    pub fn tax_of(&self, product: &Product) -> Option<&Tax> {
        self.tax(&self.department(&product.department)?.tax)
    }

    /// The option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&OptionRecord> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Names of a variant's values, in the order of the product's options.
    #[must_use]
    pub fn value_names(&self, product: &Product, values: &[String]) -> Vec<&str> {
        let pairs = product.options.iter().zip(values);
        pairs
            .filter_map(|(option, value)| {
                let option = self.option(option)?;
                let value = option.values.iter().find(|known| known.id == *value)?;
                Some(value.name.as_str())
            })
            .collect()
    }

    pub(super) fn product_mut(&mut self, id: &str) -> Result<&mut Product, Missing> {
        let missing = || Missing::Product(id.to_owned());
        let place = self.places.get(id).ok_or_else(missing)?;
        self.products.get_mut(place).ok_or_else(missing)
    }

    pub(super) fn push_product(&mut self, product: Product) -> ProductId {
        let id = product.id.clone();
        self.places.insert(id.clone(), self.next_place);
        self.products.insert(self.next_place, product);
        self.next_place += 1;
        id
    }
}

/// The next `last_update` of a record: now, but later than the one before.
pub(super) fn touched(before: i64, now: Timestamp) -> i64 {
    now.as_millisecond().max(before + 1)
}
