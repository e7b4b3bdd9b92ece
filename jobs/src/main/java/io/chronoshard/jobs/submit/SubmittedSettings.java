package io.chronoshard.jobs.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;

/** Spark's settings as its submitter finds them: those of a file, and over them its options. */
final class SubmittedSettings {

  /** Options that stand for a setting. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "--queue", "spark.yarn.queue",
          "--driver-memory", "spark.driver.memory",
          "--driver-cores", "spark.driver.cores",
          "--executor-memory", "spark.executor.memory",
          "--executor-cores", "spark.executor.cores",
          "--num-executors", "spark.executor.instances");

  private SubmittedSettings() {}

  /**
   * Reads them.
   *
   * @param environment of the submitter
   */
  static SparkConf of(SparkSubmission submission, Map<String, String> environment)
      throws IOException {
    SparkConf settings = new SparkConf(false);
    Path file = file(submission, environment);
    if (Files.exists(file)) {
      Properties defaults = new Properties();
      try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
        defaults.load(reader);
      }
      defaults.stringPropertyNames().stream()
          .filter(key -> key.startsWith("spark."))
          .forEach(key -> settings.set(key, defaults.getProperty(key, "").strip()));
    }
    for (String setting : submission.values("--conf", "-c")) {
      int equals = setting.indexOf('=');
      if (equals > 0) {
        settings.set(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    OPTIONS.forEach((option, key) -> last(submission, option).ifPresent(v -> settings.set(key, v)));
    return settings;
  }

  private static Path file(SparkSubmission submission, Map<String, String> environment) {
    String named = last(submission, "--properties-file").orElse("");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    String usual =
        environment.containsKey("SPARK_HOME")
            ? environment.get("SPARK_HOME") + "/conf"
            : Path.of(submission.script()).resolve("../../conf").normalize().toString();
    return Path.of(environment.getOrDefault("SPARK_CONF_DIR", usual), "spark-defaults.conf");
  }

  private static Optional<String> last(SparkSubmission submission, String option) {
    List<String> values = submission.values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }
}
