package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class YarnRefusalTest {

  private static final YarnAsk ASK =
      YarnAsk.inClientMode(
          new SparkConf(false)
              .set("spark.yarn.queue", "plant")
              .set("spark.executor.memory", "20g")
              .set("spark.executor.cores", "4")
              .set("spark.executor.instances", "1"));

  @Test
  void whatAnApplicationAsksForIsWhatSparkWorksOutOfItsSettings() {
    assertThat(ASK)
        .hasToString(
            "896 MB and 1 core for the application itself, then 1 executor of 22528 MB and 4 cores");
    assertThat(
            YarnAsk.inClusterMode(
                new SparkConf(false)
                    .set("spark.driver.memory", "2g")
                    .set("spark.driver.cores", "2")
                    .set("spark.executor.memoryOverheadFactor", "0.5")
                    .set("spark.executor.memoryOverhead", "100m")))
        .hasToString(
            "2432 MB and 2 cores for the application itself, then 2 executors of 1124 MB and 1 core");
  }

  @Test
  void settingsThatCannotBeReadAreNamed() {
    SparkConf conf = new SparkConf(false).set("spark.executor.memory", "much");
    assertThatThrownBy(() -> YarnAsk.inClientMode(conf))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("spark.executor.memory")
        .hasMessageContaining("write sizes as 512m or 4g");
  }

  @Test
  void aQueueThatDoesNotTakeItIsNamedWithYarnsReason() {
    assertThat(
            YarnRefusal.text(
                "org.apache.hadoop.yarn.exceptions.YarnException: Failed to submit"
                    + " application_1_2 to YARN :\n org.apache.hadoop.security.AccessControlException: Queue"
                    + " root.plant is STOPPED.\n",
                ASK))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith(
                        "YARN does not take the job in queue plant: Failed to submit application_1_2 to"
                            + " YARN : org.apache.hadoop.security.AccessControlException: Queue root.plant is"
                            + " STOPPED; name a queue that takes it by --queue"));
  }

  @Test
  void aContainerThatIsTooLargeIsToldWithWhatWasAskedFor() {
    assertThat(
            YarnRefusal.text(
                "java.lang.IllegalArgumentException: Required executor memory (20480 MB) is above the max"
                    + " threshold (6144 MB) of this cluster!",
                ASK))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("YARN gives no container as large as the job asks for (896 MB and")
                    .contains("1 executor of 22528 MB and 4 cores): Required executor memory")
                    .contains("6144 MB", "ask for less by --executor-memory"));
  }

  @Test
  void whatElseGoesWrongIsNotYarnsDoing() {
    assertThat(YarnRefusal.text("", ASK)).isEmpty();
    assertThat(YarnRefusal.text("java.lang.NullPointerException: of a yarn", ASK)).isEmpty();
    assertThat(YarnRefusal.text("io.chronoshard.error.StorageException: no", ASK)).isEmpty();
  }
}
