//! One ordinary product.

use std::collections::BTreeMap;

use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::{
    Kind, Place, below, pick,
    words::{COLOURS, FOOD, FORMATS, HOME, Line, MEASURES, MODELS, OF, SENTENCES, SHOES, TAGS},
};
use crate::catalogue::{Product, Variant};

/// An axis of variants: its name and its values with their codes.
type Axis = (&'static str, Vec<(String, String)>);

/// A product that nothing is wrong with.
pub(super) fn product(place: &Place, kind: Kind, random: &dyn Randomness) -> Product {
    let line = pick(
        random,
        match kind {
            Kind::Shoes => &SHOES[..],
            Kind::Food => &FOOD[..],
            Kind::Home => &HOME[..],
        },
    );
    let name = format!(
        "{} {}{}",
        line.noun,
        pick(random, &MODELS),
        pick(random, &OF)
    );
    let by_weight = kind == Kind::Food && random.below(6) == 0;
    let axes = if by_weight {
        Vec::new()
    } else {
        axes(kind, random)
    };
    let (vat, vat_nature) = vat(kind, line, random);
    let options = axes.iter().map(|(name, _)| (*name).to_owned()).collect();
    Product {
        description: description(&name, random),
        name,
        category: line.category.to_owned(),
        vat,
        vat_nature,
        ecommerce: true,
        by_weight,
        pictures: pictures(place, random),
        tags: (0..random.below(3))
            .map(|_| pick(random, &TAGS).to_owned())
            .collect(),
        options,
        variants: variants(place, line, &axes, by_weight, random),
        only_in: None,
    }
}

/// Two of five products are simple, a third has one axis, a quarter two.
fn axes(kind: Kind, random: &dyn Randomness) -> Vec<Axis> {
    let die = random.below(100);
    if die < 40 {
        return Vec::new();
    }
    let two = die >= 75;
    match kind {
        Kind::Shoes if two => vec![
            sizes(2 + below(random, 2), random),
            colours(2 + below(random, 2), random),
        ],
        Kind::Shoes => vec![sizes(2 + below(random, 4), random)],
        Kind::Home if two => vec![
            some("Misura", &MEASURES, 2 + below(random, 2), random),
            colours(2 + below(random, 2), random),
        ],
        Kind::Home => vec![colours(2 + below(random, 4), random)],
        Kind::Food => vec![some("Formato", &FORMATS, 2 + below(random, 3), random)],
    }
}

/// Neighbouring sizes: a shop has 38, 39, 40 and not 36, 44.
fn sizes(count: usize, random: &dyn Randomness) -> Axis {
    let first = 36 + below(random, 6);
    let values = (first..first + count)
        .map(|size| (size.to_string(), size.to_string()))
        .collect();
    ("Taglia", values)
}

fn colours(count: usize, random: &dyn Randomness) -> Axis {
    some("Colore", &COLOURS, count, random)
}

/// `count` neighbours in a list, which is a ring.
fn some(name: &'static str, list: &[(&str, &str)], count: usize, random: &dyn Randomness) -> Axis {
    let first = below(random, list.len());
    let values = (0..count.min(list.len()))
        .map(|step| list[(first + step) % list.len()])
        .map(|(value, code)| (value.to_owned(), code.to_owned()))
        .collect();
    (name, values)
}

fn vat(kind: Kind, line: &Line, random: &dyn Randomness) -> (Decimal, Option<String>) {
    let rate = match (kind, line.code) {
        (Kind::Food, "VIN") => 22,
        (Kind::Food, "OLI" | "PAS" | "PEC") => 4,
        (Kind::Food, _) => 10,
        _ => 22,
    };
    match random.below(50) {
        0 => (Decimal::ZERO, Some("N2".to_owned())),
        1 => (Decimal::ZERO, Some("N4".to_owned())),
        _ => (Decimal::from(rate), None),
    }
}

fn description(name: &str, random: &dyn Randomness) -> String {
    let (first, second) = (pick(random, &SENTENCES), pick(random, &SENTENCES));
    match random.below(3) {
        0 => format!("<p>{first}</p>"),
        1 => format!("<p><strong>{name}</strong>: {first}</p><p>{second}</p>"),
        _ => format!(
            "<p>{first}</p><ul><li>{second}</li><li>Garanzia di 24 mesi &amp; reso facile</li></ul>"
        ),
    }
}

fn pictures(place: &Place, random: &dyn Randomness) -> Vec<String> {
    (0..=random.below(2))
        .map(|n| format!("/pictures/{}-{}-{n}.png", place.seed, place.number))
        .collect()
}

fn variants(
    place: &Place,
    line: &Line,
    axes: &[Axis],
    by_weight: bool,
    random: &dyn Randomness,
) -> Vec<Variant> {
    let base = format!("{}-{:05}", line.code, place.number);
    let cents = line.cents.0 + random.below(line.cents.1 - line.cents.0) / 10 * 10;
    let grams = line.grams.0 + random.below(line.grams.1 - line.grams.0) / 10 * 10;
    combinations(axes)
        .into_iter()
        .enumerate()
        .map(|(position, values)| {
            let codes = values.iter().map(|(_, code)| format!("-{code}"));
            // Bigger formats cost more; sizes and colours mostly do not.
            let extra = if random.below(5) == 0 {
                position as u64 * 100
            } else {
                0
            };
            Variant {
                sku: Some(codes.fold(base.clone(), |sku, code| sku + &code)),
                values: values.iter().map(|(value, _)| value.clone()).collect(),
                barcode: Some(ean13(place, position)),
                price: Decimal::new(i64::try_from(cents + extra).unwrap_or(i64::MAX), 2),
                mode_prices: BTreeMap::new(),
                grams: (!by_weight).then(|| u32::try_from(grams).unwrap_or(0)),
                stock: (0..2).map(|_| quantity(by_weight, random)).collect(),
                unmanaged: false,
            }
        })
        .collect()
}

/// All combinations, the last axis turning fastest; one without values where there is no axis.
fn combinations(axes: &[Axis]) -> Vec<Vec<(String, String)>> {
    axes.iter().fold(vec![Vec::new()], |rows, (_, values)| {
        rows.iter()
            .flat_map(|row| {
                values.iter().map(move |value| {
                    let mut row = row.clone();
                    row.push(value.clone());
                    row
                })
            })
            .collect()
    })
}

fn quantity(by_weight: bool, random: &dyn Randomness) -> Decimal {
    if by_weight {
        Decimal::new(i64::try_from(random.below(25_000)).unwrap_or(0), 3)
    } else if random.below(5) == 0 {
        Decimal::ZERO
    } else {
        Decimal::from(random.below(20))
    }
}

/// An Italian EAN-13 of its own for each variant, with a right check digit.
fn ean13(place: &Place, position: usize) -> String {
    let body = place
        .seed
        .wrapping_mul(7_919)
        .wrapping_add(place.number as u64)
        % 10_000_000;
    let twelve = format!("80{body:07}{:03}", position % 1000);
    format!("{twelve}{}", check_digit(&twelve))
}

/// The thirteenth digit of an EAN-13: weights 1 and 3 in turn, up to the next ten.
pub(super) fn check_digit(twelve: &str) -> u32 {
    let sum: u32 = twelve
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_that_of_a_printed_code() {
        // Samples from everyday packages: 8 000500 310427, 4 006381 333931.
        assert_eq!(check_digit("800050031042"), 7);
        assert_eq!(check_digit("400638133393"), 1);
    }
}
