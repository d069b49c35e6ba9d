//! What today's plug-in does, row by row, as a merchant walks it.
//!
//! Each step is called by the rows that it walks, and knows only what a merchant sees; what is true at the
//! till and in the shop the sandbox tells. The steps are the same in a frame of the shop's admin.

mod walk;

use walk::{EMAIL, PASSWORD, PRODUCTS, Walk};

/// Says which rows come now: what was said last is where a walk has failed.
macro_rules! steps {
    ($walk:ident: $($step:ident)*) => { $(
        eprintln!("{}", stringify!($step));
        $step(&mut $walk);
    )* };
}

#[test]
fn a_merchant_walks_all_rows_of_todays_plug_in() {
    walks(Walk::alone());
}

#[test]
fn a_merchant_walks_all_rows_in_the_frame_of_the_shops_admin() {
    walks(Walk::framed());
}

fn walks(mut walk: Walk) {
    steps! { walk:
        row_2_logs_in
        row_5_a_wrong_key_is_told_and_nothing_comes_alive
        rows_3_and_4_the_right_key_brings_three_sections_to_life
        row_9_what_the_till_may_write_is_listed
        row_10_the_first_sync_goes_on_with_the_page_closed_and_the_process_killed
        row_11_the_banner_is_green_and_the_forced_sync_alive
        row_12_stock_comes_by_itself
        row_14_the_forced_product_sync
        rows_7_and_20_an_order_is_split_over_two_points
        row_16_a_cancelled_order_is_not_sent
        row_21_an_order_waits_for_stock_and_then_goes
        row_22_ordine_minimo_is_recognised_and_mended
    }
}

fn row_2_logs_in(walk: &mut Walk) {
    walk.merchant.arrives();
    walk.merchant.logs_in(EMAIL, "un’altra");
    walk.merchant.sees("E-mail e password non vanno d’accordo");
    walk.merchant.logs_in(EMAIL, PASSWORD);
    walk.merchant.sees("Prima sincronizzazione ancora da fare");
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
    walk.merchant.gives_key(&walk.sandbox.account.till_key);
    let points = walk.sandbox.get("/dump")["till"]["sales_points"].clone();
    for point in points.as_array().expect("points") {
        walk.merchant.sees(point["name"].as_str().expect("a name"));
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

fn row_9_what_the_till_may_write_is_listed(walk: &mut Walk) {
    walk.merchant.sees("Impostazioni Sync TS Commerce");
    walk.merchant.sees("Sincronizza le categorie");
    walk.merchant.sees("Sincronizza le immagini");
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
    assert_eq!(walk.sandbox.dump().shop.products.len(), PRODUCTS);
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
    walk.merchant.opens("Connettore");
    walk.merchant
        .presses("Sincronizza i prodotti su TS Commerce");
    walk.merchant.sees("Ultimo giro oggi");
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
