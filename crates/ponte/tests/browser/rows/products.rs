//! Which products are in the shop, and how little is written for them.

use super::walk::Walk;

pub fn rows_13_and_19_why_a_product_is_not_in_the_shop(walk: &mut Walk) {
    let sku = &walk.skus[3];
    assert!(!walk.is_in_the_shop(sku));
    walk.merchant.opens("Prodotti");
    walk.merchant.sees("Non per e-commerce");
    walk.merchant.follows(&walk.product(sku).name);
    walk.merchant.sees("Perché non è nel negozio?");
    walk.merchant
        .sees("In cassa non è abilitato per l’e-commerce");
}

pub fn row_18_a_second_forced_sync_writes_nothing(walk: &mut Walk) {
    walk.sandbox.forget_calls();
    walk.merchant
        .comes_to_press("Sincronizza i prodotti su TS Commerce");
    walk.merchant.comes_to_see(": nessuna modifica, ");
    let calls = walk.sandbox.calls();
    assert!(calls.to_the_shop() > 0, "it was compared: {calls:?}");
    assert_eq!(calls.writes(), 0, "{calls:?}");
}
