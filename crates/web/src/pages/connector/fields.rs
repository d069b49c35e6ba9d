//! *Impostazioni Sync TS Commerce*: who decides each field, in words.

use ponte_domain::settings::{FieldPolicies, Policy};

use crate::words::Words;

/// A field and who decides it.
pub(super) struct FieldLine {
    pub(super) label: String,
    pub(super) policy: String,
}

pub(super) fn lines(fields: &FieldPolicies, t: Words) -> Vec<FieldLine> {
    [
        ("field-categories", fields.categories),
        ("field-images", fields.images),
        ("field-name", fields.name),
        ("field-description", fields.description),
        ("field-price", fields.price),
        ("field-visibility", fields.visibility),
    ]
    .into_iter()
    .map(|(label, policy)| FieldLine {
        label: t.say(label),
        policy: t.say(word(policy)),
    })
    .collect()
}

fn word(policy: Policy) -> &'static str {
    match policy {
        Policy::Always => "policy-always",
        Policy::OnCreation => "policy-on-creation",
        Policy::Never => "policy-never",
    }
}
