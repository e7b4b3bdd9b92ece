package io.chronoshard.report;

import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.report.Table.Column;
import io.chronoshard.retrain.Backtest;
import io.chronoshard.retrain.Backtest.Fold;
import io.chronoshard.retrain.NightDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** How the ways to train challengers would have done at earlier dates. */
final class NightBacktestSection {

  private final Backtest backtest;

  NightBacktestSection(NightContents contents) {
    this.backtest = contents.decision().map(NightDecision::backtest).orElse(Backtest.NONE);
  }

  /** Nothing where none was asked for. */
  Html html() {
    if (backtest.folds().isEmpty()) {
      return new Html();
    }
    List<Column> columns = new ArrayList<>(List.of(Column.name("Mean loss")));
    backtest
        .folds()
        .forEach(fold -> columns.add(Column.number("Until " + StepText.time(fold.to()))));
    columns.add(Column.number("All"));
    Table table = new Table(columns.toArray(Column[]::new));
    int decimals = Numbers.decimals(losses().map(MeanLoss::loss).toList(), 3);
    losses()
        .map(MeanLoss::contender)
        .distinct()
        .forEach(contender -> table.row(row(contender, decimals).toArray(String[]::new)));
    Html html =
        new Html()
            .element("h3", "The ways to train, at earlier dates")
            .element(
                "p",
                "Each challenger was trained on what lay before, and judged on what came then. This"
                    + " decides nothing.")
            .add(table.html("contenders"));
    backtest.folds().stream()
        .flatMap(fold -> fold.leftOut().stream().map(out -> leftOut(fold, out)))
        .forEach(text -> html.element("p", text));
    return html;
  }

  private List<String> row(String contender, int decimals) {
    List<String> row = new ArrayList<>(List.of(contender));
    backtest.folds().forEach(fold -> row.add(loss(fold.losses(), contender, decimals)));
    row.add(loss(backtest.means(), contender, decimals));
    return row;
  }

  private static String loss(Collection<MeanLoss> losses, String contender, int decimals) {
    return losses.stream()
        .filter(one -> one.contender().equals(contender))
        .map(one -> Numbers.fixed(one.loss(), decimals))
        .findFirst()
        .orElse(Numbers.NONE);
  }

  private Stream<MeanLoss> losses() {
    return backtest.folds().stream().flatMap(fold -> fold.losses().stream());
  }

  private static String leftOut(Fold fold, NightDecision.LeftOut out) {
    return "Left out until "
        + StepText.time(fold.to())
        + ", "
        + out.challenger()
        + ": "
        + out.why();
  }
}
