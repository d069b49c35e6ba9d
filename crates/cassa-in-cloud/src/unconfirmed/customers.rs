//! Guesses about customers and organizations.

use serde_json::Value;

/// Key of the list of organizations (sheet §6: inferred).
pub const ORGANIZATIONS_KEY: &str = "organizations";

/// The filter of the organization list by VAT number (sheet §19: known of customers only). What comes
/// is compared here in any case, since a filter that nobody knows is presumably ignored (sheet §5.1).
pub const ORGANIZATION_VAT_FILTER: &str = "vatNumber";

/// Pages after which a filter counts as ignored: nobody has so many customers with one address. The
/// whole list would use up the allowance of calls.
pub const MOST_FILTERED_PAGES: usize = 5;

/// Path of the creation of an organization (sheet §19: writing is documented for customers, likely
/// for organizations).
pub(crate) fn create_organization_path() -> &'static str {
    "/organizations"
}

/// The id in the answer to a creation: `{"id": …}`, or inside the record's own envelope (sheet §19:
/// one client reads either).
pub(crate) fn created_id(answer: &Value, envelope: &str) -> Option<String> {
    super::text(&answer["id"]).or_else(|| super::text(&answer[envelope]["id"]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_created_id_stands_alone_or_in_the_records_envelope() {
        let id = Some("c-1".to_owned());
        assert_eq!(created_id(&json!({"id": "c-1"}), "customer"), id);
        assert_eq!(
            created_id(&json!({"customer": {"id": "c-1"}}), "customer"),
            id
        );
        for other in [json!(null), json!({}), json!([]), json!({"id": ""})] {
            assert_eq!(created_id(&other, "customer"), None, "{other}");
        }
    }
}
