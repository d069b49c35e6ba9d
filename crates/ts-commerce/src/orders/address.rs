//! A billing or delivery address (TS Commerce sheet §20.3).

use std::fmt;

use serde_json::{Map, Value};

use crate::fields::Fields;

/// An address. Whatever it is made of may be missing or odd: no field of it stops an order.
#[derive(Clone, Default, PartialEq)]
pub struct Address {
    /// Its id; there for guests too.
    pub id: Option<String>,
    /// Person or company.
    pub fullname: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Street and number.
    pub addr1: Option<String>,
    /// More of it.
    pub addr2: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Postal code.
    pub zip: Option<String>,
    /// The country's two letters.
    pub nation_tld: Option<String>,
    /// The country's name.
    pub nation_name: Option<String>,
    /// The province's code.
    pub state_iso: Option<String>,
    /// The province's name.
    pub state_name: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// VAT number or tax code: one field for both.
    pub vat: Option<String>,
    /// What else there is; may be personal.
    pub extra: Map<String, Value>,
}

impl Address {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let mut text = |name: &str| fields.filled(&[name]).ok().flatten();
        let mut address = Self {
            id: None,
            fullname: text("fullname"),
            company: text("company"),
            addr1: text("addr1"),
            addr2: text("addr2"),
            city: text("city"),
            zip: text("zip"),
            nation_tld: text("nationTLD"),
            nation_name: text("nationName"),
            state_iso: text("stateISO"),
            state_name: text("stateName"),
            email: text("email"),
            phone: text("phone"),
            vat: text("vat"),
            extra: Map::new(),
        };
        address.id = fields.object_id(&["_id", "id"]).ok().flatten();
        address.extra = fields.rest();
        address
    }
}

impl fmt::Debug for Address {
    /// Nothing of the person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("id", &self.id)
            .field("nation_tld", &self.nation_tld)
            .finish_non_exhaustive()
    }
}
