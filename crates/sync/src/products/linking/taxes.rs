//! VAT profiles: the till's rate and nature find or make the shop's profile.

use std::collections::BTreeSet;

use ponte_domain::till::{Surroundings, Tax, TaxId};
use ponte_store::links::TaxLink;
use ts_commerce::{TaxProfile, Uid};

use crate::{
    pairings,
    products::{pass::Pass, trouble::Trouble},
};

/// Links each needed tax whose rate and nature are known; the others are findings already.
pub(super) async fn go(
    pass: &Pass<'_>,
    surroundings: &Surroundings,
    needed: &BTreeSet<TaxId>,
) -> Result<(), Trouble> {
    let links = pass.read().await?.tax_links(pass.id()).await?;
    let open: Vec<(&TaxId, &Tax, String)> = needed
        .iter()
        .filter_map(|id| {
            let tax = surroundings.taxes.get(id)?;
            Some((id, tax, tax.key()?))
        })
        .filter(|(id, _, key)| {
            !links
                .iter()
                .any(|link| link.till == **id && link.rate == *key)
        })
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let mut countries = Vec::new();
    let mut profiles = pass.remotes.shop.tax_profiles().await?;
    let mut tx = pass.write().await?;
    pairings::note_shop_profiles(&mut *tx, pass.id(), &profiles).await?;
    tx.commit().await?;
    for (id, tax, key) in open {
        let found = profiles
            .iter()
            .find(|profile| stands_for(profile, tax))
            .map(|p| p.id.clone());
        let profile = match found {
            Some(profile) => profile,
            None => {
                if countries.is_empty() {
                    countries = italy(pass).await?;
                }
                make(pass, tax, &key, &countries, &mut profiles).await?
            }
        };
        let link = TaxLink {
            till: id.clone(),
            profile,
            rate: key,
            by_hand: false,
        };
        let mut tx = pass.write().await?;
        tx.tax_link_put(pass.id(), &link).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Same rate; at 0 % also the same nature, which only the title can tell.
fn stands_for(profile: &TaxProfile, tax: &Tax) -> bool {
    let nature = tax.nature.as_deref().unwrap_or_default().trim();
    tax.rate == Some(profile.value)
        && (!profile.value.is_zero() || natures(&profile.title) == natures(nature))
}

/// Exemption codes in a text: `N4`, `N2.1`.
fn natures(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.').to_ascii_uppercase())
        .filter(|word| {
            word.strip_prefix('N')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
        .collect()
}

/// Italy's number on the platform, which is not fixed (TS Commerce sheet §18); every country's where
/// the shop does not list Italy.
async fn italy(pass: &Pass<'_>) -> Result<Vec<Uid>, Trouble> {
    let countries = pass.remotes.shop.countries().await?;
    let is_italy = |tld: &Option<String>| {
        tld.as_deref()
            .is_some_and(|tld| tld.eq_ignore_ascii_case("it"))
    };
    let italy: Vec<Uid> = countries
        .iter()
        .filter(|country| is_italy(&country.tld))
        .map(|country| country.uid)
        .collect();
    if italy.is_empty() {
        return Ok(countries.iter().map(|country| country.uid).collect());
    }
    Ok(italy)
}

async fn make(
    pass: &Pass<'_>,
    tax: &Tax,
    key: &str,
    countries: &[Uid],
    profiles: &mut Vec<TaxProfile>,
) -> Result<String, Trouble> {
    let name = match key.split_once(' ') {
        Some((rate, nature)) => format!("IVA {rate}% {nature}"),
        None => format!("IVA {key}%"),
    };
    let value = tax.rate.unwrap_or_default();
    // An unknown outcome enters the phase again, and so the look at the list.
    let id = pass
        .remotes
        .shop
        .create_tax_profile(&name, value, countries)
        .await?;
    profiles.push(TaxProfile {
        id: id.clone(),
        value,
        title: name,
        ..TaxProfile::default()
    });
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tax(rate: &str, nature: Option<&str>) -> Tax {
        let rate = Some(rate.parse().expect("a rate"));
        Tax {
            name: String::new(),
            rate,
            nature: nature.map(Into::into),
        }
    }

    fn profile(value: &str, title: &str) -> TaxProfile {
        let value = value.parse().expect("a rate");
        TaxProfile {
            title: title.into(),
            value,
            ..TaxProfile::default()
        }
    }

    #[test]
    fn two_natures_at_zero_stay_two_profiles() {
        let (n4, n2) = (tax("0", Some("N4")), tax("0.00", Some("N2")));
        assert!(stands_for(&profile("0", "Esente art. 10 (N4)"), &n4));
        assert!(!stands_for(&profile("0", "Esente art. 10 (N4)"), &n2));
        assert!(
            !stands_for(&profile("0", "IVA 0%"), &n4),
            "a title without a nature is neither"
        );
        assert!(stands_for(&profile("22", "Ordinaria"), &tax("22.0", None)));
        assert!(!stands_for(&profile("10", "IVA 22%"), &tax("22", None)));
    }
}
