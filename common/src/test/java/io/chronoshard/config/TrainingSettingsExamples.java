package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;

/** Settings of trainings, as a configuration gives them. */
public final class TrainingSettingsExamples {

  private TrainingSettingsExamples() {}

  /**
   * The reference's, without early stopping and on the processor's vectors, but for what the lines
   * say.
   *
   * @param lines of the block {@code training}, such as {@code optimizer.type = sgd}; the last one
   *     of a key counts
   */
  public static TrainingSettings with(String... lines) {
    Config training =
        ConfigFactory.parseString(
                "engine = vector, early-stopping.patience = 0\n" + String.join("\n", lines))
            .withFallback(ConfigurationReader.reference().getConfig("training"));
    Problems problems = new Problems();
    TrainingSettings settings =
        TrainingSettings.read(
            new Section("training", training, problems), List.of(), Monitors.OF_VALUES);
    problems.throwIfAny("the example");
    return settings;
  }
}
