//! What the forms do: change the world, leave a notice, go back to the page.

mod app;
mod catalogue;
mod goods;
mod order_rules;
mod shop;
mod shop_lines;
mod till;
mod till_orders;
mod world;

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, Uri, header},
    response::Redirect,
    routing::post,
};

use super::Desk;

pub(super) fn router() -> Router<Desk> {
    Router::new()
        .route("/azioni/aggiungi", post(catalogue::add_some))
        .route("/azioni/genera", post(catalogue::generate))
        .route("/azioni/importa", post(catalogue::import))
        .route("/azioni/installa", post(app::install))
        .route("/azioni/disinstalla", post(app::uninstall))
        .route("/azioni/ricomincia", post(world::reset))
        .route("/azioni/ritardo", post(world::latency))
        .route("/azioni/guasto", post(world::light))
        .route("/azioni/guasto/{id}/spegni", post(world::put_out))
        .route("/azioni/dubbio", post(world::switch))
        .route("/azioni/dubbi/da-capo", post(world::reset_switches))
        .route("/azioni/chiamate/dimentica", post(world::forget_calls))
        .route("/azioni/vendi", post(goods::sell))
        .route("/azioni/carica", post(goods::receive))
        .route("/azioni/riprendi", post(goods::take_back))
        .route("/azioni/trasferisci", post(goods::transfer))
        .route("/azioni/commercio", post(goods::trade))
        .route("/azioni/permesso-giacenze", post(world::permit_stock))
        .route("/azioni/compra", post(shop::buy))
        .route("/azioni/giacenze", post(shop::stock))
        .route("/azioni/ordine/{id}/righe", post(shop_lines::edit))
        .route("/azioni/ordine/{id}/{action}", post(shop::set))
        .route(
            "/azioni/ordine-cassa/{id}/elimina",
            post(till_orders::delete),
        )
        .route("/azioni/impostazioni-ordini/{id}", post(order_rules::set))
        .route(
            "/azioni/ordine-cassa/{id}/{action}",
            post(till_orders::step),
        )
        .route("/articolo/{id}/nome", post(till::rename))
        .route("/articolo/{id}/prezzo", post(till::price))
        .route("/articolo/{id}/ecommerce", post(till::ecommerce))
        .route("/articolo/{id}/giacenza", post(till::stock))
        .route("/articolo/{id}/togli", post(till::remove))
}

/// What a form sent, by name.
type Fields = BTreeMap<String, String>;

/// Reads a form that may be empty: a button alone sends nothing.
fn fields(body: &Bytes) -> Fields {
    let pairs = url::form_urlencoded::parse(body);
    pairs.into_owned().collect()
}

/// Back to the page that the form stood on: its path and query, never another host.
fn back(headers: &HeaderMap) -> Redirect {
    let page = headers
        .get(header::REFERER)
        .and_then(|page| page.to_str().ok()?.parse::<Uri>().ok());
    let target = page.as_ref().and_then(Uri::path_and_query);
    match target.map(axum::http::uri::PathAndQuery::as_str) {
        Some(target) if target.starts_with('/') && !target.starts_with("//") => {
            Redirect::to(target)
        }
        _ => Redirect::to("/"),
    }
}

#[cfg(test)]
mod tests {
    use axum::{http::HeaderValue, response::IntoResponse};

    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_host() {
        for (referer, target) in [
            ("http://127.0.0.1:9/guasti?instance=a", "/guasti?instance=a"),
            ("http://evil.test//evil.test/x", "/"),
            ("nonsense", "/"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, HeaderValue::from_static(referer));
            let answer = back(&headers).into_response();
            assert_eq!(answer.headers()[header::LOCATION], target, "{referer}");
        }
    }
}
