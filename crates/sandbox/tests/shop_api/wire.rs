//! The bytes of an answer, as a parser by hand sees them (TS Commerce sheet §3, §27).

use std::sync::Arc;

use ponte_sandbox::shop;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::harness::App;

async fn connect(app: &App) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = shop::router(Arc::clone(&app.world));
    tokio::spawn(async move { axum::serve(listener, router).await });
    TcpStream::connect(address).await.expect("a connection")
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

fn keys(app: &App) -> String {
    app.shop(|shop| {
        let pair = &shop.pairs[0];
        format!("key: {}\r\nexchange: {}\r\n", pair.key, pair.exchange)
    })
}

#[tokio::test]
async fn a_blank_stands_behind_509_although_no_reason_follows() {
    let app = App::new();
    app.shop(|shop| shop.calls_per_day = 0);
    let keys = keys(&app);
    let request =
        format!("GET /v1.1/store/info.json HTTP/1.1\r\nhost: x\r\n{keys}connection: close\r\n\r\n");
    let mut stream = connect(&app).await;
    stream.write_all(request.as_bytes()).await.expect("sent");
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 509 \r\n"), "{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.lines().skip(1).all(|line| {
        line.split_once(": ")
            .is_some_and(|(_, value)| !value.is_empty())
    }));
    assert!(!body.contains("\r\n\r\n"));
}

#[tokio::test]
async fn a_client_that_expects_100_continue_gets_it_before_it_sends_its_body() {
    let app = App::new();
    let keys = keys(&app);
    let body = "name=Scarpe";
    let head = format!(
        "POST /v1.1/categories/category.json HTTP/1.1\r\nhost: x\r\n{keys}connection: close\r\n\
         expect: 100-continue\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = connect(&app).await;
    stream.write_all(head.as_bytes()).await.expect("sent");
    let mut first = [0; 25];
    stream.read_exact(&mut first).await.expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).await.expect("sent");
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\"uid\":"), "{answer}");
}
