//! What a person can type after a refusal, by its rule.

/// A line of help; none where time or a provider is what is waited for. `asks`: a terminal asks for what is to be
/// confirmed.
pub(crate) fn of(rule: &str, asks: bool) -> Option<&'static str> {
    Some(match rule {
        "gate.lock" => "`nape lock list` shows what has to be looked at.",
        "gate.full_form" | "routine.form_due" => {
            "`nape screen fill --form full --modality M --save` asks the full form."
        }
        "gate.short_form" => "`nape screen fill --form short --modality M --save` asks the short form.",
        "gate.plan" => "`nape plan set FILE` puts a plan in force.",
        "gate.paused" => "`nape course contact --file FILE` writes it down.",
        "gate.review" => "`nape course review --file FILE` writes it down.",
        "gate.rehearsal" => {
            "`nape session run --modality M --rehearse` is the rehearsal, with the same --device as the session."
        }
        "gate.setup" if !asks => "Where no terminal can ask, `--confirm setup` says that each check is done.",
        "gate.presence" if !asks => "Where no terminal can ask, `--confirm presence` is your own yes.",
        "gate.audible" if !asks => {
            "Where no terminal can ask, `--confirm audible` says that the end is heard."
        }
        "envelope.logged" | "envelope.education" => {
            "`nape session log --file FILE` writes it down once it was done."
        }
        "envelope.routine" => "`nape routine practices` lists what a routine can have.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_terminal_lacks_is_said_where_nobody_can_be_asked() {
        for rule in ["gate.setup", "gate.presence", "gate.audible"] {
            assert!(of(rule, false).is_some_and(|hint| hint.contains("--confirm")), "{rule}");
            assert_eq!(of(rule, true), None, "{rule}");
        }
    }

    #[test]
    fn where_time_or_a_provider_is_waited_for_nothing_is_offered() {
        for rule in ["gate.cap", "gate.gap", "gate.held_day", "gate.full_form_outcome", "envelope.force_max"]
        {
            assert_eq!(of(rule, false), None, "{rule}");
        }
    }
}
