//! A product as the lists show it: a lean row, and what `nodes` asks for (TS Commerce sheet §11).

use jiff::{Timestamp, tz::TimeZone};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    call::Call,
    json::{Map, Number},
    product_read::{Codes, Options, VariantRow, options, variants},
};
use crate::shop::{product::Product, state::Shop};

/// A field that `nodes` can add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Title,
    ImageId,
    Ean,
    Mpn,
    CreateAt,
    UpdateAt,
    Weight,
    Dimension,
    Description,
    Categories,
    Brand,
    CategoryNames,
    BrandName,
    Unlimited,
    Tags,
    Filters,
    Attributes,
    UseVariants,
    Variants,
    Vars,
    Gallery,
    MinimumPurchase,
    StepPurchase,
    MaximumPurchase,
}

/// What both lists know (sheet §11.1).
const LEAN: [(&str, Node); 15] = [
    ("title", Node::Title),
    ("image_id", Node::ImageId),
    ("ean", Node::Ean),
    ("mpn", Node::Mpn),
    ("create_at", Node::CreateAt),
    ("update_at", Node::UpdateAt),
    ("weight", Node::Weight),
    ("dimension", Node::Dimension),
    ("description", Node::Description),
    ("categoryUID", Node::Categories),
    ("brandUID", Node::Brand),
    ("categories_name", Node::CategoryNames),
    ("brand_name", Node::BrandName),
    ("unlimited", Node::Unlimited),
    ("tags", Node::Tags),
];

/// What only the paged list knows (sheet §11.2).
const RICH: [(&str, Node); 9] = [
    ("filters", Node::Filters),
    ("attributes", Node::Attributes),
    ("usevariants", Node::UseVariants),
    ("variants", Node::Variants),
    ("vars", Node::Vars),
    ("gallery", Node::Gallery),
    ("minimum_purchase", Node::MinimumPurchase),
    ("step_minimum_purchase", Node::StepPurchase),
    ("maximum_purchase", Node::MaximumPurchase),
];

/// The nodes a call asks for; unknown names are ignored.
pub(super) fn nodes(call: &Call<'_>, rich: bool) -> Vec<Node> {
    let more: &[(&str, Node)] = if rich { &RICH } else { &[] };
    let mut nodes = Vec::new();
    for wanted in call.nodes() {
        let mut known = LEAN.iter().chain(more);
        if let Some((_, node)) = known.find(|(name, _)| *name == wanted)
            && !nodes.contains(node)
        {
            nodes.push(*node);
        }
    }
    nodes
}

/// What is the same for all rows of an answer.
pub(super) struct Rows<'a> {
    call: &'a Call<'a>,
    nodes: Vec<Node>,
    zone: TimeZone,
}

impl<'a> Rows<'a> {
    pub fn new(call: &'a Call<'a>, nodes: Vec<Node>) -> Self {
        Self {
            call,
            nodes,
            zone: TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC),
        }
    }

    pub fn row(&'a self, product: &'a Product) -> Row<'a> {
        Row {
            rows: self,
            product,
        }
    }

    fn shop(&self) -> &Shop {
        self.call.shop
    }

    /// The sheet knows no sample of these two nodes: as order dates, without a colon.
    fn date(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%z")
            .to_string()
    }
}

/// One row.
pub(super) struct Row<'a> {
    rows: &'a Rows<'a>,
    product: &'a Product,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let product = self.product;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("uid", &product.uid)?;
        map.serialize_entry("code", &product.sku)?;
        map.serialize_entry("price", &Number(product.price))?;
        map.serialize_entry("final_price", &Number(product.final_price))?;
        map.serialize_entry("status", &u8::from(product.visible))?;
        for node in &self.rows.nodes {
            self.node(*node, &mut map)?;
        }
        map.end()
    }
}

impl Row<'_> {
    fn node<M: SerializeMap>(&self, node: Node, map: &mut M) -> Result<(), M::Error> {
        let (product, rows) = (self.product, self.rows);
        let call = rows.call;
        match node {
            Node::Title => map.serialize_entry("title", &product.title),
            // Missing, not null, where there is no picture (sheet §8).
            Node::ImageId => match product.main_image() {
                Some(id) => map.serialize_entry("image_id", id),
                None => Ok(()),
            },
            Node::Ean => map.serialize_entry("data", &Codes::lean(product)),
            Node::Mpn => map.serialize_entry("mpn", &product.mpn),
            Node::CreateAt => map.serialize_entry("create_at", &rows.date(product.created)),
            Node::UpdateAt => map.serialize_entry("update_at", &rows.date(product.updated)),
            Node::Weight => map.serialize_entry("weight", &weight(product, call)),
            Node::Dimension => map.serialize_entry("dimension", &product.dimension),
            Node::Description => map.serialize_entry("description", &product.description),
            Node::Categories => map.serialize_entry("categoryUID", &product.categories),
            Node::Brand => map.serialize_entry("brandUID", &product.brand.unwrap_or(0)),
            Node::CategoryNames => {
                map.serialize_entry("categories_name", &category_names(product, rows.shop()))
            }
            Node::BrandName => map.serialize_entry("brand_name", brand_name(product, rows.shop())),
            Node::Unlimited => map.serialize_entry("unlimited", &product.unlimited),
            Node::Tags => map.serialize_entry("tags", &product.tags),
            Node::Filters => map.serialize_entry("filters", &[0_u8; 0]),
            Node::Attributes => map.serialize_entry("attributes", &attributes(product)),
            Node::UseVariants => {
                map.serialize_entry("usevariants", &u8::from(product.use_variants))
            }
            Node::Variants => {
                let rows: Vec<VariantRow<'_>> = variants(product, call.switches);
                map.serialize_entry("variants", &rows)
            }
            Node::Vars => {
                let vars: Map<&str, Options<'_>> = options(product);
                map.serialize_entry("vars", &vars)
            }
            Node::Gallery => {
                let links = product.images.iter().map(|image| call.original(&image.id));
                map.serialize_entry("gallery", &links.collect::<Vec<_>>())
            }
            // The sandbox sells single pieces without a bound.
            Node::MinimumPurchase => map.serialize_entry("minimum_purchase", &1),
            Node::StepPurchase => map.serialize_entry("step_minimum_purchase", &1),
            Node::MaximumPurchase => map.serialize_entry("maximum_purchase", &0),
        }
    }
}

/// A weight as number or text, 0 where there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Weight {
    Number(Number),
    Text(String),
}

pub(super) fn weight(product: &Product, call: &Call<'_>) -> Weight {
    let weight = product.weight.unwrap_or_default().normalize();
    if call.switches.shop_text_weight {
        Weight::Text(weight.to_string())
    } else {
        Weight::Number(Number(weight))
    }
}

pub(super) fn attributes(product: &Product) -> Map<&str, &str> {
    let all = product.attributes.iter();
    Map(all.map(|(id, text)| (id.as_str(), text.as_str())).collect())
}

fn category_names<'a>(product: &Product, shop: &'a Shop) -> Vec<&'a str> {
    let known = product.categories.iter();
    known
        .filter_map(|uid| shop.categories.get(uid))
        .map(|category| category.name.as_str())
        .collect()
}

fn brand_name<'a>(product: &Product, shop: &'a Shop) -> &'a str {
    let brand = product.brand.and_then(|uid| shop.brands.get(&uid));
    brand.map_or("", |brand| brand.name.as_str())
}
