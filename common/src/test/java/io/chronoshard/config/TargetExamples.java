package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Targets as a configuration gives them. */
public final class TargetExamples {

  private TargetExamples() {}

  /** The values of some channels. */
  public static List<TargetSettings> channels(String... names) {
    List<TargetSettings> targets = new ArrayList<>();
    for (String name : names) {
      targets.add(new TargetSettings.Channel("window.targets", name, name));
    }
    return targets;
  }

  /**
   * Targets of any kind.
   *
   * @param list such as {@code [{ type = difference, channel = a }]}
   */
  public static List<TargetSettings> of(String list) {
    return ConfigurationReader.read(Optional.empty(), List.of("window.targets = " + list))
        .window()
        .targets();
  }
}
