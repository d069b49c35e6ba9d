//! Scripts are off: everything is there, a page loads itself again while something is under way.

use crate::support::Scene;

#[test]
fn without_scripts_a_merchant_gets_in_gives_the_key_and_sees_the_syncs_to_their_ends() {
    let Scene { merchant, demo, .. } = &Scene::new();
    let ready = &demo.ready;
    merchant.browser.without_scripts();
    merchant.arrives();
    merchant.logs_in(&ready.login.email, &ready.login.password);
    merchant.sees("Prima sincronizzazione ancora da fare");
    merchant.gives_key(&ready.till_key);
    merchant.presses("Fai prima una prova");
    merchant.sees("Che cosa succederà");
    merchant.presses("Avvia prima sincronizzazione prodotti");
    // What is meant for a browser without scripts is an element only there.
    merchant
        .here()
        .find("//noscript/meta[@http-equiv='refresh']");
    merchant.sees("Prima sincronizzazione completata");
    assert!(!merchant.can_press("Avvia prima sincronizzazione prodotti"));

    merchant.presses("Sincronizza i prodotti su TS Commerce");
    merchant.sees("Ultimo giro oggi");
    merchant.comes_to_press("Sincronizza le giacenze su TS Commerce");
    merchant.comes_to_press("Invia ordini a Cassa in Cloud");
    merchant.comes_to_see("nessun ordine nuovo");
    merchant.opens("Ordini");
    merchant.sees("Qui non c’è nessun ordine");
    merchant.opens("Prodotti");
    merchant.opens("Giacenze");
    merchant.comes_to_see("Ne deve mostrare");
    merchant.unfolds("Il tuo accesso");
    merchant.presses("English");
    merchant.opens("Products");
}
