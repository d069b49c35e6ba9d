//! The app, installed and taken away.

use axum::{
    extract::{Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};

use super::{back, catalogue::refused};
use crate::{
    control::{Of, Refusal},
    page::{Desk, notice::Notice},
};

pub(super) async fn install(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let notice = match installed(&desk, &of) {
        Ok(false) => Notice::done("App installata", "Le chiavi sono partite verso l’app."),
        Ok(true) => Notice::done(
            "App installata di nuovo",
            "Le chiavi di prima sono spente, quelle nuove sono partite verso l’app.",
        ),
        Err(refusal) => refused(&refusal),
    };
    desk.note(notice);
    back(&headers)
}

pub(super) async fn uninstall(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let notice = match uninstalled(&desk, &of) {
        Ok(_) => Notice::done("App tolta", "Le sue chiavi sono spente. L’app non lo sa."),
        Err(refusal) => refused(&refusal),
    };
    desk.note(notice);
    back(&headers)
}

fn installed(desk: &Desk, of: &Of) -> Result<bool, Refusal> {
    let (now, random) = (desk.world.now(), desk.world.random().as_ref());
    let mut state = desk.world.lock();
    let instance = of.tenant(&mut state)?.account.instance.clone();
    Ok(state.install(&instance, now, random)?)
}

fn uninstalled(desk: &Desk, of: &Of) -> Result<bool, Refusal> {
    let mut state = desk.world.lock();
    let instance = of.tenant(&mut state)?.account.instance.clone();
    Ok(state.uninstall(&instance)?)
}
