//! The shop's catalogue of states (TS Commerce sheet §20.4).

use crate::fields::{FieldError, Fields, Scalar};

/// A state that an order may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderStatus {
    /// Its number.
    pub status: i64,
    /// Its group: `opened`, `processing`, `closed`, `aftersale`.
    pub group: String,
    /// What the shop calls it.
    pub label: String,
}

/// Reads the four groups, in their order. A group whose numbers begin at 0 comes as a list: PHP
/// writes it so.
pub(super) fn read(answer: &str) -> Result<Vec<OrderStatus>, FieldError> {
    let mut statuses = Vec::new();
    let groups = Fields::parse(answer)?.entries();
    for (group, raw) in groups {
        let labels: Vec<(String, _)> = match serde_json::from_str::<Vec<_>>(raw.get()) {
            Ok(labels) => labels
                .into_iter()
                .enumerate()
                .map(|(number, label)| (number.to_string(), label))
                .collect(),
            Err(_) => Fields::parse(raw.get())
                .map_err(|error| error.within(&group))?
                .entries(),
        };
        for (number, label) in labels {
            let wrong = |reason| FieldError::new(&format!("{group}.{number}"), reason);
            let label = Scalar::of(&label).text().map_err(wrong)?;
            statuses.push(OrderStatus {
                status: number.parse().map_err(|_| wrong("expected a number"))?,
                group: group.clone(),
                label: label.unwrap_or_default(),
            });
        }
    }
    if statuses.is_empty() {
        return Err(FieldError::new("opened", "missing"));
    }
    Ok(statuses)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(answer: &str) -> Result<Vec<i64>, FieldError> {
        read(answer).map(|statuses| statuses.iter().map(|status| status.status).collect())
    }

    #[test]
    fn a_group_from_0_may_come_as_a_list() {
        let answer = r#"{"opened":["Pending","Paid"],"processing":{"2":"Preparation"},"x":[]}"#;
        assert_eq!(numbers(answer), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn an_answer_without_states_is_an_error() {
        for answer in [
            "{}",
            "[]",
            r#"{"opened":[]}"#,
            r#"{"opened":{"x":"y"}}"#,
            r#"{"opened":7}"#,
        ] {
            assert!(numbers(answer).is_err(), "{answer}");
        }
    }
}
