//! The terminal program as a person and a script meet it: the built binary, in a home of its own.
//!
//! | file | proves |
//! |---|---|
//! | `bad_input` | a wrong file or line is named by field, and nothing is stored |
//! | `backups` | a journal moves in a file, and a bad file changes nothing |
//! | `storage` | a wrong key and a damaged journal are told apart and left alone |
//! | `keyring` | a key in the system's keyring |
//! | `keys` | another key for the journal, and its end |
//! | `sessions` | a session's ends, and their exit statuses |
//! | `logged` | sessions that are told afterwards |
//! | `texts` | what stands in words beside the JSON |
//! | `drawn` | what is asked and drawn in a real terminal, by `terminal` |
//! | `imports` | plans that come as a file, today's dose, revisions |
//! | `interruptions` | signals, a closed output and a kill |
//! | `locks` | locks, clearances and the typed yes |
//! | `entries` | what a person writes down is kept, changed, found and erased |
//! | `exchange` | entries leave as plain text and come in from it |
//! | `calendar` | a calendar for another program |
//! | `reports` | what leaves for a provider |
//! | `fill` | a form, one question at a time |
//! | `trends` | trends and benchmarks, without entries and with them |
//! | `documents` | every JSON document is as its schema says |
//! | `guide` | cards, search and the emergency card need no journal |
//! | `routines` | a routine is checked, kept and done |
//! | `notifications` | what rings while `remind watch` runs |
//! | `manual` | every example of docs/cli.md runs |
//! | `demonstration` | the demonstration runs day by day and keeps to itself |

// A test that can't go on says so by panicking, in its helpers too.
#![allow(clippy::expect_used, clippy::panic)]

mod backups;
mod bad_input;
mod calendar;
mod demonstration;
mod devices;
mod documents;
mod drawn;
mod entries;
mod exchange;
mod fill;
mod guide;
mod imports;
mod interruptions;
mod keyring;
mod keys;
mod locks;
mod logged;
mod manual;
mod notifications;
mod reminders;
mod reports;
mod routines;
mod schema;
mod sessions;
mod storage;
mod support;
mod terminal;
mod texts;
mod trends;
