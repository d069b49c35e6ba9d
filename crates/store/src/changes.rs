//! The change list of a run: what is to be written, and why.

use std::collections::BTreeSet;

use async_trait::async_trait;
use ponte_domain::listing::Group;
use serde::{Deserialize, Serialize};

use crate::Result;

/// What is to be done with a product on the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Make it.
    Create,
    /// It is there already: link it, and bring it up to date.
    Adopt,
    /// Link its variants only.
    Link,
    /// Write the groups named.
    Update,
    /// Make it invisible.
    Hide,
}

/// Where a change is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// To be done.
    Pending,
    /// A request may have left.
    Attempting,
    /// Done.
    Done,
    /// The shop refused it.
    Refused,
    /// Waits for the merchant's yes.
    Held,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Order in the run, from 1.
    pub seq: i64,
    /// The till's product.
    pub product: String,
    /// Its name, for the page and the dry run.
    pub name: String,
    /// What is to be done.
    pub kind: ChangeKind,
    /// Which groups.
    pub groups: BTreeSet<Group>,
    /// Why, in words of the domain (`new`, `drift`, `gone`, `not_for_ecommerce` …).
    pub why: String,
    /// Where it is on its way.
    pub state: ChangeState,
}

/// Changes of a run.
#[async_trait]
pub trait Changes {
    /// Adds changes; `seq` is given by the store, in order.
    async fn changes_add(&mut self, shop: &str, run: i64, changes: &[Change]) -> Result<()>;
    /// Forgets all changes of a run (it plans anew).
    async fn changes_clear(&mut self, shop: &str, run: i64) -> Result<()>;
    /// Up to `limit` changes after `after` in one of these states (all if empty), in order.
    async fn changes_page(
        &mut self,
        shop: &str,
        run: i64,
        states: &[ChangeState],
        after: i64,
        limit: i64,
    ) -> Result<Vec<Change>>;
    /// Moves changes to a state.
    async fn changes_set(
        &mut self,
        shop: &str,
        run: i64,
        seqs: &[i64],
        state: ChangeState,
    ) -> Result<()>;
    /// Writes a change's kind, groups, why and state anew.
    async fn change_put(&mut self, shop: &str, run: i64, change: &Change) -> Result<()>;
    /// Forgets a product's changes of a kind: something else was found out about it.
    async fn changes_forget(
        &mut self,
        shop: &str,
        run: i64,
        product: &str,
        kind: ChangeKind,
    ) -> Result<()>;
    /// How many changes of each kind and state a run has, in order of kind.
    async fn change_counts(
        &mut self,
        shop: &str,
        run: i64,
    ) -> Result<Vec<(ChangeKind, ChangeState, i64)>>;
    /// A product's changes in a run, in order.
    async fn changes_of(&mut self, shop: &str, run: i64, product: &str) -> Result<Vec<Change>>;
    /// Which of these products this run has created (kind create, state done).
    async fn changes_created(
        &mut self,
        shop: &str,
        run: i64,
        products: &[String],
    ) -> Result<Vec<String>>;
    /// Forgets the changes of runs older than `run` (their figures stay in the runs).
    async fn changes_prune(&mut self, shop: &str, run: i64) -> Result<()>;
}
