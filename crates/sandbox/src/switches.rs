//! Every doubtful behaviour of the two services, by name, with the sheet's default.
//!
//! One table makes the type, the names, the descriptions and the documentation, so that none of
//! them can forget a switch.

use std::fmt;

use serde::Serialize;

/// A switch as the control API and the documentation show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Described {
    /// Its name: `till.…` or `shop.…`.
    pub name: &'static str,
    /// What is chosen now.
    pub value: String,
    /// What the sheet assumes.
    pub default: String,
    /// What may be chosen: `true|false`, names, or `a number`.
    pub choices: &'static str,
    /// What is in doubt, and where the sheet says so.
    pub about: &'static str,
}

/// A value that a switch refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SwitchError {
    /// No switch of that name.
    #[error("there is no switch named {0}")]
    Unknown(String),
    /// Not one of its values.
    #[error("{name} takes {choices}, not {value}")]
    Value {
        /// The switch.
        name: &'static str,
        /// What it takes.
        choices: &'static str,
        /// What it was given.
        value: String,
    },
}

/// A value a switch can have.
pub trait SwitchValue: Sized + fmt::Display {
    /// What may be chosen.
    const CHOICES: &'static str;
    /// Reads a chosen value.
    fn read(text: &str) -> Option<Self>;
}

impl SwitchValue for bool {
    const CHOICES: &'static str = "true|false";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl SwitchValue for u32 {
    const CHOICES: &'static str = "a number";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

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

/// Makes the table of switches.
macro_rules! switches {
    ($($(#[doc = $doc:literal])+ $field:ident: $type:ty = $default:expr, $name:literal;)+) => {
        /// All switches, as fields.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Switches { $($(#[doc = $doc])+ pub $field: $type),+ }

        impl Default for Switches {
            fn default() -> Self { Self { $($field: $default),+ } }
        }

        impl Switches {
            /// Every switch with its present value, in the order of the table.
            #[must_use]
            pub fn describe(&self) -> Vec<Described> {
                let default = Self::default();
                vec![$(Described {
                    name: $name,
                    value: self.$field.to_string(),
                    default: default.$field.to_string(),
                    choices: <$type as SwitchValue>::CHOICES,
                    about: concat!($($doc),+).trim_ascii(),
                }),+]
            }

            /// Sets a switch by name.
            ///
            /// # Errors
            /// [`SwitchError`] where the name or the value does not exist; nothing changes then.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), SwitchError> {
                match name {
                    $($name => {
                        self.$field = <$type as SwitchValue>::read(value).ok_or(SwitchError::Value {
                            name: $name,
                            choices: <$type as SwitchValue>::CHOICES,
                            value: value.to_owned(),
                        })?;
                        Ok(())
                    })+
                    _ => Err(SwitchError::Unknown(name.to_owned())),
                }
            }
        }
    };
}

switches! {
    /// How the till writes an error: a code, Play's style, or plain text (Cassa in Cloud sheet §7).
    till_errors: TillErrors = TillErrors::Code, "till.errors";
    /// How the shop writes an error: flat, nested, or flat with HTTP 200 (TS Commerce sheet §6).
    shop_errors: ShopErrors = ShopErrors::Flat, "shop.errors";
    /// A variant written without `quantity` keeps its stock; otherwise it becomes 0 (TS Commerce sheet §28.47).
    shop_variant_keeps_stock: bool = true, "shop.variant_without_quantity_keeps_stock";
}
