//! Between the door's records and the core's types.
