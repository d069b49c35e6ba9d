//! A shop is connected by its keys, and a person comes in by a code.

use std::time::Duration;

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    shop::pairs::Access,
    world::Account,
};

use crate::{
    app::TestApp,
    browser::{Browser, Page},
};

/// A shop of the sandbox that Ponte does not know.
fn another(app: &TestApp) -> Account {
    app.world.lock().tenants[1].account.clone()
}

fn keys(account: &Account) -> [(&str, &str); 2] {
    [
        ("key", &account.shop_key),
        ("exchange", &account.shop_exchange),
    ]
}

/// Somebody without a shop who has pasted the keys of one: in front of its door.
async fn at_the_door(app: &TestApp) -> (Browser, String) {
    let mut newcomer = app.newcomer().await;
    newcomer.get("/collega").await;
    let page = newcomer.post("/collega", &keys(&another(app))).await;
    let door = page.location().to_owned();
    assert!(
        door.starts_with("/collega/codice?negozio="),
        "{} {door}",
        page.text()
    );
    newcomer.get(&door).await;
    (newcomer, door)
}

/// The same address, with something behind its path.
fn behind(door: &str, path: &str) -> String {
    door.replace("/collega/codice", &format!("/collega/codice{path}"))
}

/// The code in the newest letter.
async fn code(app: &TestApp) -> String {
    let letter = app.letters().await.pop().expect("a letter");
    let mut lines = letter.lines().map(str::trim);
    let code = lines.find(|line| line.len() == 6 && line.bytes().all(|c| c.is_ascii_digit()));
    code.expect("six digits").to_owned()
}

fn wrong(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

async fn enter(newcomer: &mut Browser, door: &str, code: &str) -> Page {
    let to = behind(door, "/conferma");
    newcomer.post(&to, &[("codice", code)]).await
}

#[tokio::test]
async fn the_first_user_of_a_shop_confirms_a_code_sent_to_the_shop_s_own_address() {
    let app = TestApp::new().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    let shop = door.rsplit('=').next().expect("its id").to_owned();
    assert!(app.letters().await.is_empty(), "looking sends nothing");
    let connector = format!("/connettore?negozio={shop}");
    let early = newcomer.get(&connector).await;
    assert_eq!(early.location(), "/benvenuto", "not yet");

    newcomer.get(&door).await;
    let page = newcomer.post(&door, &[]).await;
    assert_eq!(page.location(), door, "{}", page.text());
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    let own = app.world.lock().tenants[1].shop.info.email.clone();
    assert!(letters[0].contains(&format!("To: {own}")), "{}", letters[0]);
    let page = newcomer.get(&door).await;
    assert!(page.text().contains("Il codice è partito per"));
    assert!(!page.body.contains(&own), "the name in it is not shown");

    let code = code(&app).await;
    let page = enter(&mut newcomer, &door, wrong(&code)).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Puoi provare ancora 4 volte."));
    assert!(!page.body.contains(&code), "the code stands in no page");
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let page = enter(&mut newcomer, &door, &spaced).await;
    assert_eq!(page.location(), connector);
    assert_eq!(newcomer.get(&connector).await.status, 200);
    assert_eq!(newcomer.get(&door).await.location(), connector);
}

#[tokio::test]
async fn a_code_is_gone_after_five_tries_even_the_right_one() {
    let app = TestApp::new().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    newcomer.post(&door, &[]).await;
    newcomer.get(&door).await;
    let code = code(&app).await;
    for left in [4, 3, 2] {
        let page = enter(&mut newcomer, &door, wrong(&code)).await;
        assert!(
            page.text().contains(&format!("ancora {left} volte")),
            "{}",
            page.text()
        );
    }
    let page = enter(&mut newcomer, &door, wrong(&code)).await;
    assert!(page.text().contains("ancora una volta"), "{}", page.text());
    for tried in [wrong(&code), &code] {
        let page = enter(&mut newcomer, &door, tried).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("Quel codice non vale più."));
    }
}

#[tokio::test]
async fn a_code_is_taken_for_a_quarter_of_an_hour_from_whoever_asked_for_it() {
    let app = TestApp::new().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    newcomer.post(&door, &[]).await;
    let code = code(&app).await;
    let mut stranger = app.stranger().await;
    stranger.get(&door).await;
    let page = enter(&mut stranger, &door, &code).await;
    assert_eq!(page.status, 422, "it was sent for somebody else");
    app.clock.advance(Duration::from_secs(15 * 60));
    newcomer.get(&door).await;
    let page = enter(&mut newcomer, &door, &code).await;
    assert!(page.text().contains("Quel codice non vale più."));
}

#[tokio::test]
async fn a_shop_gets_few_letters_whoever_asks() {
    let app = TestApp::new().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    newcomer.post(&door, &[]).await;
    newcomer.get(&door).await;
    let page = newcomer.post(&door, &[]).await;
    assert_eq!(page.status, 429, "not twice in a minute");
    assert!(page.text().contains("Di codici ne sono già partiti"));
    for _ in 0..8 {
        app.clock.advance(Duration::from_secs(61));
        newcomer.get(&door).await;
        newcomer.post(&door, &[]).await;
    }
    assert_eq!(app.letters().await.len(), 5);
    let mut stranger = app.stranger().await;
    stranger.get(&door).await;
    assert_eq!(stranger.post(&door, &[]).await.status, 429);
}

#[tokio::test]
async fn keys_of_a_shop_that_others_use_hand_nothing_over_without_the_code() {
    let app = TestApp::new().await;
    app.merchant().await;
    let account = app.world.lock().tenants[0].account.clone();
    let mut newcomer = app.newcomer().await;
    newcomer.get("/collega").await;
    let page = newcomer.post("/collega", &keys(&account)).await;
    let door = page.location().to_owned();
    assert_eq!(door, format!("/collega/codice?negozio={}", app.shop));
    let page = newcomer.get(&door).await;
    assert!(page.text().contains("Questo negozio ha già chi lo usa"));
    let connector = format!("/connettore?negozio={}", app.shop);
    assert_eq!(newcomer.get(&connector).await.location(), "/benvenuto");
}

#[tokio::test]
async fn a_key_of_type_read_is_said_at_once() {
    let app = TestApp::new().await;
    let mut account = another(&app);
    let pair = {
        let random = app.world.random().clone();
        let mut state = app.world.lock();
        state.tenants[1].shop.add_pair(Access::Read, &*random)
    };
    (account.shop_key, account.shop_exchange) = (pair.key, pair.exchange);
    let mut newcomer = app.newcomer().await;
    newcomer.get("/collega").await;
    let page = newcomer.post("/collega", &keys(&account)).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text().contains("Queste chiavi possono solo leggere."),
        "{}",
        page.text()
    );
    assert!(!page.body.contains(&account.shop_key), "never shown again");
}

#[tokio::test]
async fn wrong_keys_and_a_shop_that_is_away_each_say_their_own_thing() {
    let app = TestApp::new().await;
    let mut newcomer = app.newcomer().await;
    newcomer.get("/collega").await;
    for (key, exchange, said) in [
        ("", "x", "Qui servono due chiavi intere"),
        ("a b", "x", "Qui servono due chiavi intere"),
        ("abc", "def", "Il negozio non riconosce queste chiavi."),
    ] {
        let fields = [("key", key), ("exchange", exchange)];
        let page = newcomer.post("/collega", &fields).await;
        assert_eq!(page.status, 422, "{key}");
        assert!(page.text().contains(said), "{key}: {}", page.text());
    }
    let down = Rule::new(Service::Shop, Kind::Status);
    app.world.lock().faults.add(down).expect("a rule");
    let account = another(&app);
    let fields = keys(&account);
    let asked = newcomer.post("/collega", &fields);
    let page = tokio::select! {
        page = asked => page,
        () = app.clock.let_time_pass() => unreachable!("time never ends"),
    };
    assert_eq!(page.status, 503);
    assert!(page.text().contains("Il negozio non risponde."));
}

#[tokio::test]
async fn dead_keys_are_said_with_what_to_do_until_new_ones_are_pasted() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/connettore").await;
    assert!(page.text().contains("Chiavi del negozio"));
    let random = app.world.random().clone();
    app.world.lock().tenants[0].shop.pairs.clear();
    let passed = ponte_sync::worker::pass_orders(&app.engine, &app.shop).await;
    passed.expect("a database");
    let page = merchant.get("/connettore").await;
    let said =
        "Il negozio non riconosce più le sue chiavi: prodotti, giacenze e ordini sono fermi.";
    assert!(page.text().contains(said), "{}", page.text());
    let page = merchant.get("/connettore/negozio").await;
    assert!(page.text().contains(said), "{}", page.text());

    let other = another(&app);
    let page = merchant.post("/connettore/negozio", &keys(&other)).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text()
            .contains("Queste chiavi sono di un altro negozio.")
    );
    let pair = {
        let mut state = app.world.lock();
        state.tenants[0].shop.add_pair(Access::ReadWrite, &*random)
    };
    let fields = [("key", &*pair.key), ("exchange", &*pair.exchange)];
    let page = merchant.post("/connettore/negozio", &fields).await;
    assert_eq!(page.location(), "/connettore?fatto=chiavi-negozio");
    let page = merchant.get(page.location()).await;
    assert!(page.text().contains("Chiavi del negozio cambiate"));
    assert!(!page.text().contains(said));
    assert!(!page.body.contains(&pair.key));
}

#[tokio::test]
async fn a_dead_key_of_the_till_is_said_where_a_new_one_is_pasted() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    app.write(async |tx| {
        let trouble = ponte_domain::finding::KeysTrouble::Refused;
        let finding = ponte_domain::finding::Finding::Keys { trouble };
        tx.finding_seen(
            &app.shop,
            "till",
            &finding,
            0,
            crate::app::at(crate::app::NOW),
        )
        .await
        .expect("kept");
    })
    .await;
    let page = merchant.get("/connettore").await;
    assert!(page.text().contains("La cassa non riconosce più la chiave"));
    assert!(page.text().contains("Incollane una nuova qui sopra"));
    let page = merchant.post("/connettore/chiave", &[("key", "")]).await;
    assert_eq!(page.location(), "/connettore?fatto=dati");
    let page = merchant.get("/connettore").await;
    assert!(!page.text().contains("Incollane una nuova qui sopra"));
}

#[tokio::test]
async fn where_no_letters_leave_it_is_said_who_can_let_one_in() {
    let app = TestApp::without_mail().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    let page = newcomer.post(&door, &[]).await;
    assert_eq!(page.status, 503);
    let said = "Da qui le e-mail non partono ancora. Chiedi a chi gestisce Ponte di farti entrare.";
    assert!(page.text().contains(said), "{}", page.text());
}

#[tokio::test]
async fn a_shop_that_tells_no_address_or_no_longer_takes_its_keys_sends_nobody_a_letter() {
    let app = TestApp::new().await;
    let (mut newcomer, door) = at_the_door(&app).await;
    app.world.lock().tenants[1].shop.info.email = "nessuno".to_owned();
    let page = newcomer.post(&door, &[]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text()
            .contains("Il negozio non ha un indirizzo e-mail")
    );
    app.world.lock().tenants[1].shop.pairs.clear();
    newcomer.get(&door).await;
    let page = newcomer.post(&door, &[]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text()
            .contains("Il negozio non riconosce più le chiavi che abbiamo")
    );
    assert!(app.letters().await.is_empty());
}
