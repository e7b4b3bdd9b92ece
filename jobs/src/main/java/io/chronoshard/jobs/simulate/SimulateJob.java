package io.chronoshard.jobs.simulate;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.SimulatedEvent;
import io.chronoshard.simulate.Simulation;
import io.chronoshard.simulate.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a made-up history as users have theirs: files in many formats and dialects, with the
 * faults and events that were asked for.
 */
public final class SimulateJob implements Job {

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public String summary() {
    return "Makes up a sensor history, as CSV, JSON or Parquet files.";
  }

  @Override
  public void run(JobContext context) {
    Configuration configuration = context.configuration();
    SimulateSettings settings = configuration.simulate();
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop(configuration.security());
    RunName run =
        configuration
            .run()
            .of(name(), RunId.of(configuration.canonical().json(List.of("simulate"))));
    Path path = Paths.of("simulate.output", settings.output());
    OutputFolder output = OutputFolder.of(path, run.id(), hadoop);
    TrackedRun.of(context, name(), run, output)
        .run(
            attempt -> {
              if (output.state() == OutputFolder.State.ABSENT) {
                write(context, settings, output, hadoop);
              }
              return result(output, hadoop);
            });
  }

  private static void write(
      JobContext context,
      SimulateSettings settings,
      OutputFolder output,
      org.apache.hadoop.conf.Configuration hadoop) {
    Simulation simulation = new Simulation(settings);
    context.note(
        String.format(
            Locale.ROOT,
            "%d steps of %d series with %s go into %s",
            settings.steps(),
            settings.series(),
            Plural.of(settings.channels(), "channel"),
            Plural.of(simulation.files(), "file")));
    Path staging = output.staging();
    try (SparkSession spark = Sessions.open("simulate", context.configuration(), context::note)) {
      SortedMap<Integer, WrittenFiles> written =
          new SparkSimulation(settings, staging).write(spark);
      WrittenFiles all = written.values().stream().reduce(WrittenFiles::plus).orElseThrow();
      FileSystem files = SparkSimulation.fileSystem(staging, hadoop);
      requireWhole(files.listStatus(staging), all, staging);
      Truth truth =
          Truth.of(simulation, written.values().stream().map(WrittenFiles::counts).toList());
      try (FSDataOutputStream out = files.create(new Path(staging, Truth.FILE))) {
        out.write(Json.bytes(truth));
      }
      if (simulation.hasEvents()) {
        try (FSDataOutputStream out = files.create(new Path(staging, SimulatedEvent.FILE))) {
          simulation.writeEvents(out);
        }
      }
      output.commit(
          Map.of("files", all.files(), "bytes", all.bytes(), "rows", all.counts().rows()));
    } catch (IOException e) {
      throw refused("cannot write", staging, e);
    }
  }

  /** What lies there is what the tasks say, to the byte, whichever of their attempts wrote it. */
  private static void requireWhole(FileStatus[] found, WrittenFiles written, Path folder) {
    long bytes = 0;
    for (FileStatus file : found) {
      bytes += file.getLen();
    }
    if (found.length != written.files() || bytes != written.bytes()) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s holds %d files of %d bytes, and %d of %d bytes were written; is anything else writing there? Run the job again",
              folder,
              found.length,
              bytes,
              written.files(),
              written.bytes()));
    }
  }

  private static RunResult result(
      OutputFolder output, org.apache.hadoop.conf.Configuration hadoop) {
    Path file = new Path(output.path(), Truth.FILE);
    try (FSDataInputStream in = SparkSimulation.fileSystem(file, hadoop).open(file)) {
      Truth truth = Json.read(in.readAllBytes(), Truth.class, file.toString());
      FaultCounts total = truth.total();
      Map<String, Long> counts = new TreeMap<>(TruthTable.counts(total));
      counts.put("files", output.committed().number("files"));
      counts.put("bytes", output.committed().number("bytes"));
      return new RunResult(
          counts,
          Map.of(),
          Optional.empty(),
          new TruthTable(truth)
              + String.format(
                  Locale.ROOT,
                  "%n%s in %s; what is wrong with them on purpose: %s",
                  Plural.of(output.committed().number("files"), "file"),
                  output.path(),
                  file));
    } catch (IOException e) {
      throw refused("cannot read", file, e);
    }
  }

  private static StorageException refused(String what, Path path, IOException cause) {
    return new StorageException(
        what
            + " "
            + path
            + ": "
            + cause.getMessage()
            + "; check that the storage is there and that this user may use it",
        cause);
  }
}
