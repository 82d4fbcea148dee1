//! Fluent bundles, one for each pack of a language, each made when it is first asked for.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::language::{COUNT, Language};
use super::{Message, Pack, Value};

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: [[OnceLock<Bundle>; Pack::ALL.len()]; COUNT] =
    [const { [const { OnceLock::new() }; Pack::ALL.len()] }; COUNT];

/// The bundle of `language` that has the message `key`, if any has.
pub(super) fn of(language: Language, key: &str) -> &'static Bundle {
    let pack = Pack::of(key);
    BUNDLES[language.slot()][pack as usize].get_or_init(|| build(language, pack))
}

/// Makes a bundle anew.
pub(super) fn build(language: Language, pack: Pack) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language.rules().parse().unwrap_or_default()]);
    // Marks around each value keep its direction apart from the sentence's; English alone needs none.
    bundle.set_use_isolating(language.isolates());
    // The build refuses damaged messages; what is left of one must not take the others with it.
    let resource = match FluentResource::try_new(language.source(pack).into_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

/// The words of `message` in `language`, where it has any.
pub(super) fn words(message: &Message, language: Language) -> Option<String> {
    let bundle = of(language, &message.key);
    let pattern = bundle.get_message(&message.key)?.value()?;
    let args: FluentArgs<'_> = message
        .args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Number(number) => FluentValue::from(*number),
                Value::Text(text) => FluentValue::from(text.as_str()),
            };
            (name, value)
        })
        .collect();
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
}
