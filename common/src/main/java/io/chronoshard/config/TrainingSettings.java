package io.chronoshard.config;

import java.util.Locale;

/** The block {@code training}; see reference.conf for each key. */
public record TrainingSettings(
    Engine engine,
    int epochs,
    int batch,
    int shards,
    int period,
    Averaging averaging,
    Loss loss,
    long seed,
    Optimizer optimizer,
    Clip clip,
    EarlyStopping earlyStopping) {

  /** What does the arithmetic. */
  public enum Engine {
    /** The fastest that the run's JVMs have. */
    AUTO,
    /** Our own layers, on the processor's vectors. */
    VECTOR,
    /** Our own layers, in plain Java; the same bits as {@link #VECTOR}. */
    SCALAR,
    /** Deeplearning4j's own layers. */
    DEEPLEARNING4J;

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

  /** How shards become one. */
  public enum Averaging {
    MEAN
  }

  /** What is minimised. */
  public enum Loss {
    MAE,
    MSE
  }

  /** Kinds of updater. */
  public enum OptimizerType {
    ADAM,
    RMSPROP,
    SGD
  }

  /** The updater. */
  public record Optimizer(OptimizerType type, double learningRate) {}

  /**
   * Limits of a gradient: of its norm, of an element's absolute value; 0 for none, at most one is
   * set.
   */
  public record Clip(double norm, double value) {}

  /** What is watched after an epoch. */
  public enum Monitor {
    MAE,
    RMSE,
    LOSS
  }

  /** Which direction is better. */
  public enum Mode {
    MIN,
    MAX
  }

  /** When training stops before its last epoch; never where {@code patience} is 0. */
  public record EarlyStopping(Monitor monitor, Mode mode, int patience, double minDelta) {}

  static TrainingSettings read(Section section) {
    Section optimizer = section.section("optimizer");
    Section clip = section.section("clip");
    Section stopping = section.section("early-stopping");
    TrainingSettings settings =
        new TrainingSettings(
            section.choice("engine", Engine.class),
            section.integer("epochs", 1, Integer.MAX_VALUE),
            section.integer("batch", 1, 1 << 20),
            section.integer("shards", 1, 1 << 16),
            section.integer("period", 1, Integer.MAX_VALUE),
            section.choice("averaging", Averaging.class),
            section.choice("loss", Loss.class),
            section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            new Optimizer(
                optimizer.choice("type", OptimizerType.class),
                optimizer.number("learning-rate", 1e-12, 1e6)),
            new Clip(
                clip.number("norm", 0, Double.MAX_VALUE),
                clip.number("value", 0, Double.MAX_VALUE)),
            new EarlyStopping(
                stopping.choice("monitor", Monitor.class),
                stopping.choice("mode", Mode.class),
                stopping.integer("patience", 0, Integer.MAX_VALUE),
                stopping.number("min-delta", 0, Double.MAX_VALUE)));
    if (settings.clip.norm > 0 && settings.clip.value > 0) {
      clip.problem(
          "value",
          settings.clip.value,
          "cannot stand beside training.clip.norm; set one of them to 0");
    }
    optimizer.close();
    clip.close();
    stopping.close();
    section.close();
    return settings;
  }
}
