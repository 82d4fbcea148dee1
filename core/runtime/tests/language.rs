//! The shell chooses the language of the door. It belongs to the process, so one test goes through it all.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{EventBody, NapeError, about, set_language};
use person::Person;

fn intended_use() -> String {
    about().expect("says").intended_use
}

async fn moments(person: &Person) -> Vec<String> {
    let page = person.nape.events(0, 100).await.expect("events");
    let text = |event: nape::api::Event| match event.body {
        EventBody::Moment { text, .. } => Some(text),
        _ => None,
    };
    page.events.into_iter().filter_map(text).collect()
}

#[tokio::test]
async fn the_door_speaks_the_language_that_was_last_chosen() {
    let english = intended_use();
    assert!(english.starts_with("Nape "), "{english}");

    assert_eq!(set_language("en-XA".to_owned()).as_deref(), Ok("en-XA"));
    assert!(intended_use().starts_with('⟦'));
    for text in ["", "e n", "en--GB"] {
        let Err(NapeError::BadInput { field, allowed, .. }) = set_language(text.to_owned()) else {
            panic!("{text:?} was taken")
        };
        assert_eq!(field, "language");
        assert!(allowed.is_some());
        assert!(intended_use().starts_with('⟦'), "the language stays as it was");
    }

    assert_eq!(set_language("tlh-KX".to_owned()).as_deref(), Ok("en"));
    assert_eq!(intended_use(), english);

    // Events are put into words when they are read.
    let person = Person::ready().await;
    let told = moments(&person).await;
    assert!(!told.is_empty() && told.iter().all(|text| !text.starts_with('⟦')), "{told:?}");
    set_language("ar-XB".to_owned()).expect("is there");
    let told = moments(&person).await;
    assert!(!told.is_empty() && told.iter().all(|text| text.starts_with('\u{200F}')), "{told:?}");
}
