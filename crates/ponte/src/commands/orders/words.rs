//! Orders in plain English: where they are, why, and what can be done.

use ponte_domain::{
    finding::TillSetting,
    orders::{
        allocation::Wanted,
        order::{Attention, ShopState, Stage, Waiting},
        part::{Doubt, PartState, TillState},
    },
};
use ponte_store::{
    orders::{OrderRow, PartRow, Whole},
    points::SalesPoint,
};

/// What the shop's people call an order: its id where they call it nothing.
#[must_use]
pub fn name(order: &OrderRow) -> &str {
    let details = order.details.as_ref();
    details
        .map(|details| details.name.as_str())
        .filter(|name| !name.is_empty())
        .unwrap_or(&order.id)
}

/// Where an order stands, in a word or two.
#[must_use]
pub fn stage(order: &OrderRow) -> String {
    if order.ignored.is_some() {
        return "ignored".to_owned();
    }
    order.stage.word().replace('_', " ")
}

/// Why it stands there; empty where the stage says it all.
#[must_use]
pub fn why(order: &OrderRow) -> String {
    if let Some(reason) = &order.ignored {
        return reason.clone();
    }
    match &order.stage {
        Stage::Waiting { reason } => waiting(reason, order),
        Stage::NeedsAttention { reason } => attention(reason),
        _ => String::new(),
    }
}

fn waiting(reason: &Waiting, order: &OrderRow) -> String {
    match reason {
        Waiting::Stock { missing } => {
            let missing: Vec<String> = missing.iter().map(|line| pieces_of(line, order)).collect();
            format!("missing: {}", missing.join(", "))
        }
        Waiting::NotASale { state } => {
            format!("{} does not count as a sale", shop_state(*state))
        }
        Waiting::Payment => "it waits for its payment".to_owned(),
        Waiting::UnknownLines { titles } => {
            format!("the till does not know: {}", titles.join(", "))
        }
        Waiting::TillClosed => "its point is closed for longer than can be told".to_owned(),
        Waiting::Budget => "no calls to the till are left for now".to_owned(),
        Waiting::Refused { text, setting } => match setting {
            Some(setting) => format!(
                "the till refuses it for its {}: {text}",
                till_setting(*setting)
            ),
            None => format!("the till refused it: {text}"),
        },
        Waiting::Outcome => "whether the till took it is not known yet".to_owned(),
    }
}

/// "7 × Tazza"
fn pieces_of(wanted: &Wanted, order: &OrderRow) -> String {
    format!("{} × {}", wanted.pieces, title(&wanted.line, order))
}

/// What the buyer read of a line; its key where that is not known.
#[must_use]
pub fn title<'o>(line: &'o str, order: &'o OrderRow) -> &'o str {
    let lines = order.details.iter().flat_map(|details| &details.lines);
    lines
        .filter(|known| known.key == line && !known.title.is_empty())
        .map(|known| known.title.as_str())
        .next()
        .unwrap_or(line)
}

/// What a person must mend, and by what.
#[must_use]
pub fn attention(reason: &Attention) -> String {
    match reason {
        Attention::NotFoundOnTill { number } => {
            format!("the till says that it has part {number}, and it is not found there")
        }
        Attention::Differs { number } => {
            format!("the till holds something else under the name of part {number}")
        }
        Attention::Broken { invalid } => format!("a fault of Ponte's: {invalid}"),
        Attention::Amounts => "its amounts contradict one another".to_owned(),
        Attention::Rejected { number } => {
            format!("the point rejected or cancelled part {number}")
        }
        Attention::CancelOnTill => "cancelled in the shop: cancel it on the till too".to_owned(),
        Attention::Changed => "its lines changed in the shop after it was sent".to_owned(),
        Attention::UnpaidTooLong => "unpaid for too long: cancel it in the shop".to_owned(),
    }
}

/// A state of the shop, by its name there.
#[must_use]
pub fn shop_state(state: ShopState) -> String {
    match state.0 {
        0 => "Attesa pagamento".to_owned(),
        1 => "Pagato".to_owned(),
        2 => "In allestimento".to_owned(),
        3 => "Inviato".to_owned(),
        4 => "Consegnato".to_owned(),
        5 => "Chiuso".to_owned(),
        6 => "Archiviato".to_owned(),
        7 => "Annullato".to_owned(),
        other => format!("state {other}"),
    }
}

/// Its standing parts: "10 at Via dei Tigli (requested), 2 at Piazza Mercato (planned)".
#[must_use]
pub fn parts(whole: &Whole, points: &[SalesPoint]) -> String {
    let standing = whole.parts.iter().filter(|row| {
        let state = &row.part.state;
        !matches!(state, PartState::Withdrawn | PartState::Released { .. })
    });
    let told = standing.map(|row| {
        let point = point(row.part.point, points);
        format!("{} at {point} ({})", pieces(row), part_state(row))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Pieces in a part.
#[must_use]
pub fn pieces(row: &PartRow) -> u64 {
    let lines = row.part.lines.iter();
    lines.map(|line| u64::from(line.pieces)).sum()
}

/// A point's name; its number where it has none.
#[must_use]
pub fn point(id: i64, points: &[SalesPoint]) -> String {
    let known = points.iter().find(|point| point.id == id);
    let name = known.map(|point| point.name.clone());
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| id.to_string())
}

/// How far a part is.
#[must_use]
pub fn part_state(row: &PartRow) -> &'static str {
    if row.differs {
        return "not ours on the till";
    }
    match &row.part.state {
        PartState::Planned => "planned",
        PartState::Sending { .. } => "sending",
        PartState::Refused => "refused",
        PartState::Unknown {
            doubt: Doubt::Conflict,
            not_found: Some(_),
        } => "not found",
        PartState::Unknown { .. } => "outcome unknown",
        PartState::Delivered { till, .. } => on_till(*till),
        PartState::Released { .. } => "let go",
        PartState::Withdrawn => "taken back",
    }
}

fn on_till(till: TillState) -> &'static str {
    match till {
        TillState::Requested => "requested",
        TillState::Accepted => "accepted",
        TillState::Processing => "processing",
        TillState::Ready => "ready",
        TillState::OnItsWay => "on its way",
        TillState::Shipped => "shipped",
        TillState::Completed => "completed",
        TillState::Processed => "processed",
        TillState::Rejected => "rejected",
        TillState::Cancelled => "cancelled",
        TillState::Gone => "gone",
    }
}

/// A setting of the till's account that refuses orders, and what it must be.
#[must_use]
pub fn till_setting(setting: TillSetting) -> &'static str {
    match setting {
        TillSetting::MandatoryTime => "Orario Obbligatorio: it must be NO",
        TillSetting::MinimumOrder => "Ordine Minimo: it must be 0",
        TillSetting::OpeningHours => "opening hours: give Ponte the same ones (--opening)",
        TillSetting::LeadTime => "minimum preparation time (--preparation-minutes)",
        TillSetting::SlotFull => "time slot, which is full",
    }
}
