package io.chronoshard.report;

import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import java.util.List;

/** What the autoregression among the baselines leaves in the training part, of each target. */
record ResidualSection(List<ResidualCheck> residuals) {

  /** Digits that a deviation shows at least. */
  private static final int DIGITS = 4;

  Html html() {
    Table table =
        new Table(
            Column.name("Target"),
            Column.number("Residuals of the training part"),
            Column.number("Mean"),
            Column.number("Deviation"),
            Column.number("Correlation with the step before"),
            Column.number("p of Ljung and Box"),
            Column.text(""));
    for (ResidualCheck check : residuals) {
      int decimals = Numbers.decimals(List.of(check.deviation()), DIGITS);
      table.row(
          List.of(
              Cell.of(check.target()),
              Cell.of(Numbers.count(check.count())),
              Cell.of(Numbers.change(check.mean(), decimals)),
              Cell.of(Numbers.fixed(check.deviation(), decimals)),
              Cell.of(Numbers.change(check.correlation(), DIGITS)),
              Cell.of(Numbers.fixed(check.pValue(), DIGITS)),
              Cell.of(check.finding())));
    }
    return table.html();
  }
}
