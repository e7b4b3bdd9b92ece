package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MissingMarkersTest {

  private final MissingMarkers markers = new MissingMarkers(List.of("", "NA", "-9999", "1e3"), '.');

  @Test
  void numbersAreComparedAsNumbers() {
    for (String text :
        new String[] {"-9999", "-9999.0", "-9999.000", "-9.999e3", "1000", "1000.0"}) {
      assertThat(number(text)).as(text).isTrue();
    }
    for (String text : new String[] {"9999", "-9998.9", "-9999.0001", "0"}) {
      assertThat(number(text)).as(text).isFalse();
    }
  }

  @Test
  void textsAreComparedAsTheyAre() {
    assertThat(markers.matchText("NA")).isTrue();
    assertThat(markers.matchText("")).isTrue();
    assertThat(markers.matchText("na")).isFalse();
  }

  private boolean number(String text) {
    return markers.matchNumber(
        Decimal.parse(text, 0, text.length(), '.'), "," + text, 1, text.length() + 1);
  }
}
