//! Whole-shop lists as streams.

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use http::StatusCode;
use ponte_transport::TransportError;
use ts_commerce::{Error, LeanProduct};

use crate::script::{Script, client, clock, drive, drops, ok, shop, status};

const LIST: &str = include_str!("../samples/products_list.json");

async fn read(script: &std::sync::Arc<Script>) -> (Vec<LeanProduct>, Option<Error>) {
    let clock = clock();
    let shop = client(script, &clock);
    let mut products = shop.products_lean(&["title", "ean", "image_id"]);
    let mut found = Vec::new();
    loop {
        match drive(&clock, products.next()).await {
            Some(Ok(product)) => found.push(product),
            Some(Err(error)) => {
                assert!(
                    products.next().await.is_none(),
                    "the stream ends with its error"
                );
                return (found, Some(error));
            }
            None => return (found, None),
        }
    }
}

#[tokio::test]
async fn a_list_that_comes_byte_by_byte_is_the_same_list() {
    let whole = read(&Script::new(|_, _| ok(LIST))).await;
    let dropped = read(&Script::new(|_, _| Ok(drops(LIST)))).await;
    assert_eq!((whole.0.len(), whole.1.is_none()), (3, true));
    assert_eq!(whole.0, dropped.0);
    assert!(dropped.1.is_none());
}

#[tokio::test]
async fn a_list_that_is_cut_is_an_error_and_never_a_shorter_list() {
    let cut = &LIST[..LIST.len() - 3];
    let (found, error) = read(&Script::new(move |_, _| ok(cut))).await;
    assert!(
        matches!(error, Some(Error::BrokenAnswer { .. })),
        "{error:?}"
    );
    assert_eq!(found.len(), 2, "what may go on is not given");

    let script = Script::new(|_, _| {
        let mut answer = drops(&LIST[..400]);
        let broken = TransportError::Broken("cut".into());
        answer.pieces.push(Err(broken));
        Ok(answer)
    });
    let (found, error) = read(&script).await;
    assert!(
        matches!(error, Some(Error::Transport(TransportError::Broken(_)))),
        "{error:?}"
    );
    assert_eq!(
        (found.len(), script.calls()),
        (1, 1),
        "what was given is not given again"
    );
}

#[tokio::test]
async fn an_error_in_the_place_of_a_list_is_noticed() {
    for body in [
        include_str!("../samples/error_flat.json"),
        include_str!("../samples/error_nested.json"),
        r#"{"error":"SKU already in use"}"#,
    ] {
        let (found, error) = read(&Script::new(move |_, _| Ok(drops(body)))).await;
        let Some(Error::Refused { text, status, .. }) = error else {
            panic!("{body}: {error:?}")
        };
        assert_eq!((found.len(), status), (0, StatusCode::OK));
        assert_eq!(text, "SKU already in use");
    }
    for body in ["{}", r#"{"error":[]}"#, "null", "", "<html>oops</html>"] {
        let (_, error) = read(&Script::new(move |_, _| ok(body))).await;
        assert!(
            matches!(error, Some(Error::BrokenAnswer { .. })),
            "{body}: {error:?}"
        );
    }
    let (_, error) = read(&Script::new(|_, _| status(401, "no"))).await;
    assert!(
        matches!(error, Some(Error::WrongCredentials { .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_list_is_asked_for_again_before_its_first_row_only() {
    let script = Script::new(|_, before| match before {
        0 => status(502, ""),
        1 => Err(TransportError::Connect("refused".into())),
        _ => ok(LIST),
    });
    let (found, error) = read(&script).await;
    assert_eq!((found.len(), error.is_none(), script.calls()), (3, true, 3));
}

#[tokio::test]
async fn a_bad_row_is_named_by_its_place() {
    let script = Script::new(|_, _| ok(r#"[{"uid":1},{"uid":"x"},{"uid":3}]"#));
    let (found, error) = read(&script).await;
    let Some(Error::BrokenAnswer { reason, .. }) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (found.len(), reason.as_str()),
        (1, "[1] uid: expected a whole number")
    );
}

#[tokio::test]
async fn an_element_without_end_is_given_up() {
    let script = Script::new(|_, _| {
        let mut answer = drops("[{\"title\":\"");
        let megabyte = Bytes::from(vec![b'a'; 1024 * 1024]);
        answer.pieces.extend((0..5).map(|_| Ok(megabyte.clone())));
        Ok(answer)
    });
    let (_, error) = read(&script).await;
    let Some(Error::BrokenAnswer { reason, .. }) = error else {
        panic!("{error:?}")
    };
    assert!(reason.starts_with("an element is longer"), "{reason}");
}

#[tokio::test]
async fn nodes_are_asked_for_in_one_parameter() {
    let (shop, script) = shop("[]");
    let products: Vec<_> = shop
        .products_lean(&["title", "ean"])
        .try_collect()
        .await
        .expect("none");
    assert!(products.is_empty());
    assert_eq!(
        script.last(),
        "GET /v1.1/products/list.json?nodes=title%2Cean"
    );
    assert!(
        shop.products_page(1, 100, &["vars"])
            .await
            .expect("none")
            .is_empty()
    );
    assert_eq!(
        script.last(),
        "GET /v1.1/products/paginated_list.json?nodes=vars&page=1&limit=100"
    );
}

#[tokio::test]
async fn the_first_page_is_found_out() {
    const ONE: &str = r#"[{"uid":1}]"#;
    for (zeroth, first) in [
        ((200, ONE), 1),
        ((200, "[]"), 1),
        ((400, "bad page"), 1),
        ((200, r#"[{"uid":2}]"#), 0),
    ] {
        let script = Script::new(move |request, _| match request.url.query() {
            Some("page=0&limit=1") => status(zeroth.0, zeroth.1),
            _ => ok(ONE),
        });
        let found = client(&script, &clock()).first_page().await;
        assert_eq!(found.expect("two pages"), first, "{zeroth:?}");
    }
}

#[tokio::test]
async fn a_page_may_come_in_an_envelope() {
    for envelope in ["items", "products", "data", "list", "results"] {
        let body = format!(r#"{{"page":1,"{envelope}":[{{"uid":1}},{{"uid":2}}]}}"#);
        let script = Script::new(move |_, _| ok(&body));
        let page = client(&script, &clock()).products_page(1, 100, &[]).await;
        assert_eq!(page.expect("a page").len(), 2, "{envelope}");
    }
    let (shop, _) = shop(r#"{"page":1}"#);
    let page = shop.products_page(1, 100, &[]).await;
    assert!(matches!(page, Err(Error::BrokenAnswer { .. })), "{page:?}");
}
