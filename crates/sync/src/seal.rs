//! Keys at rest: XChaCha20-Poly1305, a key per shop, the context bound.
//!
//! Guarantees, each borne by a test below: what is sealed for one shop, or as one thing, opens
//! neither for another shop nor as another thing; a changed byte opens nothing.

use std::sync::Arc;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use ponte_transport::Randomness;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::Sha256;

const NONCE: usize = 24;

/// Seals and opens secrets of shops under one master key.
#[derive(Clone)]
pub struct Sealer {
    master: Arc<SecretBox<[u8; 32]>>,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(..)")
    }
}

/// Why a secret cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret cannot be opened: another master key, or damaged")]
pub struct Damaged;

impl Sealer {
    /// A sealer under this master key.
    #[must_use]
    pub fn from_bytes(master: [u8; 32]) -> Self {
        Self {
            master: Arc::new(SecretBox::new(Box::new(master))),
        }
    }

    /// Seals `secret` for `shop` as `what` (`till_key` …): nonce, then ciphertext.
    #[must_use]
    pub fn seal(&self, shop: &str, what: &str, secret: &str, random: &dyn Randomness) -> Vec<u8> {
        let mut sealed = vec![0; NONCE];
        random.fill(&mut sealed);
        let nonce = XNonce::try_from(&sealed[..]).expect("the nonce has its length");
        let aad = context(shop, what);
        let payload = Payload {
            msg: secret.as_bytes(),
            aad: aad.as_bytes(),
        };
        let ciphertext = self
            .cipher(shop)
            .encrypt(&nonce, payload)
            .expect("a secret is far below the limit");
        sealed.extend_from_slice(&ciphertext);
        sealed
    }

    /// Opens what [`Sealer::seal`] gave for the same shop and thing.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn open(&self, shop: &str, what: &str, sealed: &[u8]) -> Result<SecretString, Damaged> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE).ok_or(Damaged)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| Damaged)?;
        let aad = context(shop, what);
        let payload = Payload {
            msg: ciphertext,
            aad: aad.as_bytes(),
        };
        let secret = self
            .cipher(shop)
            .decrypt(&nonce, payload)
            .map_err(|_| Damaged)?;
        String::from_utf8(secret)
            .map(SecretString::from)
            .map_err(|_| Damaged)
    }

    /// A digest of `text` for `shop` as `what`, hex: without the master key nobody can tell what it is
    /// of, however few texts it may be of.
    #[must_use]
    pub fn digest(&self, shop: &str, what: &str, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.master.expose_secret())
            .expect("a MAC takes a key of any length");
        mac.update(b"ponte digest 1\0");
        mac.update(context(shop, what).as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    fn cipher(&self, shop: &str) -> XChaCha20Poly1305 {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.master.expose_secret())
            .expect("a MAC takes a key of any length");
        mac.update(b"ponte shop key 1\0");
        mac.update(shop.as_bytes());
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        XChaCha20Poly1305::new(&key.into())
    }
}

/// Lengths first, so that no two pairs read the same.
fn context(shop: &str, what: &str) -> String {
    format!("{}:{shop}{what}", shop.len())
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;

    #[test]
    fn what_is_sealed_opens_only_for_its_shop_and_as_the_same_thing() {
        let sealer = Sealer::from_bytes([7; 32]);
        let sealed = sealer.seal("a", "till_key", "secret", &SeededRandom::new(1));
        let opened = sealer.open("a", "till_key", &sealed).expect("our own");
        assert_eq!(opened.expose_secret(), "secret");
        assert_eq!(sealer.open("b", "till_key", &sealed).err(), Some(Damaged));
        assert_eq!(sealer.open("a", "shop_key", &sealed).err(), Some(Damaged));
        let other = Sealer::from_bytes([8; 32]);
        assert_eq!(other.open("a", "till_key", &sealed).err(), Some(Damaged));
    }

    #[test]
    fn a_digest_is_its_own_for_each_master_key_shop_and_thing() {
        let digest =
            |master, shop, what, text| Sealer::from_bytes([master; 32]).digest(shop, what, text);
        let one = digest(7, "a", "code", "123456");
        assert_eq!(one, digest(7, "a", "code", "123456"));
        for other in [
            digest(8, "a", "code", "123456"),
            digest(7, "b", "code", "123456"),
            digest(7, "a", "core", "123456"),
            digest(7, "a", "code", "123457"),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_changed_byte_opens_nothing() {
        let sealer = Sealer::from_bytes([7; 32]);
        let sealed = sealer.seal("a", "till_key", "secret", &SeededRandom::new(1));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(
                sealer.open("a", "till_key", &changed).is_err(),
                "byte {place}"
            );
        }
        assert!(sealer.open("a", "till_key", b"short").is_err());
    }
}
