//! How often the shop may be called (TS Commerce sheet §5, §27).

use http::Method;

use crate::harness::App;

#[tokio::test]
async fn the_call_beyond_a_day_s_quota_is_509_and_not_carried_out() {
    let app = App::new();
    app.shop(|shop| shop.calls_per_day = 2);
    app.product("sku=a&title=A&price=1").await;
    app.get("/store/info.json").await;
    let (status, message) = app
        .refused(
            Method::POST,
            "/products/product.json",
            "sku=b&title=B&price=1",
        )
        .await;
    assert_eq!((status, message.as_str()), (509, "Limit Exceeded"));
    assert_eq!(app.shop(|shop| shop.products.len()), 1);
    app.pass(24 * 3600 + 60);
    app.get("/store/info.json").await;
}

#[tokio::test]
async fn the_quota_is_each_pair_s_own_unless_a_switch_says_the_shop_s() {
    let app = App::new();
    let reading = app.reading();
    app.shop(|shop| shop.calls_per_day = 1);
    app.get("/store/info.json").await;
    reading.get("/store/info.json").await;
    app.switch("shop.quota_per_shop", "true");
    app.get("/store/info.json").await;
    assert_eq!(
        reading.refused(Method::GET, "/store/info.json", "").await.0,
        509
    );
}

#[tokio::test]
async fn a_call_with_wrong_keys_or_without_permission_counts_for_no_limit() {
    let app = App::new();
    let reading = app.reading();
    app.shop(|shop| shop.calls_per_day = 1);
    reading
        .refused(Method::PUT, "/products/product.json", "")
        .await;
    reading.get("/store/info.json").await;
}

#[tokio::test]
async fn the_gallery_s_list_tells_what_is_left_and_refuses_the_sixth_call_in_a_minute() {
    let app = App::new();
    for left in [4, 3, 2, 1, 0, 0] {
        let answer = app
            .form(Method::GET, "/gallery/list.json?id=item", "")
            .await;
        let limit = &answer.headers["x-storeden-limit"];
        assert_eq!(limit.to_str().ok(), Some(format!("{left}/5").as_str()));
    }
    let answer = app.form(Method::GET, "/gallery/list.json", "").await;
    assert_eq!(answer.status.as_u16(), 429);
    app.pass(60);
    let answer = app.form(Method::GET, "/gallery/list.json", "").await;
    assert_eq!(answer.status.as_u16(), 200);
    let other = app.form(Method::GET, "/gallery/directories.json", "").await;
    assert!(!other.headers.contains_key("x-storeden-limit"));
}

#[tokio::test]
async fn more_calls_a_second_than_set_are_refused_and_do_not_count() {
    let app = App::new();
    app.shop(|shop| shop.calls_per_second = Some(2));
    let call = async || {
        let answer = app.form(Method::GET, "/store/info.json", "").await;
        answer.status.as_u16()
    };
    assert_eq!([call().await, call().await, call().await], [200, 200, 429]);
    app.pass(1);
    assert_eq!([call().await, call().await, call().await], [200, 200, 429]);
    let key = app.shop(|shop| shop.pairs[0].key.clone());
    assert_eq!(app.shop(|shop| shop.limits.calls_today(&key)), 4);
}
