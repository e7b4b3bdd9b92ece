package io.chronoshard.jobs.ingest;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkClassNotFoundException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.AnalysisException;

/** Tells what kept Spark from reading a table, where the operator can mend it. */
final class TableFailure {

  private TableFailure() {}

  /**
   * Tells a failure; does nothing where no file is to blame for it, which is then a defect.
   *
   * @throws StorageException where the storage did not hand out the files
   * @throws DataException where it did, and they are damaged or of another format
   * @throws ConfigurationException where Spark knows no such format
   */
  static void tell(Exception failure, String format) {
    List<Throwable> causes = causes(failure);
    Throwable root = causes.get(causes.size() - 1);
    for (Throwable cause : causes) {
      if (cause instanceof UserException known) {
        throw known;
      }
    }
    if (causes.stream().anyMatch(FailureOrigin::isRefusal)) {
      throw storage(causes, failure);
    }
    if (failure instanceof SparkClassNotFoundException) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.format = \"%s\" is no format that this Spark knows; take csv, json, parquet or orc, or bring its package",
              format),
          failure);
    }
    if (root instanceof ClassNotFoundException missing) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the files of history.input need the class %s, which this Spark has not; bring its package, or write the files with another codec",
              missing.getMessage()),
          failure);
    }
    if (failure instanceof AnalysisException || FailureOrigin.isOfReader(root)) {
      throw damage(causes, failure, format);
    }
  }

  private static DataException damage(List<Throwable> causes, Exception failure, String format) {
    Optional<String> file = file(causes);
    return new DataException(
        file.isPresent()
            ? String.format(
                Locale.ROOT,
                "the file %s is damaged, or not %s (%s); bring it again",
                file.get(),
                format,
                told(causes))
            : String.format(
                Locale.ROOT,
                "the files of history.input cannot be read as %s (%s); mend history.format or history.options, or bring the files again",
                format,
                told(causes)),
        failure);
  }

  /**
   * What to tell where a reader got no more memory; a damaged length asks for any.
   *
   * @throws OutOfMemoryError where it is Spark that has no more
   */
  static DataException noRoom(OutOfMemoryError failure, String format) {
    if (failure instanceof SparkOutOfMemoryError) {
      throw failure;
    }
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s asks for more memory than there is (%s): it is damaged, or not %s, or executors have too little; bring it again, or raise spark.executor.memory",
            fileAtHand().map(path -> "the file " + path).orElse("a file of history.input"),
            failure.getMessage(),
            format),
        failure);
  }

  private static StorageException storage(List<Throwable> causes, Exception failure) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "the storage did not hand out %s (%s); see that it is there, that it may be read, and that its storage runs",
            file(causes).orElse("a file of history.input"),
            told(causes)),
        failure);
  }

  private static List<Throwable> causes(Exception failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** What all say, each in its first line, and nothing twice. */
  private static String told(List<Throwable> causes) {
    StringBuilder told = new StringBuilder();
    for (Throwable cause : causes) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      String line = message.lines().findFirst().orElse("");
      if (told.indexOf(line) < 0) {
        told.append(told.isEmpty() ? "" : ": ").append(line);
      }
    }
    return told.toString();
  }

  /** The file that Spark was reading, where it is known. */
  private static Optional<String> file(List<Throwable> causes) {
    return fileAtHand()
        .or(
            () ->
                causes.stream()
                    .filter(SparkThrowable.class::isInstance)
                    .map(cause -> ((SparkThrowable) cause).getMessageParameters())
                    .flatMap(TableFailure::paths)
                    .findFirst());
  }

  /**
   * The file that this task reads; none outside of tasks, where asking would tie the asking thread
   * to the files of all tasks whose threads descend from it.
   */
  private static Optional<String> fileAtHand() {
    if (TaskContext.get() == null) {
      return Optional.empty();
    }
    String path = InputFileBlockHolder.getInputFilePath().toString();
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(SparkPath.fromUrlString(path).toPath().toString());
  }

  private static Stream<String> paths(Map<String, String> parameters) {
    return Stream.of("path", "file", "filePath").map(parameters::get).filter(Objects::nonNull);
  }
}
