//! Structure checks live in `tests/`.
