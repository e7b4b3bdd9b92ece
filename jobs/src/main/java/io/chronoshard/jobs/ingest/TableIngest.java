package io.chronoshard.jobs.ingest;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.grid.TablePlan;
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
  private final TableSnapshots table;
  private final org.apache.hadoop.conf.Configuration hadoop;
  private @Nullable SnapshotStaging staging;

  /**
   * Of files into a table.
   *
   * @param identity the settings that decide what the table holds
   * @param listed what counts, whatever comes later
   */
  TableIngest(
      JobContext context,
      Configuration settings,
      String identity,
      List<InputFile> listed,
      TableSnapshots table,
      org.apache.hadoop.conf.Configuration hadoop) {
    this.context = context;
    this.settings = settings;
    this.identity = identity;
    this.listed = listed;
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
    HistoryFiles files =
        HistoryFiles.open(listed, settings.history(), settings.grid().index(), hadoop);
    TableColumns.check(files.channels());
    GridRules rules = GridRules.of(settings.grid(), files.channels());
    tell(files, attempt);
    Optional<RecordedGrid> known =
        before.map(TableSnapshot::grid).filter(grid -> isUpdatable(grid, files));
    try (SparkSession spark = Sessions.open("ingest")) {
      int channels = files.channels().size();
      int cores = spark.sparkContext().defaultParallelism();
      SparkIngest ingest =
          new SparkIngest(
              listed,
              files,
              settings.history(),
              settings.grid(),
              rules,
              rows -> RangeSize.rows(rows, channels, cores),
              context::note);
      TablePlan.Outcome outcome =
          known
              .map(grid -> ingest.update(spark, grid, next::begin))
              .orElseGet(() -> ingest.make(spark, next::begin));
      return next.commit(
          new SnapshotHead(
              attempt.folder().runId(),
              identity,
              outcome.result().ledger().rows().read(),
              outcome.result().history().fingerprint()),
          outcome.result().ledger(),
          outcome.recorded());
    }
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
  private boolean isUpdatable(RecordedGrid grid, HistoryFiles files) {
    if (settings.grid().index() == Index.ROWS) {
      context.note("grid.index = rows numbers the rows through all files, so all are read again");
      return false;
    }
    if (!grid.history().channels().equals(files.channels())) {
      context.note("the files have other channels than before, so all are read again");
      return false;
    }
    return true;
  }

  /** Removes what was staged and not committed, where there is anything. */
  void discard() {
    if (staging != null) {
      staging.discard();
    }
  }
}
