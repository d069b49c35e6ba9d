//! Orders: the list, the details, states and updates.

use http::Method;
use rust_decimal::Decimal;
use ts_commerce::{Error, OrderUpdate, OrdersQuery, Uid};

use crate::script::{Script, client, clock, drive, ok, shop, status};

const ID: &str = "417_65e6f0c40a1b2";

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[tokio::test]
async fn the_list() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/orders_list.json"));
    let rows = shop.orders(&OrdersQuery::default()).await?;
    assert_eq!(script.last(), "GET /v1.1/orders/list.json?limit=50&skip=0");
    let [newest, other] = &rows[..] else {
        panic!("two orders: {rows:?}")
    };
    assert_eq!(
        (newest.order_id.as_str(), newest.total, newest.status),
        (ID, Some(72.into()), 1)
    );
    assert_eq!(
        newest.ordered_at.map(|at| at.as_second()),
        Some(1_709_633_732)
    );
    assert_eq!(newest.locale.as_deref(), Some("it_IT"));
    assert!(newest.extra.is_empty(), "{:?}", newest.extra);
    assert_eq!((other.total, other.status), (Some(decimal("6.66")), 0));
    assert_eq!(other.short_id.as_deref(), Some("A-17"));
    assert!(!format!("{rows:?}").contains("anna"));
    Ok(())
}

#[tokio::test]
async fn each_filter_has_its_own_name() -> Result<(), Error> {
    let (shop, script) = shop("[]");
    let at = |second| jiff::Timestamp::from_second(second).expect("an instant");
    let query = OrdersQuery {
        since: Some(at(1)),
        between: Some((at(2), at(3))),
        status: Some(7),
        order_ids: vec!["417_a".to_owned(), "417_b".to_owned()],
        skip: 100,
        limit: Some(20),
        nodes: vec!["short_id".to_owned(), "tags".to_owned()],
    };
    assert!(shop.orders(&query).await?.is_empty());
    assert_eq!(
        script.last(),
        "GET /v1.1/orders/list.json?limit=20&skip=100&status=7&since=1&from=2&to=3\
         &orderID[]=417_a&orderID[]=417_b&nodes=short_id%2Ctags"
    );
    Ok(())
}

#[tokio::test]
async fn a_row_that_cannot_be_read_fails_the_list_instead_of_vanishing() {
    for row in [
        r#"{"status":1}"#,
        r#"{"orderID":"417_a"}"#,
        r#"{"orderID":"417_a","status":"x"}"#,
    ] {
        let script = Script::new(move |_, _| ok(&format!("[{row}]")));
        let clock = clock();
        let rows = drive(
            &clock,
            client(&script, &clock).orders(&OrdersQuery::default()),
        )
        .await;
        assert!(
            matches!(rows, Err(Error::BrokenAnswer { .. })),
            "{row}: {rows:?}"
        );
    }
}

#[tokio::test]
async fn the_details() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/order.json"));
    let order = shop.order(ID).await?.expect("an order");
    assert_eq!(
        script.last(),
        format!("GET /v1.1/orders/order.json?orderID={ID}")
    );
    assert_eq!((order.status, order.total), (1, decimal("72.10")));
    assert_eq!(
        order.ordered_at.map(|at| at.as_second()),
        Some(1_709_633_732)
    );
    assert_eq!(
        (order.method.as_deref(), order.short_id.as_deref()),
        (Some("paypal"), Some("A-17"))
    );
    assert_eq!(
        order.customer_id.as_deref(),
        Some("62aa11bb22cc33dd44ee55ff")
    );
    assert_eq!(order.sale_code.as_deref(), Some("SALDI"));
    assert_eq!(
        (order.sale_amount, order.shipping_amount),
        (Some(decimal("2.5")), Some(decimal("7.5")))
    );
    assert_eq!(order.shipping_profile.as_deref(), Some("corriere"));
    assert_eq!(
        (order.payment_amount, order.payment_profile.as_deref()),
        (Some(Decimal::ZERO), Some("paypal"))
    );
    assert_eq!(order.message.as_deref(), Some("per Anna, citofonare"));
    assert_eq!(
        (order.invoice.wanted, order.invoice.sdi.as_deref()),
        (Some(true), Some("ABC1234"))
    );
    assert_eq!(order.invoice.pec.as_deref(), Some("anna@pec.example.test"));

    let billing = &order.billing;
    assert_eq!(
        (billing.fullname.as_deref(), billing.zip.as_deref()),
        (Some("Anna Segreta"), Some("31100"))
    );
    assert_eq!(
        (billing.company.as_deref(), billing.vat.as_deref()),
        (None, Some("01234567890"))
    );
    assert_eq!(billing.id.as_deref(), Some("65e6f0c4aa00bb11cc22dd33"));
    assert_eq!(order.delivery.nation_tld.as_deref(), Some("IT"));
    assert_eq!(
        order.delivery.phone, None,
        "an odd field of an address stops nobody"
    );
    assert_eq!(
        order.extra.keys().collect::<Vec<_>>(),
        ["cart", "operatorUID"]
    );
    Ok(())
}

#[tokio::test]
async fn lines_keep_the_order_of_the_answer() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/order.json"));
    let order = shop.order(ID).await?.expect("an order");
    // By their keys they would come the other way round.
    let [shoe, bag] = &order.lines[..] else {
        panic!("two lines: {order:?}")
    };
    assert_eq!(
        (shoe.key.as_str(), shoe.count, shoe.price),
        ("70532#|#42", 1, decimal("64.5"))
    );
    assert_eq!(
        (shoe.uid(), shoe.superkey().as_str()),
        (Some(Uid(70532)), "42")
    );
    assert_eq!(
        (shoe.sku.as_str(), shoe.title.as_str()),
        ("SC-100-42", "Scarpa da corsa 42")
    );
    assert_eq!(
        (shoe.listing_price, shoe.tax_profile_value),
        (Some(80.into()), Some(22.into()))
    );
    assert_eq!((bag.count, bag.price), (2, decimal("0.05")));
    assert_eq!(
        (bag.uid(), bag.superkey().as_str(), bag.sku.as_str()),
        (Some(Uid(70531)), "", "")
    );
    Ok(())
}

#[tokio::test]
async fn an_order_with_nothing_in_it_is_one_all_the_same() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/order_bare.json"));
    let order = shop.order("417_65e6f0c40a1b3").await?.expect("an order");
    assert_eq!(
        (order.status, order.total, order.lines.len()),
        (7, 10.into(), 0)
    );
    assert_eq!(
        order.ordered_at.map(|at| at.as_second()),
        Some(0x65e6_f0c4),
        "by its id"
    );
    assert_eq!(order.billing, ts_commerce::Address::default());
    Ok(())
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_an_error_that_names_the_order() {
    for line in [
        r#"{"price":1}"#,
        r#"{"count":null,"price":1}"#,
        r#"{"count":1.5,"price":1}"#,
        r#"{"count":1}"#,
        r#"{"count":1,"price":"free"}"#,
        r#""a line""#,
    ] {
        let body = format!(
            r##"{{"orderID":"{ID}","status":1,"total":1,"cart":{{"items":{{"70532#|#42":{line}}}}}}}"##
        );
        let script = Script::new(move |_, _| ok(&body));
        let error = client(&script, &clock())
            .order(ID)
            .await
            .expect_err("no line");
        let text = error.to_string();
        assert!(matches!(error, Error::BrokenAnswer { .. }), "{error:?}");
        assert!(
            text.contains(ID) && text.contains("cart.items[70532#|#42]"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn no_such_order_is_told_from_an_answer_that_cannot_be_read() -> Result<(), Error> {
    for (code, body) in [
        (404, r#"{"error":404,"message":"not found"}"#),
        (200, r#"{"error":404,"message":"not found"}"#),
    ] {
        let script = Script::new(move |_, _| status(code, body));
        assert_eq!(client(&script, &clock()).order(ID).await?, None);
    }
    for body in [
        "{}",
        "[]",
        "null",
        r#"{"orderID":"417_another","status":1,"total":1}"#,
        r#"{"orderID":"417_65e6f0c40a1b2","total":1}"#,
        r#"{"orderID":"417_65e6f0c40a1b2","status":1}"#,
    ] {
        let outcome = shop(body).0.order(ID).await;
        assert!(
            matches!(outcome, Err(Error::BrokenAnswer { .. })),
            "{body}: {outcome:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn nothing_of_the_buyer_is_printed() -> Result<(), Error> {
    let sample = include_str!("../samples/order.json");
    let order = shop(sample).0.order(ID).await?.expect("an order");
    let cut = &sample[..700];
    let script = Script::new(move |_, _| ok(cut));
    let clock = clock();
    let error = drive(&clock, client(&script, &clock).order(ID))
        .await
        .expect_err("cut");
    let printed = format!(
        "{order:?} {:?} {:?} {:?} {error} {error:?}",
        order.billing, order.delivery, order.invoice
    );
    let printed = printed.to_lowercase();
    for word in [
        "anna", "segreta", "treviso", "31100", "0422", "example", "0123456",
    ] {
        assert!(!printed.contains(word), "{word} in {printed}");
    }
    Ok(())
}

#[tokio::test]
async fn statuses_come_in_their_order() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/order_statuses.json"));
    let statuses = shop.order_statuses().await?;
    let numbers: Vec<_> = statuses.iter().map(|status| status.status).collect();
    assert_eq!(numbers, (0..9).collect::<Vec<_>>());
    assert_eq!(
        (statuses[6].group.as_str(), statuses[6].label.as_str()),
        ("closed", "Archived/Deleted")
    );
    Ok(())
}

#[tokio::test]
async fn an_update_goes_by_query_with_an_empty_body() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/order_updated.json"));
    let update = OrderUpdate {
        order_id: ID.to_owned(),
        status: Some(3),
        tracking: Some("1Z 9".to_owned()),
        courier: Some("Corriere".to_owned()),
        tracking_url: Some("https://c.test/?t=1".to_owned()),
    };
    shop.update_order(&update).await?;
    assert_eq!(
        script.last(),
        format!(
            "PUT /v1.1/orders/order.json?orderID={ID}&status=3&tracking=1Z%209&courier=Corriere\
             &tracking_url=https%3A%2F%2Fc.test%2F%3Ft%3D1"
        )
    );
    assert!(script.seen()[0].body.is_empty() && script.seen()[0].method == Method::PUT);
    Ok(())
}

#[tokio::test]
async fn an_update_of_the_state_that_is_there_is_a_success() {
    let update = OrderUpdate {
        order_id: ID.to_owned(),
        status: Some(3),
        ..OrderUpdate::default()
    };
    let answers = [
        (200, r#"{"ok":1,"err":null,"updatedExisting":false}"#),
        (200, r#"{"error":1,"message":"Order already fulfiled"}"#),
        (400, r#"{"error":{"message":"already in this state"}}"#),
    ];
    for (code, body) in answers {
        let script = Script::new(move |_, _| status(code, body));
        let outcome = client(&script, &clock()).update_order(&update).await;
        assert!(outcome.is_ok(), "{body}: {outcome:?}");
    }
    for body in [
        r#"{"error":1,"message":"order cancelled"}"#,
        r#"{"err":"no","ok":0}"#,
    ] {
        let outcome = shop(body).0.update_order(&update).await;
        assert!(
            matches!(outcome, Err(Error::Refused { .. })),
            "{body}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn updated_orders_are_waited_for_and_then_told_with_their_allowance() -> Result<(), Error> {
    let at = |second| jiff::Timestamp::from_second(second).expect("an instant");
    let (shop, script) = shop(include_str!("../samples/orders_updated_list.json"));
    let rows = shop.updated_orders(at(2), at(3)).await?;
    assert_eq!(script.last(), "GET /v1.1/orders/updated.json?from=2&to=3");
    assert_eq!(
        (rows[0].head.order_id.as_str(), rows[0].head.status),
        (ID, 3)
    );
    assert_eq!(
        rows[0].updated_at.map(|at| at.as_second()),
        Some(1_709_712_000)
    );

    let script = Script::new(|_, _| {
        let mut answer = status(429, "")?;
        answer.limit = Some("0/5");
        Ok(answer)
    });
    let clock = clock();
    let outcome = drive(&clock, client(&script, &clock).updated_orders(at(2), at(3))).await;
    let Err(Error::Throttled { allowance, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        allowance.map(|allowance| (allowance.left, allowance.assigned)),
        Some((0, 5))
    );
    assert_eq!(script.calls(), 3);
    assert!(ponte_transport::Clock::now(&*clock).as_second() >= 24);
    Ok(())
}
