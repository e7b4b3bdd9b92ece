package io.chronoshard.jobs.ingest;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.grid.GridResult;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.StringUtils.TraditionalBinaryPrefix;
import org.apache.spark.sql.SparkSession;

/**
 * Reads files into the history table, and accounts for every row.
 *
 * <p>A run is named by the configuration's blocks {@code history} and {@code grid} and by the name,
 * length and time of modification of each file: to look at all bytes would take as long as the
 * ingest. Whoever changes a file and keeps all three must give the run another id.
 */
public final class IngestJob implements Job {

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "Reads files into the history table.";
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop();
    List<InputFile> files = HistoryFiles.list(settings.history(), hadoop);
    RunName run = settings.run().of(name(), identity(settings, files));
    Path path = Paths.of("history.table", settings.history().table());
    OutputFolder output = OutputFolder.of(path, run.id(), hadoop);
    TrackedRun.of(context, name(), run, output)
        .run(
            attempt -> {
              if (output.state() == OutputFolder.State.ABSENT) {
                write(context, settings, files, output, attempt);
              }
              String table = output.path().toString();
              return result(
                  table, HistoryTable.describe(table, hadoop), HistoryTable.ledger(table, hadoop));
            });
  }

  private static String identity(Configuration settings, List<InputFile> files) {
    StringBuilder identity = new StringBuilder();
    for (InputFile file : files) {
      identity
          .append(file.name())
          .append('/')
          .append(file.length())
          .append('/')
          .append(file.modifiedMillis())
          .append('\n');
    }
    return RunId.of(
        "ingest", settings.canonical().json(List.of("grid", "history")), identity.toString());
  }

  private static void write(
      JobContext context,
      Configuration settings,
      List<InputFile> listed,
      OutputFolder output,
      RunAttempt attempt) {
    HistoryFiles files =
        HistoryFiles.open(listed, settings.history(), settings.grid().index(), Sessions.hadoop());
    TableColumns.check(files.channels());
    GridRules rules = GridRules.of(settings.grid(), files.channels());
    long bytes = files.files().stream().mapToLong(InputFile::length).sum();
    context.note(
        "reading "
            + Plural.of(files.channels().size(), "channel")
            + " from "
            + Plural.of(files.files().size(), "file")
            + ", "
            + TraditionalBinaryPrefix.long2String(bytes, "B", 1));
    attempt.event("reading", Map.of("files", files.files().size(), "bytes", bytes));
    try (SparkSession spark = Sessions.open("ingest")) {
      int channels = files.channels().size();
      int cores = spark.sparkContext().defaultParallelism();
      GridResult result =
          new SparkIngest(
                  files,
                  settings.history(),
                  settings.grid(),
                  rules,
                  rows -> RangeSize.rows(rows, channels, cores),
                  context::note)
              .write(spark, output::staging);
      output.commit(
          Map.of(
              "rows", result.ledger().rows().read(),
              "fingerprint", result.history().fingerprint()));
    }
  }

  private static RunResult result(String table, History history, Ledger ledger) {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("rows, read", ledger.rows().read());
    counts.put("rows, kept", ledger.rows().kept());
    counts.put("rows, repeated", ledger.rows().repeated());
    counts.put("rows, conflicting", ledger.rows().conflicting());
    counts.put("rows, combined", ledger.rows().combined());
    counts.put("series", (long) history.series().size());
    counts.put("gaps", ledger.gapCount());
    counts.put(
        "gaps, longest in steps", ledger.gaps().isEmpty() ? 0 : ledger.gaps().get(0).steps());
    long steps = 0;
    long unknown = 0;
    for (Ledger.SeriesAccount series : ledger.series()) {
      steps += series.steps();
      unknown += series.unknownSteps();
    }
    counts.put("steps", steps);
    counts.put("steps, unknown", unknown);
    for (Ledger.ChannelAccount channel : ledger.channels()) {
      counts.put(channel.channel() + ": missing", channel.missing());
      counts.put(channel.channel() + ": known", channel.known());
      counts.put(channel.channel() + ": filled", channel.filled());
      counts.put(channel.channel() + ": unknown", channel.unknown());
    }
    return new RunResult(
        counts, Map.of(), Optional.empty(), new LedgerText(table, history, ledger).toString());
  }
}
