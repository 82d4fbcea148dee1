//! What do the entries of a measure come to over days and weeks, and may a change be called meaningful?
//!
//! ```text
//! entries -> by_day -> DaySum,   Measure + Asked (days, today, course) + DaySum -> trend -> Trend -> chart -> Chart
//! ```
//!
//! Three rules hold everywhere here. What is missing stays missing: a day without an entry is no zero. Sums and means are
//! exact fractions, so that nothing drifts over a limit. And nothing says why something changed: what happened in the
//! same days is never called a cause.
//!
//! | file | answers |
//! |---|---|
//! | `measure` | which kinds have a trend, how does a day sum up, and is less or more hoped for? |
//! | `day` | what do the entries of a civil day come to? |
//! | `exact` | how are means kept exact? |
//! | `week` | which seven days are the first and the last, and what is their mean? |
//! | `compared` | what may be said of the last week next to the first one (P30)? |
//! | `over_days` | what is the trend of a measure? |
//! | `benchmark` | which are the fifteen benchmarks (J01-J15), and what does each come to? |
//! | `frequency` | may fewer sessions be read as good (P29)? |
//! | `observation` | what is worth a look at cracking (P28)? |
//! | `page` | what does the page of benchmarks show, and from when (I04)? |
//! | `chart` | where do axes, lines and gaps of a drawing lie? |
//! | `seven_days` | where do the means of seven days lie in it, and how far is no change? |
//! | `checked` | how is all that held against the cases that every language runs? |

mod benchmark;
mod chart;
mod checked;
mod compared;
mod day;
mod exact;
mod frequency;
mod measure;
mod observation;
mod over_days;
mod page;
mod seven_days;
mod week;

#[cfg(test)]
mod tests;

pub use benchmark::{BENCHMARKS, Benchmark, Counted, Found};
pub use chart::{Axis, Band, BandKind, Chart, Line, Place, SIDE, Span, Tick, chart};
pub use checked::check;
pub use compared::{Asked, Baseline, Compared, DAYS_MAX, Direction, MEANINGFUL_FROM, Reason};
pub use day::{DaySum, Told, by_day, in_one_unit};
pub use frequency::{Frequency, Reading, Trouble};
pub use measure::{Daily, Goal, Measure};
pub use observation::{Observation, ObservationKind};
pub use over_days::{Point, Trend, trend};
pub use page::{DAY_OF_FIRST_CARD, Page, PageInput, page};
pub use seven_days::{means, unchanged};
pub use week::{DAYS_OF_WEEK_NEEDED, Week};
