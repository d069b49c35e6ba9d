//! *Aggiorna Dati*: a key is tried before it is kept.
//!
//! Guarantees: nothing is kept before the till has accepted the key; each permission that is
//! missing is named, and nothing is written to find it out. What becomes of the list of points of sale is told in [`points`].

mod permissions;
mod points;

use cassa_in_cloud::{ProductQuery, Query};
use ponte_domain::finding::Finding;
use ponte_store::{StoreError, Tx, shops::Shop};
use secrecy::{ExposeSecret, SecretString};

use self::points::{SeenPoint, seen_point};
use crate::{
    Engine, keys,
    remotes::{Lane, secret},
};

/// A key is a UUID (Cassa in Cloud sheet §3); anything much longer was pasted by mistake.
const LONGEST_KEY: usize = 255;

/// A permission of the till's key that Ponte needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// Sales points.
    SalesPoints,
    /// Categories.
    Categories,
    /// Products.
    Products,
    /// Departments.
    Departments,
    /// Taxes.
    Taxes,
    /// Sales modes.
    SalesModes,
    /// Stock.
    Stocks,
    /// Orders.
    Orders,
    /// Customers and organizations.
    Customers,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::SalesPoints,
        Self::Categories,
        Self::Products,
        Self::Departments,
        Self::Taxes,
        Self::SalesModes,
        Self::Stocks,
        Self::Orders,
        Self::Customers,
    ];

    /// The name that pages and the database know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SalesPoints => "sales_points",
            Self::Categories => "categories",
            Self::Products => "products",
            Self::Departments => "departments",
            Self::Taxes => "taxes",
            Self::SalesModes => "sales_modes",
            Self::Stocks => "stocks",
            Self::Orders => "orders",
            Self::Customers => "customers",
        }
    }
}

/// What the till said to a key that it accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TillCheck {
    /// The account's name, as its points of sale tell it (brand, else the first point's name).
    pub account: String,
    /// Names of the points of sale, in the till's order.
    pub points: Vec<String>,
    /// Permissions that the key lacks.
    pub missing: Vec<Permission>,
}

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// Not a key at all (empty, or much too long): nothing was asked of the till.
    #[error("this is not a key")]
    NotAKey,
    /// The till does not know it.
    #[error("the till does not know this key")]
    Unknown,
    /// The till knows it and gives it no API.
    #[error("this key has no API licence")]
    NoLicence,
    /// The till does not answer, or not in a way that can be understood.
    #[error("the till does not answer: {0}")]
    NoAnswer(String),
    /// The calls of this hour are used up.
    #[error("too many calls, try again later")]
    TooManyCalls,
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] ponte_store::StoreError),
}

/// A key that was tried and waits for the merchant's OK.
#[derive(Debug)]
pub struct TriedKey {
    /// What the till said.
    pub check: TillCheck,
    /// The key, sealed for this shop: fit for a hidden form field, of use to nobody else.
    pub sealed: String,
}

impl Engine {
    /// Tries a key at the till; keeps nothing.
    ///
    /// # Errors
    /// [`KeyTrouble`].
    pub async fn try_till_key(
        &self,
        shop: &str,
        key: SecretString,
    ) -> Result<TriedKey, KeyTrouble> {
        let row = self.shop_row(shop).await?;
        let text = key.expose_secret().trim().to_owned();
        if text.is_empty() || text.len() > LONGEST_KEY || text.chars().any(char::is_whitespace) {
            return Err(KeyTrouble::NotAKey);
        }
        let key = SecretString::from(text);
        let (check, _) = self.check(&row, key.clone()).await?;
        let sealed = self.sealer.seal(
            shop,
            secret::TRIED_TILL_KEY,
            key.expose_secret(),
            &*self.random,
        );
        Ok(TriedKey {
            check,
            sealed: hex::encode(sealed),
        })
    }

    /// Keeps a key that was tried, after the merchant's OK, and reads the points of sale.
    ///
    /// # Errors
    /// [`KeyTrouble`]; nothing is kept then.
    pub async fn keep_till_key(&self, shop: &str, sealed: &str) -> Result<TillCheck, KeyTrouble> {
        let row = self.shop_row(shop).await?;
        let key = hex::decode(sealed)
            .ok()
            .and_then(|sealed| self.sealer.open(shop, secret::TRIED_TILL_KEY, &sealed).ok())
            .ok_or(KeyTrouble::NotAKey)?;
        let (check, points) = self.check(&row, key.clone()).await?;
        let now = self.clock.now();
        let sealed = self
            .sealer
            .seal(shop, secret::TILL_KEY, key.expose_secret(), &*self.random);
        let mut tx = self.store.write().await?;
        tx.shop_set_till_key(shop, &sealed, now).await?;
        keys::close(&mut *tx, shop, keys::TILL, now).await?;
        self.begin_orders(&mut *tx, &row, now).await?;
        self.keep_points(&mut *tx, shop, &points).await?;
        self.keep_missing(&mut *tx, shop, &check).await?;
        tx.commit().await?;
        self.wake();
        Ok(check)
    }

    /// With the right key orders flow at once; they count from the moment at which it was first kept.
    async fn begin_orders(
        &self,
        tx: &mut dyn Tx,
        shop: &Shop,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        if shop.settings.orders.from.is_none() {
            let mut settings = shop.settings.clone();
            settings.orders.from = Some(crate::orders::whole_second(now));
            tx.shop_set_settings(&shop.id, &settings).await?;
        }
        self.look_after(tx, &shop.id).await?;
        tx.job_enqueue(&shop.id, crate::orders::STREAM, now, now)
            .await
    }

    /// *Aggiorna Dati* with the key that is kept: tries it and reads the points of sale.
    ///
    /// # Errors
    /// [`KeyTrouble`]; nothing changes then.
    pub async fn refresh_account(&self, shop: &str) -> Result<TillCheck, KeyTrouble> {
        let row = self.shop_row(shop).await?;
        let sealed = row.till_key.as_ref().ok_or(KeyTrouble::NotAKey)?;
        let key = self
            .sealer
            .open(shop, secret::TILL_KEY, sealed)
            .map_err(|_| KeyTrouble::NotAKey)?;
        let (check, points) = self.check(&row, key).await?;
        let mut tx = self.store.write().await?;
        let now = self.clock.now();
        tx.shop_set_till_key(shop, sealed, now).await?;
        keys::close(&mut *tx, shop, keys::TILL, now).await?;
        self.keep_points(&mut *tx, shop, &points).await?;
        self.keep_missing(&mut *tx, shop, &check).await?;
        tx.commit().await?;
        Ok(check)
    }

    async fn shop_row(&self, shop: &str) -> Result<Shop, KeyTrouble> {
        self.store
            .read()
            .await?
            .shop(shop)
            .await?
            .ok_or(KeyTrouble::NoShop)
    }

    /// Tries every permission, without writing anything; the points of sale that the key may see.
    async fn check(
        &self,
        shop: &Shop,
        key: SecretString,
    ) -> Result<(TillCheck, Vec<SeenPoint>), KeyTrouble> {
        let till = self
            .till(shop, key, Lane::Products, self.transport.clone())
            .map_err(|trouble| KeyTrouble::NoAnswer(trouble.to_string()))?;
        till.authenticate().await.map_err(|error| trouble(&error))?;
        let mut missing = Vec::new();
        let seen = allowed(
            Permission::SalesPoints,
            till.sales_points().await,
            &mut missing,
        )?;
        let one = Query {
            limit: Some(1),
            ..Query::from(0)
        };
        allowed(
            Permission::Categories,
            till.categories(&one).await,
            &mut missing,
        )?;
        let product = ProductQuery {
            common: one.clone(),
            ..ProductQuery::default()
        };
        allowed(
            Permission::Products,
            till.products(&product).await,
            &mut missing,
        )?;
        allowed(
            Permission::Departments,
            till.departments(&one).await,
            &mut missing,
        )?;
        allowed(Permission::Taxes, till.taxes(&one).await, &mut missing)?;
        allowed(
            Permission::SalesModes,
            till.sales_modes(&one).await,
            &mut missing,
        )?;
        let points: Vec<SeenPoint> = seen
            .unwrap_or_default()
            .into_iter()
            .map(seen_point)
            .collect();
        let point = points.first().map(|point| point.id);
        permissions::beyond_the_catalogue(&till, point, self.clock.now(), &mut missing).await?;
        let account = points
            .iter()
            .find_map(|point| point.brand.clone())
            .or_else(|| points.first().map(|point| point.name.clone()))
            .unwrap_or_default();
        let names = points.iter().map(|point| point.name.clone()).collect();
        Ok((
            TillCheck {
                account,
                points: names,
                missing,
            },
            points,
        ))
    }

    /// Opens a finding for each permission that is missing and closes those of the others.
    async fn keep_missing(
        &self,
        tx: &mut dyn Tx,
        shop: &str,
        check: &TillCheck,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        for permission in Permission::ALL {
            let (subject, finding) = (permission.name(), Finding::MissingPermission);
            if check.missing.contains(&permission) {
                tx.finding_seen(shop, subject, &finding, 0, now).await?;
            } else {
                tx.finding_close(shop, finding.kind(), subject, now).await?;
            }
        }
        Ok(())
    }
}

/// What the till gave, or nothing where the key lacks the permission.
fn allowed<T>(
    permission: Permission,
    answer: Result<T, cassa_in_cloud::Error>,
    missing: &mut Vec<Permission>,
) -> Result<Option<T>, KeyTrouble> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(cassa_in_cloud::Error::MissingPermission { .. }) => {
            missing.push(permission);
            Ok(None)
        }
        Err(error) => Err(trouble(&error)),
    }
}

fn trouble(error: &cassa_in_cloud::Error) -> KeyTrouble {
    use cassa_in_cloud::{Error, unconfirmed};
    match error {
        Error::WrongCredentials { text } if unconfirmed::is_about_licence(text) => {
            KeyTrouble::NoLicence
        }
        Error::WrongCredentials { .. } => KeyTrouble::Unknown,
        Error::MissingPermission { .. } => KeyTrouble::NoLicence,
        Error::Quota { .. } | Error::Throttled { .. } => KeyTrouble::TooManyCalls,
        Error::NoToken(inner) => trouble(inner),
        other => KeyTrouble::NoAnswer(other.to_string()),
    }
}
