//! Why the till refused an order: no text is known (Cassa in Cloud sheet §17, §25.10), so the words
//! of a refusal are looked at, in Italian and English and in any of the styles of errors.

use serde_json::Value;

use crate::{Code, OrderRefusal};

/// What speaks for a reason: some words together, in any order. `*` stands for any ending.
/// What is about less comes first: "minimum lead time of the order" is not *Ordine Minimo*.
const SIGNS: &[(OrderRefusal, &[&str])] = &[
    (
        OrderRefusal::PointNotEnabled,
        &[
            "sales point enabled",
            "sales point disabled",
            "sales point invalid",
            "salespoint invalid",
            "salespoint enabled",
            "punto vendita abilitat*",
            "punto vendita disabilitat*",
        ],
    ),
    (
        OrderRefusal::TooSoon,
        &[
            "lead time",
            "leadtime*",
            "minimum lead",
            "minimum notice",
            "processing time",
            "preparation time",
            "too soon",
            "toosoon",
            "too early",
            "tempo minim*",
            "tempi minim*",
            "tempo preparazione",
            "tempo lavorazione",
            "anticipo",
            "preavviso",
            "troppo presto",
            "troppo vicin*",
        ],
    ),
    (
        OrderRefusal::MinimumOrder,
        &[
            "ordine minim*",
            "ordini minim*",
            "ordineminim*",
            "importo minim*",
            "spesa minim*",
            "minimum order*",
            "minimumorder*",
            "min order*",
            "minorder*",
            "minimum amount",
            "min amount",
            "minimum total",
        ],
    ),
    (
        OrderRefusal::MandatoryTime,
        &[
            "orario obbligator*",
            "ora obbligator*",
            "orarioobbligator*",
            "orario mancante",
            "orario esatto",
            "orario preciso",
            "mandator* time",
            "mandatorytime*",
            "time mandator*",
            "required time",
            "requiredtime",
            "exact time",
            "time missing",
        ],
    ),
    (
        OrderRefusal::SlotFull,
        &[
            "slot full",
            "slotfull",
            "slot limit*",
            "slot exceed*",
            "slot available",
            "slot unavailable",
            "slot pien*",
            "slot esaurit*",
            "slot disponibil*",
            "fascia pien*",
            "fascia complet*",
            "fascia esaurit*",
            "fascia limit*",
            "fascia disponibil*",
            "production limit*",
            "limit* produzione",
        ],
    ),
    (
        OrderRefusal::OutsideHours,
        &[
            "opening hour*",
            "openinghour*",
            "opening time*",
            "outside hour*",
            "orari* apertura",
            "fuori orari*",
            "point closed",
            "store closed",
            "shop closed",
            "chius*",
        ],
    ),
    (
        OrderRefusal::CustomerMissing,
        &[
            "customer missing",
            "customer required",
            "customer mandator*",
            "idcustomer missing",
            "idcustomer required",
            "cliente mancant*",
            "cliente manca",
            "cliente obbligator*",
            "cliente necessari*",
            "cliente richiest*",
        ],
    ),
    (
        OrderRefusal::ArticleUnknown,
        &[
            "variant invalid",
            "variant unknown",
            "variant found",
            "variant exist*",
            "variant visible",
            "product invalid",
            "product unknown",
            "product found",
            "product exist*",
            "product visible",
            "idproductvariant invalid*",
            "invalidid product",
            "invalidid variant",
            "variante trovat*",
            "variante inesistent*",
            "variante sconosciut*",
            "variante visibil*",
            "prodotto trovat*",
            "prodotto inesistent*",
            "prodotto sconosciut*",
            "prodotto visibil*",
            "articolo trovat*",
            "articolo inesistent*",
            "articolo sconosciut*",
            "articolo visibil*",
        ],
    ),
    (
        OrderRefusal::DueDatePast,
        &[
            "due date past",
            "duedate past",
            "due date future",
            "duedate future",
            "data passat*",
            "data futur*",
            "consegna passat*",
            "scadenza passat*",
        ],
    ),
    (
        OrderRefusal::DueDateMissing,
        &[
            "due date missing",
            "due date required",
            "due date mandator*",
            "duedate missing",
            "duedate required",
            "due date invalid",
            "data consegna mancante",
            "data consegna manca",
            "data consegna obbligator*",
            "data ritiro mancante",
            "data ritiro obbligator*",
        ],
    ),
];

/// Why the till refused an order, by the text of its refusal; `None` where the words say nothing
/// known, or that the order exists (`ConflictValue`).
#[must_use]
pub fn order_refusal(text: &str) -> Option<OrderRefusal> {
    match Code::find(text) {
        Some(Code::ConflictValue) => return None,
        Some(Code::InvalidIdSalesPoint) => return Some(OrderRefusal::PointNotEnabled),
        _ => {}
    }
    let words = words(text);
    let speaks = |sign: &str| {
        sign.split(' ').all(|part| {
            let is = |word: &String| match part.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == part,
            };
            words.iter().any(is)
        })
    };
    SIGNS
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| speaks(sign)))
        .map(|&(reason, _)| reason)
}

/// The words of a text in lower case; `mandatoryTime` is two.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in text.chars() {
        let starts = !c.is_alphanumeric() || (after_lower && c.is_uppercase());
        if starts && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    words
}

/// The sentence inside a refusal's text, fit to be shown: `msg` of the JSON style, every `msg` of the
/// validation style; the text itself where it has no such thing (sheet §7, §25.8: the style is not
/// known).
#[must_use]
pub fn sentence(text: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else {
        return text.trim().to_owned();
    };
    let plain = ["msg", "message"]
        .iter()
        .find_map(|name| fields.get(*name)?.as_str())
        .filter(|said| !said.trim().is_empty());
    if let Some(said) = plain {
        return said.trim().to_owned();
    }
    let lists = fields.values().filter_map(Value::as_array).flatten();
    let said: Vec<&str> = lists
        .filter_map(|entry| entry.get("msg"))
        .flat_map(|said| match said {
            Value::Array(said) => said.iter().filter_map(Value::as_str).collect(),
            said => said.as_str().into_iter().collect::<Vec<_>>(),
        })
        .collect();
    if said.is_empty() {
        text.trim().to_owned()
    } else {
        said.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three styles of sheet §24: code and message, a validation error, plain text.
    fn styles(words: &str) -> [String; 3] {
        [
            format!(r#"{{"error":"InvalidParams","msg":"{words}"}}"#),
            format!(r#"{{"obj.create[0]":[{{"msg":["{words}"],"args":[]}}]}}"#),
            words.to_owned(),
        ]
    }

    #[test]
    fn a_reason_is_recognised_in_each_style_and_language_whatever_the_case() {
        use OrderRefusal as R;
        for (words, reason) in [
            ("Orario Obbligatorio", R::MandatoryTime),
            (
                "L'orario è obbligatorio per questo punto vendita",
                R::MandatoryTime,
            ),
            ("ORARIO_OBBLIGATORIO", R::MandatoryTime),
            ("mandatoryTime", R::MandatoryTime),
            ("a mandatory time is missing", R::MandatoryTime),
            ("error.mandatorytime", R::MandatoryTime),
            ("Ordine Minimo non raggiunto: 20,00 euro", R::MinimumOrder),
            ("L'importo minimo dell'ordine è 20", R::MinimumOrder),
            ("minimumOrder", R::MinimumOrder),
            ("MIN_ORDER_AMOUNT", R::MinimumOrder),
            ("error.minOrder", R::MinimumOrder),
            ("below the minimum order amount", R::MinimumOrder),
            ("fuori dagli orari di apertura", R::OutsideHours),
            ("outside opening hours", R::OutsideHours),
            ("il punto è chiuso", R::OutsideHours),
            ("minimum lead time of the order not respected", R::TooSoon),
            ("tempo minimo di preparazione dell'ordine", R::TooSoon),
            ("minimumProcessingTime", R::TooSoon),
            ("slot full", R::SlotFull),
            ("fascia oraria al completo: limite raggiunto", R::SlotFull),
            ("InvalidIdSalesPoint", R::PointNotEnabled),
            ("punto vendita non abilitato", R::PointNotEnabled),
            ("idCustomer is required", R::CustomerMissing),
            ("cliente obbligatorio", R::CustomerMissing),
            ("InvalidId: idProductVariant", R::ArticleUnknown),
            ("articolo non trovato", R::ArticleUnknown),
            ("product not visible here", R::ArticleUnknown),
            ("dueDate must be in the future", R::DueDatePast),
            ("la data di consegna è passata", R::DueDatePast),
            ("dueDate missing", R::DueDateMissing),
        ] {
            for text in styles(words) {
                assert_eq!(order_refusal(&text), Some(reason), "{text}");
                // In one case, `mandatoryTime` has no seam: the words must be apart to be told.
                if words.contains([' ', '_']) {
                    for text in [text.to_lowercase(), text.to_uppercase()] {
                        assert_eq!(order_refusal(&text), Some(reason), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_validation_error_is_recognised_by_its_field() {
        let play = |field: &str, msg: &str| {
            order_refusal(&format!(
                r#"{{"obj.create[0].{field}":[{{"msg":["{msg}"],"args":[]}}]}}"#
            ))
        };
        assert_eq!(
            play("dueDate", "error.path.missing"),
            Some(OrderRefusal::DueDateMissing)
        );
        assert_eq!(
            play("document.idCustomer", "error.path.missing"),
            Some(OrderRefusal::CustomerMissing)
        );
        assert_eq!(
            play("document.amount", "error.min"),
            Some(OrderRefusal::MinimumOrder)
        );
        assert_eq!(
            play("document.rows[0].idProductVariant", "error.invalid"),
            Some(OrderRefusal::ArticleUnknown)
        );
    }

    #[test]
    fn other_words_and_a_conflict_are_no_reason() {
        for text in [
            "",
            "InvalidParams",
            "ordine",
            "orario",
            "something went wrong",
            r#"{"error":"ConflictValue","msg":"ordine minimo"}"#,
            r#"{"obj.create":[{"msg":["error.expected.jsarray"],"args":[]}]}"#,
        ] {
            assert_eq!(order_refusal(text), None, "{text}");
        }
    }

    #[test]
    fn the_sentence_of_a_refusal_is_found_in_each_style() {
        for (text, said) in [
            (
                r#"{"error":"InvalidParams","msg":"Ordine Minimo: 10"}"#,
                "Ordine Minimo: 10",
            ),
            (
                r#"{"obj.x":[{"msg":["Ordine Minimo: 10"],"args":[]}]}"#,
                "Ordine Minimo: 10",
            ),
            (" Ordine Minimo: 10\n", "Ordine Minimo: 10"),
            (
                r#"{"error":"InvalidParams"}"#,
                r#"{"error":"InvalidParams"}"#,
            ),
            (
                r#"{"error":"InvalidParams","msg":""#,
                r#"{"error":"InvalidParams","msg":""#,
            ),
        ] {
            assert_eq!(sentence(text), said);
        }
    }
}
