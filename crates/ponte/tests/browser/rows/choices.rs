//! What the merchant chooses on *Connettore*: the points' order, which of them are on, what is written.

use ponte_browser::Key;

use super::walk::Walk;

/// The two switches of *Impostazioni Sync TS Commerce*.
const SYNCS: [&str; 2] = ["Sincronizza le categorie", "Sincronizza le immagini"];

pub fn row_9_categories_and_images_are_switched_off_and_on(walk: &mut Walk) {
    walk.merchant.sees("Impostazioni Sync TS Commerce");
    for on in [false, true] {
        for switch in SYNCS {
            walk.merchant.sees_switch(switch, !on);
            walk.merchant.flips(switch);
            walk.merchant.hears("Impostazioni salvate");
            walk.merchant.loads_again();
            walk.merchant.sees_switch(switch, on);
        }
    }
}

pub fn row_6_points_are_reordered_by_mouse_and_by_keyboard(walk: &mut Walk) {
    let (first, second) = (&walk.names[0], &walk.names[1]);
    let of = walk.names.len();
    let moved = |place: usize| format!("{first} spostato al posto {place} di {of}");
    let merchant = &walk.merchant;
    merchant.opens("Connettore");
    merchant.drags(first, second);
    merchant.hears(&moved(2));
    saves_the_order(walk);
    merchant.sees_at_place(1, second);
    merchant.sees_at_place(2, first);

    let browser = merchant.here();
    browser.tab_to(&format!("Sposta {first} più su"));
    browser.press(Key::Space);
    merchant.hears(&moved(1));
    browser.press(Key::AltDown);
    merchant.hears(&moved(2));
    assert!(!merchant.reads("Che cosa cambierebbe"), "it is as it was");
    browser.press(Key::AltUp);
    merchant.hears(&moved(1));
    saves_the_order(walk);
    merchant.sees_at_place(1, first);
    merchant.sees_at_place(2, second);
}

/// Looks at what another order would change, saves it and comes back.
fn saves_the_order(walk: &Walk) {
    walk.merchant.sees("Che cosa cambierebbe");
    walk.merchant.presses("Salva il nuovo ordine");
    walk.merchant.sees("Nuovo ordine salvato");
    walk.merchant.opens("Ordini");
    walk.merchant.opens("Connettore");
}

pub fn rows_8_and_17_no_order_goes_to_a_point_that_is_switched_off(walk: &mut Walk) {
    // Only the second point has any.
    let (point, sku) = (walk.names[1].clone(), walk.skus[3].clone());
    let switch = format!("{point} acceso");
    walk.comes_to_show(&sku, 6);
    walk.merchant.opens("Connettore");
    walk.merchant.flips(&switch);
    walk.merchant.sees(&format!("Spegnere {point}?"));
    walk.merchant.sees("a zero nel negozio");
    walk.merchant.presses("Conferma");
    walk.merchant.sees("Punto vendita spento");
    walk.merchant.sees_switch(&switch, false);
    walk.comes_to_show(&sku, 0);

    walk.sandbox.put_shop_stock(&sku, 2);
    let order = walk.sandbox.buy(&[(&sku, 2)]);
    walk.sends_orders_until(&order, "Aspetta giacenza");
    assert_eq!(walk.sandbox.parts_of(&order), []);

    walk.merchant.opens("Connettore");
    walk.merchant.flips(&switch);
    walk.merchant.sees("Punto vendita acceso");
    walk.merchant.sees_switch(&switch, true);
    walk.sends_orders_until(&order, "Alla cassa");
    let parts = walk.sandbox.parts_of(&order);
    let points: Vec<&String> = parts.iter().map(|part| &part.point).collect();
    assert_eq!(points, [&point], "{parts:?}");
}
