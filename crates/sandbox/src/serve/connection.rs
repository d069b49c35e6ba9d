//! One listener and its connections.
//!
//! hyper is driven by hand because a fault may want what a web framework never does: a connection
//! that ends without an answer.

use std::{io, time::Duration};

use axum::{Router, body::Body, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use ponte_transport::{Clock, SystemClock};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt;

use crate::faults::layer::NoAnswer;

/// Pause after an `accept` that failed for want of file handles, so that it does not spin.
const OUT_OF_HANDLES: Duration = Duration::from_millis(50);

/// Accepts connections until told to stop; open ones end with it.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    // Real time: it is the machine that is short of something, not the world.
                    SystemClock.sleep(OUT_OF_HANDLES).await;
                }
            },
            Some(_) = connections.join_next() => {}
            // An error means that the handle was dropped: that stops us as well.
            _ = stopped.changed() => return,
        }
    }
}

async fn connection(stream: TcpStream, router: Router) {
    // Small answers must not wait for the client's acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    let service = service_fn(move |request| answer(router.clone(), request));
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn answer(router: Router, request: hyper::Request<Incoming>) -> io::Result<Response> {
    let Ok(answer) = router.oneshot(request.map(Body::new)).await;
    if answer.extensions().get::<NoAnswer>().is_some() {
        // An error of the service makes hyper close the connection without a word.
        return Err(io::Error::other("a fault of the sandbox"));
    }
    Ok(answer)
}
