//! What stands around every page of a shop: the bar at the top, the foot.

use super::assets;
use crate::{auth::member::Member, words::Words};

/// A page that the bar leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Connettore.
    Connector,
    /// Ordini.
    Orders,
    /// Giacenze.
    Stock,
}

/// What stands around a page of a shop.
pub(crate) struct Frame {
    /// Where we are.
    pub(crate) here: Place,
    pub(crate) shop: String,
    /// The name of who is logged in.
    pub(crate) user: String,
    pub(crate) csrf: String,
    /// What an address needs behind it to lead to the same shop; may be empty.
    pub(crate) query: String,
    /// The user's other shops: address and name.
    pub(crate) others: Vec<(String, String)>,
    /// Code and own name of the other language.
    pub(crate) other_language: (&'static str, &'static str),
    pub(crate) style: String,
    pub(crate) mark: String,
    pub(crate) version: &'static str,
}

impl Frame {
    pub(crate) fn new(member: &Member, here: Place) -> Self {
        let others = member
            .shops
            .iter()
            .filter(|(id, _)| *id != member.shop.id)
            .map(|(id, name)| (format!("/connettore?negozio={id}"), name.clone()))
            .collect();
        let Words { language } = member.words;
        let other = language.other();
        Self {
            here,
            shop: member.shop.name.clone(),
            user: member.login.user.name.clone(),
            csrf: member.login.session.csrf.clone(),
            query: member.query(),
            others,
            other_language: (other.code(), other.own_name()),
            style: assets::address("ponte.css"),
            mark: assets::address("favicon.svg"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Whether this page belongs there.
    pub(crate) fn is_at(&self, place: Place) -> bool {
        self.here == place
    }
}
