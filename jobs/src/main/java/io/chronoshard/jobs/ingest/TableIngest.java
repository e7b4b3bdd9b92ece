package io.chronoshard.jobs.ingest;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.GridSpans;
import io.chronoshard.grid.TablePlan;
import io.chronoshard.grid.UpdateObstacle;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.SnapshotHead;
import io.chronoshard.registry.SnapshotStaging;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.util.StringUtils.TraditionalBinaryPrefix;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** One ingest of changed files into a table, from their list to the next snapshot. */
final class TableIngest {

  private final JobContext context;
  private final Configuration settings;
  private final String identity;
  private final List<InputFile> listed;
  private final List<InputFile> sides;
  private final TableSnapshots table;
  private final org.apache.hadoop.conf.Configuration hadoop;
  private @Nullable SnapshotStaging staging;

  /**
   * Of files into a table.
   *
   * @param identity the settings that decide what the table holds
   * @param listed what counts, whatever comes later
   * @param sides files beside these: attributes, intervals
   */
  TableIngest(
      JobContext context,
      Configuration settings,
      String identity,
      List<InputFile> listed,
      List<InputFile> sides,
      TableSnapshots table,
      org.apache.hadoop.conf.Configuration hadoop) {
    this.context = context;
    this.settings = settings;
    this.identity = identity;
    this.listed = listed;
    this.sides = sides;
    this.table = table;
    this.hadoop = hadoop;
  }

  /**
   * Does it.
   *
   * @param before what the table is so far
   * @return what it is now
   * @throws io.chronoshard.error.DataException where files do not make a history, or change
   *     meanwhile
   * @throws io.chronoshard.error.BusyException where another ingest was faster
   */
  TableSnapshot run(Optional<TableSnapshot> before, RunAttempt attempt) {
    SnapshotStaging next = table.next(before, attempt.folder().runId());
    staging = next;
    TableSnapshot snapshot;
    try {
      snapshot = make(before, next, attempt);
    } catch (Exception failure) {
      // Spark throws checked exceptions that nobody declares.
      next.requireNotOvertaken(failure);
      HistoryFiles.requireUnchanged(listed, hadoop, Optional.of(failure));
      throw failure;
    }
    table.settle(settings.history().keepSnapshots());
    return snapshot;
  }

  private TableSnapshot make(
      Optional<TableSnapshot> before, SnapshotStaging next, RunAttempt attempt) {
    HistorySettings history = settings.history();
    // Tells what is wrong before anything is read.
    GridSpans.check(history, settings.grid());
    Index index = settings.grid().index();
    if (history.isText() && !history.areChannelsSought()) {
      // Tells what is wrong before Spark starts.
      HistoryFiles files = HistoryFiles.open(listed, history, index, hadoop);
      check(files);
      try (SparkSession spark = Sessions.open("ingest", settings, context::note)) {
        return make(spark, files, before, next, attempt);
      }
    }
    try (SparkSession spark = Sessions.open("ingest", settings, context::note)) {
      HistoryFiles files =
          history.isText()
              ? HistoryFiles.open(
                  listed, history, index, rows -> SparkPieces.channelNames(spark, rows), hadoop)
              : HistoryFiles.open(
                  listed, history, index, SparkTable.of(spark, listed, history), hadoop);
      check(files);
      return make(spark, files, before, next, attempt);
    }
  }

  private void check(HistoryFiles files) {
    TableColumns.check(files.channels());
    if (!settings.grid().isStepSought()) {
      TableColumns.check(GridRules.of(settings.history(), settings.grid(), files).names());
    }
  }

  private TableSnapshot make(
      SparkSession spark,
      HistoryFiles files,
      Optional<TableSnapshot> before,
      SnapshotStaging next,
      RunAttempt attempt) {
    tell(files, attempt);
    int channels = files.channels().size();
    int cores = spark.sparkContext().defaultParallelism();
    SparkIngest ingest =
        new SparkIngest(
            listed,
            files,
            settings.history(),
            settings.grid(),
            rows -> RangeSize.rows(rows, channels, cores),
            context::note);
    TablePlan.Outcome outcome =
        before
            .filter(table -> isUpdatable(table, files))
            .map(table -> ingest.update(spark, table.grid(), next::begin))
            .orElseGet(() -> ingest.make(spark, next::begin));
    return next.commit(
        new SnapshotHead(
            attempt.folder().runId(),
            identity,
            sides,
            outcome.result().ledger().rows().read(),
            outcome.result().history().fingerprint()),
        outcome.result().ledger(),
        outcome.recorded());
  }

  private void tell(HistoryFiles files, RunAttempt attempt) {
    long bytes = files.files().stream().mapToLong(InputFile::length).sum();
    context.note(
        Plural.of(files.channels().size(), "channel")
            + " in "
            + Plural.of(files.files().size(), "file")
            + ", "
            + TraditionalBinaryPrefix.long2String(bytes, "B", 1));
    attempt.event("reading", Map.of("files", files.files().size(), "bytes", bytes));
  }

  /** Says why where it is not. */
  private boolean isUpdatable(TableSnapshot table, HistoryFiles files) {
    Optional<String> obstacle = obstacle(table, files);
    obstacle.ifPresent(why -> context.note(why + ", so all files are read again"));
    return obstacle.isEmpty();
  }

  /** What makes all ranges of the table depend on the files that are new, revised or gone. */
  private Optional<String> obstacle(TableSnapshot table, HistoryFiles files) {
    return table.head().sides().equals(sides)
        ? UpdateObstacle.of(table.grid(), settings.history(), settings.grid(), files)
        : Optional.of("a file of attributes, exclusions or labels has changed");
  }

  /** Removes what was staged and not committed, where there is anything. */
  void discard() {
    if (staging != null) {
      staging.discard();
    }
  }
}
