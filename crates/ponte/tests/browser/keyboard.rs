//! By keyboard alone: every action can be reached, and one always sees where one is.
//!
//! `tab_to` fails at any stop on the way that does not show that it has the focus.

use ponte_browser::{Key, Merchant, Ready};
use serde_json::json;

use crate::support::Scene;

/// What comes first on a page that was just loaded.
const SKIP: &str = "Vai al contenuto";

/// Goes on by keys to what is called `name`, and presses `key` there.
#[track_caller]
fn at(merchant: &Merchant, name: &str, key: Key) {
    merchant.browser.tab_to(name);
    merchant.browser.press(key);
}

/// The focus is on `name`, and one sees it.
#[track_caller]
fn focused(merchant: &Merchant, name: &str) {
    let focus = merchant.browser.focus();
    assert!(focus.seen && focus.name.starts_with(name), "{focus:?}");
}

#[test]
fn a_merchant_without_a_mouse_gets_in_and_does_everything_and_always_sees_where_the_focus_is() {
    let Scene { merchant, demo, .. } = &Scene::new();
    let ready = &demo.ready;
    gets_in(merchant, ready);
    skips_the_bar(merchant);
    gives_the_key(merchant, ready);
    opens_a_point_and_turns_a_switch(merchant);
    syncs(merchant);
    mends_an_order(merchant, ready);
}

fn gets_in(merchant: &Merchant, ready: &Ready) {
    merchant.arrives();
    focused(merchant, "E-mail");
    merchant.browser.write(&ready.login.email);
    merchant.browser.tab_to("Password");
    merchant.browser.write(&ready.login.password);
    at(merchant, "Login", Key::Enter);
    merchant.sees("Connettore Cassa in Cloud");
}

fn skips_the_bar(merchant: &Merchant) {
    merchant.browser.press(Key::Tab);
    focused(merchant, SKIP);
    merchant.browser.press(Key::Enter);
    merchant.browser.press(Key::Tab);
    focused(merchant, "Api key");
}

fn gives_the_key(merchant: &Merchant, ready: &Ready) {
    merchant.browser.write("troppo corta");
    at(merchant, "Aggiorna Dati", Key::Enter);
    merchant.sees("Questa non è una chiave intera");
    focused(merchant, "Api key");
    merchant.browser.write(&ready.till_key);
    at(merchant, "Aggiorna Dati", Key::Space);
    merchant.sees("La chiave è giusta");
    focused(merchant, "OK");
    merchant.browser.press(Key::Enter);
    merchant.sees("Chiave salvata");
}

fn opens_a_point_and_turns_a_switch(merchant: &Merchant) {
    let point = "Conta la giacenza · riceve ordini";
    at(merchant, point, Key::Enter);
    focused(merchant, point);
    at(merchant, "Conta la giacenza I suoi pezzi", Key::Space);
    focused(merchant, "Conta la giacenza I suoi pezzi");
    merchant.browser.press(Key::Space);
    focused(merchant, "Conta la giacenza I suoi pezzi");
    at(merchant, "Salva", Key::Space);
    merchant.sees("Punto vendita salvato");
}

fn syncs(merchant: &Merchant) {
    at(merchant, "Fai prima una prova", Key::Enter);
    merchant.sees("Che cosa succederà");
    at(
        merchant,
        "Avvia prima sincronizzazione prodotti",
        Key::Enter,
    );
    merchant.sees("Prima sincronizzazione completata");
    at(
        merchant,
        "Sincronizza i prodotti su TS Commerce",
        Key::Space,
    );
    merchant.sees("Ultimo giro oggi");
    at(merchant, "Invia ordini a Cassa in Cloud", Key::Space);
    merchant.comes_to_see("nessun ordine nuovo");
}

fn mends_an_order(merchant: &Merchant, ready: &Ready) {
    let sku = &ready.article.as_ref().expect("an article to buy").sku;
    ready.control("PUT", "/shop/stock", &json!({"sku": sku, "quantity": 40}));
    let basket = json!({"lines": [{"sku": sku, "count": 20}], "paid": true});
    let order = ready.control("POST", "/shop/orders", &basket);
    let order = order["id"].as_str().expect("an order has an id");
    at(merchant, "Ordini", Key::Enter);
    merchant.comes_to_see("Aspetta giacenza");
    let name = "return document.querySelector(`main a[href*='${arguments[0]}']`).textContent";
    let name = merchant.browser.run(name, &json!([order]));
    at(merchant, name.as_str().expect("a name"), Key::Enter);
    at(merchant, "Riprova adesso", Key::Space);
    merchant.sees("Fatto: lo vedi al prossimo giro");
    at(merchant, "Ignora", Key::Enter);
    focused(merchant, "Ignora");
    merchant.browser.tab_to("Perché?");
    merchant.browser.write("fatto a mano");
    at(merchant, "È libera", Key::Space);
    at(merchant, "Non mandarlo", Key::Enter);
    merchant.sees("Lo hai deciso tu: fatto a mano");
    at(merchant, "Riprendilo", Key::Enter);
    merchant.sees("Fatto: lo vedi al prossimo giro");
}
