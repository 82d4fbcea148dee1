//! What a backup is closed and opened with.

use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::error::BackupError;

/// Turns a passphrase into a key with 2^17 rounds and 128 MiB: about a second on a phone, once a backup.
pub const WORK_FACTOR: u8 = 17;

/// What the age program writes by itself; a file that asks for more is not opened.
const MOST_WORK: u8 = 18;

/// How every recovery key begins.
const KEY_PREFIX: &str = "AGE-SECRET-KEY-1";

/// What a new backup is closed with.
pub enum Lock {
    /// A passphrase, with how much work it is to try one: 2^n rounds.
    Passphrase(SecretString, u8),
    /// The public half of a recovery key.
    Recipient(age::x25519::Recipient),
}

impl Lock {
    /// A person's passphrase; `work` is [`WORK_FACTOR`] except in tests.
    pub fn passphrase(passphrase: &str, work: u8) -> Result<Self, BackupError> {
        if passphrase.is_empty() {
            return Err(BackupError::EmptyPassphrase);
        }
        Ok(Self::Passphrase(SecretString::from(passphrase.to_owned()), work.clamp(1, MOST_WORK)))
    }

    /// The public half of a recovery key, as text.
    pub fn recipient(text: &str) -> Result<Self, BackupError> {
        age::x25519::Recipient::from_str(text).map(Self::Recipient).map_err(|_| BackupError::KeyFormat)
    }

    pub(super) fn encryptor(&self) -> Result<age::Encryptor, BackupError> {
        let made = match self {
            Self::Passphrase(passphrase, work) => {
                let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(*work);
                age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            }
            Self::Recipient(recipient) => {
                age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient))
            }
        };
        // One recipient of one kind is never at odds with itself.
        made.map_err(|_| BackupError::KeyFormat)
    }
}

impl std::fmt::Debug for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Passphrase(..) => "Lock(passphrase)",
            Self::Recipient(_) => "Lock(recovery key)",
        })
    }
}

/// What opens a backup.
pub enum Secret {
    /// A passphrase.
    Passphrase(SecretString),
    /// A recovery key.
    Key(Box<age::x25519::Identity>),
}

impl Secret {
    /// A recovery key where the text is written as one, else a passphrase.
    pub fn read(text: &str) -> Result<Self, BackupError> {
        let word = text.trim();
        if word.get(..KEY_PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(KEY_PREFIX)) {
            let key = Zeroizing::new(word.to_uppercase());
            let key = age::x25519::Identity::from_str(&key).map_err(|_| BackupError::KeyFormat)?;
            return Ok(Self::Key(Box::new(key)));
        }
        if text.is_empty() {
            return Err(BackupError::EmptyPassphrase);
        }
        Ok(Self::Passphrase(SecretString::from(text.to_owned())))
    }

    pub(super) fn identity(&self) -> Box<dyn age::Identity> {
        match self {
            Self::Passphrase(passphrase) => {
                let mut identity = age::scrypt::Identity::new(passphrase.clone());
                identity.set_max_work_factor(MOST_WORK);
                Box::new(identity)
            }
            Self::Key(key) => key.clone(),
        }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// A key for backups that nobody types a passphrase for (E23): the person keeps the key, the journal only its
/// public half, which opens nothing.
pub struct RecoveryKey {
    /// The key, `AGE-SECRET-KEY-1…`: shown once, kept nowhere.
    pub key: Zeroizing<String>,
    /// Its public half, `age1…`.
    pub recipient: String,
}

impl RecoveryKey {
    /// Draws a new one.
    pub fn draw() -> Self {
        let identity = age::x25519::Identity::generate();
        let key = Zeroizing::new(identity.to_string().expose_secret().to_owned());
        Self { key, recipient: identity.to_public().to_string() }
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryKey(hidden)")
    }
}
