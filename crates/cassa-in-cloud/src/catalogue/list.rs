//! A list's envelope: `{"<key>": […], "totalCount": n}` (Cassa in Cloud sheet §6).

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    Client, Error, Page, Query, loose, params::Params, personal::without_values, query::PAGE,
};

impl Client {
    /// A page of the list at `path` under `key`.
    pub(crate) async fn page<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        query: &Query,
    ) -> Result<Page<T>, Error> {
        self.list(path, key, &query.params(), query.start).await
    }

    /// As [`Self::page`], with parameters of its own; `start` is the offset among them.
    pub(crate) async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        params: &Params,
        start: u64,
    ) -> Result<Page<T>, Error> {
        let answer = self.get(path, params).await?;
        open(answer, key, start).map_err(|reason| Error::broken(path, &reason))
    }

    /// The one record at `path`, in its envelope `key`.
    pub(crate) async fn one<T: DeserializeOwned>(&self, path: &str, key: &str) -> Result<T, Error> {
        let mut answer = self.get(path, &Params::default()).await?;
        let record = answer.get_mut(key).map(Value::take);
        let record = record.ok_or_else(|| Error::broken(path, &format!("no key \"{key}\"")))?;
        serde_json::from_value(record).map_err(|error| Error::broken(path, &without_values(&error)))
    }
}

/// A missing list key is an error: an empty list would look like a catalogue that is gone.
fn open<T: DeserializeOwned>(mut answer: Value, key: &str, start: u64) -> Result<Page<T>, String> {
    let Some(Value::Array(rows)) = answer.get_mut(key).map(Value::take) else {
        return Err(format!("no list under \"{key}\""));
    };
    let received = rows.len() as u64;
    let total_count = total(&answer)?
        .unwrap_or_else(|| start + received + u64::from(received >= u64::from(PAGE)));
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            serde_json::from_value(row)
                .map_err(|error| format!("{key}[{place}]: {}", without_values(&error)))
        })
        .collect::<Result<_, _>>()?;
    Ok(Page { rows, total_count })
}

/// All matches, where the answer tells how many. A total that cannot be read is an error: without it a
/// list that was cut short would look whole.
fn total(answer: &Value) -> Result<Option<u64>, String> {
    let told = loose::some_int(&answer["totalCount"]).ok();
    told.and_then(|total| total.map(u64::try_from).transpose().ok())
        .ok_or_else(|| "no number under \"totalCount\"".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_missing_list_key_is_an_error_and_never_an_empty_list() {
        for answer in [
            json!({}),
            json!([]),
            json!(null),
            json!({"products": null, "totalCount": 0}),
            json!({"product": [], "totalCount": 0}),
        ] {
            assert!(
                open::<Value>(answer.clone(), "products", 0).is_err(),
                "{answer}"
            );
        }
        let empty = open::<Value>(json!({"products": [], "totalCount": 0}), "products", 0);
        assert_eq!(empty.map(|page| page.rows.len()), Ok(0));
    }

    #[test]
    fn without_a_total_a_full_page_promises_one_more_record() {
        let total = |rows: usize| {
            let answer = json!({"taxes": vec![1; rows]});
            open::<Value>(answer, "taxes", 100).map(|page| page.total_count)
        };
        assert_eq!((total(99), total(100)), (Ok(199), Ok(201)));
    }

    #[test]
    fn a_total_comes_as_a_number_or_as_text_and_one_that_cannot_be_read_is_an_error() {
        let total = |total: Value| {
            let answer = json!({"taxes": [1], "totalCount": total});
            open::<Value>(answer, "taxes", 0).map(|page| page.total_count)
        };
        for told in [json!(230), json!("230"), json!(230.0)] {
            assert_eq!(total(told), Ok(230));
        }
        assert_eq!((total(json!(null)), total(json!(""))), (Ok(1), Ok(1)));
        for told in [json!("many"), json!(-1), json!(1.5), json!([1])] {
            assert!(total(told.clone()).is_err(), "{told}");
        }
    }

    #[test]
    fn a_bad_record_is_named_by_its_place() {
        let answer = json!({"taxes": [1, "x"], "totalCount": 2});
        let reason = open::<u8>(answer, "taxes", 0).expect_err("a text is no number");
        assert!(reason.starts_with("taxes[1]: "), "{reason}");
    }
}
