//! Plug-in-today row 7, piece by piece, written without looking at the walk: "The first point of the
//! list is the first to receive an order's products, if it has them. Where it has fewer than ordered,
//! the rest goes to the following ones, in the configured order." And row 21: every product must have
//! stock, or nothing arrives.

use super::*;

/// Who gets each piece: the first point of the list that still has one of its article. `None`: not
/// every piece is had.
fn row_seven(question: &Question) -> Option<Vec<Vec<Pieces>>> {
    let mut shelves = question.levels.clone();
    let mut table = vec![vec![0; question.lines.len()]; shelves.len()];
    for (line, (article, pieces)) in question.lines.iter().enumerate() {
        for _piece in 0..*pieces {
            let point = shelves.iter().position(|shelf| shelf[*article] > 0)?;
            shelves[point][*article] -= 1;
            table[point][line] += 1;
        }
    }
    Some(table)
}

fn agrees(question: &Question) {
    let allocation = question.ask(Rules::default());
    let lines = question.lines.len();
    match row_seven(question) {
        Some(expected) => {
            let got = table(&allocation, question.levels.len(), lines);
            assert_eq!(got, expected, "{question:?}");
            assert!(allocation.missing.is_empty(), "{question:?}");
        }
        None => {
            assert!(allocation.parts.is_empty(), "{question:?}");
            assert!(!allocation.missing.is_empty(), "{question:?}");
        }
    }
}

#[test]
fn priority_agrees_with_row_seven_on_every_small_order() {
    let questions = every_small_question();
    assert!(questions.len() > 20_000, "{}", questions.len());
    questions.iter().for_each(agrees);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn priority_agrees_with_row_seven_on_larger_orders(question in any_question()) {
        agrees(&question);
    }
}
