//! The shop's admin, as far as it matters here: *Catalogo › Connettore Cassa in Cloud*, with the app in
//! a frame of the size that one likes (TS Commerce sheet §25.3).

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    Desk,
    shell::{self, Shell},
};
use crate::control::Of;

/// Widths to choose from, in pixels: the sheet does not tell the frame's size.
const WIDTHS: [u32; 3] = [320, 900, 1280];
/// The width to begin with.
const WIDTH: u32 = 900;
/// How high the frame is.
const HEIGHT: u32 = 900;

/// What the reader wants to see.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    instance: Option<String>,
    larghezza: Option<u32>,
}

#[derive(Template)]
#[template(path = "admin.html")]
struct Page {
    shell: Shell,
    shop: String,
    /// There is an app to be installed.
    app: bool,
    /// What the frame shows; none where the app is not installed.
    embedded: Option<String>,
    width: u32,
    height: u32,
    /// Width, and the address of this page with it.
    widths: Vec<(u32, String)>,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(wish): Query<Wish>) -> Response {
    let of = Of {
        instance: wish.instance,
    };
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/negozio", &of);
    let app = state.app.clone();
    let tenant = match of.tenant(&mut state) {
        Ok(tenant) => tenant,
        Err(refusal) => return refusal.into_response(),
    };
    let instance = &tenant.account.instance;
    let embedded = app
        .as_ref()
        .filter(|_| tenant.installed.is_some())
        .map(|app| app.embedded(instance).to_string());
    let width = wish.larghezza.filter(|width| WIDTHS.contains(width));
    let joint = if shell.query.is_empty() { "?" } else { "&" };
    let widths = WIDTHS.map(|width| {
        let address = format!("/negozio{}{joint}larghezza={width}", shell.query);
        (width, address)
    });
    shell::answer(&Page {
        shop: tenant.shop.info.name.clone(),
        app: app.is_some(),
        embedded,
        width: width.unwrap_or(WIDTH),
        height: HEIGHT,
        widths: widths.into(),
        shell,
    })
}
