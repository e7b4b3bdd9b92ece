package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one run writes and commits once: it is filled under another name and appears whole,
 * with {@code _run.json} that names the run.
 */
public final class OutputFolder {

  static final String RUN_FILE = "_run.json";
  private static final int RUN_FILE_LIMIT = 16 << 20;

  private final Storage storage;
  private final Path path;
  private final String runId;
  private @Nullable Staging staging;

  private OutputFolder(Storage storage, Path path, String runId) {
    this.storage = storage;
    this.path = path;
    this.runId = runId;
  }

  /** Whether the folder is there. */
  public enum State {
    /** Nothing has its name. */
    ABSENT,
    /** This run has written it; there is nothing left to do. */
    COMMITTED
  }

  /**
   * What {@code _run.json} holds.
   *
   * @param run the run that wrote the folder
   * @param facts what the run tells about it
   */
  public record Committed(String run, Map<String, Object> facts) {

    /** Copies what it is given. */
    public Committed {
      facts = Map.copyOf(facts);
    }

    /**
     * A fact that is a number.
     *
     * @throws StorageException where the run has told no such number
     */
    public long number(String fact) {
      if (facts.get(fact) instanceof Number number) {
        return number.longValue();
      }
      throw missing("number", fact);
    }

    /**
     * A fact that is a text.
     *
     * @throws StorageException where the run has told no such text
     */
    public String text(String fact) {
      if (facts.get(fact) instanceof String text) {
        return text;
      }
      throw missing("text", fact);
    }

    private StorageException missing(String kind, String fact) {
      return new StorageException(
          String.format(
              Locale.ROOT,
              "the output of run %s is damaged, or of another release: its %s has no %s \"%s\"; remove the output and run again",
              run,
              RUN_FILE,
              kind,
              fact));
    }
  }

  /** The folder of that path as seen by a run; touches nothing. */
  public static OutputFolder of(Path path, String runId, Configuration hadoop) {
    Storage storage = Storage.of(path, hadoop);
    return new OutputFolder(storage, storage.qualify(path), runId);
  }

  /** Where it is or will be. */
  public Path path() {
    return path;
  }

  /** The folder of the run that writes it, beside it: {@code <output>.runs/<run-id>}. */
  public RunFolder runFolder() {
    return new RunFolder(storage, new Path(path.suffix(".runs"), runId));
  }

  /**
   * Whether there is anything to do.
   *
   * @throws ConfigurationException where something that this run did not write has the name
   */
  public State state() {
    if (!storage.exists(path)) {
      return State.ABSENT;
    }
    Path runFile = new Path(path, RUN_FILE);
    if (storage.exists(new Path(path, TableSnapshots.DESCRIPTION))) {
      throw new ConfigurationException(
          "another run's output is in the way: "
              + path
              + " is a history table; choose another output or remove it");
    }
    if (!storage.exists(runFile)) {
      throw new ConfigurationException(
          path
              + " is there already, and no run of ours wrote it; choose another output or remove it");
    }
    String other = committed().run();
    if (!other.equals(runId)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "another run's output is in the way: %s was written by run %s, this is run %s; choose another output or remove it",
              path,
              other,
              runId));
    }
    return State.COMMITTED;
  }

  /** What the run that wrote the folder has told about it. */
  public Committed committed() {
    Path runFile = new Path(path, RUN_FILE);
    return Json.read(storage.read(runFile, RUN_FILE_LIMIT), Committed.class, runFile.toString());
  }

  /** A fresh empty folder beside the output, to be filled; an earlier attempt's is discarded. */
  public Path staging() {
    staging = Staging.begin(storage, path.getParent(), "." + path.getName() + ".staging-" + runId);
    return staging.content();
  }

  /**
   * Publishes what was staged.
   *
   * @param facts go into {@code _run.json}: texts, numbers, and lists and maps of such
   * @throws ConfigurationException where another run's output has come in the way
   */
  public void commit(Map<String, Object> facts) {
    Staging filled = staging;
    if (filled == null) {
      throw new IllegalStateException("nothing was staged for " + path);
    }
    storage.write(new Path(filled.content(), RUN_FILE), Json.bytes(new Committed(runId, facts)));
    if (filled.publish(path) == Medium.Outcome.TAKEN && state() == State.COMMITTED) {
      filled.discard();
    }
    staging = null;
  }

  /** Removes what was staged and not committed, where there is anything. */
  public void discard() {
    if (staging != null) {
      staging.discard();
      staging = null;
    }
  }
}
