package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Compute;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EngineChoiceTest {

  private static final List<String> NO_GPUS = List.of();

  private static final Optional<String> EVERYBODY_HAS_VECTORS = Optional.empty();

  @Test
  void autoIsTheFastestEngineThatIsThere() {
    EngineChoice fast = EngineChoice.of(Engine.AUTO, EVERYBODY_HAS_VECTORS, NO_GPUS, 2);
    assertThat(fast.compute()).isEqualTo(new Compute(Engine.VECTOR, 2));
    assertThat(fast)
        .hasToString("engine vector on 2 threads a shard: the fastest on these processors");
    EngineChoice slow = EngineChoice.of(Engine.AUTO, Optional.of("Java"), NO_GPUS, 1);
    assertThat(slow.compute()).isEqualTo(new Compute(Engine.SCALAR, 1));
    assertThat(slow.reason())
        .isEqualTo(
            "Java was started without --add-modules jdk.incubator.vector, with which vector would be"
                + " many times faster");
  }

  /** Another choice than without them would be another model for want of an engine. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CUDA")
  void gpusThatNoEngineUsesAreToldAndDecideNothing(Engine asked) {
    EngineChoice with = EngineChoice.of(asked, EVERYBODY_HAS_VECTORS, List.of("0", "3"), 1);
    EngineChoice without = EngineChoice.of(asked, EVERYBODY_HAS_VECTORS, NO_GPUS, 1);
    assertThat(with.compute()).isEqualTo(without.compute());
    assertThat(with.reason())
        .isEqualTo(
            without.reason()
                + "; no engine of this build computes on GPUs. Those that tasks are given (a first"
                + " one got gpu 0 and 3) stay idle: leave spark.executor.resource.gpu.amount and"
                + " spark.task.resource.gpu.amount out, and executors run on any node");
  }

  @Test
  void cudaIsRefusedWithWhatIsMissing() {
    assertThatThrownBy(() -> EngineChoice.requireHere(Engine.CUDA, NO_GPUS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.engine = cuda is not in this build: no engine here computes on GPUs. Take"
                + " training.engine = auto for the fastest one on processors. Nor are tasks given a"
                + " GPU, which it would need: ask for one by --conf"
                + " spark.executor.resource.gpu.amount=1 --conf spark.task.resource.gpu.amount=1, and"
                + " let the cluster find them by scripts/discover-gpus"
                + " (spark.executor.resource.gpu.discoveryScript on YARN and Kubernetes,"
                + " spark.worker.resource.gpu.discoveryScript for a standalone cluster's workers)");
    assertThatThrownBy(() -> EngineChoice.requireHere(Engine.CUDA, List.of("7")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("training.engine = cuda is not in this build")
        .hasMessageContaining("(a first one got gpu 7) stay idle")
        .hasMessageNotContaining("ask for one");
  }

  @Test
  void aMinibatchHasOneThreadWhereTasksHaveAllCores() {
    assertThat(EngineChoice.threads(2, 1, 2, 1)).isEqualTo(1);
    assertThat(EngineChoice.threads(8, 1, 2, 1)).isEqualTo(1);
    assertThat(EngineChoice.threads(8, 4, 2, 1)).isEqualTo(1);
  }

  @Test
  void coresToSpareAreShared() {
    assertThat(EngineChoice.threads(1, 1, 4, 1)).isEqualTo(4);
    assertThat(EngineChoice.threads(3, 1, 7, 1)).isEqualTo(2);
    assertThat(EngineChoice.threads(4, 4, 2, 1)).isEqualTo(2);
  }

  @Test
  void noTaskReachesBeyondItsExecutorNorBelowItsOwnCores() {
    assertThat(EngineChoice.threads(1, 10, 4, 1)).isEqualTo(4);
    assertThat(EngineChoice.threads(100, 1, 8, 2)).isEqualTo(2);
  }
}
