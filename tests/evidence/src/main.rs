//! Writes `docs/evidence.md` (`make evidence`).

use std::fs;
use std::path::Path;

use nape_evidence::document;
use nape_evidence::evidence::Evidence;
use nape_evidence::tree::Tree;

fn main() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::read(&root).map_err(|error| error.to_string())?;
    let text = document::write(&Evidence::read(&tree)?);
    fs::write(root.join(document::FILE), text).map_err(|error| format!("{}: {error}", document::FILE))
}
