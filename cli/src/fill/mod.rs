//! A form, one question at a time.
//!
//! | file | answers |
//! |---|---|
//! | here | which question comes next, and when is it done? |
//! | `question` | how is a question shown? |
//! | `answer` | what does a typed line mean? |
//!
//! Nothing is preselected: an old answer is shown and counts only once it is confirmed. Nothing is stored here.

mod answer;
mod question;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use nape::api::{Answer, AnswerSheet, AskIf, Form, FormToFill, NapeError, Question};

use answer::Typed;

/// Lines in, words out: a terminal, a pipe, or a test's script.
pub(crate) trait Lines {
    /// The next line without its end; none where the input is over.
    fn next(&mut self) -> Option<String>;
    /// Shows words.
    fn show(&mut self, words: &str);
}

/// How filling in ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filled {
    /// Every question is answered and the summary was confirmed.
    Done(Box<AnswerSheet>),
    /// The input ended before.
    Unfinished,
}

/// Asks until the person has confirmed the summary. `judge` says what is wrong with all answers together.
pub(crate) fn fill(
    to_fill: FormToFill,
    lines: &mut dyn Lines,
    judge: impl Fn(&AnswerSheet) -> Result<(), NapeError>,
) -> Filled {
    let mut filling = Filling { to_fill, answers: BTreeMap::new() };
    lines.show(&filling.opening());
    let mut place = filling.next_after(None);
    // Set while one answer is changed from the summary.
    let mut changing = false;
    loop {
        let Some(at) = place else {
            match filling.summary(lines, &judge) {
                Summary::Finish(sheet) => return Filled::Done(sheet),
                Summary::Change(index) => (place, changing) = (Some(index), true),
                Summary::Back => (place, changing) = (filling.last(), false),
                Summary::InputOver => return Filled::Unfinished,
            }
            continue;
        };
        match filling.ask(at, lines) {
            Step::Answered if changing => {
                place = filling.first_open();
                changing = place.is_some();
            }
            Step::Answered => place = filling.next_after(Some(at)),
            Step::Back => place = filling.before(at).or(Some(at)),
            Step::InputOver => return Filled::Unfinished,
        }
    }
}

/// What came of one question.
enum Step {
    Answered,
    Back,
    InputOver,
}

/// What came of the summary.
enum Summary {
    Finish(Box<AnswerSheet>),
    Change(usize),
    Back,
    InputOver,
}

struct Filling {
    to_fill: FormToFill,
    /// By question id; none for a question that was left out.
    answers: BTreeMap<String, Option<Answer>>,
}

impl Filling {
    fn form(&self) -> &Form {
        &self.to_fill.form
    }

    fn opening(&self) -> String {
        let keys = "Answer with numbers. u: I don't know. w: why this is asked. b: back.";
        match &self.to_fill.previous_at {
            Some(at) if !self.to_fill.previous.is_empty() => {
                let day = at.get(..10).unwrap_or(at);
                format!("{keys}\nWhere you answered before ({day}), Enter says that it is still so.")
            }
            _ => keys.to_owned(),
        }
    }

    /// The indexes of the questions that the answers so far call for, in the form's order.
    fn asked(&self) -> Vec<usize> {
        let questions = self.form().questions.iter().enumerate();
        questions.filter(|(_, question)| self.is_asked(question)).map(|(index, _)| index).collect()
    }

    /// A follow-up is asked where its question is, and was answered so.
    fn is_asked(&self, question: &Question) -> bool {
        question.ask_if.as_ref().is_none_or(|ask_if| {
            let parent = self.form().questions.iter().find(|parent| parent.id == ask_if.question);
            parent.is_some_and(|parent| self.is_asked(parent))
                && self.answer(&ask_if.question).is_some_and(|answer| calls_for(ask_if, answer))
        })
    }

    fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(id)?.as_ref()
    }

    fn next_after(&self, at: Option<usize>) -> Option<usize> {
        self.asked().into_iter().find(|index| at.is_none_or(|at| *index > at))
    }

    fn before(&self, at: usize) -> Option<usize> {
        self.asked().into_iter().rev().find(|index| *index < at)
    }

    fn last(&self) -> Option<usize> {
        self.asked().last().copied()
    }

    fn first_open(&self) -> Option<usize> {
        self.asked().into_iter().find(|index| !self.answers.contains_key(&self.form().questions[*index].id))
    }

    /// `page 3 of 12`, counted over what is asked now.
    fn progress(&self, at: usize) -> String {
        let mut pages: Vec<&str> = Vec::new();
        for index in self.asked() {
            let page = self.form().questions[index].page.as_str();
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        let page = self.form().questions[at].page.as_str();
        let number = pages.iter().position(|known| *known == page).map_or(1, |position| position + 1);
        format!("page {number} of {}, {}", pages.len(), page.replace('_', " "))
    }

    fn ask(&mut self, at: usize, lines: &mut dyn Lines) -> Step {
        let question = self.form().questions[at].clone();
        // What was given in this sitting stands before what was given weeks ago.
        let given = self.answer(&question.id).or_else(|| self.to_fill.previous.get(&question.id)).cloned();
        lines.show(&format!("\n{}\n{}", self.progress(at), question::text(&question, given.as_ref())));
        loop {
            let Some(line) = lines.next() else {
                return Step::InputOver;
            };
            match answer::read(&question, &line, given.as_ref()) {
                Typed::Answer(answer) => {
                    self.answers.insert(question.id, Some(answer));
                    return Step::Answered;
                }
                Typed::LeftOut => {
                    self.answers.insert(question.id, None);
                    return Step::Answered;
                }
                Typed::Back => return Step::Back,
                Typed::Why => lines.show(&question::why(&question)),
                Typed::Unclear(hint) => lines.show(&hint),
            }
        }
    }

    fn sheet(&self) -> AnswerSheet {
        let form = self.form();
        let answers: HashMap<String, Answer> = self
            .asked()
            .into_iter()
            .filter_map(|index| {
                let id = &form.questions[index].id;
                Some((id.clone(), self.answer(id)?.clone()))
            })
            .collect();
        AnswerSheet {
            form: form.form,
            modality: form.modality,
            region: form.region,
            answers,
            clearances: Vec::new(),
            history: None,
        }
    }

    fn summary(
        &self,
        lines: &mut dyn Lines,
        judge: &impl Fn(&AnswerSheet) -> Result<(), NapeError>,
    ) -> Summary {
        let asked = self.asked();
        let mut text = "\nYour answers:\n".to_owned();
        for (number, index) in asked.iter().enumerate() {
            let question = &self.form().questions[*index];
            let said =
                self.answer(&question.id).map_or_else(|| "–".to_owned(), |a| question::said(question, a));
            text += &format!("{:>3}  {}\n     {said}\n", number + 1, question.text);
        }
        lines.show(&(text + "Enter: that is right. A number: change that answer. b: back."));
        loop {
            let Some(line) = lines.next() else {
                return Summary::InputOver;
            };
            match line.trim() {
                "" => {
                    let sheet = self.sheet();
                    let Err(error) = judge(&sheet) else {
                        return Summary::Finish(Box::new(sheet));
                    };
                    lines.show(&wrong(&error));
                }
                "b" => return Summary::Back,
                number => {
                    match number.parse::<usize>().ok().and_then(|number| asked.get(number.wrapping_sub(1))) {
                        Some(index) => return Summary::Change(*index),
                        None => lines.show(&format!("Enter, b, or a number from 1 to {}.", asked.len())),
                    }
                }
            }
        }
    }
}

fn wrong(error: &NapeError) -> String {
    match error {
        NapeError::BadInput { field, detail, allowed, also } => {
            let said = |field: &str, detail: &str, allowed: Option<&String>| {
                let field = field.trim_start_matches("answers.").replace('_', " ");
                let allowed = allowed.map(|allowed| format!(" ({allowed})")).unwrap_or_default();
                format!("{field}: {detail}{allowed}.")
            };
            let further = also.iter().map(|one| said(&one.field, &one.detail, one.allowed.as_ref()));
            let all: Vec<String> =
                std::iter::once(said(field, detail, allowed.as_ref())).chain(further).collect();
            format!("{} Change an answer by its number.", all.join("\n"))
        }
        other => other.to_string(),
    }
}

/// Whether an answer is, or contains, one of those that a follow-up waits for.
fn calls_for(ask_if: &AskIf, answer: &Answer) -> bool {
    ask_if.is.iter().any(|wanted| match (answer, wanted) {
        (Answer::Choices { chosen }, Answer::Text { text }) => chosen.contains(text),
        (answer, wanted) => answer == wanted,
    })
}
