//! What today's plug-in does, row by row, as a merchant walks it.
//!
//! Each step is called by the rows that it walks, and knows only what a merchant sees; what is true at the
//! till and in the shop the sandbox tells. The steps are the same in a frame of the shop's admin.

mod choices;
mod entry;
mod help;
mod products;
mod walk;

use choices::{
    row_6_points_are_reordered_by_mouse_and_by_keyboard,
    row_9_categories_and_images_are_switched_off_and_on,
    rows_8_and_17_no_order_goes_to_a_point_that_is_switched_off,
};
use entry::{
    row_1_the_app_is_installed_from_the_shops_admin, row_2_logs_in,
    row_2_registers_and_comes_in_by_the_code_sent_to_the_shop,
};
use help::row_23_the_diagnosis_names_nobody_who_buys;
use products::{
    row_18_a_second_forced_sync_writes_nothing, rows_13_and_19_why_a_product_is_not_in_the_shop,
};
use walk::{PRODUCTS, Walk};

use crate::support::orders::awaited;

/// Says which rows come now: what was said last is where a walk has failed.
macro_rules! steps {
    ($walk:ident: $($step:ident)*) => { $(
        eprintln!("{}", stringify!($step));
        $step(&mut $walk);
    )* };
}

#[test]
fn a_merchant_walks_all_rows_of_todays_plug_in() {
    let mut walk = Walk::alone();
    steps! { walk: row_2_logs_in }
    walks(walk);
}

#[test]
fn a_merchant_walks_all_rows_in_the_frame_of_the_shops_admin() {
    let mut walk = Walk::framed();
    steps! { walk:
        row_1_the_app_is_installed_from_the_shops_admin
        row_2_registers_and_comes_in_by_the_code_sent_to_the_shop
    }
    walks(walk);
}

fn walks(mut walk: Walk) {
    steps! { walk:
        row_5_a_wrong_key_is_told_and_nothing_comes_alive
        rows_3_and_4_the_right_key_brings_three_sections_to_life
        row_9_categories_and_images_are_switched_off_and_on
        row_10_the_first_sync_goes_on_with_the_page_closed_and_the_process_killed
        row_11_the_banner_is_green_and_the_forced_sync_alive
        row_12_stock_comes_by_itself
        rows_13_and_19_why_a_product_is_not_in_the_shop
        row_14_the_forced_product_sync
        row_18_a_second_forced_sync_writes_nothing
        rows_7_and_20_an_order_is_split_over_two_points
        row_15_orders_are_sent_by_the_button_with_the_page_closed
        row_6_points_are_reordered_by_mouse_and_by_keyboard
        row_16_a_cancelled_order_is_not_sent
        row_21_an_order_waits_for_stock_and_then_goes
        row_22_ordine_minimo_is_recognised_and_mended
        rows_8_and_17_no_order_goes_to_a_point_that_is_switched_off
        row_23_the_diagnosis_names_nobody_who_buys
    }
}

fn row_5_a_wrong_key_is_told_and_nothing_comes_alive(walk: &mut Walk) {
    walk.merchant.pastes("00000000-0000-4000-8000-000000000000");
    walk.merchant
        .sees("Cassa in Cloud non riconosce questa chiave.");
    for button in [
        "Avvia prima sincronizzazione prodotti",
        "Sincronizza i prodotti su TS Commerce",
        "Invia ordini a Cassa in Cloud",
    ] {
        assert!(!walk.merchant.can_press(button), "{button}");
    }
}

fn rows_3_and_4_the_right_key_brings_three_sections_to_life(walk: &mut Walk) {
    // Before anything is written: new figures are then not taken for changes.
    walk.fills(&walk.skus[0], &[10, 5]);
    walk.fills(&walk.skus[1], &[2, 0]);
    walk.fills(&walk.skus[2], &[4, 4]);
    walk.fills(&walk.skus[3], &[0, 6]);
    walk.merchant.gives_key(&walk.sandbox.account.till_key);
    for point in &walk.names {
        walk.merchant.sees(point);
    }
    assert!(
        walk.merchant
            .can_press("Avvia prima sincronizzazione prodotti")
    );
    // Its own pass may be under way already.
    walk.merchant
        .comes_to_press("Invia ordini a Cassa in Cloud");
    assert!(
        !walk
            .merchant
            .can_press("Sincronizza i prodotti su TS Commerce")
    );
}

fn row_10_the_first_sync_goes_on_with_the_page_closed_and_the_process_killed(walk: &mut Walk) {
    walk.merchant.presses("Fai prima una prova");
    walk.merchant.sees("Che cosa succederà");
    assert!(walk.sandbox.dump().shop.products.is_empty());
    let fault = walk.holds_the_product(6);
    walk.merchant
        .presses("Avvia prima sincronizzazione prodotti");
    walk.merchant.sees("Prima sincronizzazione in corso");
    walk.merchant.browser.leave_frames();
    walk.merchant.browser.go("about:blank");
    walk.is_held(&fault);
    walk.merchant.arrives();
    walk.merchant.sees("Prima sincronizzazione in corso");
    walk.is_killed();
    walk.lets_go(&fault);
    let begun = walk.sandbox.dump().shop.products.len();
    assert!((1..PRODUCTS).contains(&begun), "in the middle: {begun}");
    walk.starts();
    walk.merchant.arrives();
    walk.merchant.sees("Prima sincronizzazione completata");
    // All but the one that is not marked for e-commerce.
    assert_eq!(walk.sandbox.dump().shop.products.len(), PRODUCTS - 1);
}

fn row_11_the_banner_is_green_and_the_forced_sync_alive(walk: &mut Walk) {
    walk.merchant.here().find("//*[contains(@class, 'ban ok')]");
    let first = "Avvia prima sincronizzazione prodotti";
    assert!(!walk.merchant.reads(first));
    assert!(
        walk.merchant
            .can_press("Sincronizza i prodotti su TS Commerce")
    );
}

fn row_12_stock_comes_by_itself(walk: &mut Walk) {
    walk.comes_to_show(&walk.skus[0], 15);
    walk.comes_to_show(&walk.skus[2], 8);
    walk.merchant.opens("Prodotti");
    walk.merchant.opens("Giacenze");
    walk.merchant.sees(&walk.skus[0]);
}

fn row_14_the_forced_product_sync(walk: &mut Walk) {
    walk.is_for_ecommerce(&walk.skus[3], true);
    walk.merchant.opens("Connettore");
    walk.merchant
        .comes_to_press("Sincronizza i prodotti su TS Commerce");
    walk.merchant.comes_to_see(": una modifica, ");
    walk.comes_to_show(&walk.skus[3], 6);
}

fn rows_7_and_20_an_order_is_split_over_two_points(walk: &mut Walk) {
    let order = walk.sandbox.buy(&[(&walk.skus[0], 12)]);
    walk.sends_orders_until(&order, "Alla cassa in 2 parti");
    let parts = walk.sandbox.parts_of(&order);
    let pieces: Vec<_> = parts
        .iter()
        .map(|it| it.pieces.get(&walk.skus[0]))
        .collect();
    assert_eq!(pieces, [Some(&10.into()), Some(&2.into())], "{parts:?}");
    walk.merchant.opens_order(&order);
    walk.merchant.sees("parte 1 di 2");
    walk.merchant.sees("dà tutto quello che ha");
}

fn row_15_orders_are_sent_by_the_button_with_the_page_closed(walk: &mut Walk) {
    let order = walk.sandbox.buy(&[(&walk.skus[2], 1)]);
    walk.merchant.opens("Connettore");
    walk.merchant
        .comes_to_press("Invia ordini a Cassa in Cloud");
    walk.merchant.browser.leave_frames();
    walk.merchant.browser.go("about:blank");
    awaited("the order on the till", || {
        (walk.sandbox.parts_of(&order).len() == 1).then_some(())
    });
    walk.merchant.arrives();
    walk.merchant.opens("Ordini");
    walk.comes_to_be(&order, "Alla cassa");
}

fn row_16_a_cancelled_order_is_not_sent(walk: &mut Walk) {
    let order = walk.sandbox.buy(&[(&walk.skus[2], 1)]);
    let cancel = format!("/shop/orders/{order}/cancel");
    walk.sandbox.send("POST", &cancel, &serde_json::Value::Null);
    walk.sends_orders_until(&order, "Annullato");
    walk.merchant.sees("Non parte");
    assert_eq!(walk.sandbox.parts_of(&order), []);
}

fn row_21_an_order_waits_for_stock_and_then_goes(walk: &mut Walk) {
    let sku = walk.skus[1].clone();
    walk.sandbox.put_shop_stock(&sku, 5);
    let order = walk.sandbox.buy(&[(&sku, 5)]);
    walk.sends_orders_until(&order, "Aspetta giacenza");
    walk.merchant
        .sees("Nei punti vendita accesi mancano: 3 pezzi");
    assert_eq!(walk.sandbox.parts_of(&order), []);
    walk.fills(&sku, &[5]);
    walk.merchant.opens_order(&order);
    walk.merchant.presses("Riprova adesso");
    walk.merchant.sees("Fatto: lo vedi al prossimo giro");
    walk.merchant.comes_to_see("Alla cassa");
    walk.sends_orders_until(&order, "Alla cassa");
    assert_eq!(walk.sandbox.parts_of(&order).len(), 1);
}

fn row_22_ordine_minimo_is_recognised_and_mended(walk: &mut Walk) {
    walk.wants_at_least("100000");
    let order = walk.sandbox.buy(&[(&walk.skus[2], 1)]);
    walk.sends_orders_until(&order, "Ordine Minimo");
    walk.merchant.opens_order(&order);
    walk.merchant
        .sees("Impostazioni Account › Impostazioni Ordini › Ordine Minimo");
    walk.wants_at_least("0");
    walk.sends_orders_until(&order, "Alla cassa");
    assert_eq!(walk.sandbox.parts_of(&order).len(), 1);
}
