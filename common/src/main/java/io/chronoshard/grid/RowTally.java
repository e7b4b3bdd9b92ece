package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Reading.Order;

/** Counts rows by what became of them, and those that stood off their order. */
final class RowTally {

  private long kept;
  private long joined;
  private long repeated;
  private long conflicting;
  private long combined;
  private long offOrder;

  void add(RowKind kind, Order order) {
    offOrder += order == Order.OFF_ORDER ? 1 : 0;
    switch (kind) {
      case KEPT -> kept++;
      case JOINED -> joined++;
      case REPEATED -> repeated++;
      case CONFLICTING -> conflicting++;
      case COMBINED -> combined++;
    }
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
        0,
        offOrder);
  }
}
