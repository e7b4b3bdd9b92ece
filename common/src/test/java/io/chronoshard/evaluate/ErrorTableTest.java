package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.ErrorTable.Errors;
import org.junit.jupiter.api.Test;

class ErrorTableTest {

  @Test
  void errorsAreMeansOverTheComparedWindows() {
    ErrorTable table = table(2, 4);
    assertThat(table.at(0, 0, 0)).isEqualTo(new Errors(4, 0, 0, 0));
    // forecaster 1, target 2, lead 1 is the last of 12 cells
    assertThat(table.at(1, 2, 1))
        .isEqualTo(new Errors(4, 22.0 / 4, Math.sqrt(88.0 / 4), -11.0 / 4));
    assertThat(table.at(1, 0, 0).mae()).isEqualTo(12.0 / 4);
  }

  @Test
  void allLeadsTogetherCountEachForecast() {
    // cells 10 and 11
    assertThat(table(2, 4).overLeads(1, 2))
        .isEqualTo(new Errors(8, 42.0 / 8, Math.sqrt(168.0 / 8), -21.0 / 8));
  }

  @Test
  void tablesAddUp() {
    ErrorTable sum = table(2, 4).plus(table(2, 3));
    assertThat(sum.windows()).isEqualTo(7);
    assertThat(sum.at(1, 2, 1)).isEqualTo(new Errors(7, 44.0 / 7, Math.sqrt(176.0 / 7), -22.0 / 7));
    ErrorTable same = ErrorTable.empty(2, 3, 2).plus(table(2, 4));
    assertThat(same.windows()).isEqualTo(4);
    assertThat(same.absolute()).containsExactly(table(2, 4).absolute());
    assertThat(same.squared()).containsExactly(table(2, 4).squared());
    assertThat(same.signed()).containsExactly(table(2, 4).signed());
  }

  /** Cell {@code i} of 3 targets and 2 leads holds 2i, 8i and -i. */
  private static ErrorTable table(int forecasters, long windows) {
    int cells = forecasters * 3 * 2;
    double[] absolute = new double[cells];
    double[] squared = new double[cells];
    double[] signed = new double[cells];
    for (int i = 0; i < cells; i++) {
      absolute[i] = 2 * i;
      squared[i] = 8 * i;
      signed[i] = -i;
    }
    return new ErrorTable(forecasters, 3, 2, windows, absolute, squared, signed);
  }
}
