//! Where things are: the journal's folder and the folder of keys.
//!
//! | platform | data | configuration |
//! |---|---|---|
//! | Linux | `$XDG_DATA_HOME/nape`, else `~/.local/share/nape` | `$XDG_CONFIG_HOME/nape`, else `~/.config/nape` |
//! | macOS | `~/Library/Application Support/nape` | the same |

use std::env;
use std::path::PathBuf;

use crate::failure::Failure;

/// The journal's folder where none is named.
pub(crate) fn data_folder() -> Result<PathBuf, Failure> {
    folder("XDG_DATA_HOME", ".local/share", "nape")
}

/// The demonstration's folder where none is named.
pub(crate) fn demonstration_folder() -> Result<PathBuf, Failure> {
    folder("XDG_DATA_HOME", ".local/share", "nape-demo")
}

/// The folder of the program's own settings, keys among them.
pub(crate) fn configuration_folder() -> Result<PathBuf, Failure> {
    folder("XDG_CONFIG_HOME", ".config", "nape")
}

fn folder(variable: &str, below_home: &str, name: &str) -> Result<PathBuf, Failure> {
    let below_home = if cfg!(target_os = "macos") { "Library/Application Support" } else { below_home };
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(below_home));
    named.or_else(home).map(|base| base.join(name)).ok_or_else(|| {
        Failure::bad_input("--home", "this machine names no home folder", "--home DIR, or NAPE_HOME")
    })
}
