//! The system's keyring: the Secret Service on Linux, the Keychain on macOS. A key in it has a name of its own that nothing
//! else ever gets, so that no key takes the place of another; the key's file holds that name.

use std::sync::mpsc;
use std::time::Duration;

use keyring::Entry;

/// Under this the system shows its keys.
const SERVICE: &str = "nape";
/// Where this says 0 no key goes to the keyring: for machines whose keyring nobody can unlock.
const SWITCH: &str = "NAPE_KEYRING";
/// A keyring that is locked asks the person; one that nobody answers for is none.
const ANSWERS_WITHIN: Duration = Duration::from_mins(1);

/// Why a key is not to be had from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is none here, or it stays locked.
    NotThere,
    /// It has no such key any more.
    NoSuchKey,
}

/// Keeps a key; the name that it got. None where there is no keyring, or it takes none.
pub(crate) fn keep(key: &[u8]) -> Option<String> {
    if std::env::var_os(SWITCH).is_some_and(|switch| switch == "0") {
        return None;
    }
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).ok()?;
    let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let (kept, key) = (name.clone(), key.to_owned());
    asked(move || {
        let entry = Entry::new(SERVICE, &kept).ok()?;
        entry.set_secret(&key).ok()?;
        // Some take a key and have none afterwards.
        (entry.get_secret().ok()? == key).then_some(())
    })
    .flatten()
    .map(|()| name)
}

/// The key of that name.
pub(crate) fn find(name: &str) -> Result<Vec<u8>, Trouble> {
    let name = name.to_owned();
    let found = asked(move || match Entry::new(SERVICE, &name).and_then(|entry| entry.get_secret()) {
        Ok(key) => Ok(key),
        Err(keyring::Error::NoEntry) => Err(Trouble::NoSuchKey),
        Err(_) => Err(Trouble::NotThere),
    });
    found.unwrap_or(Err(Trouble::NotThere))
}

/// Destroys the key of that name; one that is not there is destroyed already.
pub(crate) fn forget(name: &str) -> Result<(), Trouble> {
    let name = name.to_owned();
    let forgotten =
        asked(move || match Entry::new(SERVICE, &name).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(_) => Err(Trouble::NotThere),
        });
    forgotten.unwrap_or(Err(Trouble::NotThere))
}

/// Asks on a thread of its own, because a question to the person has no end of its own.
fn asked<T: Send + 'static>(question: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (tell, answer) = mpsc::channel();
    std::thread::spawn(move || drop(tell.send(question())));
    answer.recv_timeout(ANSWERS_WITHIN).ok()
}
