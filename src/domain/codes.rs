//! Closed lists whose members have a stable code: in the database, in URLs and in phrase keys.

use serde::Deserializer;
use serde::de::Error;
use serde::de::Visitor;
use std::fmt;

/// Reads a member out of text, where it is its code and nothing else: an object with the code as
/// its field, which a derived reader takes too, is refused.
///
/// # Errors
/// When it is no text, or none of `codes`.
pub fn read<'de, D: Deserializer<'de>, T>(
    from: D,
    member: fn(&str) -> Option<T>,
    codes: &'static [&'static str],
) -> Result<T, D::Error> {
    from.deserialize_str(Code { member, codes })
}

struct Code<T> {
    member: fn(&str) -> Option<T>,
    codes: &'static [&'static str],
}

impl<T> Visitor<'_> for Code<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code")
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<T, E> {
        (self.member)(code).ok_or_else(|| E::unknown_variant(code, self.codes))
    }
}

/// Declares a closed list. Each member has a `code()` that never changes once released:
/// it is what records, index keys, URLs and phrase keys hold.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                // Rows of the store hold the position: only text has codes.
                #[derive(serde::Deserialize)]
                enum AtPlace { $($variant,)+ }
                if from.is_human_readable() {
                    return $crate::domain::codes::read(from, $name::from_code, &[$($code,)+]);
                }
                Ok(match AtPlace::deserialize(from)? { $(AtPlace::$variant => $name::$variant,)+ })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::domain::money::Fen;
    use crate::domain::people::Role;
    use std::collections::BTreeMap;

    #[test]
    fn in_text_a_member_is_its_code_and_nothing_else() {
        let read = |text: &str| serde_json::from_str::<Role>(text);
        for role in Role::ALL {
            let text = format!("\"{role}\"");
            assert_eq!(serde_json::to_string(role).expect("writes"), text);
            assert_eq!(read(&text).expect("reads"), *role);
            assert!(read(&format!("{{{text}: null}}")).is_err());
        }
        for text in ["null", "0", "[]", "{}", "\"nobody\"", "\"\""] {
            assert!(read(text).is_err(), "{text}");
        }
        let keyed: BTreeMap<Role, Fen> =
            serde_json::from_str("{\"owner\": 1}").expect("a code is a key too");
        assert_eq!(keyed[&Role::Owner], Fen(1));
    }

    #[test]
    fn in_rows_of_the_store_a_member_is_its_position() {
        for (at, role) in Role::ALL.iter().enumerate() {
            let bytes = postcard::to_stdvec(role).expect("writes");
            assert_eq!(usize::from(bytes[0]), at);
            assert_eq!(postcard::from_bytes::<Role>(&bytes).expect("reads"), *role);
        }
    }
}
