package io.chronoshard.jobs.ingest;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.RecordedInput;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.SideFiles;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * Reads files into the history table, and accounts for every row. Each ingest that changes the
 * table adds a snapshot.
 *
 * <p>Whether a file is as it was is told by its path, length and time of modification: to look at
 * all bytes would take as long as the ingest. Whoever changes a file and keeps all three must touch
 * it.
 */
public final class IngestJob implements Job {

  /**
   * Keys that say where things are, how much stays and what is too much: not what a table holds.
   */
  private static final List<String> ELSEWHERE =
      List.of(
          "history.input",
          "history.limits",
          "history.table",
          "history.snapshot",
          "history.keep-snapshots");

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
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop(settings.security());
    Path folder = Paths.qualified("history.table", settings.history().table(), hadoop);
    List<InputFile> listed =
        HistoryFiles.list(settings.history(), hadoop).stream()
            .filter(file -> !file.path().startsWith(folder + "/"))
            .toList();
    List<InputFile> sides = SideFiles.list(settings.history(), hadoop);
    String identity = settings.canonical().json(List.of("grid", "history"), ELSEWHERE);
    RunName run = settings.run().of(name(), runId(identity, listed, sides));
    TableSnapshots table = TableSnapshots.of(settings.history().table(), hadoop);
    table.requireOursOrNothing();
    Optional<TableSnapshot> before = table.latest();
    before.ifPresent(snapshot -> SameSettings.require(table.path(), snapshot.head(), identity));
    table.settle(settings.history().keepSnapshots());
    boolean isUpToDate = before.isPresent() && isOf(before.get(), listed, sides);
    TableIngest ingest = new TableIngest(context, settings, identity, listed, sides, table, hadoop);
    TrackedRun.of(
            context, name(), run, table.runFolder(run.id()), () -> isUpToDate, ingest::discard)
        .run(
            attempt -> {
              if (isUpToDate) {
                context.note(
                    "no file has changed since snapshot "
                        + before.get().number()
                        + " of the table");
                return result(table, before.get());
              }
              return result(table, ingest.run(before, attempt));
            });
  }

  private static boolean isOf(
      TableSnapshot snapshot, List<InputFile> listed, List<InputFile> sides) {
    return snapshot.head().sides().equals(sides)
        && snapshot.inputs().stream().map(RecordedInput::file).toList().equals(listed);
  }

  private static String runId(String identity, List<InputFile> files, List<InputFile> sides) {
    return RunId.of("ingest", identity, names(files), names(sides));
  }

  private static String names(List<InputFile> files) {
    StringBuilder names = new StringBuilder();
    for (InputFile file : files) {
      names
          .append(file.name())
          .append('/')
          .append(file.length())
          .append('/')
          .append(file.modifiedMillis())
          .append('\n');
    }
    return names.toString();
  }

  private static RunResult result(TableSnapshots table, TableSnapshot snapshot) {
    History history = snapshot.history();
    Ledger ledger = snapshot.ledger();
    Map<String, Long> counts = new TreeMap<>();
    counts.put("rows, read", ledger.rows().read());
    counts.put("rows, kept", ledger.rows().kept());
    counts.put("rows, repeated", ledger.rows().repeated());
    counts.put("rows, conflicting", ledger.rows().conflicting());
    counts.put("rows, joined", ledger.rows().joined());
    counts.put("rows, combined", ledger.rows().combined());
    counts.put("rows, unparsable", ledger.rows().unparsable());
    counts.put("rows, off order", ledger.rows().offOrder());
    counts.put("files", ledger.fileCount());
    counts.put("series", ledger.seriesCount());
    counts.put("snapshot", (long) snapshot.number());
    counts.put("gaps", ledger.gapCount());
    counts.put(
        "gaps, longest in steps", ledger.gaps().isEmpty() ? 0 : ledger.gaps().get(0).steps());
    counts.put("steps", ledger.steps());
    counts.put("steps, unknown", ledger.unknownSteps());
    for (Ledger.ChannelAccount channel : ledger.channels()) {
      counts.put(channel.channel() + ": missing", channel.missing());
      counts.put(channel.channel() + ": known", channel.known());
      counts.put(channel.channel() + ": filled", channel.filled());
      counts.put(channel.channel() + ": unknown", channel.unknown());
    }
    return new RunResult(
        counts,
        Map.of(),
        Optional.empty(),
        new LedgerText(table.path() + ", snapshot " + snapshot.number(), history, ledger)
            .toString());
  }
}
