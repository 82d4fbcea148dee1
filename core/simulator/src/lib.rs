//! Map follows.
