//! Guesses about orders.

use jiff::{Timestamp, civil, tz::TimeZone};

use crate::{
    Form, Invoice, Uid,
    fields::{Fields, to_value},
};

/// Rows to ask for a page of the order list; the service's own maximum is guessed at 100 (sheet
/// §28.18).
pub const ORDERS_LIMIT: u32 = 50;

/// The service's own maximum is hardly below the rows that it gives unasked (sheet §20.1, §28.18): a
/// page of orders with fewer than these is the last one.
pub const ORDERS_LEAST_ROWS: usize = 10;

/// The list of orders that were updated in a span of time (sheet §20.2, §28.19: it exists, its name was
/// cut off). Keep it unused until a real shop has shown it.
pub const UPDATED_ORDERS_PATH: &str = "/orders/updated.json";

/// Names of the date of the last change in that list (sheet §28.19).
pub const UPDATED_AT_NAMES: [&str; 4] = ["update_at", "updated_at", "updateDate", "orderUpdate"];

/// The parameters of [`UPDATED_ORDERS_PATH`]: Unix seconds, as in the order list (sheet §28.19).
pub(crate) fn updated_window(from: Timestamp, to: Timestamp) -> Form {
    let mut form = Form::new();
    form.set("from", from.as_second()).set("to", to.as_second());
    form
}

/// A date without an offset (sheet §8: order dates have one; the shop is Italian, so it is read in
/// Italy).
#[must_use]
pub fn instant_without_offset(text: &str) -> Option<Timestamp> {
    let italy = TimeZone::get("Europe/Rome").ok()?;
    let local: civil::DateTime = text.parse().ok()?;
    italy.to_timestamp(local).ok()
}

/// When an order was made, by its id: the first eight of the thirteen hex characters are its Unix
/// second (sheet §8: right in two samples). For orders without a date that can be read.
#[must_use]
pub fn ordered_at_by_id(order_id: &str) -> Option<Timestamp> {
    let (_, unique) = order_id.rsplit_once('_')?;
    if unique.len() != 13 || !unique.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let seconds = i64::from_str_radix(&unique[..8], 16).ok()?;
    Timestamp::from_second(seconds).ok()
}

/// Product and superkey in the key of an order's line: `70532#|#42` (sheet §20.3). Without variants the
/// superkey is empty, or the key is the number alone (sheet §28.21).
#[must_use]
pub fn line_key(key: &str) -> Option<(Uid, String)> {
    let (uid, superkey) = key.split_once("#|#").unwrap_or((key, ""));
    let uid = uid.trim().parse().ok().filter(|uid| *uid > 0)?;
    Some((Uid(uid), superkey.to_owned()))
}

/// Names of the buyer's message, in the order or in its cart (sheet §20.3, §28.22: it is stored, its
/// name is not known).
pub const MESSAGE_NAMES: [&str; 6] = [
    "message",
    "customer_message",
    "customerMessage",
    "order_message",
    "note",
    "notes",
];

/// Names of the flag "an invoice is wanted" (sheet §28.22).
pub const INVOICE_WANTED: [&str; 5] = [
    "invoice_request",
    "invoiceRequest",
    "want_invoice",
    "wantInvoice",
    "invoice_wanted",
];

/// Names of the data of an electronic invoice, as an object; a flag may stand there too (sheet §28.22).
pub const INVOICE_NAMES: [&str; 4] = ["invoice", "einvoice", "e_invoice", "electronic_invoice"];

/// Names of the address in the exchange system, in the order, in the invoice's data or in the billing
/// address (sheet §28.22).
pub const SDI_NAMES: [&str; 6] = [
    "sdi",
    "sdi_code",
    "sdiCode",
    "codice_sdi",
    "codiceSdi",
    "recipient_code",
];

/// Names of the certified e-mail, in the same places (sheet §28.22).
pub const PEC_NAMES: [&str; 3] = ["pec", "pec_email", "pecEmail"];

/// The buyer's message: the first text under [`MESSAGE_NAMES`].
pub(crate) fn message(order: &mut Fields, cart: &mut Fields) -> Option<String> {
    let own = order.filled(&MESSAGE_NAMES).ok().flatten();
    own.or_else(|| cart.filled(&MESSAGE_NAMES).ok().flatten())
}

/// What the order says about an invoice, wherever it says it.
pub(crate) fn invoice(order: &mut Fields, cart: &mut Fields, billing: &mut Fields) -> Invoice {
    let mut invoice = Invoice::default();
    for fields in [order, cart, billing] {
        let mut wanted = fields.flag(&INVOICE_WANTED).ok().flatten();
        fill(&mut invoice, fields);
        if let Some(raw) = fields.take(&INVOICE_NAMES) {
            match Fields::parse(raw.get()) {
                Ok(mut data) => {
                    let flags = [&INVOICE_WANTED[..], &["wanted", "request"]].concat();
                    let asked = data.flag(&flags).ok().flatten();
                    wanted = wanted.or(asked);
                    fill(&mut invoice, &mut data);
                }
                Err(_) => {
                    let flag = crate::fields::Scalar::of(&raw).flag().ok().flatten();
                    wanted = wanted.or(flag);
                }
            }
            invoice.raw = Some(to_value(&raw));
        }
        invoice.wanted = invoice.wanted.or(wanted);
    }
    invoice
}

fn fill(invoice: &mut Invoice, fields: &mut Fields) {
    let sdi = fields.filled(&SDI_NAMES).ok().flatten();
    let pec = fields.filled(&PEC_NAMES).ok().flatten();
    invoice.sdi = invoice.sdi.take().or(sdi);
    invoice.pec = invoice.pec.take().or(pec);
}

/// Whether the words of a refused update say that the order is in that state already (sheet §20.5,
/// §28.25: whether that is refused at all is not known; one client forgives an order that is "already
/// fulfiled", so spelt). An order that is in another state already is none of these.
#[must_use]
pub fn is_no_change(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "already fulfil",
        "already in this stat",
        "already in that stat",
        "already in the requested stat",
        "already has this stat",
        "already set",
        "same status",
        "same state",
        "no change",
        "nothing to change",
        "nothing to update",
        "not modified",
        "già in questo stato",
        "nessuna modifica",
    ]
    .iter()
    .any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_line_holds_product_and_superkey() {
        let key = |text| line_key(text).map(|(uid, superkey)| (uid.0, superkey));
        assert_eq!(key("70532#|#xl_red"), Some((70532, "xl_red".to_owned())));
        assert_eq!(key("70532#|#"), Some((70532, String::new())));
        assert_eq!(key("70532"), Some((70532, String::new())));
        for text in ["", "#|#42", "x#|#42", "-1#|#42", "0"] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    #[test]
    fn an_orders_id_holds_its_second() {
        let at = ordered_at_by_id("417_65e6f0c40a1b2").map(Timestamp::as_second);
        assert_eq!(at, Some(0x65e6_f0c4));
        for id in [
            "",
            "417",
            "417_",
            "417_65e6f0c40a1b",
            "417_65e6f0c40a1bx",
            "417_è5e6f0c40a1b",
        ] {
            assert_eq!(ordered_at_by_id(id), None, "{id}");
        }
    }

    #[test]
    fn a_refusal_of_the_state_that_is_there_is_told_from_others() {
        for text in [
            "Order already fulfiled",
            "already in this state",
            "No changes",
        ] {
            assert!(is_no_change(text), "{text}");
        }
        for text in [
            "",
            "order already cancelled",
            "unknown status",
            "already shipped",
        ] {
            assert!(!is_no_change(text), "{text}");
        }
    }
}
