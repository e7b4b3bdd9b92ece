package io.chronoshard.model.baseline;

import io.chronoshard.config.BaselineSettings.Baseline;
import io.chronoshard.error.DataException;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.KnownPast;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Baselines that are ready to forecast.
 *
 * @param forecasters in the order in which they were asked for
 * @param residuals what the autoregression leaves in the training part, of each target; empty where
 *     there is none
 * @param notes what an operator should know of them
 */
public record FittedBaselines(
    List<Forecaster> forecasters, List<ResidualCheck> residuals, List<String> notes) {

  /** Copies the lists. */
  public FittedBaselines {
    forecasters = List.copyOf(forecasters);
    residuals = List.copyOf(residuals);
    notes = List.copyOf(notes);
  }

  /**
   * Fits those that are fitted; the others need no blocks.
   *
   * @throws DataException where the training part knows too little
   */
  public static FittedBaselines of(BaselinePlan plan, TrainingBlocks blocks) {
    return new Fit(plan, blocks).all();
  }

  private static final class Fit {

    private final BaselinePlan plan;
    private final TrainingBlocks blocks;
    private final List<String> targets;
    private final List<ResidualCheck> residuals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Fit(BaselinePlan plan, TrainingBlocks blocks) {
      this.plan = plan;
      this.blocks = blocks;
      this.targets = plan.layout().features().targetNames();
    }

    FittedBaselines all() {
      List<Forecaster> forecasters = new ArrayList<>();
      for (Baseline kind : plan.settings().kinds()) {
        forecasters.add(
            switch (kind) {
              case LAST_VALUE -> knownPast(plan.lastValue());
              case SAME_TIME_LAST_PERIOD -> knownPast(plan.sameTimeLastPeriod());
              case CLIMATOLOGY -> climatology();
              case AUTOREGRESSION -> knownPast(autoregression());
              case RIDGE -> ridge();
            });
      }
      return new FittedBaselines(forecasters, residuals, notes);
    }

    /** What reads the past of targets says nothing of those that nobody knows. */
    private Forecaster knownPast(Forecaster forecaster) {
      return new KnownPast(forecaster, plan.layout().features().targets());
    }

    private WindowShape shape() {
      return plan.layout().shape();
    }

    private Climatology climatology() {
      CalendarPlaces places = plan.places();
      int around = plan.settings().climatology().days();
      BySeriesSum<ClimatologySums, float[]> sums =
          blocks.sum(
              new ClimatologyTerms(plan.layout(), places, around, plan.settings().fitBy()),
              "climatology");
      for (int target = 0; target < targets.size(); target++) {
        int known = sums.all().knownDays(places, targets.size(), target);
        if (known == 0) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "climatology: the target \"%s\" is unknown at every step of the training part; leave it out of"
                      + " evaluation.baselines",
                  targets.get(target)));
        }
        if (known < places.days()) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "climatology: the training part knows \"%s\" on %d of the year's %d days; the nearest of them stand in"
                      + " where none is within %d days",
                  targets.get(target),
                  known,
                  places.days(),
                  around));
        }
      }
      return Climatology.of(
          shape(), plan.layout().history().axis(), places, targets.size(), sums, around);
    }

    private Autoregression autoregression() {
      int differences = plan.settings().autoregression().differences();
      Scaler scales = plan.scalers().targets().maps();
      List<Integer> columns = plan.columnsOfPast();
      BySeriesSum<List<LagMoments>, double[]> found =
          blocks.sum(
              new LagTerms(
                  plan.layout(),
                  scales,
                  columns,
                  plan.lags(),
                  differences,
                  plan.settings().fitBy()),
              "least squares of the autoregression");
      for (int place = 0; place < columns.size(); place++) {
        requireEnough(found.all().get(place), targets.get(columns.get(place)));
      }
      Recursion recursion =
          new Recursion(
              plan.lags() + differences,
              new BySeries<>(Recursion.levels(found.all(), differences), found.own()));
      List<ResidualTotals> totals =
          blocks.sum(
              new ResidualTerms(
                  plan.layout(), scales, columns, recursion, plan.lags(), plan.checkedLags()),
              "residuals of the autoregression");
      for (int place = 0; place < columns.size(); place++) {
        residuals.add(totals.get(place).check(targets.get(columns.get(place)), plan.checkedLags()));
      }
      return Autoregression.of(shape(), scales, columns, recursion);
    }

    private void requireEnough(LagMoments moments, String target) {
      if (!moments.isEnough()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "autoregression: the training part knows \"%s\" with %d steps before it at %d steps only, too few to fit %d"
                    + " numbers on; take fewer evaluation.autoregression.lags, or fill gaps (grid.fill)",
                target,
                plan.lags() + plan.settings().autoregression().differences(),
                moments.count(),
                moments.lags() + 1));
      }
    }

    private LinearModel ridge() {
      LagRows rows = new LagRows(plan.layout(), plan.rows(), plan.scalers());
      WindowMoments moments = blocks.moments(rows);
      if (moments.count() < 2) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "ridge: %d windows of the training part are known as a whole, too few to fit on; leave it out of"
                    + " evaluation.baselines",
                moments.count()));
      }
      return LinearModel.ridge(rows, moments, plan.settings().ridge().lambda());
    }
  }
}
