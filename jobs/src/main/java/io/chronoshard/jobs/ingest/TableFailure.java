package io.chronoshard.jobs.ingest;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import java.util.Locale;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkClassNotFoundException;
import org.apache.spark.sql.AnalysisException;

/** Tells what kept Spark from reading a table. */
final class TableFailure {

  private TableFailure() {}

  static UserException of(Exception failure, String format) {
    Throwable root = failure;
    StringBuilder told = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException known) {
        return known;
      }
      if (cause instanceof AccessControlException) {
        return new StorageException("history.input: " + cause.getMessage(), failure);
      }
      String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      if (told.indexOf(line) < 0) {
        told.append(told.isEmpty() ? "" : ": ").append(line);
      }
      root = cause;
    }
    if (failure instanceof SparkClassNotFoundException || root instanceof ClassNotFoundException) {
      return new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.format = \"%s\" is no format that this Spark knows; take csv, json, parquet or orc, or bring its package",
              format));
    }
    return failure instanceof AnalysisException
        ? new DataException(
            String.format(
                Locale.ROOT,
                "the files of history.input cannot be read as %s (%s); mend history.format or history.options, or bring the files again",
                format,
                told),
            failure)
        : new DataException(
            String.format(
                Locale.ROOT,
                "a file of history.input is damaged, or not %s (%s); bring it again",
                format,
                told),
            failure);
  }
}
