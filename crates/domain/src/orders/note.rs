//! What the people at the till read: the note of a part, in Italian, since that is what they speak.
//!
//! Guarantees (each a test): the first line tells of the money; each part names the others and the
//! shop's order; a note is never longer than [`MAX`], and what is cut is its end.

use crate::{money::Money, orders::payment::Due};

/// The longest note, in characters: another connector cuts there too (Cassa in Cloud sheet §16.2).
pub const MAX: usize = 500;

/// What a note tells.
#[derive(Clone, Debug)]
pub struct Note<'a> {
    /// The part's money.
    pub due: Due,
    /// The order, as the shop's people name it.
    pub order: &'a str,
    /// The part's place among the order's parts, from 1.
    pub place: usize,
    /// The points of all of them, in order, this one included.
    pub points: &'a [&'a str],
    /// The buyer's words for the lines that the till does not know.
    pub unknown: &'a [String],
    /// The buyer's message.
    pub message: &'a str,
}

/// The note.
#[must_use]
pub fn note(note: &Note<'_>) -> String {
    let mut lines = vec![first_line(note.due), order_line(note)];
    if !note.unknown.is_empty() {
        let titles: Vec<String> = note.unknown.iter().map(|title| plain(title)).collect();
        lines.push(format!("Non in cassa: {}", titles.join("; ")));
    }
    let message = plain(note.message);
    if !message.is_empty() {
        lines.push(format!("Messaggio del cliente: {message}"));
    }
    cut(&lines.join("\n"))
}

/// The line about the money.
#[must_use]
pub fn first_line(due: Due) -> String {
    match due {
        Due::Collect(amount) => format!("DA INCASSARE {}", euro(amount)),
        Due::Paid => "PAGATO ONLINE, NON INCASSARE".to_owned(),
        Due::Awaited => "IN ATTESA DI PAGAMENTO".to_owned(),
    }
}

fn order_line(note: &Note<'_>) -> String {
    let order = plain(note.order);
    if note.points.len() < 2 {
        return format!("Ordine {order}");
    }
    let others: Vec<String> = note
        .points
        .iter()
        .zip(1..)
        .filter(|(_, place)| *place != note.place)
        .map(|(point, place)| format!("parte {place}: {}", plain(point)))
        .collect();
    let (place, of) = (note.place, note.points.len());
    format!(
        "Parte {place} di {of} dell'ordine {order} ({})",
        others.join(", ")
    )
}

/// An amount as Italians write it.
fn euro(amount: Money) -> String {
    format!("{amount} €").replace('.', ",")
}

/// Text of others on one line: nobody writes a first line but us.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MAX {
        return text.to_owned();
    }
    text.chars().take(MAX - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn two_parts() -> Note<'static> {
        Note {
            due: Due::Paid,
            order: "417_65e6",
            place: 1,
            points: &["Centro", "Outlet"],
            unknown: &[],
            message: "",
        }
    }

    #[test]
    fn the_first_line_tells_of_the_money() {
        let with = |due| note(&Note { due, ..two_parts() });
        assert!(with(Due::Collect(Money(123_450))).starts_with("DA INCASSARE 1234,50 €\n"));
        assert!(with(Due::Paid).starts_with("PAGATO ONLINE, NON INCASSARE\n"));
        assert!(with(Due::Awaited).starts_with("IN ATTESA DI PAGAMENTO\n"));
    }

    #[test]
    fn each_part_names_the_others_and_the_shops_order() {
        let second = Note {
            place: 2,
            ..two_parts()
        };
        let line = |of: &Note<'_>| note(of).lines().nth(1).map(str::to_owned);
        let expected = "Parte 1 di 2 dell'ordine 417_65e6 (parte 2: Outlet)";
        assert_eq!(line(&two_parts()).as_deref(), Some(expected));
        let expected = "Parte 2 di 2 dell'ordine 417_65e6 (parte 1: Centro)";
        assert_eq!(line(&second).as_deref(), Some(expected));
        let whole = Note {
            points: &["Centro"],
            ..two_parts()
        };
        assert_eq!(line(&whole).as_deref(), Some("Ordine 417_65e6"));
    }

    #[test]
    fn what_the_till_does_not_know_is_named_and_the_buyer_is_heard() {
        let unknown = ["Buono regalo".to_owned(), "Confezione".to_owned()];
        let told = note(&Note {
            unknown: &unknown,
            message: "Suonare\r\nDA INCASSARE 0,01 €",
            ..two_parts()
        });
        let lines: Vec<_> = told.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "Non in cassa: Buono regalo; Confezione",
                "Messaggio del cliente: Suonare DA INCASSARE 0,01 €",
            ]
        );
    }

    proptest! {
        #[test]
        fn a_note_is_never_longer_than_the_most_and_keeps_its_first_line(
            order in ".{0,600}",
            unknown in prop::collection::vec(".{0,80}", 0..8),
            message in "(?s).{0,600}",
        ) {
            let told = note(&Note { order: &order, unknown: &unknown, message: &message, ..two_parts() });
            prop_assert!(told.chars().count() <= MAX);
            prop_assert!(told.starts_with("PAGATO ONLINE, NON INCASSARE\nParte 1 di 2"));
            prop_assert!(told.lines().count() <= 4);
        }
    }
}
