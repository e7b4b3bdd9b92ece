package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What configurations say, key by key, and where they differ. */
public final class ConfigurationKeys {

  private ConfigurationKeys() {}

  /**
   * What a key is in two configurations, as HOCON; nothing where it is not there.
   *
   * @param one in the first
   * @param other in the second
   */
  public record Values(Optional<String> one, Optional<String> other) {}

  /**
   * The keys that differ, sorted. Lists are compared as wholes.
   *
   * @param one a configuration as JSON
   * @param other another one
   */
  public static SortedMap<String, Values> between(String one, String other) {
    return between(ConfigFactory.parseString(one), ConfigFactory.parseString(other));
  }

  /**
   * What a configuration says other than the defaults of this release.
   *
   * @param configuration as JSON
   */
  public static SortedMap<String, String> fromDefaults(String configuration) {
    TreeMap<String, String> own = new TreeMap<>();
    between(ConfigurationReader.reference().resolve(), ConfigFactory.parseString(configuration))
        .forEach((key, values) -> values.other().ifPresent(value -> own.put(key, value)));
    return own;
  }

  /**
   * All keys of a configuration with their values as HOCON, sorted.
   *
   * @param configuration as JSON
   */
  public static SortedMap<String, String> all(String configuration) {
    return leaves(ConfigFactory.parseString(configuration));
  }

  private static SortedMap<String, Values> between(Config one, Config other) {
    SortedMap<String, String> first = leaves(one);
    SortedMap<String, String> second = leaves(other);
    TreeSet<String> keys = new TreeSet<>(first.keySet());
    keys.addAll(second.keySet());
    TreeMap<String, Values> different = new TreeMap<>();
    for (String key : keys) {
      Values values =
          new Values(Optional.ofNullable(first.get(key)), Optional.ofNullable(second.get(key)));
      if (!values.one().equals(values.other())) {
        different.put(key, values);
      }
    }
    return different;
  }

  private static SortedMap<String, String> leaves(Config config) {
    TreeMap<String, String> leaves = new TreeMap<>();
    config
        .entrySet()
        .forEach(
            entry ->
                leaves.put(entry.getKey(), entry.getValue().render(ConfigRenderOptions.concise())));
    return leaves;
  }
}
