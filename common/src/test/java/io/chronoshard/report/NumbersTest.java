package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void countsHaveSeparatorsAndTheirNoun() {
    assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.count(-12)).isEqualTo("−12");
    assertThat(Numbers.count(1, "window")).isEqualTo("1 window");
    assertThat(Numbers.count(0, "window")).isEqualTo("0 windows");
  }

  @Test
  void whatIsNoNumberIsADash() {
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
    assertThat(Numbers.change(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
    assertThat(Numbers.percent(0.0 / 0.0)).isEqualTo("–");
    assertThat(Numbers.percentChange(1.0 / 0.0)).isEqualTo("–");
  }

  @Test
  void changesHaveTheirSignAndZeroHasNone() {
    assertThat(Numbers.change(0.25, 2)).isEqualTo("+0.25");
    assertThat(Numbers.change(-0.25, 2)).isEqualTo("−0.25");
    assertThat(Numbers.change(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.change(0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.percentChange(-0.149)).isEqualTo("−14.9%");
  }

  @Test
  void aSmallShareIsNotShownAsNone() {
    assertThat(Numbers.percent(0.0001)).isEqualTo("less than 0.1%");
    assertThat(Numbers.share(0.0001)).isEqualTo("<0.1%");
    assertThat(Numbers.percent(0)).isEqualTo("0.0%");
  }

  @Test
  void decimalsFollowTheSmallestNumber() {
    assertThat(Numbers.decimals(List.of(2.0916, 2.5), 4)).isEqualTo(3);
    assertThat(Numbers.decimals(List.of(0.02, 2.5), 3)).isEqualTo(4);
    assertThat(Numbers.decimals(List.of(1234.5, 2000.0), 3)).isZero();
    assertThat(Numbers.decimals(List.of(9.996, 20.0), 3)).isEqualTo(1);
    assertThat(Numbers.decimals(List.of(Double.NaN, 0.0), 3)).isEqualTo(2);
    assertThat(Numbers.decimals(List.of(1e-300), 3)).isEqualTo(9);
  }
}
