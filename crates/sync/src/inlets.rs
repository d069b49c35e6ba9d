//! Inlets: where the two services call us back (Cassa in Cloud sheet §21, TS Commerce sheet §24).
//!
//! A call only says that something may have changed: it marks a stream as stale and is forgotten.
//! Nothing that it carries is believed, and nothing of it is kept but a digest, for a day.
//!
//! Guarantees (each a test):
//! - a call of the till counts only if one of the shop's secrets has signed it; one that none has
//!   signed is refused, counted, and marks nothing;
//! - a token that nobody has leads nowhere, and so does one that was replaced, or the other
//!   service's;
//! - the same content from the till marks nothing again within a day;
//! - every call of the shop marks its orders: nothing in it tells two changes of one order apart;
//! - what moves stock names the articles to be read, and nothing more is taken from it;
//! - a thousand calls make one reconcile;
//! - what the till calls its things is taken with any case, and a name that we do not know is taken
//!   and ignored;
//! - neither token nor secret stands in the database as it is.

use cassa_in_cloud::webhook::{self, Entity};
use jiff::{SignedDuration, Timestamp};
use ponte_store::{
    StoreError, Tx,
    inlets::{Caller, Inlet},
    offers::Moved,
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::{Engine, orders, products, seal::Damaged, stale, stock};

/// What a token is made of.
const TOKEN_BYTES: usize = 32;
/// How long a content is remembered: the till repeats a call three times at most (Cassa in Cloud
/// sheet §21.3).
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// A longer secret was pasted by mistake.
const LONGEST_SECRET: usize = 255;
/// Each call is tried with each secret. One a webhook is needed at most, and the till has about
/// twenty entities.
const MOST_SECRETS: usize = 32;

const TILL_SECRET: &str = "till_inlet_secret";

/// What a token is sealed as.
fn sealed_as(caller: Caller) -> &'static str {
    match caller {
        Caller::Till => "till_inlet",
        Caller::Shop => "shop_inlet",
    }
}

/// The path of an inlet, behind the public address.
fn path(caller: Caller, token: &str) -> String {
    match caller {
        Caller::Till => format!("/avvisi/cassa/{token}"),
        Caller::Shop => format!("/avvisi/negozio/{token}"),
    }
}

/// An inlet as its shop's people see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The path to be pasted at the service, behind the public address. It holds the token.
    pub path: SecretString,
    /// Ids of the till's secrets, oldest first.
    pub secrets: Vec<i64>,
    /// Calls that were what they said.
    pub accepted: i64,
    /// Calls that were not.
    pub refused: i64,
    /// When the last good one came.
    pub accepted_at: Option<Timestamp>,
    /// When the last bad one came.
    pub refused_at: Option<Timestamp>,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// Taken.
    Taken,
    /// The token is nobody's.
    Nowhere,
    /// No secret of the shop has signed it.
    Unsigned,
}

/// Why an inlet cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum InletTrouble {
    /// Its token cannot be opened.
    #[error(transparent)]
    Sealed(#[from] Damaged),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a secret was not kept.
#[derive(Debug, thiserror::Error)]
pub enum SecretTrouble {
    /// It is empty, or much too long.
    #[error("this is not a secret")]
    NotASecret,
    /// There are as many as a shop may have.
    #[error("{MOST_SECRETS} secrets are enough")]
    TooMany,
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// The inlet of a shop; `None` where it has none yet.
    ///
    /// # Errors
    /// [`InletTrouble`].
    pub async fn inlet(&self, shop: &str, caller: Caller) -> Result<Option<Shown>, InletTrouble> {
        let Some(inlet) = self.store.read().await?.inlet(shop, caller).await? else {
            return Ok(None);
        };
        let token = self.sealer.open(shop, sealed_as(caller), &inlet.token)?;
        Ok(Some(Shown {
            path: path(caller, token.expose_secret()).into(),
            secrets: inlet.secrets.into_iter().map(|(id, _)| id).collect(),
            accepted: inlet.accepted,
            refused: inlet.refused,
            accepted_at: inlet.accepted_at,
            refused_at: inlet.refused_at,
        }))
    }

    /// Makes the inlet of a shop, or gives it another token: the address that it had leads nowhere
    /// from now on; its secrets stay.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn renew_inlet(&self, shop: &str, caller: Caller) -> Result<(), StoreError> {
        let token = self.random.token(TOKEN_BYTES);
        let what = sealed_as(caller);
        let sealed = self.sealer.seal(shop, what, &token, &*self.random);
        let mut tx = self.store.write().await?;
        tx.inlet_put(shop, caller, &hash(&token), &sealed).await?;
        tx.commit().await
    }

    /// Keeps a secret with which the till signs its calls to this shop; gives its id. One that is
    /// kept already keeps its id.
    ///
    /// # Errors
    /// [`SecretTrouble`]; nothing is kept then.
    pub async fn add_till_secret(
        &self,
        shop: &str,
        secret: SecretString,
    ) -> Result<i64, SecretTrouble> {
        let text = secret.expose_secret().trim();
        if text.is_empty() || text.len() > LONGEST_SECRET {
            return Err(SecretTrouble::NotASecret);
        }
        let mut tx = self.store.write().await?;
        let inlet = tx.inlet(shop, Caller::Till).await?;
        let kept = inlet.map_or_else(Vec::new, |inlet| inlet.secrets);
        let same = |sealed: &[u8]| {
            let opened = self.sealer.open(shop, TILL_SECRET, sealed);
            opened.is_ok_and(|opened| opened.expose_secret() == text)
        };
        if let Some((id, _)) = kept.iter().find(|(_, sealed)| same(sealed)) {
            return Ok(*id);
        }
        if kept.len() >= MOST_SECRETS {
            return Err(SecretTrouble::TooMany);
        }
        let sealed = self.sealer.seal(shop, TILL_SECRET, text, &*self.random);
        let id = tx.inlet_secret_add(shop, &sealed).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Forgets a secret of the till.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_till_secret(&self, shop: &str, id: i64) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.inlet_secret_remove(shop, id).await?;
        tx.commit().await
    }

    /// The till calls: the token of the path, `x-cn-operation`, `x-cn-signature`, the raw body.
    ///
    /// # Errors
    /// [`StoreError`]: the call is not taken, and the till repeats it.
    pub async fn till_called(
        &self,
        token: &str,
        operation: &str,
        signature: &str,
        body: &[u8],
    ) -> Result<Called, StoreError> {
        let Some(inlet) = self.inlet_of(token, Caller::Till).await? else {
            return Ok(Called::Nowhere);
        };
        let (shop, now) = (inlet.shop.as_str(), self.clock.now());
        let signed = self.is_signed(&inlet, signature, body);
        let mut tx = self.store.write().await?;
        tx.inlet_count(shop, Caller::Till, signed, now).await?;
        if !signed {
            tx.commit().await?;
            return Ok(Called::Unsigned);
        }
        let yesterday = now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        tx.inlet_forget(shop, yesterday).await?;
        let digest = webhook::digest(operation, body);
        let first = tx.inlet_first(shop, &digest, now).await?;
        let stream = stream_of(operation).filter(|_| first);
        let synced = match stream {
            // Nothing but the merchant's button begins the first synchronisation.
            Some(products::STREAM) => {
                let row = tx.shop(shop).await?;
                row.is_some_and(|row| row.first_sync_at.is_some())
            }
            _ => true,
        };
        let stream = stream.filter(|_| synced);
        if let Some(stream) = stream {
            stale::mark(&mut *tx, shop, stream, now).await?;
        }
        let moves = first && webhook::operation(operation).0.moves_stock();
        if moves {
            moved(&mut *tx, shop, body, now).await?;
        }
        tx.commit().await?;
        tracing::debug!(shop, stream, moves, "the till has called");
        if stream.is_some() || moves {
            self.wake();
        }
        Ok(Called::Taken)
    }

    /// The shop calls: the token of the path. There is nothing else to know it by, and nothing in
    /// the call that must be read: whichever order it names, the stream asks the shop what is new.
    ///
    /// # Errors
    /// [`StoreError`]: the call is not taken.
    pub async fn shop_called(&self, token: &str) -> Result<Called, StoreError> {
        let Some(inlet) = self.inlet_of(token, Caller::Shop).await? else {
            return Ok(Called::Nowhere);
        };
        let (shop, now) = (inlet.shop.as_str(), self.clock.now());
        let mut tx = self.store.write().await?;
        tx.inlet_count(shop, Caller::Shop, true, now).await?;
        stale::mark(&mut *tx, shop, orders::STREAM, now).await?;
        tx.commit().await?;
        tracing::debug!(shop, "the shop has called");
        self.wake();
        Ok(Called::Taken)
    }

    /// The inlet that a token leads to.
    async fn inlet_of(&self, token: &str, caller: Caller) -> Result<Option<Inlet>, StoreError> {
        if token.len() != 2 * TOKEN_BYTES {
            return Ok(None);
        }
        let mut tx = self.store.read().await?;
        let inlet = tx.inlet_by_token(&hash(token)).await?;
        Ok(inlet.filter(|inlet| inlet.caller == caller))
    }

    fn is_signed(&self, inlet: &Inlet, signature: &str, body: &[u8]) -> bool {
        inlet.secrets.iter().any(|(id, sealed)| {
            match self.sealer.open(&inlet.shop, TILL_SECRET, sealed) {
                Ok(secret) => webhook::signature_is_right(&secret, body, signature),
                Err(error) => {
                    tracing::warn!(%error, shop = inlet.shop, id, "a secret of the till");
                    false
                }
            }
        })
    }
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Stock moved: of these articles, or of nobody knows which at that point, or anywhere.
async fn moved(tx: &mut dyn Tx, shop: &str, body: &[u8], now: Timestamp) -> Result<(), StoreError> {
    let points = tx.points(shop).await?;
    let here = webhook::sales_point(body);
    let everywhere = || points.iter().map(|point| point.id);
    let mut moved: Vec<Moved> = Vec::new();
    let articles = webhook::articles(body);
    if articles.is_empty() {
        let at = here.map_or_else(|| everywhere().collect(), |point| vec![point]);
        let anything = at.into_iter().map(|point| (point, String::new()));
        moved.extend(anything.map(|(point, product)| Moved {
            point,
            product,
            at: now,
        }));
    }
    for article in articles {
        let at = article.sales_point.or(here);
        let at = at.map_or_else(|| everywhere().collect(), |point| vec![point]);
        moved.extend(at.into_iter().map(|point| Moved {
            point,
            product: article.id_product.clone(),
            at: now,
        }));
    }
    tx.moved_add(shop, &moved).await?;
    tx.job_enqueue(shop, stock::STREAM, now, now).await
}

/// The stream that an operation of the till makes stale; what moves stock is another matter.
fn stream_of(operation: &str) -> Option<&'static str> {
    match webhook::operation(operation).0 {
        Entity::Order => Some(orders::STREAM),
        Entity::Product
        | Entity::Category
        | Entity::Modifier
        | Entity::Department
        | Entity::Tax => Some(products::STREAM),
        _ => None,
    }
}
