//! The filters of `/products` (Cassa in Cloud sheet §13.1). `itemListVisibility` is ignored: the
//! account has no rules of visibility.

use std::collections::BTreeSet;

use super::super::{
    call::Desk,
    record::{ChannelFilter, Filter},
    refusal::Refusal,
};
use crate::till::records::Product;

type Texts = Option<BTreeSet<String>>;

/// What is asked for.
pub(super) struct ProductFilter<'a> {
    common: Filter<'a>,
    channels: ChannelFilter,
    categories: Texts,
    departments: Texts,
    barcodes: Texts,
    external_ids: Texts,
    any_tag: Texts,
    all_tags: Texts,
    multivariant: Option<bool>,
    /// A menu, a composition, or only sold inside one: no product of the sandbox is.
    special: bool,
}

impl<'a> ProductFilter<'a> {
    /// Reads every filter.
    pub(super) fn read(desk: &Desk<'a>) -> Result<Self, Refusal> {
        let query = &desk.query;
        let mut special = false;
        for name in ["menu", "composition", "soldOnlyInComposition"] {
            special |= query.boolean(name)? == Some(true);
        }
        query.boolean("itemListVisibility")?;
        Ok(Self {
            common: Filter::read(desk)?,
            channels: ChannelFilter::read(desk)?,
            categories: query.texts("idsCategory")?,
            departments: query.texts("idsDepartment")?,
            barcodes: query.texts("barcodes")?,
            external_ids: query.texts("externalId")?,
            any_tag: query.texts("tags")?,
            all_tags: query.texts("tagsAll")?,
            multivariant: query.boolean("multiVariant")?,
            special,
        })
    }

    /// The ids asked for.
    pub(super) fn ids(&self) -> Option<&BTreeSet<String>> {
        self.common.ids.as_ref()
    }

    /// Whether the list shows this product. The channel is the product's own: that its category
    /// has to be on it too is for the client to see.
    pub(super) fn admits(&self, product: &Product) -> bool {
        let one_of = |asked: &Texts, id: Option<&String>| {
            let asked = asked.as_ref();
            asked.is_none_or(|asked| id.is_some_and(|id| asked.contains(id)))
        };
        let mut codes = product
            .variants
            .iter()
            .flat_map(|variant| &variant.barcodes);
        let (any, all) = (self.any_tag.as_ref(), self.all_tags.as_ref());
        !self.special
            && self
                .multivariant
                .is_none_or(|asked| asked == product.multivariant)
            && self.channels.admits(product.channels)
            && one_of(&self.categories, Some(&product.category))
            && one_of(&self.departments, Some(&product.department))
            && one_of(&self.external_ids, product.external_id.as_ref())
            && any.is_none_or(|tags| product.tags.iter().any(|tag| tags.contains(tag)))
            && all.is_none_or(|tags| tags.iter().all(|tag| product.tags.contains(tag)))
            && self
                .barcodes
                .as_ref()
                .is_none_or(|asked| codes.any(|code| asked.contains(code)))
            && self.common.admits(product)
    }
}
