package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.Rows;

/** Counts rows by what became of them, and those that stood off their order. */
final class RowTally {

  private long kept;
  private long joined;
  private long repeated;
  private long conflicting;
  private long combined;
  private long offOrder;

  void add(RowKind kind) {
    switch (kind) {
      case KEPT -> kept++;
      case JOINED -> joined++;
      case REPEATED -> repeated++;
      case CONFLICTING -> conflicting++;
      case COMBINED -> combined++;
    }
  }

  void addOffOrder() {
    offOrder++;
  }

  Rows rows() {
    return new Rows(
        kept + joined + repeated + conflicting + combined,
        kept,
        joined,
        repeated,
        conflicting,
        combined,
        0,
        offOrder);
  }
}
