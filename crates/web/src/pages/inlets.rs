//! `/avvisi/…`: where the two services call us back.
//!
//! Guarantees (each a test): no session, no form's token and no page's origin is asked for; a token
//! that is nobody's is answered like an address that leads nowhere; a body that is too long is not
//! read to its end; looking (`GET`, `HEAD`, `OPTIONS`) is answered alike whatever the token.

use axum::{
    body::Bytes,
    extract::{Path, State},
};
use http::{HeaderMap, StatusCode};
use ponte_store::StoreError;
use ponte_sync::inlets::Called;

use crate::app::App;

/// The longest body that is read: an order with its rows has some kilobytes.
pub(crate) const LONGEST_BODY: usize = 256 * 1024;

/// Somebody looks whether anybody is here.
pub(crate) async fn look() -> StatusCode {
    StatusCode::OK
}

/// Cassa in Cloud calls.
pub(crate) async fn till(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    };
    let (operation, signature) = (text("x-cn-operation"), text("x-cn-signature"));
    let engine = &app.engine;
    answer(
        engine
            .till_called(&token, operation, signature, &body)
            .await,
    )
}

/// TS Commerce calls. The body is read so that the connection can be used again, and for nothing
/// else.
pub(crate) async fn shop(
    State(app): State<App>,
    Path(token): Path<String>,
    _body: Bytes,
) -> StatusCode {
    answer(app.engine.shop_called(&token).await)
}

fn answer(called: Result<Called, StoreError>) -> StatusCode {
    match called {
        Ok(Called::Taken) => StatusCode::OK,
        Ok(Called::Nowhere) => StatusCode::NOT_FOUND,
        Ok(Called::Unsigned) => StatusCode::UNAUTHORIZED,
        Err(cause) => {
            tracing::error!(%cause, "a call of a service was not taken");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
