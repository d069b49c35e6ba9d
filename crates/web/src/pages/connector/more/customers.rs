//! *Clienti sulla cassa*: each buyer, or always one customer of the till.
//!
//! Guarantee (a test): a customer that the till does not have is not chosen.

use axum::{extract::State, response::Response};
use ponte_domain::settings::{Customers, OrderSettings};
use ponte_sync::collective::CollectiveTrouble;
use serde::Deserialize;

use super::{Typed, refused, save};
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    trouble::Trouble,
    words::Words,
};

/// No id of the till is so long.
const LONGEST: usize = 200;

/// The row.
pub(in crate::pages::connector) struct CustomersView {
    pub(in crate::pages::connector) value: String,
    pub(in crate::pages::connector) collective: bool,
    /// Id or e-mail address of the one customer.
    pub(in crate::pages::connector) who: String,
    pub(in crate::pages::connector) wrong: Option<String>,
}

impl CustomersView {
    pub(super) fn new(settings: &OrderSettings, typed: Option<&Typed>, t: Words) -> Self {
        let (key, kept) = match &settings.customers {
            Customers::Each => ("more-customers-each", ""),
            Customers::Collective(id) => ("more-customers-one", id.as_str()),
        };
        let value = t.say(key);
        match typed {
            Some(Typed::Customers(sent, wrong)) => Self {
                value,
                collective: true,
                who: sent.cliente.clone(),
                wrong: Some(t.say(wrong)),
            },
            _ => Self {
                value,
                collective: !kept.is_empty(),
                who: kept.to_owned(),
                wrong: None,
            },
        }
    }
}

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    chi: String,
    cliente: String,
}

/// *Salva*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let customers = match chosen.chi.as_str() {
        "ognuno" => Customers::Each,
        "uno" => match look_up(&app, &member, &chosen.cliente).await? {
            Ok(id) => Customers::Collective(id),
            Err(wrong) => return refused(&app, &member, Typed::Customers(chosen, wrong)).await,
        },
        _ => return Err(Trouble::Unreadable),
    };
    save(&app, &member, "clienti", |orders| {
        orders.customers = customers
    })
    .await
}

/// The till's id of the customer, or why there is none.
async fn look_up(
    app: &App,
    member: &Member,
    who: &str,
) -> Result<Result<String, &'static str>, Trouble> {
    let who = who.trim();
    if who.is_empty() || who.len() > LONGEST {
        return Ok(Err("more-customers-empty"));
    }
    match app.engine.till_customer(&member.shop.id, who).await {
        Ok(Some(id)) => Ok(Ok(id)),
        Ok(None) => Ok(Err("more-customers-nobody")),
        Err(CollectiveTrouble::NoShop) => Err(Trouble::NotFound),
        Err(CollectiveTrouble::Store(cause)) => Err(cause.into()),
        Err(CollectiveTrouble::Keys(_)) => Ok(Err("more-customers-key")),
        Err(CollectiveTrouble::Till(error)) => {
            tracing::warn!(shop = member.shop.id, %error, "a customer was not looked up");
            Ok(Err("more-customers-away"))
        }
    }
}
