package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.ValueForm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorTableTest {

  @Test
  void errorsAreMeansOverTheComparedWindows() {
    ErrorTable table = table(2, 4);
    assertThat(table.at(0, 0, 0)).isEqualTo(errors(4, 0, 0, 0));
    // forecaster 1, target 2, lead 1 is the last of 12 cells
    assertThat(table.at(1, 2, 1)).isEqualTo(errors(4, 22.0 / 4, Math.sqrt(88.0 / 4), -11.0 / 4));
    assertThat(table.at(1, 0, 0).mae()).isEqualTo(12.0 / 4);
  }

  @Test
  void allLeadsTogetherCountEachForecast() {
    // cells 10 and 11
    assertThat(table(2, 4).overLeads(1, 2))
        .isEqualTo(errors(8, 42.0 / 8, Math.sqrt(168.0 / 8), -21.0 / 8));
  }

  @Test
  void tablesAddUp() {
    ErrorTable sum = table(2, 4).plus(table(2, 3));
    assertThat(sum.windows()).isEqualTo(7);
    assertThat(sum.at(1, 2, 1)).isEqualTo(errors(7, 44.0 / 7, Math.sqrt(176.0 / 7), -22.0 / 7));
  }

  private static Errors errors(long count, double mae, double rmse, double bias) {
    return new Errors(count, mae, rmse, bias, Further.NONE);
  }

  /** Cell {@code i} of 3 targets and 2 leads holds 2i, 8i and -i. */
  private static ErrorTable table(int forecasters, long windows) {
    List<List<ErrorSums>> sums = new ArrayList<>();
    int i = 0;
    for (int forecaster = 0; forecaster < forecasters; forecaster++) {
      List<ErrorSums> targets = new ArrayList<>();
      for (int target = 0; target < 3; target++) {
        int next = i + 1;
        targets.add(
            new ErrorSums(
                new ValueForm(), new double[] {2 * i, 8 * i, -i, 2 * next, 8 * next, -next}));
        i += 2;
      }
      sums.add(targets);
    }
    return new ErrorTable(windows, sums);
  }
}
