package io.chronoshard.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * A registry that the command line changes, and what it can be told to change.
 *
 * @param folder for files of this test alone
 * @param whole the registry
 */
record SoakedRegistry(Path folder, WholeRegistry whole) {

  private static final String MODEL = "pump";

  /** What the command line does. */
  enum Work {
    TRAIN,
    PROMOTE,
    ROLLBACK,
    PRUNE,
    IMPORT
  }

  /**
   * Something to do.
   *
   * @param words of the command line, but for the configuration
   * @param before the champion
   * @param after the champion once it is done
   * @param runId the run whose version is there once it is done, or, of what removes versions, no
   *     longer there; empty where no version comes or goes
   */
  record Task(Work work, List<String> words, int before, int after, String runId) {}

  /** Where the registry's model is trained, in as little time as may be. */
  String configuration() {
    return String.join(
        "\n",
        "simulate { output = \"" + folder + "/raw\", steps = 600, channels = 2 }",
        "history { input = [\"" + folder + "/raw/*.csv\"], table = \"" + folder + "/table\" }",
        "grid.block-steps = 64",
        "window { length = 4, targets = [\"T (degC)\"] }",
        "model.layers = [{ type = lstm, units = 2 }]",
        "training { epochs = 2, shards = 1 }",
        "registry { path = \"" + whole.root() + "\", model = " + MODEL,
        "  lock { lease = 2 seconds, wait = 10 minutes } }",
        "");
  }

  /** Brings the registry where there is something to do, and says what. */
  Task prepare(Work work, int number) {
    ModelRegistry registry = whole.registry();
    String runId = "run-" + number;
    int champion = registry.champion().orElse(1);
    return switch (work) {
      case TRAIN ->
          new Task(
              work,
              List.of("--master", "local[1]", "train", "--set", "run.id = " + runId),
              champion,
              champion,
              "train-" + runId);
      case IMPORT ->
          new Task(
              work,
              List.of("models", "import", exported(runId, number)),
              champion,
              champion,
              runId);
      case PRUNE -> {
        registry.publish(Versions.of(runId, number));
        registry.publish(Versions.of(runId + "-newest", number));
        yield new Task(work, List.of("models", "prune", "--keep", "1"), champion, champion, runId);
      }
      case PROMOTE -> {
        int version = registry.publish(Versions.of(runId, number));
        yield new Task(
            work, List.of("models", "promote", Integer.toString(version)), champion, version, "");
      }
      case ROLLBACK -> {
        int version = registry.publish(Versions.of(runId, number));
        registry.promotions().promote(version);
        yield new Task(work, List.of("models", "rollback"), version, champion, "");
      }
    };
  }

  /** A version from elsewhere. */
  private String exported(String runId, int number) {
    ModelRegistry elsewhere =
        ModelRegistry.open(folder.resolve("elsewhere").toString(), MODEL, new Configuration());
    String file = folder.resolve(runId + ".chronoshard").toString();
    elsewhere
        .exchange()
        .export(
            elsewhere.publish(Versions.of(runId, number)),
            file,
            Exchange.Present.REFUSED,
            new Configuration());
    return file;
  }

  /** Whether it is done; nothing half of it is, where the registry is whole. */
  boolean isDone(Task task) {
    ModelRegistry registry = whole.registry();
    int champion = registry.champion().orElseThrow();
    if (champion != task.before() && champion != task.after()) {
      throw new AssertionError(task + " left v" + champion + " as the champion");
    }
    Map<String, Integer> runs = new TreeMap<>();
    registry.list().versions().forEach(version -> runs.put(version.runId(), version.number()));
    return switch (task.work()) {
      case TRAIN, IMPORT -> runs.containsKey(task.runId());
      case PRUNE -> !runs.containsKey(task.runId());
      case PROMOTE, ROLLBACK -> champion == task.after();
    };
  }
}
