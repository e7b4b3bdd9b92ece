package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuRequestTest {

  @Test
  void usuallyNoneAreAskedFor() {
    assertThat(GpuRequest.of(conf("local[2]")).isForTasks()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yarn", "spark://head:7077", "k8s://https://api", "local-cluster[2,1,1024]"})
  void clustersAreAskedForThem(String master) {
    GpuRequest request = GpuRequest.of(asking(master));
    assertThat(request.isForTasks()).isTrue();
    assertThat(request)
        .hasToString(
            "spark.executor.resource.gpu.amount = 2, spark.task.resource.gpu.amount = 0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[2]", "local[2,3]"})
  void oneMachineIsNotWaitedForUntilItGivesThem(String master) {
    SparkConf conf = asking(master);
    assertThatThrownBy(() -> GpuRequest.of(conf))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "spark.executor.resource.gpu.amount = 2, spark.task.resource.gpu.amount = 0.5, and"
                + " --master "
                + master
                + " has no executors that Spark could give GPUs; leave these settings out, or run on"
                + " YARN, Kubernetes or a standalone cluster");
  }

  private static SparkConf asking(String master) {
    return conf(master)
        .set("spark.executor.resource.gpu.amount", "2")
        .set("spark.task.resource.gpu.amount", "0.5");
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }
}
