package io.chronoshard.config;

import java.time.Duration;

/**
 * Everything a run is told, checked as far as that can be done without data.
 *
 * @param canonical the whole configuration as one line of JSON with sorted keys, for provenance and
 *     hashing
 */
public record Configuration(
    SimulateSettings simulate,
    HistorySettings history,
    GridSettings grid,
    SplitSettings split,
    FeatureSettings features,
    WindowSettings window,
    ModelSettings model,
    TrainingSettings training,
    EvaluationSettings evaluation,
    RetrainSettings retrain,
    GateSettings gate,
    RegistrySettings registry,
    SecuritySettings security,
    ScoreSettings scores,
    ReportSettings report,
    RunSettings run,
    CanonicalConfig canonical) {

  /** The same with names that the history, or a version, has given: of channels and of series. */
  public Configuration named(FeatureSettings namedFeatures, ModelSettings namedModel) {
    return new Configuration(
        simulate,
        history,
        grid,
        split,
        namedFeatures,
        window,
        namedModel,
        training,
        evaluation,
        retrain,
        gate,
        registry,
        security,
        scores,
        report,
        run,
        canonical);
  }

  /** The block {@code registry}. */
  public record RegistrySettings(
      String path,
      String model,
      int keep,
      PermissionSettings permissions,
      LockSettings lock,
      SigningSettings signing) {}

  /** The block {@code scores}. */
  public record ScoreSettings(String output, ChosenWindows windows, VersionChoice version) {}

  /** The block {@code report}. */
  public record ReportSettings(String output) {}

  /**
   * The block {@code run}.
   *
   * @param id empty for the hash of data, configuration and seed
   * @param submissions folder of what is submitted in cluster mode; empty for one in the user's
   *     home folder on the usual file system
   * @param executorWait how long a job waits for a cluster's first executor
   * @param checkpoint how often a training keeps how far it has come
   */
  public record RunSettings(
      String id, String submissions, Duration executorWait, CheckpointSettings checkpoint) {

    /**
     * A job's run: by the given id, or by what follows from data, configuration and seed. Jobs that
     * share an id have runs of their own.
     *
     * @param derived hash of all that decides the run's result
     */
    public RunName of(String job, String derived) {
      return new RunName(job + "-" + (id.isEmpty() ? derived : id), derived);
    }
  }
}
