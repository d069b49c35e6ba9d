//! Categories, brands, attributes, VAT profiles and countries (TS Commerce sheet §14–§18).

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::{
    product::Seo,
    state::{Shop, storeden_id},
};

/// A category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// Its number.
    pub uid: u64,
    /// Name in the default language.
    pub name: String,
    /// Uid of its parent; 0 = root. The parent may be gone: then it is an orphan.
    pub parent: u64,
    /// Text.
    pub description: String,
    /// Texts for search engines.
    pub seo: Seo,
    /// Category of the marketplace.
    pub mpc: Option<String>,
    /// Switched on.
    pub enabled: bool,
}

/// A brand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brand {
    /// Its number.
    pub uid: u64,
    /// Name.
    pub name: String,
    /// Readable part of its address.
    pub slug: String,
    /// Restricted HTML.
    pub description: String,
    /// Texts for search engines.
    pub seo: Seo,
    /// Switched off.
    pub disabled: bool,
}

/// A custom field of products.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// StoredenID.
    pub id: String,
    /// Name.
    pub label: String,
    /// `text`, `select`, …
    pub kind: String,
    /// Values of a `select`.
    pub data: Vec<String>,
    /// Not to be edited in the back office.
    pub read_only: bool,
}

/// A VAT profile.
#[derive(Clone, Debug, PartialEq)]
pub struct TaxProfile {
    /// StoredenID.
    pub id: String,
    /// Name.
    pub title: String,
    /// Percent.
    pub value: Decimal,
    /// Uids of the countries it applies to.
    pub countries: Vec<u64>,
}

/// A country the platform knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Platform number.
    pub uid: u64,
    /// Name.
    pub name: &'static str,
    /// Two-letter code.
    pub tld: &'static str,
}

/// The countries, by platform number.
///
/// Italy's number differs between the documentation's samples (118, 119), so it is neither here:
/// whoever hard-codes one of them finds out in the sandbox.
pub(super) fn countries() -> Vec<Country> {
    [
        (16, "Austria", "AT"),
        (23, "Belgium", "BE"),
        (80, "France", "FR"),
        (88, "Germany", "DE"),
        (121, "Italy", "IT"),
        (186, "San Marino", "SM"),
        (210, "Spain", "ES"),
        (217, "Switzerland", "CH"),
    ]
    .map(|(uid, name, tld)| Country { uid, name, tld })
    .to_vec()
}

impl Shop {
    /// Makes a category; names need not be unique.
    pub fn add_category(&mut self, name: &str, parent: u64) -> u64 {
        let uid = self.new_uid();
        let category = Category {
            uid,
            name: name.to_owned(),
            parent,
            enabled: true,
            ..Category::default()
        };
        self.categories.insert(uid, category);
        uid
    }

    /// The brand of that name, made where there is none (TS Commerce sheet §15).
    pub fn brand_named(&mut self, name: &str) -> u64 {
        if let Some(brand) = self.brands.values().find(|brand| brand.name == name) {
            return brand.uid;
        }
        let uid = self.new_uid();
        let brand = Brand {
            uid,
            name: name.to_owned(),
            slug: slug(name),
            ..Brand::default()
        };
        self.brands.insert(uid, brand);
        uid
    }

    /// Makes a VAT profile; two may have one rate.
    pub fn add_tax(
        &mut self,
        title: String,
        value: Decimal,
        countries: Vec<u64>,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> String {
        let id = storeden_id(now, random);
        self.taxes.push(TaxProfile {
            id: id.clone(),
            title,
            value,
            countries,
        });
        id
    }

    /// The VAT profile with this id.
    #[must_use]
    pub fn tax(&self, id: &str) -> Option<&TaxProfile> {
        self.taxes.iter().find(|tax| tax.id == id)
    }

    /// Makes a custom field.
    pub fn add_attribute(
        &mut self,
        label: &str,
        kind: &str,
        data: Vec<String>,
        read_only: bool,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> String {
        let id = storeden_id(now, random);
        self.attributes.push(Attribute {
            id: id.clone(),
            label: label.to_owned(),
            kind: kind.to_owned(),
            data,
            read_only,
        });
        id
    }
}

/// A name as part of an address: lower case, digits, hyphens.
pub(super) fn slug(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        })
        .collect();
    let words: Vec<_> = plain.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}
