//! Reading orders: the window and the filters (Cassa in Cloud sheet §16.4, §24.7, §25).

use serde_json::json;

use crate::{
    orders::{HOUR, NOW, order, placed, shown},
    support::{Answer, Api},
};

const DAY: i64 = 24 * HOUR;

/// An order with this date.
async fn dated(api: &Api, external: &str, date: i64) -> String {
    let mut order = order(api, external).await;
    order["date"] = json!(date);
    placed(api, order).await
}

async fn window(api: &Api, from: &str, to: &str) -> Answer {
    let dates = [("datetimeFrom", from), ("datetimeTo", to)];
    let dates = dates.into_iter().filter(|(_, date)| !date.is_empty());
    api.list("/documents/orders", &dates.collect::<Vec<_>>())
        .await
}

fn externals(answer: &Answer) -> Vec<String> {
    let rows = answer.rows("orders");
    let external = |row: &serde_json::Value| row["externalId"].as_str().map(ToOwned::to_owned);
    rows.iter().filter_map(external).collect()
}

#[tokio::test]
async fn two_quoted_days_pass_and_three_do_not() {
    let api = Api::new().await;
    assert_eq!(
        window(&api, "\"2026-09-30\"", "\"2026-10-01\"")
            .await
            .status,
        200
    );
    let three = window(&api, "\"2026-09-29\"", "\"2026-10-01\"").await;
    assert_eq!(
        (three.status.as_u16(), &three.json()["error"]),
        (400, &json!("InvalidParams"))
    );
}

#[tokio::test]
async fn days_without_23_or_with_25_hours_are_days_all_the_same() {
    let api = Api::new().await;
    for (from, to, status) in [
        ("\"2026-03-28\"", "\"2026-03-30\"", 400),
        ("\"2026-03-28\"", "\"2026-03-29\"", 200),
        ("\"2026-10-24\"", "\"2026-10-25\"", 200),
    ] {
        assert_eq!(window(&api, from, to).await.status, status, "{from} {to}");
    }
}

#[tokio::test]
async fn the_end_day_counts_in_full_by_the_calendar_of_rome() {
    let api = Api::new().await;
    // 23:30 and 00:30 in Rome: the second one is still 30 September in UTC.
    let midnight = NOW - 12 * HOUR;
    dated(&api, "before", midnight - HOUR / 2).await;
    dated(&api, "after", midnight + HOUR / 2).await;
    let first = window(&api, "\"2026-09-30\"", "\"2026-09-30\"").await;
    assert_eq!(externals(&first), ["before"]);
    let second = window(&api, "\"2026-10-01\"", "\"2026-10-01\"").await;
    assert_eq!(externals(&second), ["after"]);
    api.switch("till.window_end_day_counts", "false");
    let empty = window(&api, "\"2026-10-01\"", "\"2026-10-01\"").await;
    assert_eq!(externals(&empty), [] as [&str; 0]);
    let three = window(&api, "\"2026-09-29\"", "\"2026-10-01\"").await;
    assert_eq!(externals(&three), ["before"]);
}

#[tokio::test]
async fn a_window_in_milliseconds_is_shorter_than_72_hours() {
    let api = Api::new().await;
    dated(&api, "a", NOW).await;
    let bounds = |length: i64| {
        (
            (NOW - DAY).to_string(),
            (NOW - DAY + length - 1).to_string(),
        )
    };
    let (from, to) = bounds(3 * DAY - 1);
    assert_eq!(externals(&window(&api, &from, &to).await), ["a"]);
    let (from, to) = bounds(3 * DAY);
    assert_eq!(window(&api, &from, &to).await.status, 400);
}

#[tokio::test]
async fn a_window_without_an_end_reaches_to_now() {
    let api = Api::new().await;
    dated(&api, "a", NOW).await;
    assert_eq!(externals(&window(&api, "\"2026-09-30\"", "").await), ["a"]);
    assert_eq!(window(&api, "\"2026-09-28\"", "").await.status, 400);
    assert_eq!(window(&api, "", "\"2026-10-01\"").await.status, 400);
}

#[tokio::test]
async fn the_date_that_is_filtered_can_be_switched() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    order["date"] = json!(NOW - 2 * DAY);
    order["dueDate"] = json!(NOW + 2 * DAY);
    placed(&api, order).await;
    for (switch, day) in [("date", "29"), ("created", "01"), ("due", "03")] {
        api.switch("till.orders_filtered_by", switch);
        for (asked, month) in [("29", "09"), ("01", "10"), ("03", "10")] {
            let date = format!("\"2026-{month}-{asked}\"");
            let found = externals(&window(&api, &date, &date).await);
            assert_eq!(found.len(), usize::from(asked == day), "{switch}: {date}");
        }
    }
}

#[tokio::test]
async fn orders_are_filtered_by_sales_point_and_table() {
    let api = Api::new().await;
    let mut table = order(&api, "table").await;
    table["idTable"] = json!("t7");
    table["document"]["idSalesPoint"] = json!(102);
    placed(&api, table).await;
    placed(&api, order(&api, "plain").await).await;
    let find = async |name, value| {
        let filters = [("datetimeFrom", "\"2026-10-01\""), (name, value)];
        let answer = api.list("/documents/orders", &filters).await;
        externals(&answer)
    };
    assert_eq!(find("idsSalesPoint", "[101]").await, ["plain"]);
    assert_eq!(find("idTables", "[\"t7\"]").await, ["table"]);
    assert_eq!(find("idsSalesPoint", "[101,102]").await, ["table", "plain"]);
}

#[tokio::test]
async fn an_order_of_a_sales_point_that_the_key_may_not_see_is_not_shown() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    assert_eq!(shown(&api, &id).await["id"], json!(id));
    api.till(|till| till.enable_sales_point(101, false))
        .expect("it exists");
    let answer = api.get(&format!("/documents/orders/{id}")).await;
    assert_eq!(answer.status, 403);
    assert_eq!(
        externals(&window(&api, "\"2026-10-01\"", "").await),
        [] as [&str; 0]
    );
    assert_eq!(api.get("/documents/orders/unknown").await.status, 404);
}
