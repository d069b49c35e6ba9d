//! What is to be set right about stock: the fact, what to do and where.

use ponte_domain::finding::Finding;
use ponte_store::findings::FindingRow;

use super::FindingLine;
use crate::{
    pages::stock::{link, unread},
    words::{Wall, Words},
};

/// The subject of the permission that stock needs.
const PERMISSION: &str = "stocks";

/// One line; `None` where it is not about stock.
pub(crate) fn line(row: &FindingRow, query: &str, wall: &Wall, t: Words) -> Option<FindingLine> {
    let of_code = |name: &str, sentence: String| {
        let args = [("name", name.into()), ("code", row.subject.as_str().into())];
        Some(FindingLine {
            name: t.with("finding-code-name", &args),
            link: Some(link(&row.subject, query)),
            sentences: vec![sentence],
            read_now: false,
        })
    };
    match &row.finding {
        Finding::NotInShop { name } => of_code(name, t.say("standing-not-listed-reason")),
        Finding::ListedTwice { name } => of_code(name, t.say("standing-twice-reason")),
        Finding::NoStockFigure { name, .. } => of_code(name, t.say("standing-no-figure-reason")),
        Finding::StockRefused { name, text } => {
            let args = [("text", text.as_str().into())];
            of_code(name, t.with("finding-stock-refused", &args))
        }
        Finding::LevelsUnread {
            point,
            since,
            trouble,
        } => Some(FindingLine {
            name: point.clone(),
            link: None,
            sentences: vec![unread(*trouble, *since, wall, t)],
            read_now: true,
        }),
        Finding::MissingPermission if row.subject == PERMISSION => Some(FindingLine {
            name: t.say("finding-stock-permission-name"),
            link: None,
            sentences: vec![t.say("finding-stock-permission")],
            read_now: true,
        }),
        _ => None,
    }
}
