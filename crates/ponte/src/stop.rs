//! SIGINT and SIGTERM: asked to stop, Ponte puts down what it holds. A second signal ends it at
//! once; nothing is lost by that either, since every step is kept before the next.

use std::future::Future;

use tokio::{signal, sync::watch};

/// Tells everybody who waits that it is time to stop.
#[derive(Clone, Debug)]
pub struct Stop {
    asked: watch::Receiver<bool>,
}

impl Stop {
    /// Listens from now on.
    pub fn listen() -> Self {
        let (ask, asked) = watch::channel(false);
        tokio::spawn(async move {
            signalled().await;
            tracing::info!("stopping; a second signal ends the process at once");
            let _nobody_waits = ask.send(true);
            signalled().await;
            std::process::exit(i32::from(crate::exit::Exit::Stopped.number()));
        });
        Self { asked }
    }

    /// Ends when it is time to stop.
    pub fn asked(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut asked = self.asked.clone();
        async move {
            if asked.wait_for(|asked| *asked).await.is_err() {
                // The listener is gone: nobody will ever ask.
                std::future::pending::<()>().await;
            }
        }
    }
}

#[cfg(unix)]
async fn signalled() {
    use signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return interrupted().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        () = interrupted() => {}
    }
}

#[cfg(not(unix))]
async fn signalled() {
    interrupted().await;
}

async fn interrupted() {
    if signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
