use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    code::{derived_for_product, derived_for_variant},
    samples::{World, base, oil, shirt},
    settings::{MissingCodes, PriceList},
    till::Price,
};

fn obstacles(world: &World, product: &TillProduct) -> Vec<Obstacle> {
    match world.verdict(product) {
        Verdict::Blocked(obstacles) => obstacles,
        other => panic!("{} should be blocked: {other:?}", product.id),
    }
}

#[test]
fn a_simple_product_is_listed_with_everything_the_till_knows() {
    let listed = World::new().listed(&oil());
    let expected = Desired {
        product: "oil".into(),
        sku: "OIL-05".into(),
        name: "Olio EVO 0,5 l".into(),
        description: "<p>Olio extravergine</p>".into(),
        visible: true,
        tax: "t10".into(),
        vat: "10".into(),
        category: Some("food".into()),
        price: Money(1250),
        ean: Some("8000000000019".into()),
        by_weight: false,
        axes: vec![],
        variants: vec![DesiredVariant {
            variant: "oil-v".into(),
            values: vec![],
            superkey: String::new(),
            sku: "OIL-05".into(),
            price: Money(1250),
            ean: Some("8000000000019".into()),
        }],
        pictures: vec!["https://shop.example/img/oil.jpg".into()],
    };
    assert_eq!(listed, expected);
}

#[test]
fn a_product_with_variants_is_listed_with_axes_and_the_lowest_price() {
    let listed = World::new().listed(&shirt());
    assert_eq!(listed.axes[0].key, "taglia");
    assert_eq!(listed.axes[0].values, ["S", "M"]);
    assert_eq!(listed.price, Money(1900));
    assert_eq!(listed.ean, None);
    let variants: Vec<_> = listed
        .variants
        .iter()
        .map(|v| {
            (
                v.variant.as_str(),
                v.superkey.as_str(),
                v.sku.as_str(),
                v.price.0,
            )
        })
        .collect();
    let expected = [
        ("shirt-s", "s", "TS-S", 1900),
        ("shirt-m", "m", "TS-M", 2100),
    ];
    assert_eq!(variants, expected);
}

#[test]
fn a_simple_product_without_a_technical_variant_uses_its_own_id() {
    let mut bare = oil();
    bare.variants.clear();
    assert_eq!(World::new().listed(&bare).variants[0].variant, "oil");
}

#[test]
fn an_empty_code_matches_nobody_and_is_never_written_as_a_sku() {
    let mut world = World::new();
    world.duplicate_codes.insert(String::new());
    let mut nameless = oil();
    nameless.code = Some(" \t".into());
    let mut shirt = shirt();
    shirt.variants.iter_mut().for_each(|v| v.code = None);
    assert_eq!(world.listed(&nameless).sku, derived_for_variant("oil-v"));
    assert_eq!(
        world.listed(&shirt).variants[0].sku,
        derived_for_variant("shirt-s")
    );

    world.settings.missing_codes = MissingCodes::Exclude;
    let variants = vec!["S".to_owned(), "M".to_owned()];
    assert_eq!(obstacles(&world, &shirt), [Obstacle::NoCode { variants }]);
    let variants = vec![];
    assert_eq!(
        obstacles(&world, &nameless),
        [Obstacle::NoCode { variants }]
    );
}

#[test]
fn a_parents_sku_is_its_own_code_if_unique_and_the_shop_takes_it() {
    let mut world = World::new();
    world.clashing_parents.insert("CLASH".into());
    world.duplicate_codes.insert("TWICE".into());
    let mut shirt = shirt();
    shirt.code = Some(" TS ".into());
    assert_eq!(world.listed(&shirt).sku, "TS");
    let too_long = "x".repeat(256);
    for code in ["", "TS-S", "CLASH", "TWICE", &too_long] {
        shirt.code = Some(code.to_owned());
        let listed = world.listed(&shirt);
        assert_eq!(listed.sku, derived_for_product("shirt"), "{code}");
    }
}

#[test]
fn a_parents_sku_is_never_equal_to_a_variants() {
    let mut shirt = shirt();
    shirt.code = Some("TS-M".into());
    shirt.variants[0].code = Some(derived_for_product("shirt"));
    let listed = World::new().listed(&shirt);
    assert!(listed.variants.iter().all(|v| v.sku != listed.sku));
}

#[rstest]
#[case::no_department(None)]
#[case::department_not_listed(Some("d4"))]
#[case::tax_not_listed(Some("lost"))]
#[case::tax_without_rate(Some("d??"))]
fn an_unknown_vat_rate_is_an_obstacle_never_0_percent(#[case] department: Option<&str>) {
    let mut oil = oil();
    oil.department = department.map(str::to_owned);
    assert_eq!(obstacles(&World::new(), &oil), [Obstacle::UnknownVat]);
}

#[test]
fn a_rate_that_is_no_percentage_is_unknown() {
    let mut world = World::new();
    let tax = world.surroundings.taxes.get_mut("t10").expect("there");
    tax.rate = Some((-1).into());
    assert_eq!(obstacles(&world, &oil()), [Obstacle::UnknownVat]);
}

#[test]
fn two_combinations_with_one_superkey_are_not_listed() {
    let superkeys = |key: &str| {
        vec![Obstacle::SameSuperkey {
            superkeys: vec![key.to_owned()],
        }]
    };
    let mut by_case = shirt();
    by_case.variants[1].values = vec!["s ".into()];
    assert_eq!(obstacles(&World::new(), &by_case), superkeys("s"));

    let mut by_underscore = shirt();
    by_underscore.options.push("Colore".into());
    by_underscore.variants[0].values = vec!["a_b".into(), "c".into()];
    by_underscore.variants[1].values = vec!["a".into(), "B_C".into()];
    assert_eq!(obstacles(&World::new(), &by_underscore), superkeys("a_b_c"));
}

#[test]
fn a_sku_that_two_variants_carry_is_not_listed() {
    let duplicate = |code: &str| {
        vec![Obstacle::DuplicateCode {
            codes: vec![code.to_owned()],
        }]
    };
    let mut inside = shirt();
    inside.variants[1].code = Some(" TS-S".into());
    assert_eq!(obstacles(&World::new(), &inside), duplicate("TS-S"));

    let mut world = World::new();
    world.duplicate_codes.insert("OIL-05".into());
    assert_eq!(obstacles(&world, &oil()), duplicate("OIL-05"));
}

#[test]
fn a_code_longer_than_the_shop_takes_is_an_obstacle() {
    let mut oil = oil();
    oil.code = Some("è".repeat(255));
    assert_eq!(World::new().listed(&oil).sku.chars().count(), 255);
    oil.code = Some("è".repeat(256));
    let codes = vec!["è".repeat(40)];
    assert_eq!(
        obstacles(&World::new(), &oil),
        [Obstacle::CodeTooLong { codes }]
    );
}

#[test]
fn a_category_off_for_ecommerce_hides_its_products() {
    let mut world = World::new();
    let category = world
        .surroundings
        .categories
        .get_mut("food")
        .expect("there");
    category.ecommerce = false;
    let reason = Reason::CategoryNotForEcommerce;
    assert_eq!(world.verdict(&oil()), Verdict::Leave(reason));
    world.listed(&shirt());
}

#[test]
fn a_category_that_the_till_did_not_list_hides_nothing() {
    let mut oil = oil();
    for unknown in [None, Some("new".to_owned())] {
        oil.category = unknown;
        assert_eq!(World::new().listed(&oil).category, None);
    }
}

#[test]
fn a_disabled_sales_point_hides_products_that_are_only_there() {
    let mut oil = oil();
    oil.only_at = Some(102);
    World::new().listed(&oil);
    oil.only_at = Some(103);
    assert_eq!(World::new().verdict(&oil), Verdict::Leave(Reason::PointOff));
}

#[test]
fn a_product_not_for_ecommerce_is_left_whatever_else_is_wrong_with_it() {
    let product = TillProduct::default();
    let reason = Reason::NotForEcommerce;
    assert_eq!(World::new().verdict(&product), Verdict::Leave(reason));
}

#[test]
fn all_obstacles_are_told_together() {
    let mut broken = shirt();
    broken.name = "  ".into();
    broken.department = None;
    broken.prices.clear();
    broken.variants[0].prices.clear();
    broken.variants[1].code = Some("TS-S".into());
    let found = obstacles(&World::new(), &broken);
    let expected = [
        Obstacle::NoName,
        Obstacle::DuplicateCode {
            codes: vec!["TS-S".into()],
        },
        Obstacle::NoPrice {
            variants: vec!["S".into()],
        },
        Obstacle::UnknownVat,
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_product_that_the_merchant_leaves_out_is_left_whatever_the_till_says() {
    let mut world = World::new();
    world.left_out.insert("oil".into());
    assert_eq!(world.verdict(&oil()), Verdict::Leave(Reason::LeftOut));
    assert!(matches!(world.verdict(&shirt()), Verdict::List(_)));
}

#[test]
fn a_multivariant_product_without_variants_or_with_broken_options_is_not_listed() {
    let mut none = shirt();
    none.variants.clear();
    assert_eq!(obstacles(&World::new(), &none), [Obstacle::NoVariants]);
    let mut broken = shirt();
    broken.variants[0].values.push("Blu".into());
    assert_eq!(obstacles(&World::new(), &broken), [Obstacle::BrokenOptions]);
}

#[test]
fn a_gift_has_a_price_and_a_negative_price_is_none() {
    let mut oil = oil();
    oil.prices = base(0);
    assert_eq!(World::new().listed(&oil).price, Money(0));
    oil.prices = base(-1);
    let variants = vec![];
    assert_eq!(
        obstacles(&World::new(), &oil),
        [Obstacle::NoPrice { variants }]
    );
}

#[test]
fn pictures_that_can_be_fetched_stand_once_and_in_order() {
    let mut oil = oil();
    oil.pictures = [
        "https://a.example/2.jpg",
        "ftp://a.example/3.jpg",
        " HTTP://a.example/1.jpg ",
        "data:image/png;base64,AAAA",
        "https://a.example/2.jpg",
        "https://",
        "",
    ]
    .map(String::from)
    .into();
    assert_eq!(
        World::new().listed(&oil).pictures,
        ["https://a.example/2.jpg", "HTTP://a.example/1.jpg"]
    );
}

#[test]
fn a_reason_has_the_same_word_in_a_change_list_and_in_json() {
    use Reason::*;
    for reason in [
        NotForEcommerce,
        CategoryNotForEcommerce,
        PointOff,
        Gone,
        LeftOut,
    ] {
        let json = serde_json::to_value(reason).expect("plain");
        assert_eq!(json, reason.word());
    }
}

/// Products of every shape, most of them odd: few words, so that they meet.
fn products() -> impl Strategy<Value = TillProduct> {
    let word = || prop::sample::select(vec!["", " ", "S", "s", "a_b", "b", "TS", "P-1"]);
    let code = move || prop::option::of(word().prop_map(str::to_owned));
    let prices = || {
        let one = (prop::option::of(101_i64..103), -1_i64..1000);
        prop::collection::vec(
            one.prop_map(|(sales_point, cents)| Price {
                sales_mode: None,
                sales_point,
                value: Money(cents),
            }),
            0..3,
        )
    };
    let variant = (
        code(),
        prices(),
        prop::collection::vec(word().prop_map(str::to_owned), 0..3),
    );
    let variants = prop::collection::vec(variant, 0..4);
    let options = prop::collection::vec(word().prop_map(str::to_owned), 0..3);
    (any::<bool>(), code(), prices(), options, variants).prop_map(
        |(multivariant, code, prices, options, variants)| TillProduct {
            multivariant,
            code,
            prices,
            options,
            variants: (0..)
                .zip(variants)
                .map(|(n, (code, prices, values))| crate::till::TillVariant {
                    id: format!("v{n}"),
                    code,
                    prices,
                    values,
                    ..Default::default()
                })
                .collect(),
            ..oil()
        },
    )
}

proptest! {
    #[test]
    fn what_is_listed_can_be_told_apart_on_the_shop(product in products()) {
        let Verdict::List(listed) = World::new().verdict(&product) else {
            return Ok(());
        };
        let skus: BTreeSet<&str> = listed.variants.iter().map(|v| v.sku.as_str()).collect();
        prop_assert_eq!(skus.len(), listed.variants.len());
        prop_assert!(skus.iter().all(|sku| !sku.trim().is_empty()));
        prop_assert_eq!(skus.contains(listed.sku.as_str()), !product.multivariant);
        let keys: BTreeSet<String> =
            listed.variants.iter().map(|v| v.superkey.to_lowercase()).collect();
        prop_assert_eq!(keys.len(), listed.variants.len());
        for variant in &listed.variants {
            prop_assert_eq!(variant.values.len(), listed.axes.len());
            for (axis, value) in listed.axes.iter().zip(&variant.values) {
                prop_assert!(axis.values.contains(value));
            }
            prop_assert!(variant.price >= listed.price && listed.price >= Money(0));
        }
    }

    #[test]
    fn the_price_never_depends_on_the_order_of_the_points(
        product in products(),
        at in prop::option::of(101_i64..103),
    ) {
        let mut world = World::new();
        world.settings.price_list = at.map_or(PriceList::Base, PriceList::At);
        let before = world.verdict(&product);
        world.surroundings.enabled_points.reverse();
        let mut turned = product;
        turned.prices.reverse();
        turned.variants.iter_mut().for_each(|v| v.prices.reverse());
        prop_assert_eq!(world.verdict(&turned), before);
    }
}
