package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.jobs.Main;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.Metrics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Jobs on one history.
 *
 * @param folder takes what is made on the way
 * @param task the history
 */
record HistoryJobs(Path folder, AveragingTask task) {

  /** Makes the history table. */
  void read() throws IOException {
    if (task.kind() == AveragingTask.Kind.MADE_UP) {
      run("simulate", "");
    }
    run("ingest", "");
  }

  /**
   * Trains a model's next version.
   *
   * @param number that it will have
   * @param settings over the history's
   * @return how it went
   */
  Metrics train(String model, int number, String settings) throws IOException {
    run(
        "train",
        settings
            + String.format(
                Locale.ROOT,
                "registry { path = \"%s\", model = \"%s\" }\n",
                folder.resolve("registry"),
                model));
    Path file =
        made(model).resolve(String.format(Locale.ROOT, "v%06d", number)).resolve("metrics.json");
    return Json.read(Files.readAllBytes(file), Metrics.class, file.toString());
  }

  /** Where a model's versions and runs are. */
  Path made(String model) {
    return folder.resolve("registry").resolve(model);
  }

  private String settings() {
    String history =
        task.kind() == AveragingTask.Kind.REAL
            ? String.format(
                Locale.ROOT,
                "include required(file(\"%s\"))\n",
                Path.of("conf", "histories", task.name() + ".conf").toAbsolutePath())
            : String.format(
                Locale.ROOT,
                "simulate.output = \"%1$s/raw\"\nhistory.input = [\"%1$s/raw/*.csv\"]\n",
                folder);
    return history + task.settings() + "history.table = \"" + folder.resolve("table") + "\"\n";
  }

  private void run(String job, String more) throws IOException {
    Path config = Files.writeString(folder.resolve("job.conf"), settings() + more);
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    int code =
        Main.run(new String[] {job, "--config", config.toString(), "--quiet"}, nowhere, System.err);
    if (code != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s of %s ended with code %d", job, task.name(), code));
    }
  }
}
