package io.chronoshard.config;

import com.typesafe.config.ConfigFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of models, as a configuration gives them. */
public final class ModelSettingsExamples {

  private ModelSettingsExamples() {}

  /**
   * A model of layers one behind the other.
   *
   * @param layers each without its braces, such as {@code type = lstm, units = 3}
   */
  public static ModelSettings of(String... layers) {
    Problems problems = new Problems();
    String blocks =
        Stream.of(layers).map(layer -> "{ " + layer + " }").collect(Collectors.joining(", "));
    ModelSettings settings =
        ModelSettings.read(
            new Section("model", ConfigFactory.parseString("layers = [" + blocks + "]"), problems));
    problems.throwIfAny("the example");
    return settings;
  }
}
