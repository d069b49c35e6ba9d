//! Customers and organizations (Cassa in Cloud sheet §19, §4).

use axum::body::Body;
use http::{Method, Request};
use serde_json::{Value, json};

use crate::support::{Answer, Api};

async fn add(api: &Api, body: Value) -> Answer {
    api.write(Method::POST, "/customers", &body).await
}

fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// A call in version 2.0.0.
async fn second(api: &Api, method: Method, url: &str, body: Value) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(url)
        .header("authorization", format!("Bearer {}", api.token))
        .header("x-version", "2.0.0");
    api.send(
        request
            .body(Body::from(body.to_string()))
            .expect("a request"),
    )
    .await
}

#[tokio::test]
async fn a_customer_is_made_read_and_changed() {
    let api = Api::new().await;
    let made = add(
        &api,
        json!({"name": "Anna Verdi", "email": "anna@example.com", "unknown": 1}),
    )
    .await;
    assert_eq!(made.status, 201);
    let (id, url) = (id(&made), format!("/customers/{}", id(&made)));
    let customer = api.get(&url).await.json()["customer"].clone();
    let stamp = customer["lastUpdate"].as_i64().expect("a stamp");
    assert_eq!(
        customer,
        json!({"id": id, "name": "Anna Verdi", "email": "anna@example.com", "lastUpdate": stamp})
    );
    let changed = api
        .write(Method::PUT, &url, &json!({"city": "Treviso"}))
        .await;
    assert_eq!((changed.status.as_u16(), changed.text.as_str()), (204, ""));
    let after = api.get(&url).await.json()["customer"].clone();
    assert_eq!(
        (&after["name"], &after["city"]),
        (&json!("Anna Verdi"), &json!("Treviso"))
    );
    assert!(after["lastUpdate"].as_i64() > Some(stamp));
    let unknown = api
        .write(Method::PUT, "/customers/x", &json!({"city": "Roma"}))
        .await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn a_new_customer_is_answered_by_id_or_whole_where_switched() {
    let api = Api::new().await;
    let made = add(&api, json!({"name": "Anna Verdi"})).await;
    assert_eq!(made.json(), json!({"id": id(&made)}));
    api.switch("till.create_answers_record", "true");
    let made = add(&api, json!({"name": "Bruno Neri"})).await.json();
    assert_eq!(made["customer"]["name"], "Bruno Neri");
    assert!(made["customer"]["id"].is_string() && made.get("id").is_none());
}

#[tokio::test]
async fn a_customer_needs_a_name_and_fields_of_their_kind() {
    let api = Api::new().await;
    for (body, field) in [
        (json!({"email": "a@b.it"}), "name"),
        (json!({"name": "A", "email": 3}), "email"),
        (json!({"name": "A", "gender": "OTHER"}), "gender"),
        (json!([]), "body"),
    ] {
        let answer = add(&api, body).await;
        assert_eq!(answer.status, 400);
        assert_eq!(
            answer.json(),
            json!({"error": "InvalidParams", "msg": field})
        );
    }
    assert_eq!(api.list("/customers", &[]).await.json()["totalCount"], 0);
}

#[tokio::test]
async fn two_customers_may_share_an_address_but_no_external_id() {
    let api = Api::new().await;
    let anna = json!({"name": "Anna", "email": "a@b.it", "externalId": "c-1"});
    assert_eq!(add(&api, anna.clone()).await.status, 201);
    assert_eq!(
        add(&api, anna).await.json(),
        json!({"error": "ConflictValue", "msg": "externalId"})
    );
    let again = add(&api, json!({"name": "Anna", "email": "a@b.it"})).await;
    assert_eq!(again.status, 201);
    let url = format!("/customers/{}", id(&again));
    let taken = api
        .write(Method::PUT, &url, &json!({"externalId": "c-1"}))
        .await;
    assert_eq!(taken.status, 400);
}

#[tokio::test]
async fn customers_are_filtered() {
    let api = Api::new().await;
    let anna = id(&add(
        &api,
        json!({"name": "Anna Verdi", "email": "Anna@example.com"}),
    )
    .await);
    let bruno = json!({"name": "Bruno Neri", "vatNumber": "01234567890", "fiscalCode": "NREBRN",
                       "idOrganization": "o-1", "idSalesPoint": 102});
    let bruno = id(&add(&api, bruno).await);
    let ids = json!([anna]).to_string();
    for (name, value, expected) in [
        ("email", "\"anna@EXAMPLE.com\"", &anna),
        ("name", "\"anna%\"", &anna),
        ("ids", &*ids, &anna),
        ("idsSalesPoint", "[101]", &anna),
        ("vatNumber", "\"01234567890\"", &bruno),
        ("fiscalCode", "\"nrebrn\"", &bruno),
        ("idsOrganization", "[\"o-1\"]", &bruno),
    ] {
        let rows = api
            .list("/customers", &[(name, value)])
            .await
            .rows("customers");
        assert_eq!(rows.len(), 1, "{name}");
        assert_eq!(rows[0]["id"], json!(expected), "{name}");
    }
}

#[tokio::test]
async fn version_2_splits_the_name_and_only_customers_know_it() {
    let api = Api::new().await;
    let anna = id(&add(&api, json!({"name": "Anna Verdi"})).await);
    let url = format!("/customers/{anna}");
    let split = second(&api, Method::GET, &url, Value::Null).await.json()["customer"].clone();
    assert_eq!(
        (&split["firstName"], &split["lastName"], split.get("name")),
        (&json!("Anna"), &json!("Verdi"), None)
    );
    let body = json!({"firstName": "Maria Luisa", "lastName": "De Rossi"});
    let maria = id(&second(&api, Method::POST, "/customers", body).await);
    let url = format!("/customers/{maria}");
    assert_eq!(
        api.get(&url).await.json()["customer"]["name"],
        "Maria Luisa De Rossi"
    );
    let split = second(&api, Method::GET, &url, Value::Null).await.json()["customer"].clone();
    assert_eq!(split["lastName"], "De Rossi");
    let orders = "/documents/orders?start=0&limit=1";
    assert_eq!(
        second(&api, Method::GET, orders, Value::Null).await.status,
        400
    );
}

#[tokio::test]
async fn organizations_are_made_unless_switched() {
    let api = Api::new().await;
    let whole = json!({"name": "Rossi srl", "address": "Via Po 1", "city": "Torino",
                       "zipcode": "10100", "district": "TO", "country": "IT",
                       "splitPayment": false, "vatNumber": "01234567890"});
    api.switch("till.organizations_writable", "false");
    let closed = api.write(Method::POST, "/organizations", &whole).await;
    assert_eq!(closed.status, 404);
    api.switch("till.organizations_writable", "true");
    let missing = json!({"name": "Rossi srl"});
    let refused = api.write(Method::POST, "/organizations", &missing).await;
    assert_eq!(refused.json()["msg"], "address");
    let made = api.write(Method::POST, "/organizations", &whole).await;
    assert_eq!(made.status, 201);
    let filter = [("vatNumber", "\"01234567890\"")];
    let rows = api
        .list("/organizations", &filter)
        .await
        .rows("organizations");
    assert_eq!((rows.len(), &rows[0]["id"]), (1, &made.json()["id"]));
}
