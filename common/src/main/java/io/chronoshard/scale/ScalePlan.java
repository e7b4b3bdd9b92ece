package io.chronoshard.scale;

import io.chronoshard.config.NamePattern;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How each column is scaled.
 *
 * @param inputs one entry per input column; none for a calendar's
 * @param targets one entry per target column; none for those that are divided by their cap
 * @param by over what statistics are taken
 */
public record ScalePlan(List<Scale> inputs, List<Scale> targets, By by) {

  private static final String KEY = "features.scale-channels";

  /** Copies the lists. */
  public ScalePlan {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /**
   * The configured plan.
   *
   * @throws ConfigurationException where a name or pattern matches no input that is scaled, or two
   *     patterns disagree
   */
  public static ScalePlan of(ScaleSettings settings, FeatureSet features) {
    Map<String, Scale> patterns = new TreeMap<>(settings.channels());
    for (String pattern : patterns.keySet()) {
      if (features.inputs(KEY, pattern).stream().noneMatch(features::isScaled)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s: \"%s\" matches inputs alone that are never scaled (%s); leave it out",
                KEY,
                pattern,
                features.inputs(KEY, pattern).stream().map(features.inputNames()::get).toList()));
      }
    }
    List<Scale> inputs = new ArrayList<>();
    for (int i = 0; i < features.inputs().size(); i++) {
      inputs.add(
          features.isScaled(i)
              ? scale(features.inputNames().get(i), patterns, settings.inputs())
              : Scale.NONE);
    }
    return new ScalePlan(
        inputs,
        features.targets().stream().map(target -> scale(target, settings.targets())).toList(),
        settings.by());
  }

  /** Of a target, which is divided by its cap where it has one. */
  private static Scale scale(Target target, Scale otherwise) {
    return target.isCapped() ? Scale.NONE : otherwise;
  }

  private static Scale scale(String name, Map<String, Scale> patterns, Scale otherwise) {
    Scale exact = patterns.get(name);
    if (exact != null) {
      return exact;
    }
    List<String> matching =
        patterns.keySet().stream().filter(pattern -> NamePattern.matches(pattern, name)).toList();
    if (matching.stream().map(patterns::get).distinct().count() > 1) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: the patterns %s scale \"%s\" in different ways; name it, or leave one out",
              KEY,
              matching,
              name));
    }
    return matching.isEmpty() ? otherwise : patterns.getOrDefault(matching.get(0), otherwise);
  }
}
