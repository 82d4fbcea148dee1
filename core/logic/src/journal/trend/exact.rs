//! Means as fractions: a change of exactly 2 is 2, however many thirds and sevenths it is made of.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedSub};

/// A number without any rounding.
pub(super) type Exact = Ratio<i128>;

/// Where fractions of several days together get too long for their type: to this part of one, far below what is shown.
/// It takes several days with more than a hundred entries each.
const GRAIN: i128 = 1_000_000_000;

/// So many thousandths, divided by `n`.
pub(super) fn thousandths(sum: i64, n: u32) -> Exact {
    Exact::new(sum.into(), 1000 * i128::from(n.max(1)))
}

/// The mean of some numbers; `None` of none.
pub(super) fn mean(numbers: &[Exact]) -> Option<Exact> {
    let count = i128::try_from(numbers.len()).ok().filter(|count| *count > 0)?;
    let sum = numbers.iter().try_fold(Exact::from(0), |sum, number| sum.checked_add(number));
    let sum = sum.unwrap_or_else(|| numbers.iter().map(|number| grained(*number)).sum());
    Some(sum / count)
}

/// `last` less `first`.
pub(super) fn difference(last: Exact, first: Exact) -> Exact {
    last.checked_sub(&first).unwrap_or_else(|| grained(last) - grained(first))
}

fn grained(number: Exact) -> Exact {
    let (whole, part) = (number.trunc(), number.fract());
    // The part is below one, so its numerator is below the denominator: this much of it can't be too long.
    let scale = (*part.denom() / GRAIN).max(1);
    whole + Exact::new((part.numer() / scale) * GRAIN / (part.denom() / scale).max(1), GRAIN)
}

/// The nearest number that screens and files can take.
#[expect(clippy::cast_precision_loss, reason = "the nearest number is what is asked for")]
pub(super) fn number(exact: Exact) -> f64 {
    *exact.numer() as f64 / *exact.denom() as f64
}
