package io.chronoshard.model.baseline;

import io.chronoshard.config.BaselineSettings;
import io.chronoshard.config.BaselineSettings.Baseline;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.Target;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The configured baselines on the windows of a history, before a value is read: what they need is
 * there.
 *
 * @param settings which, and how
 * @param layout of the blocks that they are fitted on
 * @param scalers of inputs and targets
 * @param period steps of a period
 * @param places that a climatology tells apart
 * @param lags steps back that an autoregression reads
 * @param rows of a window that ridge regression reads, 0 the newest
 */
public record BaselinePlan(
    BaselineSettings settings,
    WindowLayout layout,
    Scalers scalers,
    int period,
    CalendarPlaces places,
    int lags,
    List<Integer> rows) {

  /** Lags more than those of its weights at which an autoregression's residuals are compared. */
  private static final int CHECKED_LAGS = 10;

  /** Steps back whose products fit into memory many times over. */
  private static final int MOST_LAGS = 500;

  /** Numbers that MLlib's least squares are found from. */
  private static final int MOST_FEATURES = 4096;

  /** Numbers that all series together may have fitted; they travel with every task. */
  private static final long MOST_VALUES = 10_000_000;

  /** Sums that one task may have of one series. */
  private static final long MOST_SUMS = 2_000_000;

  /** Copies the list. */
  public BaselinePlan {
    rows = List.copyOf(rows);
  }

  /**
   * Plans the baselines.
   *
   * @param windows a layout of the history that is evaluated
   * @param zone of the calendar
   * @throws ConfigurationException where the history or the windows have not what one of them needs
   * @throws DataException where the history holds nothing of the training part
   */
  public static BaselinePlan of(
      BaselineSettings settings, WindowLayout windows, Scalers scalers, int period, ZoneId zone) {
    WindowShape shape = windows.shape();
    int lags = settings.autoregression().lags().steps(windows.history().axis());
    List<Integer> rows =
        settings.ridge().lags().isEmpty()
            ? IntStream.range(0, shape.inputs().get(0).count()).boxed().toList()
            : settings.ridge().lags();
    int reach = lags + settings.autoregression().differences();
    int before = settings.has(Baseline.AUTOREGRESSION) ? reach + checked(reach) : 0;
    BaselinePlan plan =
        new BaselinePlan(
            settings,
            WindowLayout.forEvaluation(
                windows.history(), windows.features(), shape, windows.parts(), before),
            scalers,
            period,
            new CalendarPlaces(settings.climatology().by(), zone),
            lags,
            rows);
    plan.requireAll();
    return plan;
  }

  private void requireAll() {
    for (Target target : layout.features().targets()) {
      requireValues(target);
    }
    if (isFitted() && longestTraining() == 0) {
      throw new DataException(
          "evaluation.baselines: climatology, autoregression and ridge are fitted on the training part, and history.table"
              + " holds nothing of it; leave them out");
    }
    if (settings.has(Baseline.CLIMATOLOGY)) {
      requireClock();
      long cells = (long) places.count() * scalers.targets().width();
      requireSums("evaluation.climatology.by: climatology", 2 * cells);
      requireFew("climatology", cells);
    }
    if (settings.has(Baseline.AUTOREGRESSION)) {
      requirePast();
      requireLags();
      int targets = scalers.targets().width();
      long leads = Autoregression.leads(new WindowTargets(layout.shape(), targets)).length;
      long fitted = columnsOfPast().size();
      requireSums(
          "evaluation.autoregression.lags: autoregression", fitted * LagMoments.products(lags));
      requireFew(
          "autoregression", leads * fitted * (lags + settings.autoregression().differences() + 1));
    }
    if (settings.has(Baseline.RIDGE)) {
      requireRows();
    }
  }

  /** What is fitted to values forecasts no probabilities; the mean of an event is one. */
  private void requireValues(Target target) {
    for (Baseline kind : settings.kinds()) {
      boolean isOfValues =
          switch (kind) {
            case AUTOREGRESSION, RIDGE -> true;
            case CLIMATOLOGY -> target.kind() == Target.Kind.CLASSES;
            case LAST_VALUE, SAME_TIME_LAST_PERIOD -> false;
          };
      if (isOfValues && target.isProbable()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "evaluation.baselines: %s forecasts values, and the probabilities of \"%s\" are asked for; leave it out:"
                    + " how often it held in the training part and what holds at the origin are told by themselves",
                kind.name().toLowerCase(Locale.ROOT),
                target.name()));
      }
    }
  }

  private void requireClock() {
    if (places.needClock() && !layout.history().axis().hasClock()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.climatology.by: this history counts %s, which lie nowhere in the calendar; set it to [] for the"
                  + " mean of the training part, or leave climatology out of evaluation.baselines",
              layout.history().axis().counted()));
    }
  }

  private void requireLags() {
    int needed = lags + settings.autoregression().differences();
    if (lags > MOST_LAGS) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.autoregression.lags = %d steps: at most %d are fitted; take fewer",
              lags,
              MOST_LAGS));
    }
    if (needed >= longestTraining()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.autoregression reads %d steps back (lags and differences), but the longest series of the"
                  + " training part has %d steps; take fewer evaluation.autoregression.lags",
              needed,
              longestTraining()));
    }
  }

  private void requireRows() {
    List<Rows> inputs = layout.shape().inputs();
    Rows first = inputs.get(0);
    boolean isWindow = first.last() == 0 && first.form() != Rows.Form.CODE;
    if (inputs.size() > 1 || !isWindow || !first.columns().isEmpty()) {
      throw new ConfigurationException(
          "evaluation.baselines: ridge reads the rows of a window's only input, with all its columns, and this model has"
              + " other inputs; leave ridge out");
    }
    int length = first.count();
    for (int row : rows) {
      if (row >= length) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "evaluation.ridge.lags: %d is no row of a window of %d rows; they count from 0, the newest, to %d",
                row,
                length,
                length - 1));
      }
    }
    long features = (long) rows.size() * scalers.inputs().columns().size();
    if (features > MOST_FEATURES) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "ridge reads %d rows of %d inputs, which are %d numbers, and takes at most %d; name fewer rows in"
                  + " evaluation.ridge.lags",
              rows.size(),
              scalers.inputs().columns().size(),
              features,
              MOST_FEATURES));
    }
  }

  private void requirePast() {
    if (columnsOfPast().isEmpty()) {
      throw new ConfigurationException(
          "evaluation.baselines: autoregression forecasts a target from its own past, and of no target anybody knows it"
              + " when the forecast is made; leave autoregression out");
    }
  }

  /** Sums of a task's blocks, of which some lie in a machine's memory at once. */
  private static void requireSums(String what, long sums) {
    if (sums > MOST_SUMS) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s takes %d sums over the training part, and at most %d are taken; tell fewer apart, or forecast fewer"
                  + " targets",
              what,
              sums,
              MOST_SUMS));
    }
  }

  private void requireFew(String baseline, long valuesOfOne) {
    long series = layout.history().series().size();
    if (settings.fitBy() == By.SERIES && series * valuesOfOne > MOST_VALUES) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.fit-by = series: %s has %d numbers for each of %d series, and at most %d in all; set it to all",
              baseline,
              valuesOfOne,
              series,
              MOST_VALUES));
    }
  }

  private long longestTraining() {
    return layout.history().series().stream()
        .mapToLong(series -> layout.parts().of(Part.TRAINING, series).steps())
        .max()
        .orElse(0);
  }

  /** Whether one of them is fitted on the training part. */
  public boolean isFitted() {
    return settings.has(Baseline.CLIMATOLOGY)
        || settings.has(Baseline.AUTOREGRESSION)
        || settings.has(Baseline.RIDGE);
  }

  /** The columns of targets whose own past is known when a forecast is made. */
  List<Integer> columnsOfPast() {
    List<Target> targets = layout.features().targetsByColumn();
    return IntStream.range(0, targets.size())
        .filter(column -> KnownPast.isOf(targets.get(column)))
        .boxed()
        .toList();
  }

  /** Lags at which residuals are compared. */
  int checkedLags() {
    return checked(lags + settings.autoregression().differences());
  }

  private static int checked(int fitted) {
    return Math.addExact(fitted, CHECKED_LAGS);
  }

  /** Steps before an origin at which one of them reads targets. */
  public int targetsBefore() {
    int before = 0;
    for (Baseline kind : settings.kinds()) {
      before =
          Math.max(
              before,
              switch (kind) {
                case LAST_VALUE -> lastValue().targetsBefore();
                case SAME_TIME_LAST_PERIOD -> sameTimeLastPeriod().targetsBefore();
                case AUTOREGRESSION -> lags + settings.autoregression().differences() - 1;
                case CLIMATOLOGY, RIDGE -> 0;
              });
    }
    return before;
  }

  LastValue lastValue() {
    return new LastValue(layout.shape());
  }

  SameTimeLastPeriod sameTimeLastPeriod() {
    return new SameTimeLastPeriod(layout.shape(), period);
  }
}
