//! Other lines for an order of the shop.

use axum::{
    body::Bytes,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};

use super::{Fields, back, catalogue::refused, fields, shop::in_italian};
use crate::{
    control::{Of, Refusal, shop_change::change},
    page::{Desk, notice::Notice},
    shop::{checkout::Wish, order_changes::NotEdited},
};

pub(super) async fn edit(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    body: Bytes,
) -> Redirect {
    let wishes = wishes(&fields(&body));
    let done = change(&desk.world, &of, |shop, setting| {
        Ok(shop.edit_lines(&id, &wishes, setting.switches, setting.now)?)
    });
    desk.note(match done {
        Ok(()) => Notice::done(
            format!("Ordine {id}: articoli salvati"),
            "Le giacenze del negozio sono già quelle nuove.",
        ),
        Err(Refusal::NotEdited(NotEdited::NotBought(why))) => {
            Notice::refused("Non è cambiato nulla", in_italian(&why))
        }
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

/// What the form wants: its lines by uid and superkey, those with pieces, and a code to be added.
fn wishes(fields: &Fields) -> Vec<Wish> {
    let lines = fields.iter().filter_map(|(name, count)| {
        let (uid, superkey) = name.strip_prefix("riga-")?.split_once('-')?;
        Some(Wish {
            uid: Some(uid.parse().ok()?),
            superkey: superkey.to_owned(),
            sku: None,
            count: count.parse().ok()?,
        })
    });
    let code = fields.get("codice").map(|code| code.trim());
    let pieces = fields.get("pezzi").and_then(|pieces| pieces.parse().ok());
    let added = code.filter(|code| !code.is_empty()).map(|code| Wish {
        uid: None,
        superkey: String::new(),
        sku: Some(code.to_owned()),
        count: pieces.unwrap_or(1),
    });
    let wishes = lines.chain(added);
    wishes.filter(|wish| wish.count > 0).collect()
}
