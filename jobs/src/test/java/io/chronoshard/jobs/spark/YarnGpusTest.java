package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class YarnGpusTest {

  private static final GpuRequest REQUEST = new GpuRequest("1", "0.5");
  private static final Set<String> NONE = Set.of("memory-mb");
  private static final Set<String> GPUS = Set.of("memory-mb", "yarn.io/gpu");

  @Test
  void aYarnAndSettingsThatKnowThemAreEnough() {
    assertThat(YarnGpus.refusal(REQUEST, "yarn.io/gpu", GPUS, GPUS)).isEmpty();
  }

  @Test
  void aYarnWithoutThemIsTold() {
    assertThat(YarnGpus.refusal(REQUEST, "yarn.io/gpu", NONE, GPUS))
        .hasValue(
            "spark.executor.resource.gpu.amount = 1, spark.task.resource.gpu.amount = 0.5, and YARN knows no"
                + " resource yarn.io/gpu, only memory-mb; have it name the resource in yarn.resource-types"
                + " (resource-types.xml of resource manager and nodes), name the one that it has by"
                + " spark.yarn.resourceGpuDeviceName, or leave these settings out");
  }

  /** Spark would warn, and ask for executors without. */
  @Test
  void settingsThatDoNotNameThemAreTold() {
    assertThat(YarnGpus.refusal(REQUEST, "yarn.io/gpu", GPUS, NONE))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("the settings that HADOOP_CONF_DIR names do not")
                    .contains("yarn.client.load.resource-types.from-server = true"));
  }
}
