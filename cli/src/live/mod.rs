//! A running session in the terminal.
//!
//! | file | answers |
//! |---|---|
//! | `script` | which inputs were written down beforehand? |
//! | `confirm` | what does the person have to confirm before the start? |
//! | `keyboard` | which key was pressed? |
//! | `follow` | what happens, and what does a key, a signal or a closed output do? |
//! | `view` | in which form is it shown? |
//! | `lines` | how does an event look as a plain line? |
//! | `routine` | how does a routine go on, and how is it shown? |
//! | `drawing` | how does the session look while it moves? |

mod confirm;
mod drawing;
mod follow;
mod keyboard;
mod lines;
mod routine;
mod script;
mod view;

pub(crate) use confirm::{PRESENCE, agrees, confirmed, told};
pub(crate) use follow::{Ending, follow};
pub(crate) use keyboard::Keyboard;
pub(crate) use routine::{follow as follow_routine, read_script as read_routine_script};
pub(crate) use script::{known_symptoms, read as read_script, rehearsal_stop};
pub(crate) use view::View;
