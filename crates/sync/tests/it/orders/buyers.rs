//! Whom the till is told an order comes from.

use ponte_domain::settings::Customers;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    till::people::Person,
};
use serde_json::{Value, json};

use super::counter::{Counter, FIRST};
use crate::goods::simple;

/// A VAT number whose check digit is right.
const VAT: &str = "12345678903";

async fn mugs() -> Counter {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 100).await;
    counter.fill_shop().await;
    counter
}

async fn buys(counter: &Counter, billing: Value) -> String {
    let more = json!({"paid": true, "billing": billing});
    counter.buy_as(&[("MUG", 1)], more).await
}

fn customers(counter: &Counter) -> Vec<Person> {
    counter.bridge.till(|till, _, _| till.customers().to_vec())
}

fn organizations(counter: &Counter) -> Vec<Person> {
    let bridge = &counter.bridge;
    bridge.till(|till, _, _| till.organizations().to_vec())
}

#[tokio::test]
async fn one_customer_for_all_orders_of_an_address_however_it_is_typed() {
    let counter = mugs().await;
    for email in [
        "maria@example.test",
        "Maria@Example.test",
        " MARIA@example.test ",
    ] {
        buys(&counter, json!({"fullname": "Maria Rossi", "email": email})).await;
        counter.pass().await;
    }
    let made = customers(&counter);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].text("name"), "Maria Rossi");
    assert_eq!(counter.on_till().await.len(), 3);
}

#[tokio::test]
async fn a_customer_that_the_till_has_is_found_and_not_overwritten() {
    let counter = mugs().await;
    let known = cassa_in_cloud::NewCustomer {
        name: "Rossi Maria (fedele)".to_owned(),
        email: Some("maria@example.test".to_owned()),
        phone_number: Some("335 000".to_owned()),
        ..cassa_in_cloud::NewCustomer::default()
    };
    let made = counter.till_client().create_customer(&known).await;
    made.expect("the till takes it");
    let before = customers(&counter).remove(0);
    let billing = json!({"fullname": "M. Rossi", "email": "maria@example.test", "phone": "1"});
    buys(&counter, billing).await;
    counter.pass().await;
    let after = customers(&counter);
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].fields, before.fields);
    assert_eq!(counter.on_till().await[0].buyer, "Rossi Maria (fedele)");
}

/// Answers to creations get lost.
fn lost(path: &str) -> Rule {
    Rule {
        method: Some("POST".to_owned()),
        path: Some(path.to_owned()),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Drop)
    }
}

#[tokio::test]
async fn a_customer_whose_answer_was_lost_is_made_once() {
    for email in ["maria@example.test", ""] {
        let counter = mugs().await;
        counter.fault(lost("/customers"));
        buys(&counter, json!({"fullname": "Maria Rossi", "email": email})).await;
        counter.passes(3).await;
        assert_eq!(customers(&counter).len(), 1, "{email:?}");
        assert_eq!(counter.on_till().await.len(), 1, "{email:?}");
    }
}

#[tokio::test]
async fn a_buyer_without_an_address_is_a_new_customer_with_each_order() {
    let counter = mugs().await;
    for _ in 0..2 {
        buys(&counter, json!({"fullname": "Maria Rossi", "email": ""})).await;
    }
    counter.pass().await;
    assert_eq!(customers(&counter).len(), 2);
    assert_eq!(counter.on_till().await.len(), 2);
}

#[tokio::test]
async fn a_customer_that_vanished_from_the_till_is_looked_up_anew() {
    let counter = mugs().await;
    let billing = json!({"fullname": "Maria Rossi", "email": "maria@example.test"});
    buys(&counter, billing.clone()).await;
    counter.pass().await;
    // What the till has is not what we remember.
    let mut tx = counter
        .bridge
        .engine
        .store()
        .write()
        .await
        .expect("a database");
    let kind = ponte_store::buyers::BuyerKind::Customer;
    tx.buyer_put(
        &counter.bridge.shop,
        kind,
        "maria@example.test",
        "00000000-gone",
    )
    .await
    .expect("a database");
    tx.commit().await.expect("a database");
    buys(&counter, billing).await;
    counter.passes(3).await;
    assert_eq!(customers(&counter).len(), 1);
    assert_eq!(counter.on_till().await.len(), 2);
}

#[tokio::test]
async fn a_company_with_a_valid_vat_number_becomes_an_organization_once() {
    let counter = mugs().await;
    counter.fault(lost("/organizations"));
    for vat in [VAT, "IT12345678903"] {
        let billing = json!({"fullname": "Anna Verdi", "company": "Verdi Srl", "vat": vat,
            "email": "anna@verdi.test", "addr1": "Via Roma 2", "city": "Treviso", "zip": "31100",
            "province": "TV", "country": "IT"});
        buys(&counter, billing).await;
        counter.passes(3).await;
    }
    let made = organizations(&counter);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].text("name"), "Verdi Srl");
    assert_eq!(made[0].text("vatNumber"), VAT);
    assert_eq!(counter.on_till().await.len(), 2);
    let sent = counter.sent();
    assert_eq!(sent["document"]["idOrganization"], made[0].id.as_str());
}

#[tokio::test]
async fn a_company_that_the_till_has_is_found_by_its_number_and_not_overwritten() {
    let counter = mugs().await;
    let known = cassa_in_cloud::NewOrganization {
        name: "VERDI S.R.L. UNIPERSONALE".to_owned(),
        address: "Via Vecchia 1".to_owned(),
        city: "Treviso".to_owned(),
        zipcode: "31100".to_owned(),
        district: "TV".to_owned(),
        country: "IT".to_owned(),
        vat_number: Some(VAT.to_owned()),
        ..cassa_in_cloud::NewOrganization::default()
    };
    let made = counter.till_client().create_organization(&known).await;
    made.expect("the till takes it");
    let before = organizations(&counter).remove(0);
    let billing = json!({"fullname": "Anna Verdi", "company": "Verdi Srl", "vat": VAT,
        "email": "anna@verdi.test"});
    buys(&counter, billing).await;
    counter.pass().await;
    let after = organizations(&counter);
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].fields, before.fields);
}

#[tokio::test]
async fn a_tax_code_and_a_wrong_number_make_no_organization() {
    let counter = mugs().await;
    for vat in ["RSSMRA80A01H501U", "12345678901"] {
        let billing = json!({"fullname": "Maria Rossi", "email": format!("{vat}@example.test"),
            "vat": vat});
        buys(&counter, billing).await;
    }
    counter.pass().await;
    assert_eq!(organizations(&counter).len(), 0);
    let codes: Vec<String> = customers(&counter)
        .iter()
        .map(|made| made.text("fiscalCode").to_owned())
        .collect();
    assert_eq!(codes, ["RSSMRA80A01H501U", "12345678901"]);
}

#[tokio::test]
async fn where_the_till_takes_no_organizations_the_order_waits_and_says_so() {
    let counter = mugs().await;
    counter
        .bridge
        .switch("till.organizations_writable", "false");
    let billing = json!({"fullname": "Anna Verdi", "company": "Verdi Srl", "vat": VAT,
        "email": "anna@verdi.test"});
    let id = buys(&counter, billing).await;
    counter.passes(2).await;
    let told = counter.finding("order_refused", &id).await;
    assert!(told.is_some(), "{:?}", counter.stage(&id).await);
}

#[tokio::test]
async fn with_a_collective_customer_nothing_personal_leaves_the_shop() {
    let counter = mugs().await;
    let online = cassa_in_cloud::NewCustomer {
        name: "Vendite online".to_owned(),
        ..cassa_in_cloud::NewCustomer::default()
    };
    let made = counter.till_client().create_customer(&online).await;
    let online = made.expect("the till takes it");
    let chosen = Customers::Collective(online.clone());
    counter.choose(|orders| orders.customers = chosen).await;
    let words = [
        "Gertrude",
        "Quaglia",
        "gertrude@",
        "Zoppa",
        "Cittanova",
        "0499",
        "Quagliata",
        VAT,
    ];
    let billing = json!({"fullname": "Gertrude Quaglia", "company": "Quagliata Srl",
        "email": "gertrude@example.test", "addr1": "Via Zoppa 9", "city": "Cittanova",
        "zip": "89022", "phone": "0499 778899", "vat": VAT});
    buys(&counter, billing).await;
    counter.passes(2).await;
    assert_eq!(counter.on_till().await.len(), 1);
    let sent = counter.sent();
    assert_eq!(sent["document"]["idCustomer"], online.as_str());
    assert_eq!(organizations(&counter).len(), 0);
    assert_eq!(customers(&counter).len(), 1);
    let heard = counter.bridge.wire.heard();
    let to_till: Vec<_> = heard
        .iter()
        .filter(|heard| {
            heard
                .url
                .host_str()
                .is_some_and(|host| host.starts_with("till."))
        })
        .collect();
    assert!(
        to_till
            .iter()
            .any(|heard| heard.url.path().ends_with("/batch"))
    );
    for heard in to_till {
        let said = format!("{} {}", heard.url, heard.body);
        for word in words {
            assert!(!said.contains(word), "{word} in {said}");
        }
    }
}

#[tokio::test]
async fn a_collective_customer_is_looked_up_by_id_or_address_and_nobody_is_made() {
    let counter = mugs().await;
    buys(
        &counter,
        json!({"fullname": "Negozio online", "email": "web@example.test"}),
    )
    .await;
    counter.pass().await;
    let id = customers(&counter)[0].id.clone();
    let bridge = &counter.bridge;
    let find = async |who: &str| {
        let found = bridge.engine.till_customer(&bridge.shop, who).await;
        found.expect("the till answers")
    };
    for who in [id.as_str(), "WEB@example.test", " web@example.test"] {
        assert_eq!(find(who).await.as_deref(), Some(id.as_str()), "{who}");
    }
    for nobody in ["nobody@example.test", "99999999"] {
        assert_eq!(find(nobody).await, None, "{nobody}");
    }
    assert_eq!(customers(&counter).len(), 1);
}
