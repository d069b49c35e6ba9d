//! Enumerations that the remote writes as words; a word that nobody knows is kept as it came.

/// An enumeration with an `Other`, from and to its words. Case does not count.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$about:meta])* $variant:ident = $word:expr,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$about])* $variant,)+
            /// Something else, as it came.
            Other(String),
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $(if text.trim().eq_ignore_ascii_case($word) {
                    return Self::$variant;
                })+
                Self::Other(text)
            }
        }

        impl $name {
            /// The word, as the till writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
