//! The service's one secret, and what is made with it.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hmac;
use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Length of a sealed value's nonce, in bytes.
const NONCE: usize = 12;

/// `CARREL_SECRET`: at least 32 bytes that only the service knows.
#[derive(Clone)]
pub struct Secret {
    key: [u8; 32],
}

/// The secret is shorter than 32 bytes.
#[derive(Debug, thiserror::Error)]
#[error("CARREL_SECRET must have at least 32 bytes; `openssl rand -hex 32` makes a good one")]
pub struct TooShort;

impl Secret {
    /// Takes the secret from configuration.
    pub fn new(text: &str) -> Result<Self, TooShort> {
        if text.len() < 32 {
            return Err(TooShort);
        }
        let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, text.as_bytes()), b"carrel seal v1");
        let mut key = [0; 32];
        key.copy_from_slice(mac.as_ref());
        Ok(Self { key })
    }

    /// Encrypts so that only a service with the same secret can read it. `purpose` is bound to the result.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let mut sealed = plain.to_vec();
        let nonce = self
            .cipher()?
            .seal_in_place_append_tag(Aad::from(purpose), &mut sealed)?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Secret::seal`] made for the same purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(Unspecified)?;
        let mut body = body.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce)?;
        Ok(self
            .cipher()?
            .open_in_place(nonce, Aad::from(purpose), &mut body)?
            .to_vec())
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, Unspecified> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.key)
    }
}

/// A new opaque token of 256 random bits.
pub fn random_token() -> Result<String, Unspecified> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256, for what is kept instead of a token.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}
