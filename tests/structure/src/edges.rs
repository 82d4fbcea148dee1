//! Which folder of a crate imports which other, held against a list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::paths::references;

/// What may import what inside one crate. Parts are the folders of `src/`; the other files there are shared.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The crate as code names it: `nape_logic`.
    pub own_name: &'a str,
    /// Every folder that `src/` may hold.
    pub parts: &'a [&'a str],
    /// Who may import whom, besides itself and the shared files.
    pub edges: &'a [(&'a str, &'a str)],
    /// The files at the top, without `.rs`, which every folder may import; they may import one another only.
    pub shared: &'a [&'a str],
}

/// A source file: its path from `src/`, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// `plan/dose.rs`.
    pub path: PathBuf,
    /// All of it.
    pub text: String,
}

/// All Rust files under `src`, in the order of their paths.
pub fn read_sources(src: &Path) -> io::Result<Vec<Source>> {
    let mut files = Vec::new();
    let mut folders = vec![src.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file)?;
            let path = file.strip_prefix(src).map_or_else(|_| file.clone(), Path::to_path_buf);
            Ok(Source { path, text })
        })
        .collect()
}

/// One line for each thing that breaks `rules`; none means that they hold.
pub fn problems(rules: &Rules<'_>, sources: &[Source]) -> Vec<String> {
    let mut problems = BTreeSet::new();
    for source in sources {
        let module = module_of(&source.path);
        // `lib.rs` is the map: it names every part, to make it public.
        let Some(part) = module.first() else { continue };
        if !rules.parts.contains(&part.as_str()) && !rules.shared.contains(&part.as_str()) {
            problems.insert(format!("{}: `{part}` is in no list of parts", source.path.display()));
            continue;
        }
        if let Some(line) = line_of(&source.text, &["#[path", "include!("]) {
            problems.insert(format!("{}:{line}: brings in a file past its folder", source.path.display()));
        }
        for reference in references(&module, rules.own_name, &source.text) {
            if let Some(why) = refusal(rules, part, &reference.path) {
                problems.insert(format!("{}:{}: {why}", source.path.display(), reference.line));
            }
        }
    }
    problems.into_iter().collect()
}

/// Why `part` may not name `path`; nothing where it may.
fn refusal(rules: &Rules<'_>, part: &str, path: &[String]) -> Option<String> {
    let named = path.first().map_or("", String::as_str);
    if named == part || rules.shared.contains(&named) || rules.edges.contains(&(part, named)) {
        None
    } else if rules.parts.contains(&named) {
        Some(format!("`{part}` imports `{named}`"))
    } else {
        Some(format!("`{part}` names `{}` through the crate's root; name its module", path.join("::")))
    }
}

fn line_of(text: &str, forbidden: &[&str]) -> Option<usize> {
    let is_forbidden = |line: &str| {
        let code = line.split("//").next().unwrap_or(line);
        forbidden.iter().any(|word| code.contains(word))
    };
    text.lines().position(is_forbidden).map(|index| index + 1)
}

/// `plan/dose.rs` is `["plan", "dose"]`, `plan/mod.rs` is `["plan"]`, `lib.rs` and `main.rs` are `[]`.
fn module_of(path: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    module
}
