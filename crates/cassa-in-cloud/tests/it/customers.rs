//! Customers and organizations.

use cassa_in_cloud::{CustomerQuery, Error, NewCustomer, NewOrganization, OrganizationQuery};
use ponte_transport::TransportError;
use serde_json::{Value, json};

use crate::script::{Reply, Script, client, clock, ok, status};

const CUSTOMERS: &str = include_str!("../samples/customers_page.json");
const ORGANIZATIONS: &str = include_str!("../samples/organizations_page.json");

fn anna() -> NewCustomer {
    NewCustomer {
        name: "Anna Segreta".to_owned(),
        email: Some("anna@example.test".to_owned()),
        phone_number: Some("+390422000111".to_owned()),
        external_id: Some("ponte-62aa".to_owned()),
        ..NewCustomer::default()
    }
}

#[tokio::test]
async fn customers() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(CUSTOMERS));
    let till = client(&script, &clock());
    let query = CustomerQuery {
        ids: vec!["a".to_owned()],
        name: Some("Anna".to_owned()),
        ..CustomerQuery::from(100)
    };
    let page = till.customers(&query).await?;
    assert_eq!(
        script.seen()[1].url.query(),
        Some("start=100&limit=100&ids=%5B%22a%22%5D&name=%22Anna%22")
    );
    let anna = &page.rows[0];
    assert_eq!(
        (anna.name.as_str(), anna.zipcode.as_deref()),
        ("Anna Segreta", Some("31100"))
    );
    assert_eq!(anna.external_id.as_deref(), Some("ponte-62aa"));
    assert_eq!(
        anna.extra.keys().collect::<Vec<_>>(),
        ["discount1", "lotteryCode"]
    );
    Ok(())
}

#[tokio::test]
async fn a_look_up_gives_only_who_matches() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(CUSTOMERS));
    let till = client(&script, &clock());
    let found = till.customers_by_email(" ANNA@example.test").await?;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, "aaaaaaaa-0000-4000-8000-000000000001");
    assert!(
        till.customers_by_email("nobody@example.test")
            .await?
            .is_empty()
    );

    let script = Script::with_tokens(|_, _| ok(ORGANIZATIONS));
    let till = client(&script, &clock());
    let found = till.organizations_by_vat_number("01234567890").await?;
    assert_eq!(
        (found.len(), found[0].name.as_str()),
        (1, "Calzature Esempio srl")
    );
    assert_eq!(
        script.seen()[1].url.query(),
        Some("start=0&limit=100&vatNumber=%2201234567890%22")
    );
    let page = till.organizations(&OrganizationQuery::default()).await?;
    assert_eq!(page.rows.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_look_up_fails_where_the_filter_seems_to_be_ignored() {
    let script = Script::with_tokens(|_, before| {
        let rows: Vec<_> = (0..100)
            .map(|n| json!({"id": format!("{before}-{n}")}))
            .collect();
        ok(json!({"customers": rows, "totalCount": 20_000}).to_string())
    });
    let outcome = client(&script, &clock())
        .customers_by_email("a@b.test")
        .await;
    assert!(
        matches!(outcome, Err(Error::BrokenAnswer { .. })),
        "{outcome:?}"
    );
    assert_eq!(script.calls("/customers"), 5);

    let script = Script::with_tokens(|_, before| match before {
        0 => ok(json!({"customers": [{"id": "1"}], "totalCount": 2}).to_string()),
        _ => ok(r#"{"customers":[],"totalCount":2}"#),
    });
    let outcome = client(&script, &clock())
        .customers_by_email("a@b.test")
        .await;
    assert!(
        matches!(outcome, Err(Error::BrokenAnswer { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_creation_leaves_once() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(include_str!("../samples/customer_created.json")));
    let till = client(&script, &clock());
    let id = till.create_customer(&anna()).await?;
    assert_eq!(id, "aaaaaaaa-0000-4000-8000-000000000003");
    let body: Value = serde_json::from_slice(&script.seen()[1].body).expect("JSON");
    assert_eq!(
        body,
        json!({"name": "Anna Segreta", "email": "anna@example.test",
               "phoneNumber": "+390422000111", "externalId": "ponte-62aa"})
    );
    let company = NewOrganization {
        name: "Altra srl".to_owned(),
        e_invoice_code: Some("ABC1234".to_owned()),
        ..NewOrganization::default()
    };
    till.create_organization(&company).await?;
    let seen = script.seen();
    assert_eq!(seen[2].url.path(), "/organizations");
    let body: Value = serde_json::from_slice(&seen[2].body).expect("JSON");
    assert_eq!(
        (&body["splitPayment"], &body["eInvoiceCode"]),
        (&json!(false), &json!("ABC1234"))
    );

    let replies: [fn() -> Reply; 4] = [
        || status(500, ""),
        || Err(TransportError::Broken("cut".into())),
        || ok("{}"),
        || ok("<html>"),
    ];
    for reply in replies {
        let script = Script::with_tokens(move |_, _| reply());
        let error = client(&script, &clock()).create_customer(&anna()).await;
        assert!(error.expect_err("not for certain").outcome_unknown());
        assert_eq!(script.calls("/customers"), 1);
    }
    Ok(())
}

#[tokio::test]
async fn nothing_of_a_person_is_printed() -> Result<(), Error> {
    let till = client(&Script::with_tokens(|_, _| ok(CUSTOMERS)), &clock());
    let page = till.customers(&CustomerQuery::default()).await?;
    let echo = "no such thing: Anna SEGRETA +390422000111 anna@example.test";
    let refusing = client(
        &Script::with_tokens(move |_, _| status(400, echo)),
        &clock(),
    );
    let created = refusing.create_customer(&anna()).await;
    let query = CustomerQuery {
        name: Some("Segreta Anna +390422000111".to_owned()),
        ..CustomerQuery::default()
    };
    let listed = refusing.customers(&query).await;
    let broken = r#"{"customers":[{"id":"1","extra":1,"lastUpdate":"Segreta"},{"id":"1","name":["Segreta"]}],"totalCount":2}"#;
    let broken = client(&Script::with_tokens(move |_, _| ok(broken)), &clock());
    let broken = broken.customers(&query).await;
    assert!(broken.is_err());
    let printed = format!(
        "{page:?} {created:?} {listed:?} {broken:?} {query:?} {:?}",
        anna()
    );
    let printed = printed.to_lowercase();
    for word in ["segreta", "0422", "@example", "31100", "treviso"] {
        assert!(!printed.contains(word), "{word} in {printed}");
    }
    Ok(())
}
