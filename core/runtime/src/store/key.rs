//! The journal's raw key, which never shows.

use nape_logic::id::JournalId;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::error::StoreError;

/// What the key check is bound to, so that it means nothing anywhere else.
const CHECK_TAG: &[u8] = b"nape key check 1\0";

/// A raw 256-bit key, from a key port that keeps it safe. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(hidden)")
    }
}

impl Key {
    /// From 32 random bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From 64 hexadecimal digits in either case; white space around them is allowed.
    pub fn from_hex(text: &str) -> Result<Self, StoreError> {
        let digits = text.trim().as_bytes();
        let mut key = Self([0; 32]);
        if digits.len() != 2 * key.0.len() {
            return Err(StoreError::KeyFormat);
        }
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(key)
    }

    /// The key as 64 hexadecimal digits, for a key file.
    pub fn to_hex(&self) -> Zeroizing<String> {
        hex(&self.0)
    }

    /// What stands beside the database to tell a wrong key from a damaged file, as 64 hexadecimal digits:
    /// `SHA-256("nape key check 1\0" || key || journal id)`.
    ///
    /// The key is 256 random bits, so the value can't be turned back into it.
    pub fn check_value(&self, journal: JournalId) -> String {
        let mut hasher = Sha256::new();
        hasher.update(CHECK_TAG);
        hasher.update(self.0);
        hasher.update(journal.0.as_bytes());
        hex(hasher.finalize().as_slice()).to_string()
    }
}

fn nibble(digit: u8) -> Result<u8, StoreError> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(StoreError::KeyFormat)
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    // Sized at once: a text that grows would leave copies of the key behind.
    let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or_default());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const DIGITS: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eFF";

    #[test]
    fn a_key_reads_64_digits_and_writes_them_back() {
        let key = Key::from_hex(&format!(" {DIGITS}\n")).expect("valid");
        assert_eq!(*key.to_hex(), DIGITS.to_lowercase());
    }

    #[test]
    fn what_is_not_64_hexadecimal_digits_is_refused() {
        for text in ["", "00", &DIGITS[1..], &DIGITS.replace('F', "g"), &DIGITS.replace("FF", "é")] {
            assert_eq!(Key::from_hex(text), Err(StoreError::KeyFormat), "{}", text.len());
        }
    }

    #[test]
    fn a_key_never_shows() {
        let key = Key::from_hex(DIGITS).expect("valid");
        assert_eq!(format!("{key:?}"), "Key(hidden)");
    }

    #[test]
    fn the_check_value_depends_on_the_key_and_on_the_journal() {
        let check =
            |byte: u8, id: u128| Key::from_bytes([byte; 32]).check_value(JournalId(Uuid::from_u128(id)));
        assert_ne!(check(1, 1), check(2, 1));
        assert_ne!(check(1, 1), check(1, 2));
        assert_eq!(check(1, 1), check(1, 1));
    }
}
