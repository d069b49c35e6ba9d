//! Orders: one creation, its outcomes, and what is read.

use std::sync::Arc;

use cassa_in_cloud::{
    Client, DeliveryMode, Destination, Error, NewDocument, NewOrder, NewOrderRow, OrderRefusal,
    OrderStatus, OrdersQuery, Prepayment, PrepaymentStatus, Window, WorkflowStatus,
    unconfirmed::shipping_row,
};
use http::Method;
use jiff::civil::date;
use ponte_transport::{FixedWindow, TransportError, retry::Backoff};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::script::{Reply, Script, builder, client, clock, ok, status, token};

const BATCH: &str = "/documents/orders/batch";

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn order() -> NewOrder {
    NewOrder {
        external_id: "shop-000123".to_owned(),
        date: "2026-01-02T10:00:00Z".parse().expect("an instant"),
        due_date: "2026-01-02T15:00:00Z".parse().expect("an instant"),
        delivery_mode: DeliveryMode::Delivery,
        destination: Some(Destination {
            street: "Via Segreta 1".to_owned(),
            city: "Treviso".to_owned(),
            zipcode: "31100".to_owned(),
            district: "TV".to_owned(),
            country: "IT".to_owned(),
        }),
        phone_number: Some("+390422000111".to_owned()),
        prepay: true,
        prepayment_status: Some(PrepaymentStatus::Completed),
        prepayment_transaction_id: None,
        document: NewDocument {
            id_sales_point: 101,
            id_customer: Some("aaaaaaaa".to_owned()),
            id_organization: None,
            amount: decimal("32.50"),
            note: "per Anna Segreta".to_owned(),
            email: Some("anna@example.test".to_owned()),
            rows: vec![
                NewOrderRow {
                    row_number: 1,
                    id_product_variant: Some("v-1".to_owned()),
                    id_department: Some("d-1".to_owned()),
                    quantity: decimal("2"),
                    price: decimal("12.50"),
                    ..NewOrderRow::default()
                },
                shipping_row(2, decimal("7.50"), None),
            ],
        },
    }
}

/// Creates the order where the first call gives `reply` and the others what is well.
async fn create(
    reply: impl Fn() -> Reply + Send + Sync + 'static,
) -> (Result<Option<String>, Error>, usize) {
    let script = Script::with_tokens(move |_, before| match before {
        0 => reply(),
        _ => ok(include_str!("../samples/order_created.json")),
    });
    let created = client(&script, &clock()).create_order(&order()).await;
    (created.map(|created| created.id), script.calls(BATCH))
}

#[tokio::test]
async fn a_creation_sends_one_external_order() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(include_str!("../samples/order_created.json")));
    let created = client(&script, &clock()).create_order(&order()).await?;
    assert_eq!(
        created.id.as_deref(),
        Some("bbbbbbbb-0000-4000-8000-000000000001")
    );
    let seen = script.seen();
    let request = &seen[1];
    assert_eq!(
        (&request.method, request.url.path()),
        (&Method::POST, BATCH)
    );
    assert_eq!(request.headers["x-requested-with"], "*");
    assert_eq!(request.headers["x-version"], "1.0.0");
    assert_eq!(request.headers["content-type"], "application/json");
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    assert_eq!(
        body,
        json!({"create": [{
            "externalId": "shop-000123", "isExternalOrder": true,
            "date": 1_767_348_000_000_i64, "dueDate": 1_767_366_000_000_i64,
            "deliveryMode": "DELIVERY", "destinationStreet": "Via Segreta 1",
            "destinationCity": "Treviso", "destinationZipcode": "31100",
            "destinationDistrict": "TV", "destinationCountry": "IT",
            "phoneNumber": "+390422000111", "prepay": true, "prepaymentStatus": "COMPLETED",
            "document": {
                "idSalesPoint": 101, "idCustomer": "aaaaaaaa", "amount": 32.5,
                "note": "per Anna Segreta", "email": "anna@example.test",
                "rows": [
                    {"rowNumber": 1, "idProductVariant": "v-1", "idDepartment": "d-1", "quantity": 2,
                     "price": 12.5, "shippingCost": false, "subtotal": false, "menu": false,
                     "composition": false},
                    {"rowNumber": 2, "quantity": 1, "price": 7.5, "shippingCost": true,
                     "subtotal": false, "menu": false, "composition": false},
                ],
            },
        }]})
    );
    let text = String::from_utf8_lossy(&request.body);
    assert!(
        text.contains(r#""amount":32.50"#) && text.contains(r#""price":12.50"#),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn a_creation_leaves_once_whatever_comes_of_it() {
    let replies: [fn() -> Reply; 8] = [
        || status(500, "something went wrong"),
        || status(502, "<html>"),
        || status(429, ""),
        || status(400, "InvalidParams"),
        || ok("<html>maintenance</html>"),
        || Err(TransportError::Connect("refused".into())),
        || Err(TransportError::Timeout(std::time::Duration::from_secs(60))),
        || Err(TransportError::Broken("cut".into())),
    ];
    for reply in replies {
        let (created, calls) = create(reply).await;
        assert!(created.is_err());
        assert_eq!(calls, 1, "{created:?}");
    }
}

#[tokio::test]
async fn a_401_which_had_no_effect_sends_the_creation_once_more() {
    let (created, calls) = create(|| status(401, "")).await;
    assert_eq!((created.is_ok(), calls), (true, 2));
    let script = Script::with_tokens(|_, _| status(401, "no"));
    let error = client(&script, &clock()).create_order(&order()).await;
    let error = error.expect_err("turned down twice");
    assert!(matches!(error, Error::MissingPermission { .. }) && !error.outcome_unknown());
    assert_eq!(script.calls(BATCH), 2);
}

#[tokio::test]
async fn an_unknown_outcome_is_told_from_a_refusal() {
    let unknown: [fn() -> Reply; 8] = [
        || status(500, ""),
        || status(503, "too many calls"),
        || Err(TransportError::Timeout(std::time::Duration::from_secs(60))),
        || Err(TransportError::Broken("cut".into())),
        || ok("<html>"),
        || ok("{}"),
        || ok(r#"{"batchResponse":{"createDetails":[]}}"#),
        || ok(r#"{"batchResponse":{"createDetails":[{"id":"b","externalId":"another"}]}}"#),
    ];
    for reply in unknown {
        let (created, _) = create(reply).await;
        let error = created.expect_err("not made for certain");
        assert!(error.outcome_unknown() && !error.is_conflict(), "{error:?}");
    }
    for refusal in [400, 403, 404, 413, 422, 429] {
        let (created, _) = create(move || status(refusal, "no")).await;
        let error = created.expect_err("refused");
        assert!(
            !error.outcome_unknown() && !error.is_conflict(),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_conflict_is_told_in_any_style_under_any_status() {
    for answer in [
        (400, r#"{"error":"ConflictValue","msg":"externalId"}"#),
        (
            409,
            r#"{"obj.create[0].externalId":[{"msg":["ConflictValue"],"args":[]}]}"#,
        ),
        (409, "it exists"),
        (500, "ConflictValue"),
        (403, "ConflictValue: externalId"),
        (
            200,
            r#"{"batchResponse":{"createDetails":[{"index":0,"error":"ConflictValue"}]}}"#,
        ),
        (200, "ConflictValue"),
    ] {
        let (created, calls) = create(move || status(answer.0, answer.1)).await;
        let error = created.expect_err("it is there already");
        assert!(
            error.is_conflict() && !error.outcome_unknown(),
            "{answer:?}: {error:?}"
        );
        assert_eq!(calls, 1);
    }
}

#[tokio::test]
async fn a_refusal_says_why_where_the_words_tell_it() {
    for (answer, reason) in [
        (
            (
                400,
                r#"{"error":"InvalidParams","msg":"Orario Obbligatorio"}"#,
            ),
            Some(OrderRefusal::MandatoryTime),
        ),
        (
            (
                422,
                r#"{"obj.create[0].document.amount":[{"msg":["error.minimumOrder"],"args":[20]}]}"#,
            ),
            Some(OrderRefusal::MinimumOrder),
        ),
        (
            (403, "InvalidIdSalesPoint"),
            Some(OrderRefusal::PointNotEnabled),
        ),
        (
            (
                200,
                r#"{"batchResponse":{"createDetails":[{"error":"InvalidParams","msg":"ordine minimo"}]}}"#,
            ),
            Some(OrderRefusal::MinimumOrder),
        ),
        ((400, "no"), None),
    ] {
        let (created, _) = create(move || status(answer.0, answer.1)).await;
        let error = created.expect_err("refused");
        assert_eq!(error.order_refusal(), reason, "{answer:?}: {error:?}");
        assert!(!error.outcome_unknown());
    }
}

#[tokio::test]
async fn a_creation_without_allowance_or_token_never_left() {
    let script = Script::with_tokens(|_, _| ok(include_str!("../samples/order_created.json")));
    let clock = clock();
    let window = FixedWindow::new(clock.clone(), 1, std::time::Duration::from_secs(600));
    let till = builder(&script, &clock).limiter(Arc::new(window)).build();
    let error = till
        .create_order(&order())
        .await
        .expect_err("the token took it");
    assert!(matches!(error, Error::Quota { .. }) && !error.outcome_unknown());

    let script = Script::new(|_, _| status(502, ""));
    let till = builder(&script, &clock).backoff(Backoff::never()).build();
    let error = till.create_order(&order()).await.expect_err("no token");
    assert!(matches!(error, Error::NoToken(_)) && !error.outcome_unknown());
    assert_eq!(script.calls(BATCH), 0);
}

#[tokio::test]
async fn a_created_order_may_come_without_its_id() {
    for body in [
        "",
        r#"{"batchResponse":{"create":[{"externalId":"shop-000123"}]}}"#,
    ] {
        let (created, _) = create(move || status(201, body)).await;
        assert_eq!(created.expect("made"), None, "{body}");
    }
}

#[tokio::test]
async fn nothing_of_the_buyer_is_printed() -> Result<(), Error> {
    let echo = "no: Anna Segreta, via segreta 1, 31100 TREVISO, +390422000111, anna@example.test, \
                per Anna Segreta";
    let (created, _) = create(move || status(400, echo)).await;
    let error = created.expect_err("refused");
    let till = till(include_str!("../samples/order.json"));
    let read = till.order("bbbbbbbb-0000-4000-8000-000000000001").await?;
    let printed = format!("{error} {error:?} {:?} {read:?}", order()).to_lowercase();
    for word in [
        "segreta 1",
        "31100",
        "treviso",
        "0422",
        "@example",
        "per anna",
    ] {
        assert!(!printed.contains(word), "{word} in {printed}");
    }
    assert!(printed.contains("shop-000123") && printed.contains("ponte-417"));
    Ok(())
}

/// A till that answers everything with one sample.
fn till(sample: &'static str) -> Client {
    client(&Script::with_tokens(move |_, _| ok(sample)), &clock())
}

#[tokio::test]
async fn one_order() -> Result<(), Error> {
    let till = till(include_str!("../samples/order.json"));
    let id = "bbbbbbbb-0000-4000-8000-000000000001";
    let order = till.order(id).await?.expect("an order");
    assert_eq!(
        order.external_id.as_deref(),
        Some("ponte-417_65e6f0c40a1b2-1")
    );
    assert_eq!(
        order.external_workflow_status,
        Some(WorkflowStatus::Rejected)
    );
    assert_eq!(order.status, Some(OrderStatus::NotProcessed));
    assert_eq!(order.rejection_reason.as_deref(), Some("articolo finito"));
    assert_eq!(order.delivery_mode, Some(DeliveryMode::Pickup));
    assert_eq!(order.prepayment_status, Some(PrepaymentStatus::Waiting));
    assert_eq!(order.date.map(|at| at.as_second()), Some(1_767_348_000));
    assert_eq!(order.due_date.map(|at| at.as_second()), Some(1_767_366_000));
    assert_eq!(order.document.id_sales_point, Some(101));
    assert_eq!(order.document.amount, Some(decimal("32.5")));
    let [shoe, shipping] = &order.document.rows[..] else {
        panic!("two rows: {order:?}")
    };
    assert_eq!(
        (shoe.quantity, shoe.price),
        (Some(2.into()), Some(decimal("12.50")))
    );
    assert_eq!(shoe.calculated_amount, Some(decimal("25")));
    assert!(shipping.shipping_cost && !shoe.shipping_cost && shipping.id_product.is_none());
    assert!(
        order.is_external && order.unreadable.is_empty(),
        "{order:?}"
    );
    let another = till.order("bbbbbbbb-0000-4000-8000-000000000002").await;
    assert!(matches!(another, Err(Error::BrokenAnswer { .. })));
    Ok(())
}

#[tokio::test]
async fn an_order_that_is_not_there_is_none_and_a_failure_is_an_error() -> Result<(), Error> {
    for (code, body) in [(404, ""), (400, r#"{"error":"InvalidId","msg":"id"}"#)] {
        let script = Script::with_tokens(move |_, _| status(code, body));
        assert_eq!(client(&script, &clock()).order("a/b").await?, None);
        assert_eq!(script.seen()[1].url.path(), "/documents/orders/a%2Fb");
    }
    for body in ["{}", "[]", r#"{"order":null}"#, r#"{"order":[]}"#] {
        let outcome = till(body).order("b-1").await;
        assert!(matches!(outcome, Err(Error::BrokenAnswer { .. })), "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn an_order_that_cannot_be_read_is_a_row_all_the_same_and_says_so() -> Result<(), Error> {
    let window = Window::new(date(2026, 1, 1), date(2026, 1, 2)).expect("two days");
    let query = OrdersQuery::new(window, &[101, 102]);
    let page = till(include_str!("../samples/orders_page.json"))
        .orders(&query)
        .await?;
    let [ours, plain, odd, none] = &page.rows[..] else {
        panic!("four rows: {page:?}")
    };
    assert!(ours.unreadable.is_empty() && plain.unreadable.is_empty());
    assert_eq!(
        ours.external_workflow_status,
        Some(WorkflowStatus::Other("ON_HOLD".to_owned()))
    );
    assert_eq!(
        (ours.document.id_sales_point, ours.document.rows[0].quantity),
        (Some(101), Some(2.into()))
    );
    assert_eq!(plain.date.map(|at| at.as_second()), Some(1_767_348_000));
    assert!(plain.external_id.is_none() && plain.due_date.is_none());

    assert_eq!(
        odd.unreadable,
        [
            "externalId",
            "date",
            "document.rows[0].quantity",
            "document.rows[1]"
        ]
    );
    assert_eq!(
        (odd.id.as_deref(), odd.document.rows.len()),
        (Some("b-3"), 2)
    );
    assert_eq!(none.unreadable, ["the whole order"]);
    let may_be = |id| {
        page.rows
            .iter()
            .map(|order| order.may_be(id))
            .collect::<Vec<_>>()
    };
    assert_eq!(may_be("ponte-1-1"), [true, false, true, true]);
    assert_eq!(may_be("ponte-1-2"), [false, false, true, true]);
    assert!(
        odd.could_not_read("document.rows[1].quantity") && !odd.could_not_read("document.rows")
    );
    assert!(none.could_not_read("date") && !plain.could_not_read("dueDate"));
    Ok(())
}

#[tokio::test]
async fn a_payment_is_told_to_the_order() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| status(204, ""));
    let prepayment = Prepayment {
        prepay: true,
        status: PrepaymentStatus::Completed,
        transaction_id: Some("T-1".to_owned()),
    };
    client(&script, &clock())
        .set_prepayment("b/1", &prepayment)
        .await?;
    let seen = script.seen();
    assert_eq!(seen[1].method, Method::PUT);
    assert_eq!(seen[1].url.path(), "/documents/orders/b%2F1/prepayment");
    assert_eq!(
        serde_json::from_slice::<Value>(&seen[1].body).expect("JSON"),
        json!({"prepay": true, "prepaymentStatus": "COMPLETED", "prepaymentTransactionId": "T-1"})
    );
    Ok(())
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_leaves_the_creation_without_effect() {
    let script = Script::new(|request, before| match (request.url.path(), before) {
        (BATCH, _) => status(401, ""),
        (_, 0) => token(0),
        _ => status(502, ""),
    });
    let till = builder(&script, &clock()).backoff(Backoff::never()).build();
    let error = till.create_order(&order()).await.expect_err("no token");
    assert!(matches!(error, Error::NoToken(_)) && !error.outcome_unknown());
}
