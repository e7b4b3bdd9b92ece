package io.chronoshard.grid;

/** What became of a row that could be read. */
enum RowKind {
  /** The first one on its step. */
  KEPT,
  /** Of a time that another row has, and of channels that no other of them knows. */
  JOINED,
  /** Equal to another row of its time. */
  REPEATED,
  /** Different from another row of its time. */
  CONFLICTING,
  /** Of another time within a step. */
  COMBINED
}
