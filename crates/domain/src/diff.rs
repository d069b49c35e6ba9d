//! What is to be written, field group by field group.
//!
//! Guarantees (each a test): what did not change costs no write; a group whose policy is *Mai* is
//! never written, one whose policy is *Solo alla creazione* only when the product is created; a
//! group that the merchant keeps is never written; Tax and Identity always follow the till; what is
//! linked only is never written.

use std::collections::BTreeSet;

use crate::{
    desired::Desired,
    group::{Group, fingerprint},
    listing::Listing,
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

/// Whether a listed product that is no longer meant for the shop is to be made invisible: it is not
/// so already, and the till decides.
#[must_use]
pub fn needs_hiding(listing: &Listing, policies: &FieldPolicies) -> bool {
    let group = Group::Visibility;
    !listing.link_only
        && policies.of(group) == Policy::Always
        && !listing.kept.contains(&group)
        && listing.written.get(&group) != Some(&fingerprint(&false))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        listing::{after_hiding, after_write},
        money::Money,
        samples::{World, shirt},
    };

    fn wanted() -> Desired {
        World::new().listed(&shirt())
    }

    /// Everything written as wanted.
    fn written() -> Listing {
        after_write(Listing::default(), &wanted(), &Group::ALL.into()).0
    }

    /// Every field that can be changed is.
    fn all_changed() -> Desired {
        let mut desired = wanted();
        desired.name.push('!');
        desired.description.push('!');
        desired.visible = false;
        desired.vat.push('!');
        desired.category = None;
        desired.price = Money(1);
        desired.pictures.push("https://a.example/1.jpg".into());
        desired.variants[0].sku.push('!');
        desired
    }

    fn all(policy: Policy) -> FieldPolicies {
        FieldPolicies {
            categories: policy,
            images: policy,
            name: policy,
            description: policy,
            price: policy,
            visibility: policy,
        }
    }

    #[test]
    fn what_did_not_change_costs_no_write() {
        let policies = FieldPolicies::default();
        assert!(groups_to_update(&wanted(), &written(), &policies).is_empty());
    }

    #[test]
    fn each_change_writes_its_group_alone() {
        type Change = (Group, fn(&mut Desired));
        let changes: [Change; 16] = [
            (Group::Name, |d| d.name.push('!')),
            (Group::Description, |d| d.description.push('!')),
            (Group::Visibility, |d| d.visible = false),
            (Group::Tax, |d| d.vat = "4".into()),
            (Group::Categories, |d| d.category = Some("food".into())),
            (Group::Images, |d| {
                d.pictures = vec!["https://a.example/1".into()]
            }),
            (Group::Price, |d| d.price = Money(1)),
            (Group::Price, |d| d.variants[1].price = Money(1)),
            (Group::Identity, |d| d.sku.push('!')),
            (Group::Identity, |d| d.ean = Some("96385074".into())),
            (Group::Identity, |d| d.by_weight = true),
            (Group::Identity, |d| d.axes[0].name.push('!')),
            (Group::Identity, |d| d.variants[0].sku.push('!')),
            (Group::Identity, |d| d.variants[0].values[0].push('!')),
            (Group::Identity, |d| {
                d.variants[0].ean = Some("96385074".into())
            }),
            (Group::Identity, |d| d.variants[0].variant.push('!')),
        ];
        let last = changes.len() - 1;
        for (place, (group, change)) in changes.into_iter().enumerate() {
            let mut desired = wanted();
            change(&mut desired);
            let mut expected = BTreeSet::from([group]);
            if place == last {
                // Another variant: its price has not been written either.
                expected.insert(Group::Price);
            }
            let groups = groups_to_update(&desired, &written(), &FieldPolicies::default());
            assert_eq!(groups, expected, "change number {place}");
        }
    }

    #[test]
    fn a_group_whose_policy_is_never_is_never_written() {
        let policies = all(Policy::Never);
        let always = BTreeSet::from([Group::Tax, Group::Identity]);
        assert_eq!(groups_on_creation(&policies), always);
        assert_eq!(
            groups_to_update(&all_changed(), &written(), &policies),
            always
        );
        assert!(!needs_hiding(&written(), &policies));
    }

    #[test]
    fn a_group_whose_policy_is_on_creation_is_written_then_and_not_again() {
        let policies = all(Policy::OnCreation);
        let always = BTreeSet::from([Group::Tax, Group::Identity]);
        assert_eq!(groups_on_creation(&policies), Group::ALL.into());
        assert_eq!(
            groups_to_update(&all_changed(), &written(), &policies),
            always
        );
        assert!(!needs_hiding(&written(), &policies));
    }

    #[test]
    fn a_kept_group_is_never_written() {
        let mut adopted = written();
        adopted.kept = [Group::Name, Group::Images, Group::Visibility].into();
        let groups = groups_to_update(&all_changed(), &adopted, &FieldPolicies::default());
        assert!(groups.is_disjoint(&adopted.kept), "{groups:?}");
        assert_eq!(groups.len(), Group::ALL.len() - adopted.kept.len());
        assert!(!needs_hiding(&adopted, &FieldPolicies::default()));
    }

    #[test]
    fn what_is_linked_only_is_never_written() {
        let mut linked = written();
        linked.link_only = true;
        let policies = FieldPolicies::default();
        assert!(groups_to_update(&all_changed(), &linked, &policies).is_empty());
        assert!(!needs_hiding(&linked, &policies));
    }

    #[test]
    fn a_group_that_was_never_written_is_written() {
        let mut listing = written();
        listing.written.remove(&Group::Images);
        let groups = groups_to_update(&wanted(), &listing, &FieldPolicies::default());
        assert_eq!(groups, [Group::Images].into());
    }

    #[test]
    fn what_is_hidden_is_not_hidden_again_and_comes_back_when_it_is_wanted() {
        let policies = FieldPolicies::default();
        assert!(needs_hiding(&written(), &policies));
        let hidden = after_hiding(written());
        assert!(!needs_hiding(&hidden, &policies));
        let groups = groups_to_update(&wanted(), &hidden, &policies);
        assert_eq!(groups, [Group::Visibility].into());
    }

    fn policy() -> impl Strategy<Value = Policy> {
        prop::sample::select(vec![Policy::Always, Policy::OnCreation, Policy::Never])
    }

    proptest! {
        #[test]
        fn a_second_pass_writes_nothing(
            (categories, images, name, description, price, visibility) in (policy(), policy(), policy(), policy(), policy(), policy()),
            kept in prop::collection::btree_set(prop::sample::select(Group::ALL.to_vec()), 0..8),
        ) {
            let policies =
                FieldPolicies { categories, images, name, description, price, visibility };
            let desired = all_changed();
            let listing = Listing { kept, ..written() };
            let groups = groups_to_update(&desired, &listing, &policies);
            let (listing, _) = after_write(listing, &desired, &groups);
            prop_assert!(groups_to_update(&desired, &listing, &policies).is_empty());
        }
    }
}
