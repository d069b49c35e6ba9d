//! What is to be written, field group by field group.
//!
//! Guarantees (each a test): what did not change costs no write; a group whose policy is *Mai* is
//! never written, one whose policy is *Solo alla creazione* only when the product is created; a
//! group that the merchant keeps is never written; Tax and Identity always follow the till.

use std::collections::BTreeSet;

use crate::{
    desired::Desired,
    listing::{Group, Listing},
    settings::{FieldPolicies, Policy},
};

impl FieldPolicies {
    /// The policy of a group; those without one of their own always follow the till.
    #[must_use]
    pub fn of(&self, group: Group) -> Policy {
        match group {
            Group::Name => self.name,
            Group::Description => self.description,
            Group::Price => self.price,
            Group::Visibility => self.visibility,
            Group::Categories => self.categories,
            Group::Images => self.images,
            Group::Tax | Group::Identity => Policy::Always,
        }
    }
}

/// The groups to write when `desired` is created on the shop.
#[must_use]
pub fn groups_on_creation(policies: &FieldPolicies) -> BTreeSet<Group> {
    Group::ALL
        .into_iter()
        .filter(|group| policies.of(*group) != Policy::Never)
        .collect()
}

/// The groups of a listed product that differ from what we last wrote and may be written.
#[must_use]
pub fn groups_to_update(
    desired: &Desired,
    listing: &Listing,
    policies: &FieldPolicies,
) -> BTreeSet<Group> {
    if listing.link_only {
        return BTreeSet::new();
    }
    Group::ALL
        .into_iter()
        .filter(|group| policies.of(*group) == Policy::Always && !listing.kept.contains(group))
        .filter(|group| listing.written.get(group) != Some(&desired.fingerprint(*group)))
        .collect()
}
