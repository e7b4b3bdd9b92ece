package io.chronoshard.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedSettingsTest {

  @TempDir private Path folder;

  private SparkConf settings(Map<String, String> environment, String... options)
      throws IOException {
    Path script = folder.resolve("project/scripts/chronoshard");
    return SubmittedSettings.of(
        new SparkSubmission(script.toString(), List.of(options), Clock.systemUTC()), environment);
  }

  private Path file(String name, String memory) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, "# ours\nspark.driver.memory   " + memory + " \nother.key 1\nspark.yarn.tags a,b\n");
  }

  @Test
  void optionsGoBeforeSettingsAndThoseBeforeTheFile() throws IOException {
    file("project/conf/spark-defaults.conf", "1g");
    assertThat(settings(Map.of()).get("spark.driver.memory")).isEqualTo("1g");
    assertThat(settings(Map.of()).get("spark.yarn.tags")).isEqualTo("a,b");
    assertThat(settings(Map.of()).contains("other.key")).isFalse();
    SparkConf given =
        settings(
            Map.of(),
            "--conf",
            "spark.driver.memory=2g",
            "--conf=spark.executor.memory=2g",
            "--driver-memory",
            "3g",
            "--queue=night",
            "--num-executors",
            "4",
            "--num-executors",
            "5");
    assertThat(given.get("spark.driver.memory")).isEqualTo("3g");
    assertThat(given.get("spark.executor.memory")).isEqualTo("2g");
    assertThat(given.get("spark.yarn.queue")).isEqualTo("night");
    assertThat(given.get("spark.executor.instances")).isEqualTo("5");
  }

  @Test
  void theFileIsTheOneThatSparkReads() throws IOException {
    file("project/conf/spark-defaults.conf", "1g");
    file("spark/conf/spark-defaults.conf", "2g");
    file("conf/spark-defaults.conf", "3g");
    Path named = file("any.properties", "4g");
    Map<String, String> installed = Map.of("SPARK_HOME", folder.resolve("spark").toString());
    assertThat(settings(installed).get("spark.driver.memory")).isEqualTo("2g");
    Map<String, String> both =
        Map.of(
            "SPARK_HOME",
            folder.resolve("spark").toString(),
            "SPARK_CONF_DIR",
            folder.resolve("conf").toString());
    assertThat(settings(both).get("spark.driver.memory")).isEqualTo("3g");
    assertThat(settings(both, "--properties-file", named.toString()).get("spark.driver.memory"))
        .isEqualTo("4g");
    assertThat(settings(both, "--properties-file", "none").contains("spark.driver.memory"))
        .isFalse();
  }

  @Test
  void whatSparkEndedByIsReadOffItsLog() {
    SubmitterLog log =
        new SubmitterLog(
            List.of(
                "01:02:03 WARN Client: neither set",
                "Exception in thread \"main\" org.apache.hadoop.yarn.exceptions.YarnException: Failed",
                "  to submit",
                "\tat org.apache.spark.deploy.yarn.Client",
                "Caused by: other"));
    assertThat(log.thrown())
        .isEqualTo("org.apache.hadoop.yarn.exceptions.YarnException: Failed   to submit");
    assertThat(log.end()).startsWith("01:02:03").endsWith("Caused by: other");
    assertThat(new SubmitterLog(List.of("well")).thrown()).isEmpty();
  }
}
