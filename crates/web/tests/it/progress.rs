//! Progress, live.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt;
use http::{Method, header};
use ponte_store::runs::{Outcome, RunKind};

use crate::app::{TestApp, at};

/// A stream as a browser reads it, with the clock moving on while it waits.
struct Stream {
    body: std::pin::Pin<Box<axum::body::BodyDataStream>>,
}

impl Stream {
    fn of(response: http::Response<Body>) -> Self {
        let kind = response.headers().get(header::CONTENT_TYPE);
        assert_eq!(kind.expect("a type"), "text/event-stream");
        Self {
            body: Box::pin(response.into_body().into_data_stream()),
        }
    }

    async fn next(&mut self, app: &TestApp) -> Option<String> {
        tokio::select! {
            piece = self.body.next() => piece.map(|piece| {
                String::from_utf8(piece.expect("the stream holds").to_vec()).expect("a text")
            }),
            () = app.clock.let_time_pass() => None,
        }
    }
}

async fn advance_run(app: &TestApp, by: i64, subject: &str) {
    let last = app
        .engine
        .last_products(&app.shop)
        .await
        .expect("a read")
        .expect("a run");
    let now = app.engine.clock().now();
    app.write(async |tx| {
        tx.run_step(&app.shop, last.id, by, subject, now)
            .await
            .expect("a step");
    })
    .await;
}

#[tokio::test]
async fn progress_is_told_at_once_and_then_only_when_something_changed() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    app.add_run(RunKind::First, |run| {
        (run.phase, run.done, run.total) = ("products".to_owned(), 318, 852);
    })
    .await;
    let response = merchant
        .answer(Method::GET, "/connettore/avanzamento", String::new())
        .await;
    let mut stream = Stream::of(response);
    let event = stream.next(&app).await.expect("an event");
    assert!(event.starts_with("event: progress\n"), "{event}");
    assert!(
        event.contains("\"count\":\"318 prodotti su 852\""),
        "{event}"
    );

    let before = app.engine.clock().now();
    let event = stream.next(&app).await.expect("a sign of life");
    assert!(event.starts_with(": "), "nothing changed: {event}");
    let silent = app.engine.clock().now().duration_since(before);
    assert!(
        silent >= Duration::from_secs(15).try_into().expect("short"),
        "{silent}"
    );

    advance_run(&app, 2, "Stivaletto Bora").await;
    let event = stream.next(&app).await.expect("an event");
    assert!(
        event.contains("\"count\":\"320 prodotti su 852\""),
        "{event}"
    );
    assert!(event.contains("Adesso: Stivaletto Bora."), "{event}");
}

#[tokio::test]
async fn the_end_of_a_run_ends_the_stream() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let id = app.add_run(RunKind::First, |_| {}).await;
    let response = merchant
        .answer(Method::GET, "/connettore/avanzamento", String::new())
        .await;
    let mut stream = Stream::of(response);
    stream.next(&app).await.expect("an event");
    app.write(async |tx| {
        let mut run = tx
            .run(&app.shop, id)
            .await
            .expect("a read")
            .expect("the run");
        (run.ended_at, run.outcome) = (Some(at("2026-11-24T09:50:00Z")), Some(Outcome::Done));
        tx.run_put(&app.shop, &run).await.expect("it is kept");
    })
    .await;
    let event = stream.next(&app).await.expect("an event");
    assert!(event.starts_with("event: end\n"), "{event}");
    assert_eq!(stream.next(&app).await, None);
}

#[tokio::test]
async fn a_stream_ends_after_ten_minutes_so_that_a_lost_session_is_noticed() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    app.add_run(RunKind::First, |_| {}).await;
    let began = app.engine.clock().now();
    let response = merchant
        .answer(Method::GET, "/connettore/avanzamento", String::new())
        .await;
    let mut stream = Stream::of(response);
    while stream.next(&app).await.is_some() {}
    let lasted = app.engine.clock().now().duration_since(began).as_secs();
    assert!(lasted >= 600, "{lasted}");
}
