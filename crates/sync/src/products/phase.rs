//! What a run of the products stream is doing, and its figures.

use serde::{Deserialize, Serialize};

/// A phase of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The till is read.
    Reading,
    /// The shop is compared with what we wrote (forced runs).
    Drift,
    /// The change list is made.
    Comparing,
    /// Categories, VAT profiles and the attribute are made.
    Categories,
    /// Products and variants are written.
    Products,
    /// Pictures are sent.
    Pictures,
    /// What is gone is hidden.
    Finishing,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 7] = [
        Self::Reading,
        Self::Drift,
        Self::Comparing,
        Self::Categories,
        Self::Products,
        Self::Pictures,
        Self::Finishing,
    ];

    /// The name in the run's row.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Drift => "drift",
            Self::Comparing => "comparing",
            Self::Categories => "categories",
            Self::Products => "products",
            Self::Pictures => "pictures",
            Self::Finishing => "finishing",
        }
    }

    /// The phase of that name; the first one where there is none.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|phase| phase.name() == name)
            .unwrap_or(Self::Reading)
    }
}

/// The figures of a run, kept in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Products on the till.
    pub till: u64,
    /// Of these, meant for the shop.
    pub wanted: u64,
    /// Products of ours on the shop.
    pub listed: u64,
    /// In step already.
    pub unchanged: u64,
    /// Made (a dry run: to be made).
    pub created: u64,
    /// Recognised on the shop and linked (a dry run: to be).
    pub adopted: u64,
    /// Linked for stock and orders only.
    pub linked: u64,
    /// Brought up to date.
    pub updated: u64,
    /// Hidden.
    pub hidden: u64,
    /// Pictures sent.
    pub pictures: u64,
    /// Categories made.
    pub categories: u64,
    /// Refused by the shop.
    pub refused: u64,
    /// Waiting for the merchant's yes.
    pub held: u64,
    /// Cannot be listed as they are.
    pub blocked: u64,
}
