//! What each group of fields should hold, as a fingerprint.

use std::collections::BTreeMap;

use super::Desired;
use crate::group::{Fingerprint, Group, fingerprint};

impl Desired {
    /// The fingerprint of each group as it should be.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<Group, Fingerprint> {
        Group::ALL
            .into_iter()
            .map(|group| (group, self.fingerprint(group)))
            .collect()
    }

    /// The fingerprint of one group as it should be.
    #[must_use]
    pub fn fingerprint(&self, group: Group) -> Fingerprint {
        match group {
            Group::Name => fingerprint(&self.name),
            Group::Description => fingerprint(&self.description),
            Group::Price => {
                let variants: Vec<_> = self
                    .variants
                    .iter()
                    .map(|v| (&v.variant, v.price))
                    .collect();
                fingerprint(&(self.price, variants))
            }
            Group::Visibility => fingerprint(&self.visible),
            Group::Categories => fingerprint(&self.category),
            Group::Images => fingerprint(&self.pictures),
            Group::Tax => fingerprint(&self.vat),
            Group::Identity => {
                let variants: Vec<_> = self
                    .variants
                    .iter()
                    .map(|v| (&v.variant, &v.values, &v.superkey, &v.sku, &v.ean))
                    .collect();
                fingerprint(&(&self.sku, &self.ean, self.by_weight, &self.axes, variants))
            }
        }
    }
}
