//! What a redirect back to the page says was done.

use crate::words::Words;

/// The word in the page's address, and its sentence.
const SAID: [(&str, &str); 16] = [
    ("chiavi-negozio", "done-shop-keys"),
    ("chiave", "done-key"),
    ("dati", "done-refreshed"),
    ("avvisi-cassa", "done-inlet"),
    ("avvisi-negozio", "done-inlet"),
    ("codice", "done-secret"),
    ("codice-tolto", "done-secret-removed"),
    ("punto", "done-point"),
    ("acceso", "done-switched-on"),
    ("spento", "done-switched-off"),
    ("ordine", "done-order"),
    ("margine", "done-margin"),
    ("campi", "done-fields"),
    ("campi-scrive", "done-fields-write"),
    ("listino", "done-list"),
    ("solo", "done-only-stock"),
];

/// How the word of a row of *Altre impostazioni* begins.
const MORE: &str = "altre-";

/// The sentence of `word`, where it is one of ours.
pub(super) fn said(word: &str, t: Words) -> Option<String> {
    if word.starts_with(MORE) {
        return Some(t.say("more-done"));
    }
    let (_, key) = SAID.iter().find(|(said, _)| *said == word)?;
    Some(t.say(key))
}
