//! *Abbinamenti*: what stands for what on the two sides.
//!
//! The products stream finds or makes links by itself; here a person corrects them. Names of both sides
//! are noted whenever somebody reads them, so that a page can show them without asking anybody.
//!
//! Guarantees (each a test): a pairing that a person chose stays when names change and is used by the
//! next pass, which writes the products anew that it is about; taken back, the stream finds its own
//! again; the two sides are read with few calls, and a side that gives no answer changes nothing.

use std::collections::BTreeSet;

use futures::{FutureExt, join};
use ponte_domain::till::{CategoryId, Surroundings, Tax, TaxId};
use ponte_store::{
    Result, StoreError, Tx,
    links::{CategoryLink, TaxLink},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_commerce::{Category, TaxProfile};

use crate::{
    Engine, products,
    remotes::{Lane, RemotesTrouble, secret},
    stale,
};

const TILL: &str = "pairings till";
const SHOP_CATEGORIES: &str = "pairings shop categories";
const SHOP_PROFILES: &str = "pairings shop profiles";
const CHANGED: &str = "pairings changed";
const PAST: &str = "pairings past categories";

/// How deep a category may lie for its whole path to be told.
const DEEPEST: usize = 8;

/// Names on the till.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TillNames {
    /// Categories: id and name.
    pub categories: Vec<(CategoryId, String)>,
    /// Taxes.
    pub taxes: Vec<TillTax>,
}

/// A tax of the till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillTax {
    /// Its id.
    pub id: TaxId,
    /// Its name.
    pub name: String,
    /// Rate and nature ([`Tax::key`]); `None`: the till tells no rate.
    pub key: Option<String>,
}

/// A VAT profile of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The rate in percent.
    pub rate: String,
}

/// Everything that is known of both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Names on the till.
    pub till: TillNames,
    /// The shop's categories: number and path of names.
    pub categories: Vec<(i64, String)>,
    /// The shop's VAT profiles.
    pub profiles: Vec<Profile>,
}

/// What a person paired otherwise and no pass has seen to yet: ids of the till.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Changed {
    pub categories: BTreeSet<CategoryId>,
    pub taxes: BTreeSet<TaxId>,
}

impl Changed {
    pub fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.taxes.is_empty()
    }
}

/// Why the two sides were not read, or not both of them.
#[derive(Debug, thiserror::Error)]
pub enum ReadTrouble {
    /// A key is missing, or cannot be used.
    #[error(transparent)]
    Keys(#[from] RemotesTrouble),
    /// The till gave no answer that can be used.
    #[error("the till: {0}")]
    Till(cassa_in_cloud::Error),
    /// The shop gave no answer that can be used.
    #[error("the shop: {0}")]
    Shop(ts_commerce::Error),
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is known of both sides of `shop`.
///
/// # Errors
/// [`StoreError`].
pub async fn known(tx: &mut dyn Tx, shop: &str) -> Result<Known> {
    Ok(Known {
        till: recall(tx, shop, TILL).await?,
        categories: recall(tx, shop, SHOP_CATEGORIES).await?,
        profiles: recall(tx, shop, SHOP_PROFILES).await?,
    })
}

async fn recall<T: DeserializeOwned + Default>(
    tx: &mut dyn Tx,
    shop: &str,
    name: &str,
) -> Result<T> {
    let kept = tx.remembered(shop, name).await?;
    Ok(serde_json::from_value(kept).unwrap_or_default())
}

async fn note(tx: &mut dyn Tx, shop: &str, name: &str, names: &impl Serialize) -> Result<()> {
    let names = serde_json::to_value(names).unwrap_or_default();
    if tx.remembered(shop, name).await? != names {
        tx.remember(shop, name, &names).await?;
    }
    Ok(())
}

/// Notes the till's names.
pub(crate) async fn note_till(tx: &mut dyn Tx, shop: &str, around: &Surroundings) -> Result<()> {
    let categories = around.categories.iter();
    let taxes = around.taxes.iter();
    let names = TillNames {
        categories: categories
            .map(|(id, category)| (id.clone(), category.name.clone()))
            .collect(),
        taxes: taxes.map(|(id, tax)| till_tax(id, tax)).collect(),
    };
    note(tx, shop, TILL, &names).await
}

fn till_tax(id: &str, tax: &Tax) -> TillTax {
    TillTax {
        id: id.to_owned(),
        name: tax.name.clone(),
        key: tax.key(),
    }
}

/// Notes the shop's categories.
pub(crate) async fn note_shop_categories(
    tx: &mut dyn Tx,
    shop: &str,
    all: &[Category],
) -> Result<()> {
    let mut names: Vec<(i64, String)> = all
        .iter()
        .map(|category| (category.uid.0, path(category, all)))
        .collect();
    names.sort_by(|one, other| one.1.cmp(&other.1));
    note(tx, shop, SHOP_CATEGORIES, &names).await
}

/// `Donna › Scarpe`
fn path(category: &Category, all: &[Category]) -> String {
    let mut names = vec![category.name.as_str()];
    let mut parent = category.parent;
    while let Some(above) = parent
        && names.len() < DEEPEST
        && let Some(found) = all.iter().find(|one| one.uid == above)
    {
        names.push(&found.name);
        parent = found.parent;
    }
    names.reverse();
    names.join(" › ")
}

/// Notes the shop's VAT profiles.
pub(crate) async fn note_shop_profiles(
    tx: &mut dyn Tx,
    shop: &str,
    all: &[TaxProfile],
) -> Result<()> {
    let mut names: Vec<Profile> = all
        .iter()
        .map(|profile| Profile {
            id: profile.id.clone(),
            title: profile.title.clone(),
            rate: profile.value.normalize().to_string(),
        })
        .collect();
    names.sort_by(|one, other| one.title.cmp(&other.title));
    note(tx, shop, SHOP_PROFILES, &names).await
}

/// What a person paired otherwise and no pass has seen to yet.
pub(crate) async fn changed(tx: &mut dyn Tx, shop: &str) -> Result<Changed> {
    recall(tx, shop, CHANGED).await
}

/// The shop's categories that stood for one of the till until a person paired it otherwise: products
/// leave them.
pub(crate) async fn past(tx: &mut dyn Tx, shop: &str) -> Result<BTreeSet<i64>> {
    recall(tx, shop, PAST).await
}

/// A pass has seen to these.
pub(crate) async fn seen_to(tx: &mut dyn Tx, shop: &str, done: &Changed) -> Result<()> {
    let mut changed = changed(tx, shop).await?;
    changed
        .categories
        .retain(|id| !done.categories.contains(id));
    changed.taxes.retain(|id| !done.taxes.contains(id));
    note(tx, shop, CHANGED, &changed).await
}

impl Engine {
    /// Pairs a category of the till with one of the shop; `None`: the products stream finds its own
    /// again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn pair_category(&self, shop: &str, till: &str, uid: Option<i64>) -> Result<()> {
        let mut tx = self.store.write().await?;
        let names: TillNames = recall(&mut *tx, shop, TILL).await?;
        let named = names.categories.into_iter().find(|(id, _)| id == till);
        let link = CategoryLink {
            till: till.to_owned(),
            uid: uid.unwrap_or(0),
            name: named.map(|(_, name)| name).unwrap_or_default(),
            ours: false,
            by_hand: uid.is_some(),
        };
        let before = tx.category_links(shop).await?;
        let before = before.into_iter().find(|link| link.till == till);
        if let Some(before) = before.filter(|before| before.uid > 0 && before.uid != link.uid) {
            let mut past = past(&mut *tx, shop).await?;
            past.insert(before.uid);
            note(&mut *tx, shop, PAST, &past).await?;
        }
        tx.category_link_put(shop, &link).await?;
        let mut changed = changed(&mut *tx, shop).await?;
        changed.categories.insert(till.to_owned());
        self.paired(tx, shop, &changed).await
    }

    /// Pairs a tax of the till with a VAT profile of the shop; `None`: the products stream finds its own
    /// again. A tax whose rate is not known is not paired: `false`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn pair_tax(&self, shop: &str, till: &str, profile: Option<&str>) -> Result<bool> {
        let mut tx = self.store.write().await?;
        let names: TillNames = recall(&mut *tx, shop, TILL).await?;
        let key = names.taxes.into_iter().find(|tax| tax.id == till);
        let Some(key) = key.and_then(|tax| tax.key) else {
            return Ok(false);
        };
        let before = tx.tax_links(shop).await?;
        let before = before.into_iter().find(|link| link.till == till);
        let link = match (profile, before) {
            (Some(profile), _) => TaxLink {
                till: till.to_owned(),
                profile: profile.to_owned(),
                rate: key,
                by_hand: true,
            },
            // No rate is like this one: the stream looks for a profile anew.
            (None, Some(before)) => TaxLink {
                rate: String::new(),
                by_hand: false,
                ..before
            },
            (None, None) => return Ok(true),
        };
        tx.tax_link_put(shop, &link).await?;
        let mut changed = changed(&mut *tx, shop).await?;
        changed.taxes.insert(till.to_owned());
        self.paired(tx, shop, &changed).await?;
        Ok(true)
    }

    async fn paired(&self, mut tx: Box<dyn Tx>, shop: &str, changed: &Changed) -> Result<()> {
        note(&mut *tx, shop, CHANGED, changed).await?;
        stale::mark(&mut *tx, shop, products::STREAM, self.clock.now()).await?;
        tx.commit().await?;
        self.wake();
        Ok(())
    }

    /// Reads the names of both sides: a call or two for each of the four lists.
    ///
    /// # Errors
    /// [`ReadTrouble`]: what one side told is kept where the other gave no answer.
    pub async fn read_pairings(&self, shop: &str) -> std::result::Result<(), ReadTrouble> {
        let row = self.store.read().await?.shop(shop).await?;
        let row = row.ok_or(ReadTrouble::NoShop)?;
        let open = |what: &str, sealed: &Option<Vec<u8>>| {
            let sealed = sealed.as_ref().ok_or(RemotesTrouble::NoKeys)?;
            let opened = self.sealer.open(&row.id, what, sealed);
            opened.map_err(RemotesTrouble::from)
        };
        let key = open(secret::TILL_KEY, &row.till_key)?;
        let till = self.till(&row, key, Lane::Products, self.transport.clone())?;
        let key = open(secret::SHOP_KEY, &row.shop_key)?;
        let exchange = open(secret::SHOP_EXCHANGE, &row.shop_exchange)?;
        let (pace, wire) = (row.settings.pace, self.transport.clone());
        let client = self.shop_client(&row, key, exchange, pace, wire)?;
        let of_till = async {
            let categories = products::till_categories(&till).await?;
            let taxes = products::till_taxes(&till).await?;
            Ok::<_, cassa_in_cloud::Error>(Surroundings {
                categories,
                taxes,
                ..Surroundings::default()
            })
        };
        let of_shop = async {
            let categories = client.categories().await?;
            Ok::<_, ts_commerce::Error>((categories, client.tax_profiles().await?))
        };
        let (of_till, of_shop) = join!(of_till.boxed(), of_shop.boxed());
        let mut tx = self.store.write().await?;
        if let Ok(around) = &of_till {
            note_till(&mut *tx, shop, around).await?;
        }
        if let Ok((categories, profiles)) = &of_shop {
            note_shop_categories(&mut *tx, shop, categories).await?;
            note_shop_profiles(&mut *tx, shop, profiles).await?;
        }
        tx.commit().await?;
        of_till.map_err(ReadTrouble::Till)?;
        of_shop.map_err(ReadTrouble::Shop)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ts_commerce::Uid;

    use super::*;

    #[test]
    fn a_category_is_told_with_those_it_lies_in_even_where_they_go_round_in_circles() {
        let category = |uid, name: &str, parent: Option<i64>| Category {
            uid: Uid(uid),
            name: name.to_owned(),
            parent: parent.map(Uid),
            ..Category::default()
        };
        let all = [
            category(1, "Donna", None),
            category(2, "Scarpe", Some(1)),
            category(3, "Uno", Some(4)),
            category(4, "Due", Some(3)),
            category(5, "Orfana", Some(99)),
        ];
        assert_eq!(path(&all[1], &all), "Donna › Scarpe");
        assert_eq!(path(&all[4], &all), "Orfana");
        assert_eq!(path(&all[2], &all).matches(" › ").count(), DEEPEST - 1);
    }
}
