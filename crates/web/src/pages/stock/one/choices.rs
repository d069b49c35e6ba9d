//! What the merchant chooses for one article: its own margin, and the figure of a variant whose stock
//! the till does not manage.

use ponte_store::{
    StoreError, Tx,
    offers::{ChoiceKind, OfferRow, StockChoice},
    shops::Shop,
};
use serde::Deserialize;

use crate::pages::stock::{About, figures::choice};

/// The most that can be chosen: more is a slip of the finger.
const MOST: u32 = 999_999;

/// The forms.
pub(super) struct ChoicesView {
    pub(super) margin: Field,
    /// "Senza un numero vale quello del negozio: 1."
    pub(super) margin_else: String,
    /// Only where the till does not manage its stock.
    pub(super) figure: Option<Field>,
}

/// A number that may be empty.
pub(super) struct Field {
    /// As chosen; empty: nothing.
    pub(super) value: String,
    /// What was sent is no number.
    pub(super) wrong: bool,
}

impl ChoicesView {
    pub(super) fn new(
        row: &OfferRow,
        shop: &Shop,
        wrong: Option<ChoiceKind>,
        about: &About<'_>,
    ) -> Self {
        let field = |kind, subject: &str| {
            let chosen = choice(about.choices, kind, subject);
            Field {
                value: chosen.map_or_else(String::new, |pieces| pieces.to_string()),
                wrong: wrong == Some(kind),
            }
        };
        let figure = field(ChoiceKind::Figure, &row.variant);
        let is_asked = row.sum.is_unmanaged() || !figure.value.is_empty();
        let margin = u64::from(shop.settings.stock.margin);
        Self {
            margin: field(ChoiceKind::Margin, &row.product),
            margin_else: about.t.count("variant-margin-else", margin),
            figure: is_asked.then_some(figure),
        }
    }
}

/// What was sent.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    cosa: String,
    #[serde(default)]
    pezzi: String,
}

impl Asked {
    /// What it is about.
    pub(super) fn kind(&self) -> Option<ChoiceKind> {
        match self.cosa.as_str() {
            "margine" => Some(ChoiceKind::Margin),
            "giacenza" => Some(ChoiceKind::Figure),
            _ => None,
        }
    }

    /// The number; `Some(None)`: it is taken back; `None`: that is no number.
    #[expect(
        clippy::option_option,
        reason = "nothing sent and nothing readable differ"
    )]
    pub(super) fn pieces(&self) -> Option<Option<u32>> {
        let text = self.pezzi.trim();
        if text.is_empty() {
            return Some(None);
        }
        number(text).map(Some)
    }
}

/// A number of pieces, as people type it.
pub(crate) fn number(text: &str) -> Option<u32> {
    let number = text.trim().parse().ok()?;
    (number <= MOST).then_some(number)
}

/// Keeps a choice, or takes it back.
pub(super) async fn keep(
    tx: &mut dyn Tx,
    shop: &str,
    row: &OfferRow,
    kind: ChoiceKind,
    pieces: Option<u32>,
) -> Result<(), StoreError> {
    let subject = match kind {
        ChoiceKind::Margin => &row.product,
        ChoiceKind::Figure => &row.variant,
    };
    match pieces {
        None => tx.stock_choice_remove(shop, kind, subject).await,
        Some(pieces) => {
            let choice = StockChoice {
                kind,
                subject: subject.clone(),
                pieces,
            };
            tx.stock_choice_put(shop, &choice).await
        }
    }
}
