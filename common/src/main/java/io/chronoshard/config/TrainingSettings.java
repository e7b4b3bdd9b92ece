package io.chronoshard.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The block {@code training}; see reference.conf for each key.
 *
 * @param start the version that training begins from; nothing for initial weights
 */
public record TrainingSettings(
    Engine engine,
    Optional<VersionChoice> start,
    int epochs,
    int batch,
    int shards,
    PeriodSettings period,
    AveragingSettings averaging,
    LossSettings loss,
    long seed,
    List<Long> seeds,
    Combine combine,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    ClipSettings clip,
    PenaltySettings penalty,
    boolean validate,
    StoppingSettings earlyStopping,
    int averageLast,
    AnomalySettings anomaly) {

  /** What does the arithmetic. */
  public enum Engine {
    /** The fastest that the run's JVMs have. */
    AUTO,
    /** Our own layers, on the processor's vectors. */
    VECTOR,
    /** Our own layers, in plain Java; the same bits as {@link #VECTOR}. */
    SCALAR,
    /** Deeplearning4j's own layers. */
    DEEPLEARNING4J,
    /** Our own layers on NVIDIA's GPUs; no build has it yet. */
    CUDA;

    /** Whether the layers are our own, whose bits depend on nothing but the configuration. */
    public boolean hasOwnLayers() {
      return this != DEEPLEARNING4J;
    }

    /** Its name in configurations. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of several networks. */
  public enum Combine {
    /** The best one alone is kept. */
    BEST,
    /** The mean of their outputs. */
    MEAN,
    /** The weighted sum of their outputs that is nearest to the validation part. */
    STACKED
  }

  /** Copies the list. */
  public TrainingSettings {
    seeds = List.copyOf(seeds);
  }

  /** All seeds that networks are trained with, in order. */
  public List<Long> allSeeds() {
    return Stream.concat(Stream.of(seed), seeds.stream()).toList();
  }

  /** The same for one network with a seed. */
  public TrainingSettings with(long one) {
    return new TrainingSettings(
        engine,
        start,
        epochs,
        batch,
        shards,
        period,
        averaging,
        loss,
        one,
        List.of(),
        combine,
        optimizer,
        schedule,
        clip,
        penalty,
        validate,
        earlyStopping,
        averageLast,
        anomaly);
  }

  /**
   * Reads the block.
   *
   * @param targets what is forecast by outputs that say nothing of their loss
   * @param monitors what may be watched after an epoch
   */
  static TrainingSettings read(Section section, List<TargetSettings> targets, Monitors monitors) {
    int epochs = section.integer("epochs", 1, Integer.MAX_VALUE);
    LossSettings loss = new LossReader(section, targets).whole();
    ScheduleSettings schedule = ScheduleSettings.read(section.section("schedule"), epochs);
    TrainingSettings settings =
        new TrainingSettings(
            section.choice("engine", Engine.class),
            VersionChoice.readAny(section, "start"),
            epochs,
            section.integer("batch", 1, 1 << 20),
            section.integer("shards", 1, 1 << 16),
            PeriodSettings.read(section, schedule),
            AveragingSettings.read(section),
            loss,
            section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            section.wholes("seeds", Long.MIN_VALUE, Long.MAX_VALUE),
            section.choice("combine", Combine.class),
            OptimizerSettings.read(section.section("optimizer")),
            schedule,
            ClipSettings.read(section.section("clip")),
            PenaltySettings.read(section.section("penalty")),
            section.flag("validate"),
            StoppingSettings.read(section.section("early-stopping"), loss.kind(), monitors),
            section.integer("average-last", 0, epochs),
            AnomalySettings.read(section.section("anomaly")));
    if (new HashSet<>(settings.allSeeds()).size() < settings.allSeeds().size()) {
      section.problem(
          "seeds", settings.seeds, "must not hold a seed twice, training.seed included");
    }
    if (!settings.validate) {
      settings.requireNoValidation(section);
    }
    section.close();
    return settings;
  }

  private void requireNoValidation(Section section) {
    if (earlyStopping.monitor().equals(Monitor.TRAINING_LOSS)) {
      return;
    }
    String without = " where training.validate = false; ";
    if (earlyStopping.patience() > 0) {
      section.problem(
          "early-stopping.patience",
          earlyStopping.patience(),
          "waits for nothing" + without + "set it to 0, or early-stopping.monitor = training-loss");
    }
    Section stopping = section.section("early-stopping");
    for (String key : List.of("monitor", "mode", "min-delta")) {
      stopping.requireReference(
          key, "says nothing" + without + "leave it out, or set monitor = training-loss");
    }
    if (schedule.type() == ScheduleSettings.Type.PLATEAU) {
      section.problem(
          "early-stopping.monitor",
          earlyStopping.monitor().toString(),
          "is not known" + without + "training.schedule.type = plateau can watch training-loss");
    }
  }
}
