//! What the section sends: the whole form, whichever of it was touched.
//!
//! Guarantees (each a test): what nobody can read changes nothing; other prices are told and asked
//! first; whatever was chosen is brought to the shop by the next pass over the products, which is asked
//! for in the same transaction.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use ponte_domain::settings::{FieldPolicies, Mode, Policy, PriceList, Settings};
use ponte_sync::{
    products::{PriceEffect, STREAM},
    stale,
};
use serde::Deserialize;

use super::{CODES, Facts, POLICIES, list};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::connector::sure::{self, Question},
    trouble::Trouble,
    words::Words,
};

/// What is chosen. A switch that is off is not sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    categorie: String,
    categorie_nuovi: String,
    immagini: String,
    immagini_nuovi: String,
    nome: String,
    descrizione: String,
    prezzo: String,
    visibilita: String,
    listino: String,
    codici: String,
    solo: String,
    confermo: String,
}

impl Chosen {
    /// The settings with what was chosen.
    fn over(&self, mut settings: Settings, facts: &Facts) -> Settings {
        let FieldPolicies {
            name,
            description,
            price,
            visibility,
            ..
        } = settings.fields;
        settings.fields = FieldPolicies {
            categories: of_switch(&self.categorie, &self.categorie_nuovi),
            images: of_switch(&self.immagini, &self.immagini_nuovi),
            name: policy(&self.nome).unwrap_or(name),
            description: policy(&self.descrizione).unwrap_or(description),
            price: policy(&self.prezzo).unwrap_or(price),
            visibility: policy(&self.visibilita).unwrap_or(visibility),
        };
        if let Some(list) = list(&self.listino, facts) {
            settings.price_list = list;
        }
        if let Some((_, codes, _)) = CODES.iter().find(|(word, ..)| *word == self.codici) {
            settings.missing_codes = *codes;
        }
        settings.mode = if self.solo.is_empty() {
            Mode::Everything
        } else {
            Mode::StockAndOrders
        };
        settings
    }

    /// What is sent again with a yes.
    fn again(self, yes: String) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("categorie", self.categorie),
            ("categorie_nuovi", self.categorie_nuovi),
            ("immagini", self.immagini),
            ("immagini_nuovi", self.immagini_nuovi),
            ("nome", self.nome),
            ("descrizione", self.descrizione),
            ("prezzo", self.prezzo),
            ("visibilita", self.visibilita),
            ("listino", self.listino),
            ("codici", self.codici),
            ("solo", self.solo),
            ("confermo", yes),
        ];
        fields.retain(|(_, value)| !value.is_empty());
        fields
    }
}

fn of_switch(on: &str, only_new: &str) -> Policy {
    match (on.is_empty(), only_new.is_empty()) {
        (true, _) => Policy::Never,
        (false, true) => Policy::Always,
        (false, false) => Policy::OnCreation,
    }
}

fn policy(word: &str) -> Option<Policy> {
    let named = POLICIES.iter().find(|(name, ..)| *name == word)?;
    Some(named.1)
}

/// Keeps what was chosen.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let shop = &member.shop.id;
    let facts = Facts::load(&app, &member).await?;
    let was = facts.shop.settings.clone();
    let is = chosen.over(was.clone(), &facts);
    let mut prices = None;
    if is.price_list != was.price_list {
        let effect = app.engine.price_effect(shop, &is, &is.price_list).await?;
        if effect.changed + effect.without > 0 && chosen.confermo != yes(&effect, &is.price_list) {
            let yes = yes(&effect, &is.price_list);
            let question = question(&member, effect, chosen.again(yes));
            return sure::ask(&app, &member, question).await;
        }
        prices = Some(effect);
    }
    let now = app.now();
    let mut tx = app.write().await?;
    // What belongs to other sections may have been changed meanwhile.
    let row = tx.shop(shop).await?.ok_or(Trouble::NotFound)?;
    let (before, synced) = (row.settings.clone(), row.first_sync_at.is_some());
    let after = chosen.over(row.settings, &facts);
    if after != before {
        tx.shop_set_settings(shop, &after).await?;
        if let Some(prices) = prices {
            prices.confirm(&mut *tx, shop, now).await?;
        }
        if synced {
            stale::mark(&mut *tx, shop, STREAM, now).await?;
        }
    }
    tx.commit().await?;
    app.engine.wake();
    let done = done(&before, &after, synced);
    let to = address("/connettore", &member.query(), &[("fatto", done)]);
    Ok(Redirect::to(&format!("{to}#campi")).into_response())
}

/// What the page says was done.
fn done(before: &Settings, after: &Settings, synced: bool) -> &'static str {
    let always = |fields: &FieldPolicies| {
        [
            fields.categories,
            fields.images,
            fields.name,
            fields.description,
            fields.price,
            fields.visibility,
        ]
        .map(|policy| policy == Policy::Always)
    };
    let more = always(&before.fields)
        .into_iter()
        .zip(always(&after.fields))
        .any(|(was, is)| is && !was);
    match () {
        () if after.mode != before.mode && after.mode == Mode::StockAndOrders => "solo",
        () if !synced => "campi",
        () if after.price_list != before.price_list => "listino",
        () if more || after.mode != before.mode => "campi-scrive",
        () => "campi",
    }
}

/// A yes is one to these prices of this list.
fn yes(effect: &PriceEffect, list: &PriceList) -> String {
    format!(
        "{}.{}.{}",
        effect.changed,
        effect.without,
        super::word(list)
    )
}

fn question(member: &Member, effect: PriceEffect, fields: Vec<(&'static str, String)>) -> Question {
    let t: Words = member.words;
    let sentences = [
        ("sure-prices", effect.changed),
        ("sure-prices-jump", effect.jump),
        ("sure-prices-without", effect.without),
    ];
    let sentences = sentences.into_iter().filter(|(_, n)| *n > 0);
    Question {
        title: t.say("sure-list"),
        sentences: sentences.map(|(key, n)| t.count(key, n)).collect(),
        named: Vec::new(),
        preview: None,
        action: "/connettore/campi",
        fields,
        back: format!("/connettore{}#campi", member.query()),
    }
}
