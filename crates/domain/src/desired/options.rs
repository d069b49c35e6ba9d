//! Option axes and the values of each variant on them.

use std::collections::BTreeSet;

use super::Axis;
use crate::{superkey::axis_key, till::TillProduct};

/// The axes of a multivariant product and, variant by variant, its values on them; `None` where a
/// variant does not have exactly one value for each option, or there is no option at all.
///
/// Values are trimmed. Two that differ by case alone are one value, in the spelling met first.
pub fn read(product: &TillProduct) -> Option<(Vec<Axis>, Vec<Vec<String>>)> {
    let mut keys = BTreeSet::new();
    let mut axes: Vec<Axis> = product
        .options
        .iter()
        .map(|name| {
            let key = axis_key(name, &keys);
            keys.insert(key.clone());
            let name = match name.trim() {
                "" => key.clone(),
                name => name.to_owned(),
            };
            Axis {
                key,
                name,
                values: Vec::new(),
            }
        })
        .collect();
    if axes.is_empty() {
        return None;
    }
    let rows = product
        .variants
        .iter()
        .map(|variant| {
            let whole = variant.values.len() == axes.len()
                && variant.values.iter().all(|value| !value.trim().is_empty());
            whole.then(|| {
                let pairs = axes.iter_mut().zip(&variant.values);
                pairs
                    .map(|(axis, value)| axis.take_in(value.trim()))
                    .collect()
            })
        })
        .collect::<Option<_>>()?;
    Some((axes, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn values_stand_once_on_their_axis_in_the_order_of_the_variants() {
        let mut shirt = samples::shirt();
        shirt.options = vec![" Taglia ".into(), "".into()];
        shirt.variants.push(shirt.variants[0].clone());
        for (variant, values) in
            shirt
                .variants
                .iter_mut()
                .zip([["M", "Blu"], [" S ", "blu"], ["M", "Rosso"]])
        {
            variant.values = values.map(String::from).into();
        }
        let (axes, rows) = read(&shirt).expect("whole");
        assert_eq!(axes[0].name, "Taglia");
        assert_eq!(axes[0].values, ["M", "S"]);
        assert_eq!(
            (axes[1].key.as_str(), axes[1].name.as_str()),
            ("opzione", "opzione")
        );
        assert_eq!(axes[1].values, ["Blu", "Rosso"]);
        assert_eq!(rows, [["M", "Blu"], ["S", "Blu"], ["M", "Rosso"]]);
    }

    #[test]
    fn a_variant_without_a_value_for_each_option_is_broken() {
        let shirt = samples::shirt();
        for values in [vec![], vec![" ".to_owned()], vec!["S".into(), "Blu".into()]] {
            let mut broken = shirt.clone();
            broken.variants[1].values = values;
            assert_eq!(read(&broken), None);
        }
        let mut nameless = shirt;
        nameless.options.clear();
        nameless.variants.iter_mut().for_each(|v| v.values.clear());
        assert_eq!(read(&nameless), None);
    }
}
