//! Addresses of an order (TS Commerce sheet §20.3).

use ponte_transport::Randomness;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::shop::{state::Shop, state::storeden_id};
use jiff::Timestamp;

/// An address as an order keeps it; both addresses of an order have an id, guests included.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// StoredenID.
    pub id: String,
    /// The platform's number of the user; -1 for a guest.
    pub user_uid: i64,
    /// The platform's number of the country; 0 where it knows none of that code.
    pub country: u64,
    /// Name of the country.
    pub nation: String,
    /// The province.
    pub province: Province,
    /// The rest, as the buyer typed it.
    pub typed: Typed,
}

/// An address as a buyer types it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Typed {
    /// Name, of a person or a company.
    pub fullname: String,
    /// Company; empty for a person.
    pub company: String,
    /// Street and number.
    pub addr1: String,
    /// What else finds the door.
    pub addr2: String,
    /// Town.
    pub city: String,
    /// Post code.
    pub zip: String,
    /// Code of the province: `TV`.
    pub province: String,
    /// Two-letter code of the country.
    pub country: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// VAT number of a company, or tax code of a person: one field for both.
    pub vat: String,
}

/// A province, as the platform numbers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Platform number; 0 where it is not known.
    pub uid: u64,
    /// Code.
    pub iso: String,
    /// Name.
    pub name: String,
}

impl Default for Typed {
    /// Somebody in Treviso, without company.
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            fullname: text("Cliente Prova"),
            company: String::new(),
            addr1: text("Via Prova 1"),
            addr2: String::new(),
            city: text("Treviso"),
            zip: text("31100"),
            province: text("TV"),
            country: text("IT"),
            email: text("cliente@example.test"),
            phone: text("+390000000"),
            vat: String::new(),
        }
    }
}

/// The province with this code. Platform numbers are invented: the real ones are not known.
#[must_use]
pub fn province(iso: &str) -> Province {
    let known = [
        (1201, "BL", "Belluno"),
        (1207, "BO", "Bologna"),
        (1215, "FI", "Firenze"),
        (1223, "MI", "Milano"),
        (1229, "PD", "Padova"),
        (1230, "RM", "Roma"),
        (1231, "TO", "Torino"),
        (1234, "TV", "Treviso"),
        (1237, "VE", "Venezia"),
        (1239, "VR", "Verona"),
    ];
    let found = known.iter().find(|(_, code, _)| *code == iso);
    let (uid, iso, name) = found.copied().unwrap_or((0, iso, iso));
    Province {
        uid,
        iso: iso.to_owned(),
        name: name.to_owned(),
    }
}

impl Shop {
    /// The address with the platform's numbers and an id of its own.
    pub(in crate::shop) fn address(
        &self,
        typed: Typed,
        user_uid: i64,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Address {
        let country = self.countries.iter().find(|it| it.tld == typed.country);
        let nation = match (typed.country.as_str(), country) {
            // As the documentation's sample writes it, whatever the countries' list says.
            ("IT", _) => "Italia",
            (_, Some(country)) => country.name,
            (code, None) => code,
        };
        Address {
            id: storeden_id(now, random),
            user_uid,
            country: country.map_or(0, |country| country.uid),
            nation: nation.to_owned(),
            province: province(&typed.province),
            typed,
        }
    }
}
