//! What the pages say, in Italian first and in English.
//!
//! Sentences stand in `locales/`; numbers inside them are grouped as the language does.

mod dates;
mod language;
mod money;
mod numbers;
mod pieces;

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::{LanguageIdentifier, langid};

pub(crate) use dates::{Wall, duration};
pub(crate) use language::Language;

type Bundle = FluentBundle<FluentResource>;

macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../locales/", $language, "/common.ftl")),
            include_str!(concat!("../locales/", $language, "/login.ftl")),
            include_str!(concat!("../locales/", $language, "/connector.ftl")),
            include_str!(concat!("../locales/", $language, "/progress.ftl")),
            include_str!(concat!("../locales/", $language, "/findings.ftl")),
            include_str!(concat!("../locales/", $language, "/errors.ftl")),
            include_str!(concat!("../locales/", $language, "/orders.ftl")),
            include_str!(concat!("../locales/", $language, "/order.ftl")),
            include_str!(concat!("../locales/", $language, "/inlets.ftl")),
            include_str!(concat!("../locales/", $language, "/stock.ftl")),
            include_str!(concat!("../locales/", $language, "/variant.ftl")),
            include_str!(concat!("../locales/", $language, "/stock_section.ftl")),
            include_str!(concat!("../locales/", $language, "/account.ftl")),
            include_str!(concat!("../locales/", $language, "/install.ftl")),
            include_str!(concat!("../locales/", $language, "/overview.ftl")),
            include_str!(concat!("../locales/", $language, "/log.ftl")),
            include_str!(concat!("../locales/", $language, "/reports.ftl")),
            include_str!(concat!("../locales/", $language, "/mail.ftl")),
            include_str!(concat!("../locales/", $language, "/products.ftl")),
            include_str!(concat!("../locales/", $language, "/pairings.ftl")),
            include_str!(concat!("../locales/", $language, "/pause.ftl")),
            include_str!(concat!("../locales/", $language, "/choices.ftl")),
            include_str!(concat!("../locales/", $language, "/preview.ftl")),
            include_str!(concat!("../locales/", $language, "/orders_more.ftl")),
            include_str!(concat!("../locales/", $language, "/privacy.ftl")),
            include_str!(concat!("../locales/", $language, "/guide.ftl")),
            include_str!(concat!("../locales/", $language, "/components.ftl")),
        ]
    };
}

const ITALIAN_FILES: &[&str] = &files!("it");
const ENGLISH_FILES: &[&str] = &files!("en");

static ITALIAN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(langid!("it"), ITALIAN_FILES, numbers::italian));
static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle(langid!("en"), ENGLISH_FILES, numbers::english));

fn bundle(
    language: LanguageIdentifier,
    files: &[&str],
    numbers: fn(&FluentValue<'_>, &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String>,
) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // The marks that keep a right-to-left name from turning a sentence around: HTML does it too
    // where it matters, and they show up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers));
    for file in files {
        // What cannot be read is left out here and named by the tests.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) language: Language,
}

impl Words {
    /// The sentence `key`.
    pub(crate) fn say(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The sentence `key` with these figures and names in it.
    pub(crate) fn with(self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        let bundle = match self.language {
            Language::Italian => &*ITALIAN,
            Language::English => &*ENGLISH,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
    }

    /// A sentence about `n` of something.
    pub(crate) fn count(self, key: &str, n: u64) -> String {
        self.with(key, &[("n", n.into())])
    }
}

#[cfg(test)]
mod tests;
