package io.chronoshard.jobs.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.registry.SnapshotHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A table goes on as it began: with the same settings, whatever files come. */
final class SameSettings {

  private SameSettings() {}

  /**
   * Compares settings with those of a table's newest snapshot.
   *
   * @throws ConfigurationException where they differ, with the keys
   */
  static void require(Path table, SnapshotHead head, String settings) {
    if (head.settings().equals(settings)) {
      return;
    }
    Map<String, ConfigValue> before = values(head.settings());
    Map<String, ConfigValue> now = values(settings);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String old = text(before.get(key));
      String given = text(now.get(key));
      if (!old.equals(given)) {
        differences.add(String.format(Locale.ROOT, "%s was %s and is %s", key, old, given));
      }
    }
    throw new ConfigurationException(
        String.format(
            Locale.ROOT,
            "another run's output is in the way: %s was written by run %s with other settings (%s); choose another output or remove it",
            table,
            head.run(),
            String.join(", ", differences)));
  }

  private static Map<String, ConfigValue> values(String json) {
    Config config = ConfigFactory.parseString(json);
    Map<String, ConfigValue> values = new TreeMap<>();
    config.entrySet().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  private static String text(@Nullable ConfigValue value) {
    return value == null ? "not set" : value.render(ConfigRenderOptions.concise());
  }
}
