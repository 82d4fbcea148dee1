//! Which crate depends on which, as cargo says it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::{env, io};

use serde_json::Value;

/// The crates of the workspace, as `cargo metadata` lists them.
#[derive(Debug)]
pub struct Crates {
    metadata: Value,
}

impl Crates {
    /// Asks cargo, which needs no network for a workspace that was built.
    pub fn read() -> io::Result<Self> {
        let metadata = cargo(&["metadata", "--locked", "--format-version=1"])?;
        Ok(Self { metadata: serde_json::from_slice(&metadata)? })
    }

    /// For each crate of the workspace, the others of the workspace that it names in its manifest, tests included.
    pub fn edges_inside(&self) -> BTreeMap<String, BTreeSet<String>> {
        let members: BTreeSet<&str> = self.members().map(|package| text(package, "name")).collect();
        self.members()
            .map(|package| {
                let named = list(package, "dependencies")
                    .map(|dependency| text(dependency, "name"))
                    .filter(|name| members.contains(name))
                    .map(str::to_owned)
                    .collect();
                (text(package, "name").to_owned(), named)
            })
            .collect()
    }

    fn members(&self) -> impl Iterator<Item = &Value> {
        let ids: BTreeSet<&str> =
            list(&self.metadata, "workspace_members").filter_map(Value::as_str).collect();
        list(&self.metadata, "packages").filter(move |package| ids.contains(text(package, "id")))
    }
}

/// Every crate that ships with `root`, with its features: normal dependencies and theirs, on every platform, as
/// they are when `root` is built alone. What only its build or its tests use, or what another crate of the
/// workspace switches on, is left out.
pub fn shipped_with(root: &str) -> io::Result<BTreeMap<String, BTreeSet<String>>> {
    let shown = ["--edges=normal", "--target=all", "--prefix=none", "--format={p}|{f}"];
    let tree = cargo(&[&["tree", "--locked", "--package", root], &shown[..]].concat())?;
    let mut shipped: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&tree).lines() {
        // `chrono v0.4.45|alloc,serde`, and ` (*)` behind a crate that was printed before.
        let Some((package, features)) = line.trim_end_matches(" (*)").split_once('|') else {
            continue;
        };
        let name = package.split(' ').next().unwrap_or_default();
        let features = features.split(',').filter(|feature| !feature.is_empty()).map(str::to_owned);
        shipped.entry(name.to_owned()).or_default().extend(features);
    }
    Ok(shipped)
}

fn cargo(arguments: &[&str]) -> io::Result<Vec<u8>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value[key].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
