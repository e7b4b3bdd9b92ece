package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightAverageTest {

  private static ModelState state(int epoch, float... parameters) {
    return new ModelState(parameters, new float[] {epoch}, 10 * epoch, epoch, 0.5);
  }

  @Test
  void theMeanIsOverTheLastEpochs() {
    WeightAverage average = new WeightAverage(2);
    average.add(state(1, 100, 100));
    assertThat(average.mean()).isEqualTo(state(1, 100, 100));
    average.add(state(2, 1, 5));
    average.add(state(3, 2, -5));

    assertThat(average.size()).isEqualTo(2);
    assertThat(average.mean()).isEqualTo(state(3, 1.5f, 0));
  }

  @Test
  void sumsAreOfDoubles() {
    WeightAverage average = new WeightAverage(3);
    average.add(state(1, 1e8f));
    average.add(state(2, 1));
    average.add(state(3, -1e8f));
    assertThat(average.mean().parameters()).containsExactly(1 / 3f);
  }

  @Test
  void overNoEpochsThereIsNone() {
    WeightAverage average = new WeightAverage(0);
    average.add(state(1, 1));
    assertThat(average.size()).isZero();
  }
}
