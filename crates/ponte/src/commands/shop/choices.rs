//! A merchant's choices, as they are typed.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use ponte_domain::settings::{
    AdoptedTexts, FieldPolicies, MissingCodes, Mode, Pace, Policy, PriceList, PrivacySettings,
    Settings,
};

use super::order_choices::OrderChoices;

/// Settings of a shop; what is not given stays as it is.
#[derive(Args, Clone, Debug, Default)]
pub struct Choices {
    /// Who decides a field: FIELD=always|on-creation|never, FIELD one of categories, images, name,
    /// description, price, visibility. May be repeated
    #[arg(long = "policy", value_name = "FIELD=POLICY")]
    policies: Vec<FieldPolicy>,
    /// Which of the till's prices the shop shows: base, mode:ID (a sales mode), point:ID (a sales
    /// point)
    #[arg(long, value_name = "LIST", value_parser = price_list)]
    price_list: Option<PriceList>,
    /// What Ponte does with the catalogue
    #[arg(long, value_enum)]
    mode: Option<TypedMode>,
    /// Products without a code
    #[arg(long, value_enum)]
    missing_codes: Option<TypedMissingCodes>,
    /// Texts and pictures of a product that the shop has already
    #[arg(long, value_enum)]
    adopted: Option<TypedAdopted>,
    /// Writes to the shop in flight at the same time
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=64))]
    in_flight: Option<u32>,
    /// Calls a second to the shop: START, or START,LEAST,MOST; 0 = no limit
    #[arg(long, value_name = "RATE")]
    rate: Option<Rate>,
    /// Pieces of each article that the shop does not show; a product may have its own (`stock margin`)
    #[arg(long, value_name = "PIECES")]
    margin: Option<u32>,
    /// Days after an order until it forgets who bought, once it is over
    #[arg(long, value_name = "DAYS", value_parser = keep_buyers())]
    keep_buyers: Option<u16>,
    #[command(flatten)]
    orders: OrderChoices,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedMode {
    /// Products go from the till to the shop
    Everything,
    /// Link by code, write no product
    StockAndOrders,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedMissingCodes {
    /// Ponte derives one
    Generate,
    /// They stay out of the shop
    Exclude,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedAdopted {
    /// The shop's stay
    Keep,
    /// The till's replace them
    Overwrite,
}

/// `FIELD=POLICY`.
#[derive(Clone, Copy, Debug)]
struct FieldPolicy {
    set: fn(&mut FieldPolicies, Policy),
    policy: Policy,
}

impl FromStr for FieldPolicy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (field, policy) = text.split_once('=').ok_or("it has the form FIELD=POLICY")?;
        let policy = match policy {
            "always" => Policy::Always,
            "on-creation" => Policy::OnCreation,
            "never" => Policy::Never,
            other => return Err(format!("{other} is none of always, on-creation, never")),
        };
        let set: fn(&mut FieldPolicies, Policy) = match field {
            "categories" => |fields, policy| fields.categories = policy,
            "images" => |fields, policy| fields.images = policy,
            "name" => |fields, policy| fields.name = policy,
            "description" => |fields, policy| fields.description = policy,
            "price" => |fields, policy| fields.price = policy,
            "visibility" => |fields, policy| fields.visibility = policy,
            other => return Err(format!("{other} is no field that has a policy")),
        };
        Ok(Self { set, policy })
    }
}

/// `START` or `START,LEAST,MOST`, in calls a second.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rate {
    start: f64,
    bounds: Option<(f64, f64)>,
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut numbers = Vec::new();
        for part in text.split(',') {
            match part.trim().parse::<f64>() {
                Ok(number) if number.is_finite() && number >= 0.0 => numbers.push(number),
                _ => return Err(format!("{part} is not a number of calls a second")),
            }
        }
        match numbers[..] {
            [start] => Ok(Self {
                start,
                bounds: None,
            }),
            [start, least, most] if 0.0 < least && least <= start && start <= most => Ok(Self {
                start,
                bounds: Some((least, most)),
            }),
            [_, _, _] => Err("START lies between LEAST and MOST, and LEAST above 0".to_owned()),
            _ => Err("it has the form START or START,LEAST,MOST".to_owned()),
        }
    }
}

fn keep_buyers() -> clap::builder::RangedI64ValueParser<u16> {
    let (least, most) = (PrivacySettings::LEAST, PrivacySettings::MOST);
    clap::value_parser!(u16).range(i64::from(least)..=i64::from(most))
}

fn price_list(text: &str) -> Result<PriceList, String> {
    match text.split_once(':') {
        None if text == "base" => Ok(PriceList::Base),
        Some(("mode", id)) if !id.is_empty() => Ok(PriceList::SalesMode(id.to_owned())),
        Some(("point", id)) => id
            .parse()
            .map(PriceList::At)
            .map_err(|_| format!("{id} is no sales point's number")),
        _ => Err("it is base, mode:ID or point:ID".to_owned()),
    }
}

impl Choices {
    /// Puts what was given at `now` into `settings`.
    pub fn apply(&self, settings: &mut Settings, now: Timestamp) {
        for chosen in &self.policies {
            (chosen.set)(&mut settings.fields, chosen.policy);
        }
        if let Some(list) = &self.price_list {
            settings.price_list = list.clone();
        }
        if let Some(mode) = self.mode {
            settings.mode = match mode {
                TypedMode::Everything => Mode::Everything,
                TypedMode::StockAndOrders => Mode::StockAndOrders,
            };
        }
        if let Some(missing) = self.missing_codes {
            settings.missing_codes = match missing {
                TypedMissingCodes::Generate => MissingCodes::Generate,
                TypedMissingCodes::Exclude => MissingCodes::Exclude,
            };
        }
        if let Some(adopted) = self.adopted {
            settings.adopted = match adopted {
                TypedAdopted::Keep => AdoptedTexts::Keep,
                TypedAdopted::Overwrite => AdoptedTexts::Overwrite,
            };
        }
        settings.stock.margin = self.margin.unwrap_or(settings.stock.margin);
        let privacy = &mut settings.privacy;
        privacy.keep_days = self.keep_buyers.unwrap_or(privacy.keep_days);
        settings.pace = self.pace(settings.pace);
        self.orders.apply(&mut settings.orders, now);
    }

    /// A start outside the bounds kept so far widens them.
    fn pace(&self, kept: Pace) -> Pace {
        let mut pace = kept;
        pace.in_flight = self.in_flight.unwrap_or(pace.in_flight);
        if let Some(Rate { start, bounds }) = self.rate {
            let (least, most) = bounds.unwrap_or((pace.least, pace.most));
            pace.start = start;
            if start > 0.0 {
                (pace.least, pace.most) = (least.min(start), most.max(start));
            }
        }
        pace
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        choices: Choices,
    }

    fn chosen(arguments: &[&str]) -> Settings {
        let mut settings = Settings::default();
        let all = std::iter::once(&"ponte").chain(arguments);
        Only::try_parse_from(all)
            .expect("it is understood")
            .choices
            .apply(&mut settings, Timestamp::UNIX_EPOCH);
        settings
    }

    #[test]
    fn what_is_not_given_stays_as_it_is() {
        assert_eq!(chosen(&[]), Settings::default());
    }

    #[test]
    fn every_setting_can_be_chosen() {
        let settings = chosen(&[
            "--policy",
            "name=never",
            "--policy",
            "images=on-creation",
            "--price-list",
            "point:7",
            "--mode",
            "stock-and-orders",
            "--missing-codes",
            "exclude",
            "--adopted",
            "overwrite",
            "--in-flight",
            "8",
            "--rate",
            "6,2,30",
            "--margin",
            "1",
            "--keep-buyers",
            "90",
        ]);
        assert_eq!(settings.privacy.keep_days, 90);
        assert_eq!(settings.stock.margin, 1);
        assert_eq!(settings.fields.name, Policy::Never);
        assert_eq!(settings.fields.images, Policy::OnCreation);
        assert_eq!(settings.fields.price, Policy::Always);
        assert_eq!(settings.price_list, PriceList::At(7));
        assert_eq!(settings.mode, Mode::StockAndOrders);
        assert_eq!(settings.missing_codes, MissingCodes::Exclude);
        assert_eq!(settings.adopted, AdoptedTexts::Overwrite);
        assert_eq!(
            settings.pace,
            Pace {
                in_flight: 8,
                start: 6.0,
                least: 2.0,
                most: 30.0
            }
        );
        assert_eq!(
            chosen(&["--price-list", "mode:a:b"]).price_list,
            PriceList::SalesMode("a:b".into())
        );
    }

    #[test]
    fn a_start_outside_the_bounds_widens_them() {
        assert_eq!(
            chosen(&["--rate", "50"]).pace.most.to_bits(),
            50.0_f64.to_bits()
        );
        assert_eq!(
            chosen(&["--rate", "0.5"]).pace.least.to_bits(),
            0.5_f64.to_bits()
        );
        let unlimited = chosen(&["--rate", "0"]).pace;
        assert_eq!(
            unlimited,
            Pace {
                start: 0.0,
                ..Pace::default()
            }
        );
    }

    #[test]
    fn a_misspelt_choice_is_refused() {
        for wrong in [
            ["--policy", "nome=never"],
            ["--policy", "name=sometimes"],
            ["--policy", "name"],
            ["--price-list", "first"],
            ["--price-list", "point:x"],
            ["--rate", "1,2"],
            ["--rate", "-1"],
            ["--rate", "9,1,5"],
            ["--rate", "NaN"],
            ["--margin", "-1"],
            ["--keep-buyers", "29"],
        ] {
            assert!(
                Only::try_parse_from(["ponte", wrong[0], wrong[1]]).is_err(),
                "{wrong:?}"
            );
        }
    }
}
