package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

  /** Of R: {@code p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "holm")}. */
  @Test
  void probabilitiesAreCorrectedAsByAnotherProgram() {
    assertThat(Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005, 0.5)))
        .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.5}, within(1e-12));
    assertThat(Holm.adjusted(List.of(0.6, 0.7))).containsExactly(1, 1);
    assertThat(Holm.adjusted(List.of())).isEmpty();
  }
}
