//! Every page, and how one comes there.
//!
//! **A new page** is one line in [`PAGES`]: in which stage of a shop's life it is looked at, on which
//! side, its name, its address. The address may hold what [`Known`] knows; an empty one is the page as
//! the stage leaves it: an answer to a form has no address.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Merchant, Ready};

/// How far a shop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has logged in.
    Outside,
    /// Somebody typed a wrong password.
    Refused,
    /// Logged in; there is no key yet.
    Inside,
    /// The key was not the right one.
    WrongKey,
    /// The right key, which nobody has confirmed yet.
    RightKey,
    /// The first sync is still to be done.
    Ready,
    /// The dry run tells what would happen.
    TriedOut,
    /// The first sync is under way, slowly.
    Running,
    /// It is done.
    Synced,
    /// Some orders came: one is split, one waits, one is refused by the till.
    Traded,
}

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Ponte's.
    Ponte,
    /// The sandbox's.
    Sandbox,
    /// The simulated shop's.
    Shop,
}

/// A page.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// When it is looked at.
    pub stage: Stage,
    /// Whose it is.
    pub site: Site,
    /// What it is called where something is wrong with it.
    pub name: &'static str,
    address: &'static str,
}

const fn page(stage: Stage, site: Site, name: &'static str, address: &'static str) -> Page {
    Page {
        stage,
        site,
        name,
        address,
    }
}

/// Every page.
#[rustfmt::skip]
pub const PAGES: &[Page] = &[
    page(Stage::Outside, Site::Ponte, "accesso", "/accedi"),
    page(Stage::Outside, Site::Ponte, "accesso in inglese", "/accedi?lingua=en"),
    page(Stage::Outside, Site::Ponte, "niente", "/niente"),
    page(Stage::Refused, Site::Ponte, "accesso rifiutato", ""),
    page(Stage::Outside, Site::Ponte, "registrati", "/registrati"),
    page(Stage::Outside, Site::Ponte, "password dimenticata", "/password"),
    page(Stage::Inside, Site::Ponte, "panoramica prima", "/panoramica"),
    page(Stage::Inside, Site::Ponte, "prodotti senza chiave", "/prodotti"),
    page(Stage::Inside, Site::Ponte, "abbinamenti senza chiave", "/abbinamenti"),
    page(Stage::Inside, Site::Ponte, "guida", "/guida"),
    page(Stage::Inside, Site::Ponte, "utenti", "/utenti"),
    page(Stage::Inside, Site::Ponte, "accessi", "/accessi"),
    page(Stage::Inside, Site::Ponte, "cambia password", "/cambia-password"),
    page(Stage::Inside, Site::Ponte, "collega", "/collega"),
    page(Stage::Inside, Site::Ponte, "connettore senza chiave", "/connettore"),
    page(Stage::Inside, Site::Ponte, "ordini senza chiave", "/ordini"),
    page(Stage::Inside, Site::Ponte, "giacenze senza chiave", "/giacenze"),
    page(Stage::Inside, Site::Ponte, "componenti", "/componenti"),
    page(Stage::WrongKey, Site::Ponte, "connettore con la chiave sbagliata", ""),
    page(Stage::RightKey, Site::Ponte, "connettore con la chiave da confermare", ""),
    page(Stage::Ready, Site::Ponte, "connettore prima", ""),
    page(Stage::TriedOut, Site::Ponte, "connettore dopo la prova", ""),
    page(Stage::Running, Site::Ponte, "connettore in corso", ""),
    page(Stage::Synced, Site::Ponte, "connettore", "/connettore"),
    page(Stage::Synced, Site::Ponte, "ordini vuoti", "/ordini"),
    page(Stage::Traded, Site::Ponte, "connettore con ordini", "/connettore"),
    page(Stage::Traded, Site::Ponte, "panoramica", "/panoramica"),
    page(Stage::Traded, Site::Ponte, "prodotti", "/prodotti"),
    page(Stage::Traded, Site::Ponte, "prodotti, nessuno trovato", "/prodotti?cerca=zzzz"),
    page(Stage::Traded, Site::Ponte, "segnalazioni", "/segnalazioni"),
    page(Stage::Traded, Site::Ponte, "segnalazioni chiuse", "/segnalazioni/chiuse"),
    page(Stage::Traded, Site::Ponte, "registro", "/registro"),
    page(Stage::Traded, Site::Ponte, "abbinamenti", "/abbinamenti"),
    page(Stage::Traded, Site::Ponte, "pausa", "/pausa"),
    page(Stage::Traded, Site::Ponte, "altre impostazioni", "/connettore/altre"),
    page(Stage::Traded, Site::Ponte, "momento d’inizio", "/connettore/altre/inizio"),
    page(Stage::Traded, Site::Ponte, "chiavi del negozio", "/connettore/negozio"),
    page(Stage::Traded, Site::Ponte, "aiuto", "/aiuto"),
    page(Stage::Traded, Site::Ponte, "dati personali", "/dati-personali"),
    page(Stage::Traded, Site::Ponte, "ordini", "/ordini"),
    page(Stage::Traded, Site::Ponte, "ordine diviso", "{split}"),
    page(Stage::Traded, Site::Ponte, "ordine che aspetta", "{waiting}"),
    page(Stage::Traded, Site::Ponte, "ordine rifiutato", "{refused}"),
    page(Stage::Traded, Site::Ponte, "giacenze", "/giacenze"),
    page(Stage::Traded, Site::Ponte, "giacenza", "/giacenze/{sku}"),
    page(Stage::Traded, Site::Ponte, "giacenze, nessuna trovata", "/giacenze?cerca=zzzz"),
    page(Stage::Traded, Site::Sandbox, "sandbox", "/"),
    page(Stage::Traded, Site::Sandbox, "sandbox: articolo", "/articolo/{article}"),
    page(Stage::Traded, Site::Sandbox, "sandbox: compra", "/compra/{uid}"),
    page(Stage::Traded, Site::Sandbox, "sandbox: ordine", "/ordine/{order}"),
    page(Stage::Traded, Site::Sandbox, "sandbox: ordine alla cassa", "/ordine-cassa/{till-order}"),
    page(Stage::Traded, Site::Sandbox, "sandbox: impostazioni ordini", "/impostazioni-ordini"),
    page(Stage::Traded, Site::Sandbox, "sandbox: guasti", "/guasti"),
    page(Stage::Traded, Site::Sandbox, "sandbox: dubbi", "/dubbi"),
    page(Stage::Traded, Site::Sandbox, "sandbox: chiamate", "/chiamate"),
    page(Stage::Traded, Site::Sandbox, "sandbox: API", "/api"),
    page(Stage::Traded, Site::Shop, "il prodotto nel negozio", "/product/{uid}"),
];

impl Page {
    /// Goes there, unless one is there already.
    pub fn visit(&self, merchant: &Merchant, ready: &Ready, known: &Known) {
        if self.address.is_empty() {
            return;
        }
        let site = match self.site {
            Site::Ponte => &ready.web,
            Site::Sandbox => &ready.control,
            Site::Shop => &ready.shop,
        };
        merchant.browser.go(&known.address(site, self.address));
    }
}

/// What is known by now: numbers and addresses that no table can know beforehand.
#[derive(Clone, Debug, Default)]
pub struct Known(BTreeMap<&'static str, String>);

impl Known {
    /// What `name` stands for.
    ///
    /// # Panics
    /// Where it is not known yet.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        let known = self.0.get(name);
        known.unwrap_or_else(|| panic!("{name} is not known"))
    }

    fn address(&self, site: &str, address: &str) -> String {
        let filled = self
            .0
            .iter()
            .fold(address.to_owned(), |address, (name, value)| {
                address.replace(&format!("{{{name}}}"), value)
            });
        if filled.starts_with("http") {
            return filled;
        }
        format!("{}{filled}", site.trim_end_matches('/'))
    }
}

impl Stage {
    /// All, in the order of a shop's life.
    pub const ALL: [Self; 10] = [
        Self::Outside,
        Self::Refused,
        Self::Inside,
        Self::WrongKey,
        Self::RightKey,
        Self::Ready,
        Self::TriedOut,
        Self::Running,
        Self::Synced,
        Self::Traded,
    ];

    /// Goes on to this stage from the one before.
    ///
    /// # Panics
    /// Where the way is blocked.
    pub fn reach(self, merchant: &Merchant, ready: &Ready, known: &mut Known) {
        let login = &ready.login;
        match self {
            Self::Outside => merchant.arrives(),
            Self::Refused => {
                merchant.arrives();
                merchant.logs_in(&login.email, "un’altra");
                merchant.sees("non vanno d’accordo");
            }
            Self::Inside => {
                merchant.logs_in(&login.email, &login.password);
                merchant.sees("Connettore Cassa in Cloud");
            }
            Self::WrongKey => {
                merchant.arrives();
                merchant.pastes("00000000-0000-4000-8000-000000000000");
                merchant.sees("Cassa in Cloud non riconosce questa chiave.");
            }
            Self::RightKey => {
                merchant.pastes(&ready.till_key);
                merchant.sees("La chiave è giusta");
            }
            Self::Ready => {
                merchant.presses("OK");
                merchant.sees("Chiave salvata");
            }
            Self::TriedOut => {
                merchant.presses("Fai prima una prova");
                merchant.sees("Che cosa succederà");
            }
            Self::Running => {
                // So slow that it is still under way while it is looked at.
                ready.control("PUT", "/latency", &json!({"shop": {"millis": 4000}}));
                merchant.presses("Avvia prima sincronizzazione prodotti");
                merchant.sees("Prima sincronizzazione in corso");
            }
            Self::Synced => {
                ready.control("PUT", "/latency", &json!({}));
                merchant.arrives();
                merchant.sees("Prima sincronizzazione completata");
            }
            Self::Traded => trade(merchant, ready, known),
        }
    }
}

/// The button that has orders sent at once.
const SEND: &str = "Invia ordini a Cassa in Cloud";

/// Three orders: twelve pieces, of which the first point has ten and the second five; more than all points
/// have; one that the till does not take.
fn trade(merchant: &Merchant, ready: &Ready, known: &mut Known) {
    let article = ready
        .article
        .clone()
        .expect("the demo has an article to buy");
    let sku = article.sku.as_str();
    merchant
        .browser
        .go(&known.address(&ready.web, &format!("/giacenze/{sku}")));
    merchant.comes_to_see("abbiamo scritto 15. Il negozio ha risposto di sì.");
    let order = buy(ready, sku, 12);
    merchant.arrives();
    merchant.opens("Ordini");
    merchant.comes_to_see("Alla cassa in 2 parti");
    // What the shop shows too much for a moment, it may sell.
    ready.control("PUT", "/shop/stock", &json!({"sku": sku, "quantity": 40}));
    buy(ready, sku, 20);
    merchant.comes_to_press(SEND);
    merchant.comes_to_see("Aspetta giacenza");
    let points = ready.control("GET", "/dump", &Value::Null);
    let points = points["till"]["sales_points"].as_array().cloned();
    for point in points.expect("the till has points") {
        let rules = format!("/salespoints/{}/order-rules", point["id"]);
        ready.control("PUT", &rules, &json!({"minimum": "100000"}));
    }
    ready.control("PUT", "/shop/stock", &json!({"sku": sku, "quantity": 5}));
    buy(ready, sku, 1);
    merchant.comes_to_press(SEND);
    merchant.comes_to_see("Ordine Minimo");

    for (name, state) in [
        ("split", "Alla cassa in 2 parti"),
        ("waiting", "Aspetta giacenza"),
        ("refused", "Ordine Minimo"),
    ] {
        let link = format!("//tr[contains(., \"{state}\")]//th//a");
        let address = merchant.browser.attribute(&link, "href");
        known.0.insert(name, known.address(&ready.web, &address));
    }
    let uid = ready.control("GET", "/dump", &Value::Null)["shop"]["products"]
        .as_array()
        .and_then(|products| products.iter().find(|product| product["sku"] == sku))
        .map(|product| product["uid"].to_string());
    let orders = ready.control("GET", "/till/orders", &Value::Null);
    let till_order = orders[0]["id"].as_str().unwrap_or_default().to_owned();
    known.0.extend([
        ("sku", sku.to_owned()),
        ("article", article.id),
        ("uid", uid.expect("the shop sells it")),
        ("order", order),
        ("till-order", till_order),
    ]);
}

/// A shopper buys so many pieces and pays at once; gives the order's id.
fn buy(ready: &Ready, sku: &str, pieces: u32) -> String {
    let basket = json!({"lines": [{"sku": sku, "count": pieces}], "paid": true,
        "billing": {"fullname": "Maria Rossi", "email": "maria@example.test"}});
    let order = ready.control("POST", "/shop/orders", &basket);
    order["id"].as_str().expect("an order has an id").to_owned()
}
