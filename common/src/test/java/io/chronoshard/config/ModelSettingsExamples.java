package io.chronoshard.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of models, as a configuration gives them. */
public final class ModelSettingsExamples {

  private static final WindowSettings WINDOW =
      ConfigurationReader.read(Optional.empty(), List.of()).window();

  private ModelSettingsExamples() {}

  /**
   * A model of layers one behind the other.
   *
   * @param layers each without its braces, such as {@code type = lstm, units = 3}
   */
  public static ModelSettings of(String... layers) {
    return Stream.of(layers)
        .map(layer -> "{ " + layer + " }")
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), blocks -> graph("layers = [" + blocks + "]")));
  }

  /**
   * A model of named nodes.
   *
   * @param keys of the block model, such as {@code graph = [ ... ]}
   */
  public static ModelSettings graph(String... keys) {
    return ConfigurationReader.read(
            Optional.empty(), List.of("model { " + String.join("\n", keys) + " }"))
        .model();
  }

  /** One input of all columns, and one output of all targets. */
  public static ModelEnds ends() {
    return ModelEnds.of(WINDOW);
  }
}
