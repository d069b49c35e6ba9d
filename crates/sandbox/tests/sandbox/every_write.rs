//! Faults at every write of both services: lost after the effect, or failed before any.

use ponte_sandbox::lived_in::Start;
use ponte_transport::TransportError;
use rstest::rstest;
use serde_json::{Value, json};

use crate::stage::{Ended, Stage};

/// A write; its text may hold `#`, which each call replaces by its number.
struct Write {
    service: &'static str,
    method: &'static str,
    path: String,
    body: String,
    /// What shows whether it took effect.
    seen: String,
}

async fn make(stage: &Stage, write: &Write, number: u32) -> Ended {
    let body = write.body.replace('#', &number.to_string());
    if write.service == "till" {
        let body = serde_json::from_str(&body).expect("JSON");
        stage.till(write.method, &write.path, &body).await
    } else {
        stage.shop(write.method, &write.path, &body).await
    }
}

async fn look(stage: &Stage, write: &Write) -> String {
    let seen = if write.service == "till" {
        stage.till("GET", &write.seen, &Value::Null).await
    } else {
        stage.shop("GET", &write.seen, "").await
    };
    let (status, text) = seen.expect("an answer");
    assert_eq!(status, 200, "{}: {text}", write.seen);
    text
}

const CUSTOMERS: &str = "/customers?start=0&limit=100";
const ORGANIZATIONS: &str = "/organizations?start=0&limit=100";
const ORDERS: &str = "/documents/orders?start=0&limit=100&datetimeFrom=%222026-10-01%22";

/// Every write of both services that has to do with orders, customers and stock, and some more.
async fn writes(stage: &Stage) -> Vec<Write> {
    let dump = stage.asked("GET", "/dump", Value::Null).await;
    let customers = stage.till("GET", CUSTOMERS, &Value::Null).await;
    let customers: Value = serde_json::from_str(&customers.expect("an answer").1).expect("JSON");
    let customer = &customers["customers"][0]["id"];
    let variant = &dump["till"]["products"][0]["variants"][0]["id"];
    let taken = dump["till"]["orders"].as_array().expect("orders");
    let taken = taken.last().expect("an order")["id"]
        .as_str()
        .expect("an id");
    let due = stage.world.now().as_millisecond() + 86_400_000;
    let order = json!({"create": [{
        "externalId": "o-#", "isExternalOrder": true, "dueDate": due, "document": {
            "idSalesPoint": 101, "idCustomer": customer,
            "rows": [{"idProductVariant": variant, "quantity": 1, "price": 1}]}}]});
    let company = json!({"name": "Rossi #", "address": "Via Po 1", "city": "Torino",
        "zipcode": "10100", "district": "TO", "country": "IT", "splitPayment": false});
    let till = |method, path: String, body: Value, seen: &str| Write {
        service: "till",
        method,
        path,
        body: body.to_string(),
        seen: seen.to_owned(),
    };
    let bought = dump["shop"]["orders"][0]["id"].as_str().expect("an id");
    let uid = &dump["shop"]["products"][0]["uid"];
    let shop = |method, path: &str, body: String, seen: &str| Write {
        service: "shop",
        method,
        path: path.to_owned(),
        body,
        seen: seen.to_owned(),
    };
    let pay = json!({"prepay": true, "prepaymentStatus": "COMPLETED",
        "prepaymentTransactionId": "t-#"});
    let customer = customer.as_str().expect("an id");
    let product = "/products/product.json";
    let stock = "/inventory/list.json";
    vec![
        till("POST", "/documents/orders/batch".into(), order, ORDERS),
        till(
            "PUT",
            format!("/documents/orders/{taken}/prepayment"),
            pay,
            ORDERS,
        ),
        till(
            "POST",
            "/customers".into(),
            json!({"name": "A #"}),
            CUSTOMERS,
        ),
        till(
            "PUT",
            format!("/customers/{customer}"),
            json!({"city": "C #"}),
            CUSTOMERS,
        ),
        till("POST", "/organizations".into(), company, ORGANIZATIONS),
        shop(
            "PUT",
            "/orders/order.json",
            format!("orderID={bought}&status=#&tracking=T#"),
            &format!("/orders/order.json?orderID={bought}"),
        ),
        shop(
            "PUT",
            "/inventory/inventory.json",
            "sku=CRE-NEU&quantity=70#".into(),
            stock,
        ),
        shop(
            "PUT",
            "/inventory/patchInventory.json",
            "sku=CRE-NEU&quantity=#&is_child=0".into(),
            stock,
        ),
        shop(
            "PUT",
            "/inventory/batchInventory.json",
            "stage[CRE-NEU][quantity]=80#&stage[CRE-NEU][is_child]=0".into(),
            stock,
        ),
        shop(
            "POST",
            product,
            "sku=new-#&title=New&price=1".into(),
            "/products/list.json",
        ),
        shop(
            "PUT",
            product,
            format!("uid={uid}&title=T#"),
            &format!("{product}?uid={uid}"),
        ),
        shop(
            "POST",
            "/webhook/webhook.json",
            "url=http://a.test/&type=0&name=n#".into(),
            "/webhook/list.json",
        ),
        shop(
            "POST",
            "/categories/category.json",
            "name=c#".into(),
            "/categories/list.json",
        ),
    ]
}

#[rstest]
#[case::answer_lost_after_the_effect("timeout", true)]
#[case::connection_closed_after_the_effect("drop", true)]
#[case::time_out_before_any_effect("timeout", false)]
#[case::connection_closed_before_any_effect("drop", false)]
#[case::refused_before_any_effect("status", false)]
#[tokio::test]
async fn the_second_call_of_any_write_fails_as_asked_and_the_others_go_well(
    #[case] kind: &str,
    #[case] effect: bool,
) {
    let many = writes(&Stage::new(Start::LivedIn, 7).await).await.len();
    for place in 0..many {
        // A world of its own for each: ids are the same, since the seed is.
        let stage = Stage::new(Start::LivedIn, 7).await;
        let write = writes(&stage).await.remove(place);
        let rule = json!({"service": write.service, "method": write.method, "path": write.path,
            "kind": kind, "effect": effect, "after": 1, "times": 1});
        stage.asked("POST", "/faults", rule).await;
        for number in 1..=3 {
            let before = look(&stage, &write).await;
            let ended = make(&stage, &write, number).await;
            let changed = look(&stage, &write).await != before;
            let name = format!("{} {} {number}", write.method, write.path);
            match (number, kind) {
                (2, "timeout") => {
                    assert!(matches!(ended, Err(TransportError::Timeout(_))), "{name}");
                }
                (2, "drop") => {
                    assert!(matches!(ended, Err(TransportError::Broken(_))), "{name}");
                }
                (2, _) => assert_eq!(ended.expect("an answer").0, 500, "{name}"),
                _ => {
                    let (status, text) = ended.expect("an answer");
                    assert!((200..300).contains(&status), "{name}: {text}");
                }
            }
            assert_eq!(changed, number != 2 || effect, "{name}");
        }
    }
}
