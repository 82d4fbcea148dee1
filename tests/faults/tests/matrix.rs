//! Every fault in every state with every command on its way ends safely in time, and the page says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use nape_faults::matrix::{self, Cell, FAULTS, NO_FAULTS, Table};
use nape_faults::states::{InFlight, Situation};
use nape_simulator::Fault;

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(matrix::run);

fn none() -> Vec<String> {
    Vec::new()
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(matrix::FILE)
}

#[test]
fn every_cell_ends_in_a_safe_state_within_its_time_and_breaks_no_rule() {
    assert_eq!(matrix::problems(&TABLES), none());
}

/// `NAPE_WRITE=1` writes the page instead.
#[test]
fn the_page_is_what_the_run_came_to() {
    let text = matrix::write(&TABLES);
    if env::var_os("NAPE_WRITE").is_some() {
        fs::create_dir_all(page().parent().expect("a folder")).expect("the folder");
        fs::write(page(), &text).expect("the page is written");
    }
    let committed = fs::read_to_string(page()).expect("the page");
    let different = committed.lines().zip(text.lines()).find(|(is, should)| is != should);
    assert_eq!(different, None, "{} differs; write it anew with NAPE_WRITE=1", matrix::FILE);
    assert_eq!(committed.len(), text.len());
}

#[test]
fn every_fault_of_the_simulator_is_a_row_or_ends_one() {
    let listed: BTreeSet<&str> = FAULTS.iter().map(|(fault, _)| *fault).chain(NO_FAULTS).collect();
    assert_eq!(listed, Fault::NAMES.into_iter().collect());
}

#[test]
fn nothing_differs_where_the_link_carries_more_in_a_frame() {
    let cells = [
        (Situation::Connecting, InFlight::Connect),
        (Situation::Armed, InFlight::Written("Start", 0x06)),
        (Situation::Hold, InFlight::Nothing),
        (Situation::Hold, InFlight::Stop),
    ];
    for (situation, in_flight) in cells {
        for fault in ["link_drop", "silent", "corrupt_frames", "over_force"] {
            let [least, common, greatest] =
                [23, 185, 517].map(|mtu| Cell::run(situation, in_flight, fault, mtu));
            assert_eq!(least.problems, none());
            assert_eq!((&least, &least), (&common, &greatest), "{situation:?}, {in_flight:?}, {fault}");
        }
    }
}
