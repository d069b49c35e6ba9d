//! The shop's orders through the control API, and a webhook over the network.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::running::Sandbox;

/// A bare sandbox whose shop sells one article, `MAG`, ten pieces at 19.90.
async fn selling() -> Sandbox {
    let sandbox = Sandbox::bare().await;
    let product = json!({"name": "Maglietta", "category": "Novità", "vat": 22, "ecommerce": true,
        "variants": [{"sku": "MAG", "price": "19.90", "stock": [10]}]});
    let (status, made) = sandbox.control("POST", "/shop/products", product).await;
    assert_eq!(status, 200, "{made}");
    sandbox
}

async fn buy(sandbox: &Sandbox, basket: Value) -> Value {
    let (status, order) = sandbox.control("POST", "/shop/orders", basket).await;
    assert_eq!(status, 200, "{order}");
    order
}

async fn on_hand(sandbox: &Sandbox) -> Value {
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    dump["shop"]["products"][0]["quantity"].clone()
}

#[tokio::test]
async fn a_basket_becomes_an_order_with_coupon_shipping_fee_and_company() {
    let sandbox = selling().await;
    let basket = json!({
        "lines": [{"sku": "MAG", "count": 3}],
        "billing": {"fullname": "Rossi Srl", "company": "Rossi Srl", "vat": "12345678903",
                    "email": "info@rossi.test", "province": "PD"},
        "registered": true,
        "coupon": {"code": "TRE", "kind": "percent", "value": "10"},
        "shipping": {"profile": "ritiro Via dei Tigli", "amount": "0"},
        "payment": {"method": "mark", "fee": "3.50"},
        "tags": ["regalo"]
    });
    let order = buy(&sandbox, basket).await;
    // 59.70 - 5.97 + 3.50
    assert_eq!(order["total"], "57.23");
    assert_eq!(order["discount"], "5.97");
    assert_eq!(
        (&order["status"], &order["vat"]),
        (&json!(0), &json!("12345678903"))
    );
    assert_eq!(order["shipping"]["profile"], "ritiro Via dei Tigli");
    assert_eq!(on_hand(&sandbox).await, 7);
    let path = format!(
        "/v1.1/orders/order.json?orderID={}",
        order["id"].as_str().expect("an id")
    );
    let (_, text) = sandbox.shop("GET", &path, "").await.expect("an answer");
    let seen: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (&seen["total"], &seen["billing"]["stateISO"]),
        (&json!(57.23), &json!("PD"))
    );
}

#[tokio::test]
async fn an_order_is_paid_cancelled_and_set_to_any_state() {
    let sandbox = selling().await;
    let order = buy(
        &sandbox,
        json!({"lines": [{"sku": "MAG", "count": 4}], "paid": true}),
    )
    .await;
    assert_eq!(order["status"], 1);
    let path = format!("/shop/orders/{}", order["id"].as_str().expect("an id"));
    let status = async || {
        let (_, order) = sandbox.control("GET", &path, Value::Null).await;
        order["status"].clone()
    };
    let wanted = json!({"status": 3});
    let set = sandbox
        .control("PUT", &format!("{path}/status"), wanted)
        .await;
    assert_eq!((set.0, status().await), (204, json!(3)));
    let cancelled = sandbox
        .control("POST", &format!("{path}/cancel"), Value::Null)
        .await;
    assert_eq!((cancelled.0, status().await), (204, json!(7)));
    assert_eq!(on_hand(&sandbox).await, 10);
    let paid = sandbox
        .control("POST", &format!("{path}/pay"), Value::Null)
        .await;
    assert_eq!((paid.0, status().await), (204, json!(1)));
    assert_eq!(on_hand(&sandbox).await, 6);
}

#[tokio::test]
async fn edited_lines_are_shown_and_what_cannot_be_is_refused_with_its_reason() {
    let sandbox = selling().await;
    let order = buy(&sandbox, json!({"lines": [{"sku": "MAG"}]})).await;
    let path = format!(
        "/shop/orders/{}/lines",
        order["id"].as_str().expect("an id")
    );
    let lines = |count: u32| json!({"lines": [{"sku": "MAG", "count": count}]});
    let (status, edited) = sandbox.control("PUT", &path, lines(10)).await;
    assert_eq!((status, &edited["total"]), (200, &json!("199")));
    let (status, refused) = sandbox.control("PUT", &path, lines(11)).await;
    let why = "Maglietta: 11 wanted, 10 available";
    assert_eq!((status, &refused["error"]), (409, &json!(why)));
    let nothing = json!({"lines": [{"sku": "NO"}]});
    assert_eq!(
        sandbox.control("POST", "/shop/orders", nothing).await.0,
        404
    );
    let empty = json!({"lines": []});
    assert_eq!(sandbox.control("POST", "/shop/orders", empty).await.0, 400);
    for (method, path) in [
        ("GET", "/shop/orders/417_no"),
        ("POST", "/shop/orders/417_no/pay"),
        ("POST", "/shop/orders/417_no/cancel"),
    ] {
        let (status, _) = sandbox.control(method, path, Value::Null).await;
        assert_eq!(status, 404, "{path}");
    }
    let ten = json!({"status": 10});
    let path = path.replace("/lines", "/status");
    assert_eq!(sandbox.control("PUT", &path, ten).await.0, 404);
}

#[tokio::test]
async fn the_orders_are_listed_newest_first_and_are_in_the_dump() {
    let sandbox = selling().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let order = buy(&sandbox, json!({"lines": [{"sku": "MAG"}]})).await;
        ids.insert(0, order["id"].clone());
    }
    let (_, list) = sandbox
        .control("GET", "/shop/orders?start=1&limit=1", Value::Null)
        .await;
    assert_eq!(
        (&list["total"], &list["orders"][0]["id"]),
        (&json!(3), &ids[1])
    );
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    let dumped = dump["shop"]["orders"].as_array().expect("a list");
    let dumped: Vec<_> = dumped.iter().map(|order| order["id"].clone()).collect();
    assert_eq!(dumped, ids);
}

#[tokio::test]
async fn a_webhook_reaches_its_receiver_over_the_network_and_its_call_is_listed() {
    let sandbox = selling().await;
    let receiver = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = receiver.local_addr().expect("an address");
    let form = format!("url=http%3A%2F%2F{address}%2Fsegreto&type=0&name=ponte");
    let made = sandbox
        .shop("POST", "/v1.1/webhook/webhook.json", &form)
        .await;
    assert_eq!(made.expect("an answer").0, 200);
    let order = buy(&sandbox, json!({"lines": [{"sku": "MAG"}]})).await;
    let id = order["id"].as_str().expect("an id");

    let heard = async {
        let (mut caller, _) = receiver.accept().await.expect("a caller");
        let mut heard = Vec::new();
        let end = format!("instance={}", sandbox.running.accounts[0].instance);
        while !String::from_utf8_lossy(&heard).ends_with(&end) {
            caller.read_buf(&mut heard).await.expect("bytes");
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        caller.write_all(answer).await.expect("written");
        String::from_utf8_lossy(&heard).into_owned()
    };
    let patience = Duration::from_secs(10);
    let heard = tokio::time::timeout(patience, heard).await.expect("a call");
    assert!(heard.starts_with("POST /segreto HTTP/1.1"), "{heard}");
    assert!(
        heard.contains(&format!("id_order={id}&orderID={id}&type=0")),
        "{heard}"
    );

    let listed = async {
        loop {
            let (_, calls) = sandbox.control("GET", "/deliveries", Value::Null).await;
            if calls["made"] != json!([]) {
                return calls;
            }
        }
    };
    let calls = tokio::time::timeout(patience, listed)
        .await
        .expect("an entry");
    let made = &calls["made"][0];
    assert_eq!(
        (
            &calls["waiting"],
            &made["service"],
            &made["status"],
            &made["attempt"]
        ),
        (&json!(0), &json!("shop"), &json!(200), &json!(1))
    );
}

#[tokio::test]
async fn a_cart_left_behind_gets_an_id() {
    let sandbox = selling().await;
    let (status, cart) = sandbox
        .control("POST", "/shop/abandoned-carts", Value::Null)
        .await;
    assert_eq!(status, 200);
    assert_eq!(cart["cart_id"].as_str().map(str::len), Some(36));
}

#[tokio::test]
async fn the_lived_in_shop_has_an_order_of_every_state_and_its_stock_as_if_without_them() {
    let sandbox = Sandbox::lived_in().await;
    let (_, list) = sandbox.control("GET", "/shop/orders", Value::Null).await;
    let orders = list["orders"].as_array().expect("a list");
    let mut states: Vec<_> = orders
        .iter()
        .map(|order| order["status"].as_u64())
        .collect();
    states.sort_unstable();
    assert_eq!(states, (0..=8).map(Some).collect::<Vec<_>>());
    let placed: Vec<_> = orders
        .iter()
        .map(|order| order["placed"].as_str())
        .collect();
    assert!(
        placed.is_sorted_by(|newer, older| newer > older),
        "{placed:?}"
    );
    let (_, text) = sandbox
        .shop("GET", "/v1.1/inventory/list.json", "")
        .await
        .expect("an answer");
    let stock: Value = serde_json::from_str(&text).expect("JSON");
    let of = |sku: &str| {
        let rows = stock.as_array().expect("a list").iter();
        let children = rows
            .clone()
            .flat_map(|row| row["childs"].as_array())
            .flatten();
        let mut all = rows.chain(children);
        let row = all.find(|row| row["sku"] == sku);
        row.expect("the shop's own")["quantity"].clone()
    };
    assert_eq!(
        ["ALI-CUO", "CRE-NEU", "TSH-S", "TSH-M"].map(of),
        [1, 5, 3, 8]
    );
    let (_, text) = sandbox
        .shop("GET", "/v1.1/clients/list.json", "")
        .await
        .expect("an answer");
    let clients: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(clients.as_array().map(Vec::len), Some(4));
}
