package io.chronoshard.evaluate;

import io.chronoshard.block.Block;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares forecasters with what happened, block by block. Not for several threads at once. */
public final class Evaluator {

  private final ForecastLayout plain;
  private final List<Contender> contenders;
  private final ExcerptRule excerpts;
  private final OutsideRange range;
  private final int batch;
  private final Optional<AlarmCheck> alarms;

  /**
   * For what is forecast of windows.
   *
   * @param forms what forecasters give for each head's target
   * @param forecasters the model's first, and one baseline at least
   * @param range finds the windows that leave the range of the training part
   * @param batch windows that are forecast together
   * @param alarms what tells windows anomalous, where anything does
   */
  public Evaluator(
      WindowTargets values,
      TargetForms forms,
      List<Forecaster> forecasters,
      ExcerptRule excerpts,
      OutsideRange range,
      int batch,
      Optional<AlarmCheck> alarms) {
    this.plain = new ForecastLayout(values, forms.plain());
    this.contenders = new ArrayList<>();
    for (Forecaster forecaster : forecasters) {
      contenders.add(
          new Contender(
              forecaster,
              contenders.isEmpty() ? new ForecastLayout(values, forms.network()) : plain,
              batch));
    }
    this.excerpts = excerpts;
    this.range = range;
    this.batch = batch;
    this.alarms = alarms;
  }

  /** The errors over the windows of a block. */
  public BlockEvaluation evaluate(BlockWindows found) {
    WindowSet windows = new WindowSet(List.of(found));
    int[] order = EpochOrder.ascending(windows.size());
    ErrorTable errors = empty();
    ErrorTable outside = empty();
    List<List<Integer>> left = range.of(found);
    long[] byInput = new long[range.names().size()];
    List<ExcerptPoint> excerpt = new ArrayList<>();
    Optional<AlarmTally> tally = alarms.map(check -> check.of(found.block().id().series()));
    double[] losses = new double[0];
    long compared = 0;
    long outsideCompared = 0;
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      for (Contender contender : contenders) {
        contender.forecast(windows, order, from, to);
      }
      for (int i = from; i < to; i++) {
        int sample = i - from;
        long origin = windows.origin(order[i]);
        float[] actual = plain.actual(windows.block(order[i]), origin);
        boolean isAlarm =
            tally.isPresent() && tally.get().isAlarm(origin, residuals(actual, sample));
        if (baselinesAreKnown(sample)) {
          add(errors, actual, sample);
          losses = sum(losses, contenders.get(0).losses(sample));
          compared++;
          if (!left.get(order[i]).isEmpty()) {
            add(outside, actual, sample);
            outsideCompared++;
            left.get(order[i]).forEach(input -> byInput[input]++);
          }
          if (excerpts.keeps(found.block().id().series(), origin)) {
            excerpt.add(point(found.block(), origin, actual, sample, isAlarm));
          }
        }
      }
    }
    return new BlockEvaluation(
        found.block().id(),
        found.counts(),
        order.length - compared,
        errors.over(compared),
        outside.over(outsideCompared),
        byInput,
        Arrays.stream(losses).boxed().toList(),
        excerpt,
        tally.map(AlarmTally::done).orElse(BlockAlarms.NONE));
  }

  private static double[] sum(double[] before, double[] added) {
    double[] sum = before.length == 0 ? new double[added.length] : before;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += added[i];
    }
    return sum;
  }

  private ErrorTable empty() {
    return new ErrorTable(0, contenders.stream().map(Contender::sums).toList());
  }

  private boolean baselinesAreKnown(int sample) {
    return contenders.stream().skip(1).allMatch(contender -> contender.isKnown(sample));
  }

  private void add(ErrorTable errors, float[] actual, int sample) {
    for (int i = 0; i < contenders.size(); i++) {
      List<ErrorSums> sums = errors.sums().get(i);
      contenders.get(i).add(sample, actual, sums);
    }
  }

  /** The model's forecasts less what happened. */
  private float[] residuals(float[] actual, int sample) {
    float[] residuals = contenders.get(0).numbers(sample, ForecastForm::point);
    float[] happened = points(actual);
    for (int value = 0; value < residuals.length; value++) {
      residuals[value] -= happened[value];
    }
    return residuals;
  }

  private ExcerptPoint point(
      Block block, long origin, float[] actual, int sample, boolean isAlarm) {
    return new ExcerptPoint(
        block.id().series(),
        origin,
        points(actual),
        contenders.get(0).numbers(sample, ForecastForm::point),
        contenders.get(0).numbers(sample, ForecastForm::lower),
        contenders.get(0).numbers(sample, ForecastForm::upper),
        baselines(sample),
        isAlarm);
  }

  /** What the first baseline that says anything of it says of each value. */
  private float[] baselines(int sample) {
    float[] first = new float[plain.values().size()];
    Arrays.fill(first, Float.NaN);
    for (int i = contenders.size() - 1; i > 0; i--) {
      float[] points = contenders.get(i).numbers(sample, ForecastForm::point);
      for (int value = 0; value < first.length; value++) {
        if (contenders.get(i).forecasts(plain.values().place(value))) {
          first[value] = points[value];
        }
      }
    }
    return first;
  }

  /** What happened as one number for each value. */
  private float[] points(float[] actual) {
    float[] points = new float[plain.values().size()];
    int from = 0;
    for (int value = 0; value < points.length; value++) {
      ForecastForm form = plain.form(value);
      points[value] = form.actual(actual, from);
      from += form.actuals();
    }
    return points;
  }
}
