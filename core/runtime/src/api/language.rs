//! The language in which the door speaks. The shell chooses it once, for the whole process: a phone has one
//! language at a time, and no call then needs to carry it.

use std::sync::{PoisonError, RwLock};

use nape_logic::text::{self, Language, Message, TagError};

use super::error::NapeError;

static SPOKEN: RwLock<Language> = RwLock::new(Language::ENGLISH);

/// Speaks in the language of `tag` (BCP 47) from now on, or in the nearest that there are words for: `pt` for
/// `pt-BR`, English where there is none. Returns the tag of the language that is really spoken.
///
/// What was rendered before stays as it was; events are rendered when they are read. `BadInput` on `language`
/// where the text is not a tag; the language then stays as it was.
#[uniffi::export]
pub fn set_language(tag: String) -> Result<String, NapeError> {
    let language = Language::for_tag(&tag)?;
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = language;
    Ok(language.tag().to_owned())
}

/// The words of `message` in the language that was chosen.
pub(super) fn render(message: &Message) -> String {
    text::render_in(message, language())
}

/// The tag of the language that was chosen.
pub(super) fn spoken() -> String {
    language().tag().to_owned()
}

fn language() -> Language {
    *SPOKEN.read().unwrap_or_else(PoisonError::into_inner)
}

impl From<TagError> for NapeError {
    fn from(error: TagError) -> Self {
        Self::BadInput {
            field: "language".to_owned(),
            detail: error.to_string(),
            allowed: Some("a BCP 47 tag, such as en or pt-BR".to_owned()),
            also: Vec::new(),
        }
    }
}
