package io.chronoshard.jobs.ingest;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The table's columns: series, block, step, time where there is one, and a float of each channel. */
final class TableColumns {

  private static final List<String> OWN = List.of("series", "block", "step", "time");

  private TableColumns() {}

  /**
   * Looks for channels that the table cannot tell from another column.
   *
   * @throws ConfigurationException where there is one
   */
  static void check(List<String> channels) {
    List<String> taken = new ArrayList<>(OWN);
    for (String channel : channels) {
      for (String other : taken) {
        // Readers of tables mostly take upper and lower case for the same.
        if (other.equalsIgnoreCase(channel)) {
          throw new ConfigurationException(
              String.format(
                  Locale.ROOT,
                  "the channel \"%s\" cannot be told from the column \"%s\" of the table; name the channels to read in history.channels without it, or rename it in the files",
                  channel,
                  other));
        }
      }
      taken.add(channel);
    }
  }

  static StructType of(History history) {
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField("series", DataTypes.StringType, false));
    fields.add(DataTypes.createStructField("block", DataTypes.LongType, false));
    fields.add(DataTypes.createStructField("step", DataTypes.LongType, false));
    if (history.recordedTimes() != RecordedTimes.NONE) {
      fields.add(DataTypes.createStructField("time", DataTypes.TimestampType, true));
    }
    for (String channel : history.channels()) {
      fields.add(DataTypes.createStructField(channel, DataTypes.FloatType, true));
    }
    return DataTypes.createStructType(fields);
  }
}
