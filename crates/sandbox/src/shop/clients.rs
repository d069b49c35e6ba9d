//! Customers of the shop (TS Commerce sheet §22): who bought, registered or as a guest.

use jiff::Timestamp;
use ponte_transport::Randomness;

use super::{
    order::Typed,
    state::{Shop, storeden_id},
};

/// A customer; one for each e-mail address.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// StoredenID.
    pub id: String,
    /// The platform's number of the user; 0 for a guest.
    pub user_uid: u64,
    /// What was last typed at the checkout.
    pub typed: Typed,
    /// When they first came.
    pub created: Timestamp,
    /// When they were last changed; never for who came once.
    pub updated: Option<Timestamp>,
}

impl Client {
    /// Whether they have a password, and a number on the platform.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.user_uid > 0
    }

    /// First name and last name, as far as one can tell them apart.
    #[must_use]
    pub fn names(&self) -> (&str, &str) {
        let fullname = &self.typed.fullname;
        fullname.split_once(' ').unwrap_or((fullname, ""))
    }
}

impl Shop {
    /// The customer with this address, made where there is none; who registers stays registered.
    pub(super) fn client(
        &mut self,
        typed: &Typed,
        registered: bool,
        at: Timestamp,
        random: &dyn Randomness,
    ) -> Client {
        let known = self.clients.iter().position(|client| {
            let known = &client.typed.email;
            known.eq_ignore_ascii_case(&typed.email)
        });
        let before = known.map_or(0, |place| self.clients[place].user_uid);
        let user_uid = match (registered, before) {
            (true, 0) => self.new_uid(),
            (_, before) => before,
        };
        let Some(place) = known else {
            let client = Client {
                id: storeden_id(at, random),
                user_uid,
                typed: typed.clone(),
                created: at,
                updated: None,
            };
            self.clients.push(client.clone());
            return client;
        };
        let client = &mut self.clients[place];
        if client.typed != *typed || client.user_uid != user_uid {
            client.updated = Some(at);
        }
        client.typed = typed.clone();
        client.user_uid = user_uid;
        client.clone()
    }
}
