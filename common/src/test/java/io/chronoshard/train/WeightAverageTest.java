package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightAverageTest {

  private static ModelState state(int epoch, float... parameters) {
    return new ModelState(parameters, new float[] {epoch}, 10 * epoch, epoch, 0.5);
  }

  private static WeightAverage over(int epochs, ModelState... states) {
    WeightAverage average = new WeightAverage(epochs, List.of());
    for (ModelState state : states) {
      average = average.plus(state);
    }
    return average;
  }

  @Test
  void theMeanIsOverTheLastEpochs() {
    ModelState first = state(1, 100, 100);
    assertThat(over(2, first).mean()).isEqualTo(first);

    WeightAverage average = over(2, first, state(2, 1, 5), state(3, 2, -5));
    assertThat(average.last()).hasSize(2);
    assertThat(average.mean()).isEqualTo(state(3, 1.5f, 0));
  }

  @Test
  void sumsAreOfDoubles() {
    WeightAverage average = over(3, state(1, 1e8f), state(2, 1), state(3, -1e8f));
    assertThat(average.mean().parameters()).containsExactly(1 / 3f);
  }

  @Test
  void overNoEpochsThereIsNone() {
    assertThat(over(0, state(1, 1)).last()).isEmpty();
  }
}
