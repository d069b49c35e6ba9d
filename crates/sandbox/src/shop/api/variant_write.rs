//! Writing variants with a product (TS Commerce sheet §28.4, §28.5, §28.47): all of it assumed.
//!
//! - `vars` replaces the axes; variants that the new axes cannot form are dropped.
//! - A variant named by its superkey is merged into the one there, or added; one that is not named
//!   stays (switch `shop.variants_update`).
//! - A superkey that does not come from the axes' values is refused, and with it the whole write.
//! - Without `quantity` a variant keeps its stock and a new one starts at 0 (switch
//!   `shop.variant_without_quantity_keeps_stock`); a new one with the SKU of a dropped one takes
//!   over its stock.

use super::{
    call::{flag, money, optional},
    refusal::Refusal,
};
use crate::{
    shop::{
        form::{Form, Value},
        product::{Axis, Product, Variant, formable},
    },
    switches::{ShopVariantsUpdate, Switches},
};

/// Changes the axes and variants of `product` as the form says.
pub(super) fn apply(
    form: &Form,
    switches: &Switches,
    product: &mut Product,
) -> Result<(), Refusal> {
    if !switches.shop_variants_writable {
        return Ok(());
    }
    match flag(form, "usevariants")? {
        Some(false) => {
            product.use_variants = false;
            product.axes.clear();
            product.variants.clear();
            return Ok(());
        }
        Some(true) => product.use_variants = true,
        None => {}
    }
    let mut dropped = Vec::new();
    if let Some(vars) = form.get("vars") {
        product.axes = match vars {
            Value::Array(vars) => axes(vars)?,
            Value::Text(_) => Vec::new(),
        };
        product.use_variants |= !product.axes.is_empty();
        let axes = &product.axes;
        drop_unless(&mut product.variants, &mut dropped, |it| {
            formable(&it.superkey, axes)
        });
    }
    if let Some(sent) = form.array_named("variants") {
        let sent = sent_variants(sent, &product.axes)?;
        if switches.shop_variants_update == ShopVariantsUpdate::Replace {
            drop_unless(&mut product.variants, &mut dropped, |it| {
                sent.iter().any(|(superkey, _)| *superkey == it.superkey)
            });
        }
        for (superkey, fields) in sent {
            merge(superkey, fields, switches, product, &dropped)?;
        }
    }
    Ok(())
}

fn axes(vars: &Form) -> Result<Vec<Axis>, Refusal> {
    let mut axes: Vec<Axis> = Vec::new();
    for (title, _) in vars.iter() {
        let key = title.to_lowercase();
        let mut values: Vec<String> = Vec::new();
        for value in vars.list(title).unwrap_or_default() {
            let lower = value.to_lowercase();
            if value.is_empty() {
                return Err(Refusal::bad(format!("empty value in vars {title}")));
            }
            if values.iter().all(|known| known.to_lowercase() != lower) {
                values.push(value.to_owned());
            }
        }
        if values.is_empty() || axes.iter().any(|axis| axis.key == key) {
            return Err(Refusal::bad(format!("invalid parameter vars {title}")));
        }
        axes.push(Axis {
            key,
            title: title.to_owned(),
            values,
        });
    }
    Ok(axes)
}

fn sent_variants<'a>(sent: &'a Form, axes: &[Axis]) -> Result<Vec<(String, &'a Form)>, Refusal> {
    let mut variants = Vec::new();
    for (number, value) in sent.iter() {
        let Value::Array(fields) = value else {
            return Err(Refusal::bad("invalid parameter variants"));
        };
        let superkey = fields.text("superkey").filter(|text| !text.is_empty());
        let superkey = superkey
            .ok_or_else(|| Refusal::bad(format!("variant {number} has no superkey")))?
            .to_lowercase();
        if !formable(&superkey, axes) {
            let text = format!("superkey {superkey} does not come from the values in vars");
            return Err(Refusal::bad(text));
        }
        variants.push((superkey, fields));
    }
    Ok(variants)
}

fn merge(
    superkey: String,
    fields: &Form,
    switches: &Switches,
    product: &mut Product,
    dropped: &[Variant],
) -> Result<(), Refusal> {
    let at = product.variant(&superkey);
    let mut variant = match at {
        Some(at) => product.variants[at].clone(),
        None => fresh(superkey, fields, product, dropped),
    };
    if let Some(sku) = fields.text("sku") {
        sku.clone_into(&mut variant.sku);
    }
    if let Some(code) = fields.text("ean13") {
        code.clone_into(&mut variant.ean13);
    }
    if let Some(unlimited) = flag(fields, "unlimited")? {
        variant.unlimited = unlimited;
    }
    let (price, final_price) = (money(fields, "price")?, money(fields, "final_price")?);
    variant.price = price.unwrap_or(variant.price);
    // A new one that has a price of its own is sold at it unless `final_price` says else.
    let usual = if at.is_none() { price } else { None };
    variant.final_price = final_price.or(usual).unwrap_or(variant.final_price);
    match optional(fields, "quantity")? {
        Some(quantity) => variant.quantity = quantity,
        None if switches.shop_variant_keeps_stock => {}
        None => variant.quantity = 0,
    }
    match at {
        Some(at) => product.variants[at] = variant,
        None => product.variants.push(variant),
    }
    Ok(())
}

fn fresh(superkey: String, fields: &Form, product: &Product, dropped: &[Variant]) -> Variant {
    let sku = fields.text("sku").filter(|sku| !sku.is_empty());
    let former = sku.and_then(|sku| dropped.iter().find(|it| it.sku == sku));
    Variant {
        superkey,
        quantity: former.map_or(0, |former| former.quantity),
        price: product.price,
        final_price: product.final_price,
        ..Variant::default()
    }
}

/// Moves the variants that are not to stay from `variants` to `dropped`.
fn drop_unless(
    variants: &mut Vec<Variant>,
    dropped: &mut Vec<Variant>,
    stays: impl Fn(&Variant) -> bool,
) {
    let (staying, going) = std::mem::take(variants).into_iter().partition(stays);
    *variants = staying;
    dropped.extend::<Vec<_>>(going);
}
