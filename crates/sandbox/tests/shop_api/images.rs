//! Pictures (TS Commerce sheet §17).

use axum::body::Body;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Method, Request, StatusCode};
use serde_json::json;
use url::form_urlencoded;

use crate::harness::App;

const PATH: &str = "/products/image.json";

fn picture(kind: &[u8]) -> String {
    let mut bytes = kind.to_vec();
    bytes.extend((0_u8..=255).cycle().take(600));
    let encoded = STANDARD.encode(bytes);
    form_urlencoded::byte_serialize(encoded.as_bytes()).collect()
}

fn png() -> String {
    picture(b"\x89PNG\r\n\x1a\n")
}

#[tokio::test]
async fn a_picture_is_kept_listed_and_served_as_it_was_sent() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    let listed = app.get(&format!("{PATH}?uid={uid}")).await;
    assert_eq!(listed, json!({ "images": [] }));
    let form = format!("uid={uid}&related=0&base64={}", png());
    let made = app.write(Method::POST, PATH, &form).await;
    let id = made["image_id"].as_str().expect("an id");
    assert!(id.len() == 24 && id.bytes().all(|it| it.is_ascii_hexdigit()));
    assert_eq!(&id[..8], format!("{:08x}", crate::harness::START));
    let original = format!("http://shop.test:8080/gallery/{id}");
    assert_eq!(made["original"], original);
    let listed = app.get(&format!("{PATH}?uid={uid}")).await;
    assert_eq!(listed, json!({ "images": [made] }));
    for file in ["gallery", "secache"] {
        let request = Request::get(format!("/{file}/{id}")).body(Body::empty());
        let answer = app.send(request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers["content-type"], "image/png");
    }
    let hash = app.shop(|shop| shop.dump().products[0].images[0].clone());
    assert_eq!(hash.len(), 64);
}

#[tokio::test]
async fn five_kinds_of_pictures_are_taken_and_everything_else_is_refused() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    for kind in [
        &b"\xFF\xD8\xFF\xE0"[..],
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBP",
        b"GIF89a",
        b"BM",
    ] {
        let form = format!("uid={uid}&related=1&base64={}", picture(kind));
        app.write(Method::POST, PATH, &form).await;
    }
    for refused in [
        picture(b"<html>"),
        "%%%".to_owned(),
        String::new(),
        format!("data:image%2Fpng;base64,{}", png()),
    ] {
        let form = format!("uid={uid}&base64={refused}");
        assert_eq!(app.refused(Method::POST, PATH, &form).await.0, 400);
    }
    assert_eq!(app.shop(|shop| shop.gallery.len()), 5);
}

#[tokio::test]
async fn image_id_is_missing_without_a_picture_and_the_main_one_with_several() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    let list = "/products/list.json?nodes=image_id";
    assert!(app.get(list).await[0].get("image_id").is_none());
    assert!(app.read_product(uid).await.get("image_id").is_none());
    let upload = async |related: u8| {
        let form = format!("uid={uid}&related={related}&base64={}", png());
        let made = app.write(Method::POST, PATH, &form).await;
        made["image_id"].clone()
    };
    let (additional, main) = (upload(1).await, upload(0).await);
    assert_eq!(app.get(list).await[0]["image_id"], main);
    let form = format!("uid={uid}&image_id={}", main.as_str().expect("an id"));
    let gone = app.write(Method::DELETE, PATH, &form).await;
    assert_eq!(
        gone,
        json!({ "ok": 1, "n": 1, "err": null, "errmsg": null })
    );
    assert_eq!(app.get(list).await[0]["image_id"], additional);
    assert_eq!(app.refused(Method::DELETE, PATH, &form).await.0, 404);
}

#[tokio::test]
async fn a_picture_sent_twice_is_there_twice() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    let form = format!("uid={uid}&related=1&base64={}", png());
    app.write(Method::POST, PATH, &form).await;
    app.switch("shop.image_answer", "ok");
    let answer = app.write(Method::POST, PATH, &form).await;
    assert_eq!(answer, json!({ "ok": 1, "err": null }));
    assert_eq!(app.shop(|shop| shop.dump().products[0].image_count), 2);
}

#[tokio::test]
async fn the_gallery_is_browsed_by_directory_and_page() {
    let app = App::new();
    let directories = app.get("/gallery/directories.json").await;
    assert_eq!(directories.as_array().map(Vec::len), Some(6));
    assert_eq!(directories[0]["type"], "static");
    let form = format!("base64={}", png());
    let first = app.write(Method::POST, "/gallery/image.json", &form).await;
    app.write(Method::POST, "/gallery/image.json", &form).await;
    let page = app.get("/gallery/list.json?id=item&page=2&limit=1").await;
    assert_eq!(page.as_array().map(Vec::len), Some(1));
    let id = first["id"].as_str().expect("an id");
    let form = format!("id={id}");
    app.write(Method::DELETE, "/gallery/image.json", &form)
        .await;
    let rest = app.get("/gallery/list.json?id=item").await;
    assert_eq!(rest.as_array().map(Vec::len), Some(1));
    let brands = app.get("/gallery/list.json?id=brand").await;
    assert_eq!(brands, json!([]));
}

#[tokio::test]
async fn an_unknown_picture_is_404() {
    let app = App::new();
    let request = Request::get("/gallery/000000000000000000000000").body(Body::empty());
    let answer = app.send(request.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
