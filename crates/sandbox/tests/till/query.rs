//! Query values, pages and sorting (Cassa in Cloud sheet §5, §24.5–8).

use serde_json::{Value, json};

use crate::support::Api;

#[tokio::test]
async fn a_list_that_is_no_array_is_refused_with_the_body_seen_live() {
    let api = Api::new().await;
    for value in ["abc", "123", "\"a\"", "{}"] {
        let answer = api.list("/products", &[("ids", value)]).await;
        assert_eq!(answer.status, 400);
        let expected = json!({"obj.ids": [{"msg": ["error.expected.jsarray"], "args": []}]});
        assert_eq!(answer.json(), expected, "{value}");
    }
}

#[tokio::test]
async fn texts_without_quotes_in_an_array_are_refused_unless_switched() {
    let api = Api::new().await;
    let bare = format!("[{}, {}]", api.products[0], api.products[1]);
    assert_eq!(api.list("/products", &[("ids", &bare)]).await.status, 400);
    api.switch("till.unquoted_texts", "true");
    let answer = api.list("/products", &[("ids", &bare)]).await;
    assert_eq!(answer.rows("products").len(), 2);
}

#[tokio::test]
async fn brackets_may_come_raw_or_escaped() {
    let api = Api::new().await;
    for ids in ["[102]", "%5B102%5D"] {
        let answer = api
            .get(&format!("/products?start=0&limit=9&idsSalesPoint={ids}"))
            .await;
        assert_eq!(answer.rows("products").len(), 4);
    }
}

#[tokio::test]
async fn a_value_that_is_not_json_is_a_text_where_a_text_is_asked_for_and_refused_elsewhere() {
    let api = Api::new().await;
    for name in ["\"Libro\"", "Libro"] {
        let answer = api.list("/products", &[("description", name)]).await;
        assert_eq!(answer.names("products"), ["Libro"]);
    }
    for (name, value) in [
        ("multiVariant", "yes"),
        ("multiVariant", "\"true\""),
        ("lastUpdateFrom", "2026-01-01"),
        ("lastUpdateFrom", "\"soon\""),
        ("idsSalesPoint", "[\"101\"]"),
        ("ids", "[1]"),
        ("enabledForChannels", "[\"SHOP\"]"),
    ] {
        let answer = api.list("/products", &[(name, value)]).await;
        assert_eq!(answer.status, 400, "{name}={value}");
        assert_eq!(
            answer.json(),
            json!({"error": "InvalidParams", "msg": name})
        );
    }
}

#[tokio::test]
async fn unknown_parameters_are_ignored() {
    let api = Api::new().await;
    let answer = api
        .list("/products", &[("filter", "email==a"), ("x", "[")])
        .await;
    assert_eq!(answer.rows("products").len(), 4);
}

#[tokio::test]
async fn lists_require_start_and_limit() {
    let api = Api::new().await;
    for path in [
        "/products",
        "/categories",
        "/departments",
        "/taxes",
        "/salesmodes",
        "/options",
        "/stocks/101",
        "/webhooks",
    ] {
        for query in [
            "limit=1",
            "start=0",
            "start=-1&limit=1",
            "start=0&limit=0",
            "start=a&limit=1",
        ] {
            assert_eq!(
                api.get(&format!("{path}?{query}")).await.status,
                400,
                "{path}?{query}"
            );
        }
    }
}

#[tokio::test]
async fn pages_show_every_product_once_in_the_order_of_creation_and_count_all() {
    let api = Api::new().await;
    let mut seen = Vec::new();
    for start in ["0", "3", "4"] {
        let answer = api
            .find("/products", &[("start", start), ("limit", "3")])
            .await;
        assert_eq!(answer.json()["totalCount"], 4);
        seen.extend(answer.names("products"));
    }
    assert_eq!(seen, ["Scarpa", "Olio EVO 0,5 l", "Formaggio", "Libro"]);
}

#[tokio::test]
async fn a_limit_above_100_gives_100_rows_unless_switched() {
    let api = Api::new().await;
    let now = api.world.now();
    let random = api.world.random().clone();
    api.till(|till| {
        for _ in 0..120 {
            till.add_product(&Default::default(), now, random.as_ref());
        }
    });
    let page = [("start", "0"), ("limit", "200")];
    let answer = api.find("/products", &page).await;
    assert_eq!(answer.rows("products").len(), 100);
    assert_eq!(answer.json()["totalCount"], 124);
    api.switch("till.limit_over_100_refused", "true");
    assert_eq!(api.find("/products", &page).await.status, 400);
}

#[tokio::test]
async fn sorts_are_taken_as_objects_and_as_pairs() {
    let api = Api::new().await;
    for (sorts, first) in [
        (r#"[{"key":"description","direction":1}]"#, "Formaggio"),
        (r#"[{"key":"description","direction":-1}]"#, "Scarpa"),
        (r#"[["description",1]]"#, "Formaggio"),
    ] {
        let answer = api.list("/products", &[("sorts", sorts)]).await;
        assert_eq!(answer.names("products")[0], first, "{sorts}");
    }
}

#[tokio::test]
async fn other_forms_of_sorts_are_refused_broken_or_ignored_as_switched() {
    let api = Api::new().await;
    for sorts in [
        "-date",
        "description:ASC",
        r#"[{"date":-1}]"#,
        r#"[["nothing",1]]"#,
    ] {
        for (choice, status) in [("refuse", 400), ("fail", 500), ("ignore", 200)] {
            api.switch("till.bad_sorts", choice);
            let answer = api.list("/products", &[("sorts", sorts)]).await;
            assert_eq!(answer.status, status, "{sorts} {choice}");
        }
    }
}

#[tokio::test]
async fn a_quoted_date_is_a_day_in_rome() {
    let api = Api::new().await;
    // 22:30 UTC on 30 September is half past midnight on 1 October in Rome.
    let late = "2026-09-30T22:30:00Z".parse().expect("a time");
    let random = api.world.random().clone();
    let night = ponte_sandbox::catalogue::Product {
        name: "Notte".to_owned(),
        ..Default::default()
    };
    api.till(|till| till.add_product(&night, late, random.as_ref()));
    let count = async |filter: (&str, &str)| -> Value {
        api.list("/products", &[filter]).await.json()["totalCount"].clone()
    };
    assert_eq!(count(("lastUpdateFrom", "\"2026-10-01\"")).await, 5);
    assert_eq!(count(("lastUpdateTo", "\"2026-09-30\"")).await, 0);
    assert_eq!(count(("lastUpdateTo", "\"2026-10-01\"")).await, 5);
    api.switch("till.dates_in_utc", "true");
    assert_eq!(count(("lastUpdateFrom", "\"2026-10-01\"")).await, 4);
}
