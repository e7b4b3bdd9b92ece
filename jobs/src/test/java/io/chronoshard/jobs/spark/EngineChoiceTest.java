package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineChoiceTest {

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
