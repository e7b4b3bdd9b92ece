package io.chronoshard.registry;

import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * How long a client of HDFS tries to reach a server before it says that it cannot: by Hadoop's own
 * defaults a quarter of an hour, or for ever where a server takes a call and never answers.
 */
final class ClientLimits {

  private static final String DEFAULTS = "core-default.xml";

  private static final Map<String, String> LIMITS =
      Map.of(
          "ipc.client.connect.timeout", "10000",
          "ipc.client.connect.max.retries.on.timeouts", "3",
          "ipc.client.rpc-timeout.ms", "60000");

  private ClientLimits() {}

  /** The settings with these limits, wherever they are Hadoop's own defaults. */
  static Configuration on(Configuration hadoop) {
    Configuration limited = new Configuration(hadoop);
    LIMITS.forEach(
        (key, limit) -> {
          String[] sources = hadoop.getPropertySources(key);
          if (sources == null || Arrays.equals(sources, new String[] {DEFAULTS})) {
            limited.set(key, limit);
          }
        });
    return limited;
  }
}
