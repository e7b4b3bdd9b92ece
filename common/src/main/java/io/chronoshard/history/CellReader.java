package io.chronoshard.history;

import io.chronoshard.history.CellRule.Kind;

/** Reads the cells of one channel. Holds what became of the last one. */
final class CellReader {

  /** What became of a cell. */
  enum Outcome {
    VALUE,
    MISSING,
    OUT_OF_RANGE,
    NO_NUMBER,
    TOO_LARGE
  }

  private final CellRule rule;
  private final boolean isPlain;
  private final char decimal;
  private final MissingMarkers missing;
  private Outcome outcome = Outcome.VALUE;
  private float low;
  private String category = "";

  CellReader(CellRule rule, char decimal) {
    this.rule = rule;
    this.isPlain = rule.isPlain();
    this.decimal = decimal;
    this.missing = new MissingMarkers(rule.missing(), decimal);
  }

  /**
   * Reads a cell.
   *
   * @return its value; 0 of a category that has a {@link #category}; NaN of every {@link #outcome}
   *     but a value
   */
  float read(Cells cells, int column) {
    switch (cells.kind(column)) {
      case TEXT -> {
        String text = cells.source(column);
        int from = cells.from(column);
        int to = cells.to(column);
        return isPlain ? plain(text, from, to) : ruled(text, from, to);
      }
      case NUMBER, SINGLE, TRUTH -> {
        return number(cells, column);
      }
      case INSTANT -> {
        return rule.kind() == Kind.CATEGORY
            ? category(cells.text(column))
            : none(Outcome.NO_NUMBER);
      }
      case NOTHING -> {
        return none(Outcome.MISSING);
      }
    }
    throw new AssertionError(cells.kind(column));
  }

  private float plain(String text, int from, int to) {
    float value = Decimal.parse(text, from, to, decimal);
    if (Float.isNaN(value)) {
      return noNumber(text, from, to);
    }
    if (missing.matchNumber(value, text, from, to)) {
      return none(Outcome.MISSING);
    }
    if (Float.isInfinite(value)) {
      return none(Outcome.TOO_LARGE);
    }
    outcome = Outcome.VALUE;
    return value;
  }

  private float ruled(String text, int from, int to) {
    if (rule.kind() == Kind.CATEGORY) {
      return category(text.substring(from, to));
    }
    double value = Decimal.parseDouble(text, from, to, decimal);
    if (Double.isNaN(value)) {
      return noNumber(text, from, to);
    }
    if (missing.matchNumber((float) value, text, from, to)) {
      return none(Outcome.MISSING);
    }
    return measured(value);
  }

  private float noNumber(String text, int from, int to) {
    return none(missing.matchText(text.substring(from, to)) ? Outcome.MISSING : Outcome.NO_NUMBER);
  }

  private float number(Cells cells, int column) {
    if (rule.kind() == Kind.CATEGORY) {
      return category(cells.text(column));
    }
    double value = cells.number(column);
    boolean isMissing =
        Double.isNaN(value)
            || (cells.kind(column) == Cells.Kind.SINGLE
                ? missing.matchSingle((float) value)
                : missing.matchDouble(value));
    return isMissing ? none(Outcome.MISSING) : measured(value + 0.0);
  }

  private float measured(double read) {
    double value = isPlain ? read : read * rule.factor() + rule.offset();
    if (value < rule.minimum() || value > rule.maximum()) {
      return none(Outcome.OUT_OF_RANGE);
    }
    float high = (float) value;
    if (Float.isInfinite(high)) {
      return none(Outcome.TOO_LARGE);
    }
    low = (float) (value - high);
    outcome = Outcome.VALUE;
    return high + 0f;
  }

  private float category(String text) {
    if (missing.matchText(text)) {
      return none(Outcome.MISSING);
    }
    category = text;
    outcome = Outcome.VALUE;
    return 0;
  }

  private float none(Outcome why) {
    outcome = why;
    low = Float.NaN;
    return Float.NaN;
  }

  /** What became of the last cell. */
  Outcome outcome() {
    return outcome;
  }

  /** What the last value of a counter has beside its float; NaN where it has none. */
  float low() {
    return low;
  }

  /** The text of the last value of a category. */
  String category() {
    return category;
  }

  CellRule.Kind kind() {
    return rule.kind();
  }
}
