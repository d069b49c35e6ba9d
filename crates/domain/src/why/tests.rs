use proptest::prelude::*;

use super::*;
use crate::{
    listing::after_write,
    samples::{World, oil, shirt},
    settings::{MissingCodes, PriceList},
};

const NEW: OnShop<'static> = OnShop {
    listing: None,
    first_sync_done: true,
    refused: None,
    variants_ignored: false,
    held: false,
};

fn written(world: &World, product: &TillProduct) -> Listing {
    let blank = Listing {
        visible: true,
        ..Listing::default()
    };
    after_write(blank, &world.listed(product), &Group::ALL.into()).0
}

fn answer(checks: &[Check], question: Question) -> Answer {
    let found = checks.iter().find(|check| check.question == question);
    found.expect("it is asked").answer.clone()
}

fn noes(checks: &[Check]) -> Vec<Question> {
    let noes = checks.iter().filter(|check| check.answer.is_no());
    noes.map(|check| check.question).collect()
}

#[test]
fn a_product_that_is_in_the_shop_has_a_yes_to_every_question() {
    let world = World::new();
    for product in [oil(), shirt()] {
        let listing = written(&world, &product);
        let on_shop = OnShop {
            listing: Some(&listing),
            ..NEW
        };
        let checks = why(&product, true, world.catalogue(), on_shop);
        assert_eq!(checks.len(), Question::OF_TILL.len() + 7);
        assert!(
            checks.iter().all(|check| check.answer == Answer::Yes),
            "{checks:?}"
        );
    }
}

#[test]
fn every_question_is_answered_also_behind_a_no() {
    let mut world = World::new();
    world.left_out.insert("oil".into());
    world.settings.missing_codes = MissingCodes::Exclude;
    world.settings.mode = Mode::StockAndOrders;
    world
        .surroundings
        .categories
        .get_mut("food")
        .expect("there")
        .ecommerce = false;
    let product = TillProduct {
        name: " ".into(),
        code: None,
        ecommerce: false,
        only_at: Some(999),
        prices: vec![],
        department: None,
        ..oil()
    };
    let on_shop = OnShop {
        first_sync_done: false,
        refused: Some("no"),
        variants_ignored: true,
        held: true,
        ..NEW
    };
    let checks = why(&product, false, world.catalogue(), on_shop);
    let mut expected: Vec<Question> = Question::OF_TILL.into();
    expected.retain(|question| *question != Question::Options);
    expected.extend([
        Question::FirstSync,
        Question::Writes,
        Question::Accepted,
        Question::Variants,
        Question::Confirmed,
    ]);
    assert_eq!(noes(&checks), expected);
    assert_eq!(answer(&checks, Question::Written), Answer::Later);
    let words = Answer::Refused { text: "no".into() };
    assert_eq!(answer(&checks, Question::Accepted), words);
    let unpriced = Obstacle::NoPrice { variants: vec![] };
    let obstacles = vec![unpriced];
    assert_eq!(answer(&checks, Question::Price), Answer::No { obstacles });
}

#[test]
fn what_passes_by_itself_is_no_no() {
    let world = World::new();
    let checks = why(&oil(), true, world.catalogue(), NEW);
    assert_eq!(noes(&checks), []);
    assert_eq!(answer(&checks, Question::Written), Answer::Soon);
    assert_eq!(answer(&checks, Question::Shown), Answer::Later);

    let mut listing = written(&world, &oil());
    listing.written.remove(&Group::Name);
    listing.visible = false;
    let on_shop = OnShop {
        listing: Some(&listing),
        ..NEW
    };
    let checks = why(&oil(), true, world.catalogue(), on_shop);
    assert_eq!(noes(&checks), []);
    assert_eq!(answer(&checks, Question::Written), Answer::Soon);
    assert_eq!(answer(&checks, Question::Shown), Answer::Soon);
}

#[test]
fn what_the_merchant_hides_in_the_shop_is_the_merchant_s() {
    let mut world = World::new();
    world.settings.fields.visibility = Policy::Never;
    let mut listing = written(&world, &oil());
    listing.visible = false;
    let on_shop = OnShop {
        listing: Some(&listing),
        ..NEW
    };
    let checks = why(&oil(), true, world.catalogue(), on_shop);
    assert_eq!(answer(&checks, Question::Shown), Answer::Theirs);
}

#[test]
fn a_check_comes_back_from_json() {
    let obstacles = vec![Obstacle::UnknownVat];
    for answer in [Answer::Yes, Answer::Soon, Answer::No { obstacles }] {
        let question = Question::Vat;
        let check = Check { question, answer };
        let json = serde_json::to_string(&check).expect("plain");
        assert_eq!(serde_json::from_str::<Check>(&json).expect("read"), check);
    }
}

proptest! {
    #[test]
    fn what_the_stream_would_list_has_a_yes_to_every_question_about_the_till_and_nothing_else_has(
        ecommerce in any::<bool>(),
        multivariant in any::<bool>(),
        name in prop::sample::select(vec!["", "Olio"]),
        code in prop::option::of(prop::sample::select(vec!["", "A", "TWICE", "TS-S"])),
        second in prop::option::of(prop::sample::select(vec!["TS-S", "B"])),
        category in prop::option::of(prop::sample::select(vec!["food", "wear", "new"])),
        department in prop::option::of(prop::sample::select(vec!["d10", "d??", "lost", "none"])),
        only_at in prop::option::of(prop::sample::select(vec![101_i64, 999])),
        priced in any::<bool>(),
        off in any::<bool>(),
        left_out in any::<bool>(),
        exclude in any::<bool>(),
    ) {
        let mut world = World::new();
        world.duplicate_codes.insert("TWICE".into());
        world.settings.price_list = PriceList::At(101);
        if exclude {
            world.settings.missing_codes = MissingCodes::Exclude;
        }
        if off {
            world.surroundings.categories.get_mut("food").expect("there").ecommerce = false;
        }
        let mut product = if multivariant { shirt() } else { oil() };
        if left_out {
            world.left_out.insert(product.id.clone());
        }
        (product.ecommerce, product.only_at) = (ecommerce, only_at);
        product.name = name.into();
        product.code = code.map(str::to_owned);
        if multivariant {
            product.variants[1].code = second.map(str::to_owned);
        }
        product.category = category.map(str::to_owned);
        product.department = department.map(str::to_owned);
        if !priced {
            product.prices.clear();
            product.variants.iter_mut().for_each(|one| one.prices.clear());
        }
        let checks = of_till(&product, true, world.catalogue());
        let all = checks.iter().all(|check| check.answer == Answer::Yes);
        let listed = matches!(world.verdict(&product), Verdict::List(_));
        prop_assert_eq!(all, listed, "{:?}", checks);
        prop_assert!(checks.iter().all(|check| all || check.answer.is_no() || check.answer == Answer::Yes));
    }
}
