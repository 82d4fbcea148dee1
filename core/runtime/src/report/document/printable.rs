//! What of a text may go onto a page or a screen.

/// The text without what is neither seen nor read: control characters, which could speak to a terminal, turns of the
/// direction, code points that are no characters. Every kind of space becomes one space, but a narrow or a hard one stays;
/// every end of a line becomes `\n`; a soft hyphen goes. Nothing blank stands at its ends.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => end_line(&mut printable),
            '\u{A0}' | '\u{202F}' => printable.push(letter),
            space if space.is_whitespace() => {
                if !printable.is_empty() && !printable.ends_with([' ', '\n']) {
                    printable.push(' ');
                }
            }
            unseen if is_unseen(unseen) => {}
            letter => printable.push(letter),
        }
    }
    printable.truncate(printable.trim_end().len());
    let blank = printable.len() - printable.trim_start().len();
    printable.drain(..blank);
    printable
}

fn end_line(printable: &mut String) {
    printable.truncate(printable.trim_end_matches([' ', '\n']).len());
    if !printable.is_empty() {
        printable.push('\n');
    }
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E001F}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}
