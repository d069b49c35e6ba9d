//! Accounts: getting one, a new password, open sessions, who may come into a shop.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop, of_a_user, open};
use crate::pages::account::{
    change, choose, confirm, invitation, register, reset, sessions, users, welcome,
};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        open("GET", "/registrati", get(register::show)),
        open("POST", "/registrati", post(register::send)),
        open("GET", "/conferma/{token}", get(confirm::show)),
        open("POST", "/conferma/{token}", post(confirm::send)),
        open("GET", "/password", get(reset::show)),
        open("POST", "/password", post(reset::send)),
        open("GET", "/password/{token}", get(choose::show)),
        open("POST", "/password/{token}", post(choose::send)),
        open("GET", "/invito/{token}", get(invitation::show)),
        open("POST", "/invito/{token}", post(invitation::send)),
        of_a_user("GET", "/benvenuto", get(welcome::show)),
        of_a_user("GET", "/cambia-password", get(change::show)),
        of_a_user("POST", "/cambia-password", post(change::send)),
        of_a_user("GET", "/accessi", get(sessions::show)),
        of_a_user("POST", "/accessi/chiudi", post(sessions::end)),
        of_a_user("POST", "/accessi/chiudi-altri", post(sessions::end_others)),
        of_a_shop("GET", "/utenti", get(users::show)),
        of_a_shop("POST", "/utenti/invita", post(users::invite)),
        of_a_shop("POST", "/utenti/ritira", post(users::withdraw)),
        of_a_shop("POST", "/utenti/togli", post(users::remove)),
    ]
}
