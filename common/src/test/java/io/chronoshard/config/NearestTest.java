package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "length, lenght, 2",
    "length, length, 0",
    "'', abc, 3",
    "abc, '', 3",
    "kitten, sitting, 3",
    "epochs, epoch, 1"
  })
  void distancesAreThoseOfLevenshtein(String a, String b, int distance) {
    assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    assertThat(Nearest.distance(b, a)).isEqualTo(distance);
  }
}
