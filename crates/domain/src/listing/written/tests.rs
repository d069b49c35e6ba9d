use proptest::prelude::*;

use super::*;
use crate::{
    samples::{World, base, oil, shirt},
    till::{TillProduct, TillVariant},
};

fn all() -> BTreeSet<Group> {
    Group::ALL.into()
}

fn wanted(product: &TillProduct) -> Desired {
    World::new().listed(product)
}

/// The shop's product 7, everything written as the till has `product`.
fn listed(product: &TillProduct) -> Listing {
    let created = Listing {
        uid: 7,
        ..Listing::default()
    };
    after_write(created, &wanted(product), &all()).0
}

fn sized(id: &str, size: &str) -> TillVariant {
    TillVariant {
        id: id.into(),
        code: Some(format!("TS-{id}")),
        values: vec![size.into()],
        ..TillVariant::default()
    }
}

fn places(variants: &[ListedVariant]) -> Vec<(&str, &str, bool)> {
    variants
        .iter()
        .map(|v| (v.variant.as_str(), v.superkey.as_str(), v.gone))
        .collect()
}

#[test]
fn a_new_product_is_written_as_desired() {
    let desired = wanted(&shirt());
    let (axes, variants) = variants_to_write(&desired, None);
    assert_eq!(axes, desired.axes);
    let expected = [("shirt-s", "s", false), ("shirt-m", "m", false)];
    assert_eq!(places(&variants), expected);
    assert!(variants.iter().all(|variant| variant.uid == 0));
}

#[test]
fn a_variant_that_is_gone_from_the_till_stays_on_the_shop_with_its_values_on_the_axes() {
    let mut fewer = shirt();
    fewer.variants.remove(0);
    let (axes, variants) = variants_to_write(&wanted(&fewer), Some(&listed(&shirt())));
    assert_eq!(axes[0].values, ["M", "S"]);
    assert_eq!(
        places(&variants),
        [("shirt-m", "m", false), ("shirt-s", "s", true)]
    );
    assert_eq!(variants[1].sku, "TS-S");
    assert_eq!(variants[1].price, Money(1900));

    let (listing, past) = after_write(listed(&shirt()), &wanted(&fewer), &all());
    assert_eq!(listing.variants, variants);
    assert_eq!(past, []);
    let back = after_write(listing, &wanted(&shirt()), &all()).0;
    assert!(back.variants.iter().all(|variant| !variant.gone));
}

#[test]
fn of_two_variants_with_one_combination_the_living_one_stays() {
    let mut remade = shirt();
    remade.variants[0] = sized("new", "s");
    let (listing, past) = after_write(listed(&shirt()), &wanted(&remade), &all());
    assert_eq!(
        places(&listing.variants),
        [("new", "s", false), ("shirt-m", "m", false)]
    );
    assert_eq!(places(&past), [("shirt-s", "s", false)]);
}

#[test]
fn of_two_variants_with_one_sku_the_living_one_stays() {
    let mut remade = shirt();
    remade.variants[0] = sized("new", "Small");
    remade.variants[0].code = Some("TS-S".into());
    let (listing, past) = after_write(listed(&shirt()), &wanted(&remade), &all());
    assert_eq!(
        places(&listing.variants),
        [("new", "small", false), ("shirt-m", "m", false)]
    );
    assert_eq!(places(&past), [("shirt-s", "s", false)]);
}

#[test]
fn a_gone_variant_never_stands_beside_a_parent_with_its_sku() {
    let mut fewer = shirt();
    fewer.variants.remove(0);
    fewer.code = Some("TS-S".into());
    let (_, variants) = variants_to_write(&wanted(&fewer), Some(&listed(&shirt())));
    assert_eq!(places(&variants), [("shirt-m", "m", false)]);
}

#[test]
fn a_renamed_value_leaves_its_place_to_the_history() {
    let mut renamed = shirt();
    renamed.variants[0].values = vec!["Small".into()];
    let (listing, past) = after_write(listed(&shirt()), &wanted(&renamed), &all());
    assert_eq!(
        places(&listing.variants),
        [("shirt-s", "small", false), ("shirt-m", "m", false)]
    );
    assert_eq!(places(&past), [("shirt-s", "s", false)]);
    assert_eq!(past[0].uid, 7);
}

#[test]
fn a_simple_product_that_gets_variants_leaves_its_place_to_the_history() {
    let mut with_sizes = oil();
    with_sizes.multivariant = true;
    with_sizes.options = vec!["Formato".into()];
    with_sizes.variants = vec![sized("a", "0,5 l"), sized("b", "1 l")];
    let (listing, past) = after_write(listed(&oil()), &wanted(&with_sizes), &all());
    assert_eq!(
        places(&listing.variants),
        [("a", "0,5 l", false), ("b", "1 l", false)]
    );
    assert_eq!(places(&past), [("oil-v", "", false)]);

    let (back, past) = after_write(listing, &wanted(&oil()), &all());
    assert_eq!(places(&back.variants), [("oil-v", "", false)]);
    assert_eq!(past.len(), 2);
}

#[test]
fn an_added_option_leaves_the_gone_ones_to_the_history() {
    let mut fewer = shirt();
    fewer.variants.remove(0);
    let listing = after_write(listed(&shirt()), &wanted(&fewer), &all()).0;
    let mut two_axes = fewer;
    two_axes.options.push("Colore".into());
    two_axes.variants[0].values.push("Blu".into());
    let (listing, past) = after_write(listing, &wanted(&two_axes), &all());
    assert_eq!(places(&listing.variants), [("shirt-m", "m_blu", false)]);
    assert_eq!(
        places(&past),
        [("shirt-m", "m", false), ("shirt-s", "s", true)]
    );
}

#[test]
fn a_write_tells_only_what_it_wrote() {
    let before = listed(&shirt());
    let mut changed = shirt();
    changed.name = "Maglietta".into();
    changed.variants[0].code = Some("NEW".into());
    changed.variants.iter_mut().for_each(|v| v.prices = base(1));
    changed.prices = base(1);
    let mut desired = wanted(&changed);
    desired.visible = false;

    let name = after_write(before.clone(), &desired, &[Group::Name].into()).0;
    let mut expected = before.clone();
    let now = desired.fingerprint(Group::Name);
    expected.written.insert(Group::Name, now);
    assert_eq!(name, expected);

    let identity = after_write(before.clone(), &desired, &[Group::Identity].into()).0;
    assert_eq!(identity.variants[0].sku, "NEW");
    assert_eq!(identity.variants[0].price, before.variants[0].price);
    assert!(identity.visible);

    let price = after_write(before.clone(), &desired, &[Group::Price].into()).0;
    assert_eq!(price.variants[0].sku, before.variants[0].sku);
    assert!(price.variants.iter().all(|v| v.price == Money(1)));

    let visibility = after_write(before, &desired, &[Group::Visibility].into()).0;
    assert!(!visibility.visible);
}

#[test]
fn what_is_hidden_keeps_everything_else() {
    let before = listed(&shirt());
    let hidden = after_hiding(before.clone());
    assert!(!hidden.visible);
    assert_eq!(hidden.variants, before.variants);
    let desired = Desired {
        visible: false,
        ..wanted(&shirt())
    };
    let now = desired.fingerprint(Group::Visibility);
    assert_eq!(hidden.written[&Group::Visibility], now);
}

/// A shirt with one option, of variants that come, go and are renamed.
fn shirts() -> impl Strategy<Value = TillProduct> {
    let size = prop::sample::select(vec!["S", "M", "L", "XL", "s_m"]);
    prop::collection::btree_map(0..4_u8, size, 1..4).prop_filter_map("one superkey", |sizes| {
        let distinct: BTreeSet<_> = sizes.values().collect();
        (distinct.len() == sizes.len()).then(|| TillProduct {
            variants: sizes
                .iter()
                .map(|(id, size)| sized(&id.to_string(), size))
                .collect(),
            ..shirt()
        })
    })
}

proptest! {
    #[test]
    fn every_place_ever_written_is_listed_or_in_the_history(
        shirts in prop::collection::vec(shirts(), 1..5),
    ) {
        let mut listing = Listing { uid: 7, ..Listing::default() };
        let mut ever = BTreeSet::new();
        let mut history = BTreeSet::new();
        for shirt in &shirts {
            let desired = wanted(shirt);
            let (axes, written) = variants_to_write(&desired, Some(&listing));
            for variant in &written {
                prop_assert!(axes[0].values.contains(&variant.values[0]));
            }
            let superkeys: BTreeSet<_> = written.iter().map(|v| &v.superkey).collect();
            prop_assert_eq!(superkeys.len(), written.len());
            let skus: BTreeSet<_> = written.iter().map(|v| &v.sku).collect();
            prop_assert_eq!(skus.len(), written.len());

            let past;
            (listing, past) = after_write(listing, &desired, &all());
            let place = |v: ListedVariant| (v.variant, v.superkey);
            history.extend(past.into_iter().map(place));
            ever.extend(listing.variants.iter().cloned().map(place));
            let now: BTreeSet<_> = listing.variants.iter().cloned().map(place).collect();
            prop_assert!(ever.iter().all(|p| now.contains(p) || history.contains(p)));

            let again = after_write(listing.clone(), &desired, &all());
            prop_assert_eq!(again, (listing.clone(), vec![]));
        }
    }
}
