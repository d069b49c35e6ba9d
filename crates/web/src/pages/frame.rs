//! What stands around every page of a shop: the bar at the top, the foot.

use ponte_domain::finding::{Severity, Topic};

use super::{assets, pause};
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};

/// Where a page belongs: what the bar marks as the place where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// *Connettore*, and what is reached from it.
    Connector,
    /// *Panoramica*.
    Overview,
    /// *Ordini*.
    Orders,
    /// *Segnalazioni*.
    Reports,
    /// *Registro*.
    Log,
    /// *Prodotti*, and *Giacenze*.
    Products,
}

impl Place {
    /// The places that the bar leads to, in its order.
    const ALL: [Self; 6] = [
        Self::Connector,
        Self::Overview,
        Self::Products,
        Self::Orders,
        Self::Reports,
        Self::Log,
    ];

    /// Its address.
    fn path(self) -> &'static str {
        match self {
            Self::Connector => "/connettore",
            Self::Overview => "/panoramica",
            Self::Orders => "/ordini",
            Self::Reports => "/segnalazioni",
            Self::Log => "/registro",
            Self::Products => "/prodotti",
        }
    }

    /// Its name in the sentences.
    fn key(self) -> &'static str {
        match self {
            Self::Connector => "nav-connector",
            Self::Overview => "nav-overview",
            Self::Orders => "nav-orders",
            Self::Reports => "nav-reports",
            Self::Log => "nav-log",
            Self::Products => "nav-products",
        }
    }
}

/// A place in the bar.
pub(crate) struct Stop {
    pub(crate) address: String,
    pub(crate) name: String,
    /// Whether the page belongs there.
    pub(crate) here: bool,
    /// How many open things wait there, where there are any.
    pub(crate) waiting: Option<String>,
}

/// What stands around a page of a shop.
pub(crate) struct Frame {
    /// The bar.
    pub(crate) stops: Vec<Stop>,
    /// What is said above every page while it lasts.
    pub(crate) notices: Vec<String>,
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
    /// The frame of a page at `here`. Asks the database for as much on every page, whatever is in it.
    pub(crate) async fn load(app: &App, member: &Member, here: Place) -> Result<Self, Trouble> {
        let waiting = waiting(app, member).await?;
        let query = member.query();
        let Words { language } = member.words;
        let stop = |place: Place| Stop {
            address: format!("{}{query}", place.path()),
            name: member.words.say(place.key()),
            here: place == here,
            waiting: waiting.clone().filter(|_| place == Place::Reports),
        };
        let others = member
            .shops
            .iter()
            .filter(|(id, _)| *id != member.shop.id)
            .map(|(id, name)| (format!("/connettore?negozio={id}"), name.clone()))
            .collect();
        let other = language.other();
        Ok(Self {
            stops: Place::ALL.into_iter().map(stop).collect(),
            notices: pause::notices(&member.shop.settings.pauses, &app.wall(), member.words),
            shop: member.shop.name.clone(),
            user: member.login.user.name.clone(),
            csrf: member.login.session.csrf.clone(),
            query,
            others,
            other_language: (other.code(), other.own_name()),
            style: assets::address("ponte.css"),
            mark: assets::address("favicon.svg"),
            version: env!("CARGO_PKG_VERSION"),
        })
    }
}

/// How many findings wait for a person, where any do.
async fn waiting(app: &App, member: &Member) -> Result<Option<String>, Trouble> {
    let counted = app.read().await?.findings_counted(&member.shop.id).await?;
    let waits = |word: &str| Topic::named(word).is_none_or(|it| it.severity() > Severity::Note);
    let waiting = counted.iter().filter(|(topic, _)| waits(topic));
    let waiting: i64 = waiting.map(|(_, times)| *times).sum();
    let waiting = u64::try_from(waiting).ok().filter(|n| *n > 0);
    Ok(waiting.map(|n| member.words.count("number", n)))
}
