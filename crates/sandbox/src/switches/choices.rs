//! What a switch with names for its values chooses from.

use std::fmt;

use super::SwitchValue;

/// Makes an enum whose variants are a switch's choices.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? } $choices:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),+ })
            }
        }

        impl SwitchValue for $name {
            const CHOICES: &'static str = $choices;
            fn read(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

choices! {
    /// How the till writes an error (Cassa in Cloud sheet §7, §24 "Errors").
    TillErrors {
        /// `{"error":code,"msg":text}`.
        Code = "code",
        /// Play's validation errors.
        Play = "play",
        /// Plain text.
        Text = "text",
    } "code|play|text"
}

choices! {
    /// How the shop writes an error (TS Commerce sheet §6, §27 "Errors").
    ShopErrors {
        /// `{"error":code,"message":…}`.
        Flat = "flat",
        /// `{"error":{"code":…,"message":…}}`.
        Nested = "nested",
        /// Flat, with HTTP 200.
        Ok200 = "ok200",
    } "flat|nested|ok200"
}

choices! {
    /// What a token of the till looks like (Cassa in Cloud sheet §3).
    TillToken {
        /// Random characters.
        Random = "random",
        /// A JWT with the claims of the documentation's sample.
        Sample = "jwt_sample",
        /// A JWT with the claims of a live token.
        Live = "jwt_live",
    } "random|jwt_sample|jwt_live"
}

choices! {
    /// What the till does with `sorts` in a form that it does not know (sheet §24.8).
    TillSorts {
        /// 400 `InvalidParams`.
        Refuse = "refuse",
        /// 500.
        Fail = "fail",
        /// As if it were not there.
        Ignore = "ignore",
    } "refuse|fail|ignore"
}

choices! {
    /// What `GET /salespoint/{id}` of the till answers (sheet §24.14).
    TillSalesPoint {
        /// The record without an envelope.
        Bare = "bare",
        /// The record under `salesPoint`.
        Envelope = "envelope",
        /// 404.
        Missing = "missing",
    } "bare|envelope|missing"
}

choices! {
    /// On which date the lists of documents filter (Cassa in Cloud sheet §25 line 20).
    TillOrderDate {
        /// The order's own date.
        Date = "date",
        /// When it must be ready.
        Due = "due",
        /// When it came in.
        Created = "created",
    } "date|due|created"
}

choices! {
    /// How the till writes a webhook's signature (Cassa in Cloud sheet §21.3).
    TillSignature {
        /// Lower-case hex.
        Hex = "hex",
        /// Base64.
        Base64 = "base64",
    } "hex|base64"
}

choices! {
    /// How the till writes the values of a variant; the sheet knows the key, not the shape.
    TillAttributes {
        /// A list of objects with `idOption`, `idValue` and both descriptions.
        Objects = "objects",
        /// `{"Taglia":"42"}`.
        Map = "map",
    } "objects|map"
}

choices! {
    /// What an update of a shop's product does to the variants it does not name (TS Commerce sheet §28.4).
    ShopVariantsUpdate {
        /// They stay.
        Merge = "merge",
        /// They go.
        Replace = "replace",
    } "merge|replace"
}

choices! {
    /// What the upload of a product picture answers (TS Commerce sheet §17.1 does not tell).
    ShopImageAnswer {
        /// The image's id and links.
        Full = "full",
        /// `{"ok":1,"err":null}`.
        Ok = "ok",
    } "full|ok"
}

choices! {
    /// Whether two products of the shop may have one SKU (TS Commerce sheet §13.5).
    ShopDuplicateSku {
        /// They may.
        Allowed = "allowed",
        /// The second one is refused with 400.
        Refused = "refused",
    } "allowed|refused"
}

choices! {
    /// Which entries a stock write changes where several have its SKU (TS Commerce sheet §28.13).
    ShopDuplicateStock {
        /// All of them.
        All = "all",
        /// The one with the lowest uid.
        First = "first",
    } "all|first"
}

choices! {
    /// What the batch of stock answers (TS Commerce sheet §28.7).
    ShopBatchAnswer {
        /// A count, and a result for each SKU.
        Results = "results",
        /// `{"ok":1,"err":null}`.
        Ok = "ok",
    } "results|ok"
}

choices! {
    /// What is around the rows of `paginated_list.json` (TS Commerce sheet §28.17).
    ShopEnvelope {
        /// Nothing.
        Bare = "bare",
        /// `{"items":[…]}`.
        Items = "items",
        /// `{"products":[…]}`.
        Products = "products",
        /// `{"data":[…]}`.
        Data = "data",
        /// `{"list":[…]}`.
        List = "list",
        /// `{"results":[…]}`.
        Results = "results",
    } "bare|items|products|data|list|results"
}
