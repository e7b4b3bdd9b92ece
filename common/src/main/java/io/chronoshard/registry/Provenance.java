package io.chronoshard.registry;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.model.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a version comes from.
 *
 * @param runId the run that made it
 * @param codeVersion the release of this program
 * @param created when training ended
 * @param seed what everything random followed from; of several networks that of the first one kept
 * @param engine what did the arithmetic
 * @param engineReason why it was that, in words
 * @param data what it was trained on
 * @param start the version that training began from; nothing where it began from initial weights
 * @param configuration the whole configuration as one line of JSON with sorted keys
 * @param identity those blocks of it that decide the model, as one line of JSON with sorted keys
 * @param modelHash {@link ModelHash} of the identity and the network
 * @param models what each of the configured models is made of
 * @param software versions of what it ran on, by name: java, spark
 * @param operator who started the run, as the file systems know them
 * @param cluster where it ran
 * @param durationMillis how long the run took, all its attempts together where they are known
 */
public record Provenance(
    String runId,
    String codeVersion,
    Instant created,
    long seed,
    String engine,
    String engineReason,
    TrainingData data,
    Optional<Start> start,
    String configuration,
    String identity,
    String modelHash,
    List<Summary> models,
    Map<String, String> software,
    String operator,
    Cluster cluster,
    long durationMillis) {

  /** Copies what it is given. */
  public Provenance {
    models = List.copyOf(models);
    software = Map.copyOf(software);
  }

  /**
   * The version that a training began from.
   *
   * @param version its number in the registry where that was
   * @param modelHash {@link ModelHash} of it, which is part of the identity
   */
  public record Start(int version, String modelHash) {

    /** As an operator reads it. */
    @Override
    public String toString() {
      return ModelVersion.name(version) + ", model hash " + modelHash;
    }
  }

  /**
   * Where a run was when its training ended.
   *
   * @param master as Spark names it
   * @param executors that were there; 1 where all is in one process
   * @param tasks that Spark runs at once by default
   */
  public record Cluster(String master, int executors, int tasks) {}

  /**
   * The history that a model was trained on.
   *
   * @param snapshot number of the history table's snapshot
   * @param fingerprint hash of all its cells
   * @param axis what its steps are
   * @param fromStep its first step
   * @param toStep the step after its last
   */
  public record TrainingData(
      int snapshot, String fingerprint, TimeAxis axis, long fromStep, long toStep) {

    /** First and last step as an operator reads them: instants, or numbers of rows or cycles. */
    public String range() {
      return axis.hasClock()
          ? String.format(Locale.ROOT, "%s to %s", instant(fromStep), instant(toStep - 1))
          : String.format(Locale.ROOT, "%s %d to %d", axis.counted(), fromStep, toStep - 1);
    }

    private Instant instant(long step) {
      return Instant.ofEpochMilli(Math.multiplyExact(step, axis.stepMillis()));
    }
  }
}
