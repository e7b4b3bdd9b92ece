package io.chronoshard.history;

import io.chronoshard.config.TimeAxis;
import java.util.List;

/**
 * How the time of rows is read.
 *
 * @param counts what it is: a time on the clock, also where rows are steps, or a cycle
 * @param patterns as {@code history.time.pattern} writes them
 * @param zone of times that name none
 */
public record TimeRule(TimeAxis.Kind counts, List<String> patterns, String zone) {

  /** Copies the list. */
  public TimeRule {
    patterns = List.copyOf(patterns);
  }
}
