package io.chronoshard.simulate;

import java.io.IOException;

/** Takes the rows of one file, in the order in which they stand there. */
public interface RowOutput {

  /**
   * Takes a row.
   *
   * @param millis its stamp, in milliseconds since 1970-01-01T00:00:00Z
   * @param values one for each channel, NaN where one is missing; not kept
   * @param copies how often it is written, in a row
   * @throws IOException where it cannot be written
   */
  void write(long millis, float[] values, int copies) throws IOException;
}
