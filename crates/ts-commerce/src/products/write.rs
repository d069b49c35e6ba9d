//! What to write of a product (TS Commerce sheet §28.1, §28.2, §28.4).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Form, Seo, Uid, Unsendable, unconfirmed};

/// What to write of a product; `None` leaves a field alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProductWrite {
    /// SKU; a create needs it.
    pub sku: Option<String>,
    /// Name; a create needs it.
    pub title: Option<String>,
    /// Description, HTML.
    pub description: Option<String>,
    /// List price, VAT included; a create needs it.
    pub price: Option<Decimal>,
    /// Selling price, VAT included.
    pub final_price: Option<Decimal>,
    /// 1 visible, 0 hidden.
    pub status: Option<i64>,
    /// Stock of a product without variants. For creates: later the inventory calls are the way
    /// (sheet §28.6).
    pub stock_count: Option<i64>,
    /// Sold without counting.
    pub unlimited: Option<bool>,
    /// VAT profile; an empty one is the shop's default.
    pub tax_profile: Option<String>,
    /// All its categories.
    pub categories: Option<Vec<Uid>>,
    /// Weight, in kg as is assumed.
    pub weight: Option<Decimal>,
    /// EAN; an empty one clears it.
    pub ean13: Option<String>,
    /// All its tags.
    pub tags: Option<Vec<String>>,
    /// Texts for search engines.
    pub seo: Seo,
    /// Values of the shop's own fields, by attribute id.
    pub attributes: BTreeMap<String, String>,
    /// Sold through variants.
    pub use_variants: Option<bool>,
    /// Option axes and combinations.
    pub variants: Option<VariantsWrite>,
}

/// Option axes and combinations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariantsWrite {
    /// The axes, in the order that makes the superkey.
    pub vars: Vec<AxisWrite>,
    /// The combinations.
    pub variants: Vec<VariantWrite>,
}

/// An option axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AxisWrite {
    /// Its key, such as `taglia`; a key of the form, so without brackets.
    pub key: String,
    /// Its label. The form known today has no place for it.
    pub title: String,
    /// Its values, in order.
    pub options: Vec<String>,
}

/// A combination.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariantWrite {
    /// The option values, lower-cased and joined by `_`.
    pub superkey: String,
    /// SKU.
    pub sku: Option<String>,
    /// Pieces; `None` keeps what is there
    /// ([`unconfirmed::VARIANT_WITHOUT_QUANTITY_KEEPS_STOCK`]).
    pub quantity: Option<i64>,
    /// List price, VAT included.
    pub price: Option<Decimal>,
    /// Selling price, VAT included.
    pub final_price: Option<Decimal>,
    /// EAN.
    pub ean13: Option<String>,
}

impl ProductWrite {
    pub(super) fn form(&self) -> Result<Form, Unsendable> {
        let mut form = Form::new();
        self.write(&mut form)?;
        Ok(form)
    }

    pub(super) fn write(&self, form: &mut Form) -> Result<(), Unsendable> {
        form.set_some("sku", self.sku.as_ref())
            .set_some("title", self.title.as_ref())
            .set_some("description", self.description.as_ref())
            .set_some("price", self.price)
            .set_some("final_price", self.final_price)
            .set_some("status", self.status)
            .set_some("stock_count", self.stock_count)
            .set_some(unconfirmed::UNLIMITED, self.unlimited.map(u8::from))
            .set_some("tax_profile", self.tax_profile.as_ref())
            .set_some("weight", self.weight);
        if let Some(ean13) = &self.ean13 {
            form.nested(&unconfirmed::EAN13, ean13);
        }
        write_list(form, "categories", self.categories.as_deref());
        write_list(form, "tags", self.tags.as_deref());
        self.seo.write(form);
        for (id, value) in &self.attributes {
            form.nested(&["attributes", id], value);
        }
        form.set_some("usevariants", self.use_variants.map(u8::from));
        if let Some(variants) = &self.variants {
            for axis in &variants.vars {
                if axis.key.is_empty() || axis.key.contains(['[', ']']) {
                    return Err(Unsendable::AxisKey(axis.key.clone()));
                }
            }
            unconfirmed::write_variants(form, variants);
        }
        Ok(())
    }
}

fn write_list(form: &mut Form, name: &str, values: Option<&[impl ToString]>) {
    match values {
        None => {}
        Some([]) => unconfirmed::clear_list(form, name),
        Some(values) => {
            for value in values {
                form.push(name, value.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: &ProductWrite) -> String {
        let form = write.form().expect("nothing unsendable");
        form.encode().replace("%5B", "[").replace("%5D", "]")
    }

    #[test]
    fn only_what_is_there_is_written() {
        assert_eq!(written(&ProductWrite::default()), "");
        let write = ProductWrite {
            sku: Some("SC-100".to_owned()),
            price: Some("80.00".parse().expect("a price")),
            status: Some(0),
            unlimited: Some(false),
            categories: Some(vec![Uid(70557), Uid(3)]),
            tags: Some(Vec::new()),
            ean13: Some("8001234567894".to_owned()),
            attributes: [("5f0a".to_owned(), "p-1".to_owned())].into(),
            use_variants: Some(true),
            ..ProductWrite::default()
        };
        assert_eq!(
            written(&write),
            "sku=SC-100&price=80.00&status=0&unlimited=0&data[ean13]=8001234567894\
             &categories[]=70557&categories[]=3&tags=&attributes[5f0a]=p-1&usevariants=1"
        );
    }

    #[test]
    fn an_axis_that_is_no_key_of_a_form_is_not_sent() {
        for key in ["", "a[b]", "]"] {
            let axis = AxisWrite {
                key: key.to_owned(),
                ..AxisWrite::default()
            };
            let write = ProductWrite {
                variants: Some(VariantsWrite {
                    vars: vec![axis],
                    variants: Vec::new(),
                }),
                ..ProductWrite::default()
            };
            assert_eq!(
                write.form().err(),
                Some(Unsendable::AxisKey(key.to_owned()))
            );
        }
    }
}
