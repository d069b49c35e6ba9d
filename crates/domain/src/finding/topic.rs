//! What findings are about: how much each topic presses, and what helps.
//!
//! Findings of one topic stand together on the page and in a letter: "37 products without VAT" is one
//! thing to be done, not thirty-seven. The table says for each topic how much it presses and what
//! helps; [`Topic::of`] knows the topic of every finding, so that no kind can be added without one.
//!
//! Guarantees (each a test): every finding has a topic, and no two topics have the same word; what
//! stopped comes before what was left out, and that before what is only good to know.

use serde::{Deserialize, Serialize};

use super::{Finding, Obstacle};
use crate::orders::order::Attention;

/// How much a topic presses. The greater, the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something is left out; the rest goes on.
    LeftOut,
    /// Orders or the link stopped.
    Stopped,
}

/// What helps, beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// A pass over the orders, now.
    SendOrders,
    /// A pass over the products, now.
    CheckProducts,
    /// The same, compared with the shop as it is.
    ForceProducts,
    /// A pass over the stock, now.
    ReadStock,
    /// The till's key is tried again.
    TryKey,
    /// A yes to what is held.
    SayYes,
    /// What can be done stands on the order's page.
    OpenOrder,
    /// What can be done stands on the code's page.
    OpenCode,
    /// What can be done stands in the list of points of sale.
    OpenPoints,
    /// What can be done stands among the pairings.
    OpenPairings,
    /// Nothing here: it is done on the till or in the shop.
    Elsewhere,
}

macro_rules! topics {
    ($($(#[$doc:meta])* $topic:ident = $word:literal, $severity:ident, $remedy:ident;)*) => {
        /// What findings are about.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Topic {
            $($(#[$doc])* #[serde(rename = $word)] $topic,)*
        }

        impl Topic {
            /// All of them, the worst first.
            pub const ALL: &'static [Self] = &[$(Self::$topic,)*];

            /// Its name, as the database and the pages know it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$topic => $word,)*
                }
            }

            /// How much it presses.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$topic => Severity::$severity,)*
                }
            }

            /// What helps.
            #[must_use]
            pub fn remedy(self) -> Remedy {
                match self {
                    $(Self::$topic => Remedy::$remedy,)*
                }
            }
        }
    };
}

topics! {
    /// Keys that a service no longer takes.
    Keys = "keys", Stopped, TryKey;
    /// The till's key lacks a permission.
    MissingPermission = "missing_permission", Stopped, TryKey;
    /// A setting of the till's account keeps orders from arriving.
    TillSetting = "till_setting", Stopped, SendOrders;
    /// The till does not take an order.
    OrderRefused = "order_refused", Stopped, SendOrders;
    /// An order that cannot be understood.
    OrderUnreadable = "order_unreadable", Stopped, SendOrders;
    /// A part that the till says it has, and that is not found.
    NotFoundOnTill = "not_found_on_till", Stopped, OpenOrder;
    /// A part that is other on the till than here.
    DiffersOnTill = "differs_on_till", Stopped, OpenOrder;
    /// A plan that breaks a rule.
    PlanBroken = "plan_broken", Stopped, OpenOrder;
    /// Amounts that contradict one another.
    AmountsDiffer = "amounts_differ", Stopped, OpenOrder;
    /// A part that its point rejected.
    Rejected = "rejected", Stopped, OpenOrder;
    /// An order cancelled on the shop that is on the till.
    CancelOnTill = "cancel_on_till", Stopped, OpenOrder;
    /// An order whose lines changed after something was sent.
    LinesChanged = "lines_changed", Stopped, OpenOrder;
    /// A part that nobody accepts.
    PartUnaccepted = "part_unaccepted", Stopped, OpenOrder;
    /// A part that is no longer on the till.
    PartGone = "part_gone", Stopped, OpenOrder;
    /// An order on the till that carries our name and is not ours.
    StrayTillOrder = "stray_till_order", Stopped, Elsewhere;
    /// A change so large that it waits for a yes.
    Held = "held", LeftOut, SayYes;
    /// Stock of a point that cannot be read.
    LevelsUnread = "levels_unread", LeftOut, ReadStock;
    /// An order that nobody paid for too long.
    UnpaidTooLong = "unpaid_too_long", LeftOut, OpenOrder;
    /// A state that the shop does not take.
    OrderStateRefused = "order_state_refused", LeftOut, OpenOrder;
    /// A way of shipping that nobody has mapped.
    ShippingUnmapped = "shipping_unmapped", LeftOut, OpenPairings;
    /// Products without a name.
    NoName = "no_name", LeftOut, CheckProducts;
    /// Products without a price.
    NoPrice = "no_price", LeftOut, CheckProducts;
    /// Products without a code.
    NoCode = "no_code", LeftOut, CheckProducts;
    /// Codes that several articles carry.
    DuplicateCode = "duplicate_code", LeftOut, CheckProducts;
    /// Combinations that the shop could not tell apart.
    SameCombination = "same_combination", LeftOut, CheckProducts;
    /// Variants that do not match the options.
    BrokenOptions = "broken_options", LeftOut, CheckProducts;
    /// Products whose variants are missing.
    NoVariants = "no_variants", LeftOut, CheckProducts;
    /// Products whose VAT is not known.
    UnknownVat = "unknown_vat", LeftOut, CheckProducts;
    /// Codes that are too long.
    CodeTooLong = "code_too_long", LeftOut, CheckProducts;
    /// Products with more than one of these.
    SeveralObstacles = "blocked", LeftOut, CheckProducts;
    /// Products that the shop refuses.
    Refused = "refused", LeftOut, CheckProducts;
    /// Products whose variants the shop passed over.
    VariantsIgnored = "variants_ignored", LeftOut, CheckProducts;
    /// Products whose variants the shop holds in several products.
    Spread = "spread", LeftOut, CheckProducts;
    /// Pictures that cannot be sent.
    Picture = "picture", LeftOut, CheckProducts;
    /// Codes that the shop does not know.
    NotInShop = "not_in_shop", LeftOut, ForceProducts;
    /// Codes that the shop knows more than once.
    ListedTwice = "listed_twice", LeftOut, ReadStock;
    /// Codes without a figure.
    NoStockFigure = "no_stock_figure", LeftOut, OpenCode;
    /// Figures that the shop refuses.
    StockRefused = "stock_refused", LeftOut, ReadStock;
    /// Points of sale that are new, or gone.
    SalesPoint = "sales_point", Note, OpenPoints;
    /// Fields of ours that somebody changed on the shop.
    EditedOnShop = "edited_on_shop", Note, ForceProducts;
}

impl Topic {
    /// The topic of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        match finding {
            Finding::Blocked { obstacles, .. } => match obstacles.as_slice() {
                [only] => Self::of_obstacle(only),
                _ => Self::SeveralObstacles,
            },
            Finding::Spread { .. } => Self::Spread,
            Finding::Refused { .. } => Self::Refused,
            Finding::VariantsIgnored { .. } => Self::VariantsIgnored,
            Finding::Picture { .. } => Self::Picture,
            Finding::EditedOnShop { .. } => Self::EditedOnShop,
            Finding::Held { .. } => Self::Held,
            Finding::MissingPermission => Self::MissingPermission,
            Finding::SalesPoint { .. } => Self::SalesPoint,
            Finding::Order { attention, .. } => Self::of_attention(attention),
            Finding::OrderRefused { .. } => Self::OrderRefused,
            Finding::TillSetting { .. } => Self::TillSetting,
            Finding::OrderUnreadable { .. } => Self::OrderUnreadable,
            Finding::ShippingUnmapped => Self::ShippingUnmapped,
            Finding::PartUnaccepted { .. } => Self::PartUnaccepted,
            Finding::PartGone { .. } => Self::PartGone,
            Finding::StrayTillOrder { .. } => Self::StrayTillOrder,
            Finding::OrderStateRefused { .. } => Self::OrderStateRefused,
            Finding::NotInShop { .. } => Self::NotInShop,
            Finding::ListedTwice { .. } => Self::ListedTwice,
            Finding::NoStockFigure { .. } => Self::NoStockFigure,
            Finding::StockRefused { .. } => Self::StockRefused,
            Finding::LevelsUnread { .. } => Self::LevelsUnread,
            Finding::Keys { .. } => Self::Keys,
        }
    }

    fn of_obstacle(obstacle: &Obstacle) -> Self {
        match obstacle {
            Obstacle::NoName => Self::NoName,
            Obstacle::NoPrice { .. } => Self::NoPrice,
            Obstacle::NoCode { .. } => Self::NoCode,
            Obstacle::DuplicateCode { .. } => Self::DuplicateCode,
            Obstacle::SameSuperkey { .. } => Self::SameCombination,
            Obstacle::BrokenOptions => Self::BrokenOptions,
            Obstacle::NoVariants => Self::NoVariants,
            Obstacle::UnknownVat => Self::UnknownVat,
            Obstacle::CodeTooLong { .. } => Self::CodeTooLong,
        }
    }

    fn of_attention(attention: &Attention) -> Self {
        match attention {
            Attention::NotFoundOnTill { .. } => Self::NotFoundOnTill,
            Attention::Differs { .. } => Self::DiffersOnTill,
            Attention::Broken { .. } => Self::PlanBroken,
            Attention::Amounts => Self::AmountsDiffer,
            Attention::Rejected { .. } => Self::Rejected,
            Attention::CancelOnTill => Self::CancelOnTill,
            Attention::Changed => Self::LinesChanged,
            Attention::UnpaidTooLong => Self::UnpaidTooLong,
        }
    }

    /// The topic of this name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_topics_have_the_same_word_and_each_is_found_by_its_own() {
        let words: BTreeSet<&str> = Topic::ALL.iter().map(|topic| topic.word()).collect();
        assert_eq!(words.len(), Topic::ALL.len());
        for topic in Topic::ALL {
            assert_eq!(Topic::named(topic.word()), Some(*topic));
            let kept = serde_json::to_string(topic).expect("a word");
            assert_eq!(kept, format!("\"{}\"", topic.word()));
        }
        assert_eq!(Topic::named("of a newer Ponte"), None);
    }

    #[test]
    fn the_table_names_the_worst_first() {
        let severities: Vec<Severity> = Topic::ALL.iter().map(|topic| topic.severity()).collect();
        assert!(severities.is_sorted_by(|before, after| before >= after));
    }

    #[test]
    fn a_product_with_one_obstacle_stands_with_its_like_and_one_with_several_apart() {
        let blocked = |obstacles: &[Obstacle]| Finding::Blocked {
            name: "Tazza".into(),
            obstacles: obstacles.to_vec(),
        };
        let of = |obstacles: &[Obstacle]| Topic::of(&blocked(obstacles));
        assert_eq!(of(&[Obstacle::UnknownVat]), Topic::UnknownVat);
        assert_eq!(of(&[Obstacle::NoName]), Topic::NoName);
        let both = [Obstacle::UnknownVat, Obstacle::NoName];
        assert_eq!(of(&both), Topic::SeveralObstacles);
    }

    #[test]
    fn orders_that_stopped_are_worse_than_a_product_left_out() {
        let rejected = Finding::Order {
            name: "417".into(),
            attention: Attention::Rejected { number: 1 },
        };
        assert_eq!(Topic::of(&rejected).severity(), Severity::Stopped);
        assert!(Topic::of(&rejected).severity() > Topic::NoName.severity());
        assert!(Topic::NoName.severity() > Topic::SalesPoint.severity());
    }
}
