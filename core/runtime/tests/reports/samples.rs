//! Documents that show everything a report may hold. They say nothing of anyone.

use nape::report::document::{
    Blank, Block, Column, Document, Figure, FigureKey, Holds, Level, PAGE, PAGES, Table,
};
use nape_logic::journal::trend::{Axis, Band, BandKind, Chart, Line, Place, SIDE, Span, Tick};
use nape_logic::time::Timestamp;

/// Each with its name.
pub fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("year", year()),
        ("visit", visit()),
        ("letters", letters()),
        ("long-table", long_table()),
        ("empty", empty()),
    ]
}

/// A document with this title and these blocks.
pub fn document(title: &str, blocks: Vec<Block>) -> Document {
    Document {
        language: "en".to_owned(),
        title: title.to_owned(),
        subject: "2026-01-01 to 2026-12-31, as the person's own journal tells it.".to_owned(),
        footer: "Nape 0.1.0 · A. Sample, born 1980-02-03, record number 4711 · told by the person, not an examination"
            .to_owned(),
        page_line: format!("Page {PAGE} of {PAGES}"),
        made: Timestamp::parse("2026-12-31T18:30:05+01:00").unwrap(),
        blocks,
    }
}

/// A year as a report tells it, of four pages or so: what a report at its longest looks like.
pub fn year() -> Document {
    let mut blocks = vec![
        paragraph("A. Sample, born 1980-02-03, record number 4711"),
        section("Stops and locks"),
        Block::Warning {
            title: "Sessions are locked: nobody has looked at this yet".to_owned(),
            lines: vec![
                "Since 2026-12-20: tingling in the left hand that came during a session and stayed for more than a \
                 day. Sessions stay locked until somebody has looked at it."
                    .to_owned(),
                "Since 2026-12-21: weakness of a hand.".to_owned(),
            ],
        },
        stops(),
        Block::Heading(Level::Part, "Reviews that are due".to_owned()),
        Block::List(vec![
            "Review after 10 sessions: due since 2026-11-02".to_owned(),
            "Review after 4 weeks: due since 2026-11-20. A course without a provider's plan stops here until \
             contact with a provider is written down, whatever the sessions before it were like."
                .to_owned(),
        ]),
        section("Prescribed and delivered"),
        delivered(),
        section("Month by month"),
        months(),
        section("Pain and other measures"),
    ];
    let names =
        ["Pain, 0 to 10", "Stiffness in the morning, 0 to 10", "Tingling, 0 to 10", "Headache, hours a day"];
    for (name, seed) in names.into_iter().zip(1..) {
        blocks.push(Block::Figure(Box::new(figure(name, seed))));
    }
    blocks.push(measures());
    blocks.push(section("What else was told"));
    blocks.push(told());
    blocks.push(section("About this report"));
    blocks
        .push(note("Not clinically reviewed. Numbers of the product's own are marked in its documentation."));
    blocks.push(note("Made by Nape 0.1.0, content 2026-12-01, from the journal of the person."));
    document("Traction report", blocks)
}

/// One page to take along, with a plan to fill in.
pub fn visit() -> Document {
    let blank = |(label, hint): (&str, &str)| Blank { label: label.to_owned(), hint: hint.to_owned() };
    let blanks = [
        ("Technique", "supine or seated; sustained or intermittent"),
        ("Pull", "in N or kg, or a level of the unit"),
        ("Angle of the pull", "in degrees of flexion"),
        ("Minutes", ""),
        ("Cycle", "hold and rest, in seconds"),
        ("How often", "a day and a week"),
        ("When to stop", ""),
        ("Review on", ""),
        ("Provider, and how to reach them", ""),
    ];
    let points = [
        "What could be the cause, and does it speak against traction?",
        "What does what was told mean for it?",
        "How much pull, for how long, and how often?",
        "When should it be stopped at once?",
        "When do we look at it again?",
    ];
    document(
        "A page for the visit",
        vec![
            paragraph("journal 0198f3c2"),
            section("What was told"),
            Block::List(vec![
                "2026-12-20: tingling in the left hand".to_owned(),
                "2026-12-19 08:10: Over-the-door pulley: dizziness".to_owned(),
            ]),
            section("What to ask"),
            Block::List(points.map(str::to_owned).into()),
            section("The plan, to be filled in"),
            Block::Form(blanks.map(blank).into()),
            note("Not clinically reviewed."),
        ],
    )
}

/// Texts that no font has all of, that are too long, or that are none.
pub fn letters() -> Document {
    let texts = [
        "Ελληνικά, Русский, Türkçe, Tiếng Việt, Română: Șț, Íslenska: ðþ",
        "Emoji: 😀 👩‍👩‍👧 🇩🇪 👍🏽 ✓ and a word",
        "中文没有这个字体。日本語も。한국어도",
        "العربية من اليمين إلى اليسار (abc 123) انتهى",
        "עברית: שלום עולם, end",
        "Controls: a\u{0}b\u{1b}[31mc\u{7}d\te\u{ad}f\u{feff}g\u{200b}h\u{fffe}i\u{202e}j",
        "Lone mark: \u{301} and Zalgo: Z\u{30d}\u{30e}\u{304}\u{305}\u{33f}\u{311}\u{306}a\u{30d}\u{30e}\u{304}\u{305}lgo, e\u{301} composed",
        "Private \u{e000}\u{f8ff}\u{f0000} use",
        "Two\nlines\r\nand\u{2028}more\n\n\n",
        "पाठ हिन्दी में ไทย 𝒜𝓁𝒻𝒶 𐍈",
        "≤ ≥ → − ± × ½ ° µ № € … – — “quoted” ‘so’ • ☐ ✗",
        "",
        " \u{a0} ",
        "\u{200d}\u{fe0f}",
        "<b>&amp; \\(PDF) %% endobj",
    ];
    let long = "w".repeat(900);
    let mut blocks: Vec<Block> = texts.iter().map(|text| paragraph(text)).collect();
    blocks.push(paragraph(&long));
    blocks.push(paragraph(&"長".repeat(300)));
    blocks.push(paragraph(&"שלום".repeat(60)));
    blocks.push(Block::Heading(Level::Part, "Part 😀 before any section שלום".to_owned()));
    blocks.push(section(""));
    blocks.push(section(&texts.join(" ")));
    blocks.push(Block::List(texts.map(str::to_owned).into()));
    blocks.push(Block::Warning { title: texts[3].to_owned(), lines: texts.map(str::to_owned).into() });
    blocks.push(Block::Warning { title: String::new(), lines: Vec::new() });
    blocks.push(note(texts[2]));
    let column = |heading: &str| Column { heading: heading.to_owned(), holds: Holds::Words };
    let rows = texts.iter().map(|text| vec![(*text).to_owned(), long.clone(), text.chars().rev().collect()]);
    blocks.push(Block::Table(Table {
        caption: texts[1].to_owned(),
        columns: vec![column(texts[2]), column(""), column(texts[4])],
        rows: rows.collect(),
    }));
    blocks
        .push(Block::Form(texts.map(|text| Blank { label: text.to_owned(), hint: text.to_owned() }).into()));
    let mut drawing = figure(texts[1], 7);
    drawing.alternative = texts.join(" ");
    drawing.key.day.clone_from(&long);
    texts[3].clone_into(&mut drawing.key.mean);
    drawing.key.gap = String::new();
    drawing.chart.y.ticks[1].label.clone_from(&long);
    "中".clone_into(&mut drawing.chart.x.ticks[1].label);
    blocks.push(Block::Figure(Box::new(drawing)));
    let mut document = document(&format!("{}{}", texts[1], texts[4]), blocks);
    document.subject = texts.join(" ");
    document.footer = texts.join(" ");
    document.page_line = format!("ページ {PAGE}/{PAGES}");
    "not a language!".clone_into(&mut document.language);
    document
}

/// A table over three pages, one whose rows are higher than a page, one that is empty, and one of many narrow columns.
pub fn long_table() -> Document {
    let words = |heading: &str| Column { heading: heading.to_owned(), holds: Holds::Words };
    let numbers = |heading: &str| Column { heading: heading.to_owned(), holds: Holds::Numbers };
    let row = |number: usize| {
        vec![
            format!("Session {number}"),
            format!("{}", number * 7 % 11),
            if number.is_multiple_of(3) { String::new() } else { format!("{}.5 kg", 3 + number % 5) },
            "one steady pull".repeat(1 + number % 4),
        ]
    };
    let narrow = (1..=14).map(|number| words(&format!("Column {number}"))).collect();
    document(
        "A long table",
        vec![
            section("Over three pages"),
            Block::Table(Table {
                caption: "Every session".to_owned(),
                columns: vec![words("What"), numbers("Pain"), numbers("Pull"), words("How")],
                rows: (1..=130).map(row).collect(),
            }),
            section("Nothing"),
            Block::Table(Table {
                caption: "Without a row".to_owned(),
                columns: vec![words("What"), numbers("How many")],
                rows: Vec::new(),
            }),
            Block::Table(Table {
                caption: "Without a column".to_owned(),
                columns: Vec::new(),
                rows: Vec::new(),
            }),
            section("A word on every line"),
            Block::Table(Table {
                caption: "Narrow columns".to_owned(),
                columns: narrow,
                rows: vec![vec!["several words in a cell that is far too narrow".to_owned(); 14]; 3],
            }),
            section("Higher than a page"),
            Block::Table(Table {
                caption: "One row".to_owned(),
                columns: vec![words("What"), words("All of it")],
                rows: vec![vec!["Note".to_owned(), "A sentence of no meaning. ".repeat(700)]],
            }),
        ],
    )
}

/// Nothing at all.
pub fn empty() -> Document {
    Document {
        language: String::new(),
        title: String::new(),
        subject: String::new(),
        footer: String::new(),
        page_line: String::new(),
        made: Timestamp::parse("1969-12-31T23:59:59-09:30").unwrap(),
        blocks: Vec::new(),
    }
}

/// A drawing of a made-up year.
pub fn figure(name: &str, seed: u32) -> Figure {
    let slots: u16 = 183;
    let step = SIDE / slots;
    let mut state = seed;
    let mut next = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % most
    };
    let gap = |slot: u16| (60..72).contains(&slot) || (118..120).contains(&slot);
    let mut lines: Vec<Line> = Vec::new();
    let mut fresh = true;
    for slot in 0..slots {
        if gap(slot) {
            fresh = true;
            continue;
        }
        let trend = 7000 - u32::from(slot) * 25;
        let y = u16::try_from((trend + next(2400)).saturating_sub(1200) / 1000 * 1000).unwrap();
        let place = Place { x: slot * step + step / 2, y };
        match lines.last_mut() {
            Some(line) if !fresh => line.places.push(place),
            _ => lines.push(Line { places: vec![place] }),
        }
        fresh = false;
    }
    let mean = |line: &Line| Line {
        places: line
            .places
            .windows(7)
            .map(|week| Place {
                x: week[6].x,
                y: u16::try_from(week.iter().map(|place| u32::from(place.y)).sum::<u32>() / 7).unwrap(),
            })
            .collect(),
    };
    let means: Vec<Line> = lines.iter().map(mean).collect();
    let tick = |at: u16, label: &str| Tick { at, label: label.to_owned() };
    let week = |kind, from: u16, mean: u16| Band {
        kind,
        span: Span { from, to: from + step * 4 },
        mean: Some(mean),
    };
    Figure {
        caption: name.to_owned(),
        alternative: format!(
            "{name}: 338 of 365 days have an entry. The first week has a mean of 6.9, the last one of 2.4."
        ),
        chart: Chart {
            x: Axis {
                ticks: vec![
                    tick(step / 2, "2026-01-02"),
                    tick(SIDE / 2, "2026-07-02"),
                    tick(SIDE - step / 2, "2026-12-31"),
                ],
            },
            y: Axis { ticks: vec![tick(0, "0"), tick(SIDE / 2, "5"), tick(SIDE, "10")] },
            days_per_mark: 2,
            lines,
            gaps: vec![Span { from: 60 * step, to: 72 * step }, Span { from: 118 * step, to: 120 * step }],
            bands: vec![week(BandKind::First, 0, 6900), week(BandKind::Last, SIDE - step * 4, 2400)],
        },
        means,
        unchanged: Some(Span { from: 4900, to: 8900 }),
        key: FigureKey {
            day: "two days".to_owned(),
            mean: "mean of seven days".to_owned(),
            unchanged: "less than 2 points from the first week: no change that counts".to_owned(),
            gap: "days without an entry".to_owned(),
        },
    }
}

pub fn paragraph(words: &str) -> Block {
    Block::Paragraph(words.to_owned())
}

pub fn section(words: &str) -> Block {
    Block::Heading(Level::Section, words.to_owned())
}

fn note(words: &str) -> Block {
    Block::Note(words.to_owned())
}

fn table(caption: &str, columns: &[(&str, Holds)], rows: &[&[&str]]) -> Block {
    let column = |(heading, holds): &(&str, Holds)| Column { heading: (*heading).to_owned(), holds: *holds };
    Block::Table(Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
    })
}

fn stops() -> Block {
    use Holds::Words;
    table(
        "Sessions that ended before their time",
        &[
            ("When", Words),
            ("Way of traction", Words),
            ("Symptoms", Words),
            ("How it ended", Words),
            ("Why, in the person's words", Words),
        ],
        &[
            &[
                "2026-12-20 08:02",
                "Home unit",
                "Tingling in an arm or a hand",
                "stopped; stopped, to be looked at",
                "My left hand went to sleep and it did not go away.",
            ],
            &["2026-09-03 19:40", "Over-the-door pulley", "", "stopped", "Doorbell"],
            &["2026-05-11 07:55", "Home unit", "Dizziness; nausea", "stopped; ended, next dose lower", ""],
        ],
    )
}

fn delivered() -> Block {
    use Holds::Words;
    table(
        "Home unit: plan of Dr. M. Example, 2026-02-01, as entered by the person",
        &[("What", Words), ("Prescribed", Words), ("Delivered", Words)],
        &[
            &[
                "Sessions",
                "at most 1 a day, 5 a week",
                "182 sessions on 180 days of 365; 179 to the end, 3 before their time",
            ],
            &["Pull", "8 kg (78.4 N)", "5 kg (49 N) to 8 kg (78.4 N)"],
            &["Length", "20 min", "10 to 20 min under the pull"],
            &["Cycle", "30 s hold, 10 s rest", "30 s hold, 10 s rest"],
        ],
    )
}

fn months() -> Block {
    use Holds::{Numbers, Words};
    let month = |month: u32| {
        vec![
            format!("2026-{month:02}"),
            (12 + month * 5 % 9).to_string(),
            if month == 5 { "1".to_owned() } else { String::new() },
            "5 kg (49 N) to 8 kg (78.4 N)".to_owned(),
            format!("{} min", 180 + month * 13 % 60),
            format!("{}.{}", 7 - month / 3, month % 10),
            format!("{}.{}", 6 - month / 3, month * 3 % 10),
            format!("{}.{}", 6 - month / 3, month * 7 % 10),
        ]
    };
    let columns = [
        ("Month", Words),
        ("Sessions", Numbers),
        ("Before their time", Numbers),
        ("Dose", Words),
        ("Under the pull", Numbers),
        ("Pain before", Numbers),
        ("after", Numbers),
        ("a day later", Numbers),
    ];
    Block::Table(Table {
        caption: "Month by month".to_owned(),
        columns: columns.map(|(heading, holds)| Column { heading: heading.to_owned(), holds }).into(),
        rows: (1..=12).map(month).collect(),
    })
}

fn measures() -> Block {
    use Holds::{Numbers, Words};
    table(
        "The first week beside the last one",
        &[
            ("What", Words),
            ("First week", Numbers),
            ("Last week", Numbers),
            ("Days with an entry", Numbers),
            ("What may be said", Words),
        ],
        &[
            &["Pain, 0 to 10", "6.9", "2.4", "338", "less, and by 2 points or more: a change that counts"],
            &["Stiffness in the morning, 0 to 10", "5.1", "3.9", "338", "less; no clear change yet"],
            &["Tingling, 0 to 10", "", "0.4", "21", "too few days to say anything"],
        ],
    )
}

fn told() -> Block {
    use Holds::Words;
    let day = |day: u32| {
        vec![
            format!("2026-{:02}-{:02}", 1 + day % 12, 1 + day % 28),
            "Note".to_owned(),
            "Slept on the couch; the neck was stiff until noon and loosened with a warm shower.".to_owned(),
        ]
    };
    Block::Table(Table {
        caption: "Notes and contacts".to_owned(),
        columns: ["Date", "What", "In the person's words"]
            .map(|heading| Column { heading: heading.to_owned(), holds: Words })
            .into(),
        rows: (1..=18).map(day).collect(),
    })
}
