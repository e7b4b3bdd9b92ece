package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts again and again, each time from a window whose newest rows are the forecasts before: of
 * quantiles the median, of a deviation the mean. What is known of the steps that are forecast is
 * never looked at, but for inputs that are known ahead.
 */
public final class RecursiveForecaster implements Forecaster {

  private final Forecaster once;
  private final Feedback feedback;
  private final ForecastLayout near;
  private final ForecastLayout far;
  private final Scaler inputs;
  private final int batch;

  /** One time's forecasts of a minibatch. */
  private final float[] forecasts;

  /** Where each number of one time goes in the first time's place of all. */
  private final int[] places;

  /** How much further on the same number of the next time goes, for each. */
  private final int[] strides;

  /** Of each head's target, whether it is the first one of its column: which goes on from there. */
  private final boolean[] leading;

  /** Steps from the origin of the first time to that of the last. */
  private final int on;

  /** Steps from the origin to the last row that is read. */
  private final int ahead;

  /**
   * Around a forecaster.
   *
   * @param once forecasts the windows that are fed back to
   * @param near the layout of what it gives
   * @param far the layout of what all times give together
   * @param inputs scales what is fed back
   * @param batch windows that are forecast together at most
   */
  public RecursiveForecaster(
      Forecaster once,
      Feedback feedback,
      ForecastLayout near,
      ForecastLayout far,
      Scaler inputs,
      int batch) {
    this.once = once;
    this.feedback = feedback;
    this.near = near;
    this.far = far;
    this.inputs = inputs;
    this.batch = batch;
    this.forecasts = new float[Math.multiplyExact(batch, near.numbers())];
    this.places = new int[near.numbers()];
    this.strides = new int[near.numbers()];
    this.on = feedback.shift() * (feedback.times() - 1);
    this.ahead = Math.max(on, feedback.far().inputsAhead());
    this.leading = leading(near.values());
    int at = 0;
    int head = 0;
    int[] widths = near.numbers(feedback.near().heads().size());
    for (int width : widths) {
      for (int number = 0; number < width; number++) {
        places[at] = head + number;
        strides[at++] = width;
      }
      head += width * feedback.times();
    }
  }

  private static boolean[] leading(WindowTargets values) {
    List<Integer> targets =
        values.targets().stream().map(WindowTargets.HeadTarget::target).toList();
    boolean[] leading = new boolean[targets.size()];
    for (int place = 0; place < leading.length; place++) {
      leading[place] = targets.indexOf(targets.get(place)) == place;
    }
    return leading;
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    for (int start = from; start < to; start += batch) {
      int end = Math.min(to, start + batch);
      List<Block> blocks = new ArrayList<>();
      for (int i = start; i < end; i++) {
        blocks.add(window(windows.block(order[i]), windows.origin(order[i])));
      }
      for (int time = 0; time < feedback.times(); time++) {
        WindowSet shifted = shifted(blocks, time);
        once.forecast(shifted, EpochOrder.ascending(blocks.size()), 0, blocks.size(), forecasts);
        for (int sample = 0; sample < blocks.size(); sample++) {
          place(sample, time, out, (start - from + sample) * far.numbers());
          feed(blocks.get(sample), sample, time);
        }
      }
    }
  }

  private WindowSet shifted(List<Block> blocks, int time) {
    int[] origin = {time * feedback.shift()};
    WindowCounts one = new WindowCounts(1, 1, 0, 0);
    return new WindowSet(
        blocks.stream().map(block -> new BlockWindows(block, origin, one)).toList());
  }

  private void place(int sample, int time, float[] out, int first) {
    int at = sample * near.numbers();
    for (int number = 0; number < near.numbers(); number++) {
      out[first + places[number] + time * strides[number]] = forecasts[at + number];
    }
  }

  /**
   * A window by itself, with room for what is fed back.
   *
   * <pre>
   * inputs    |·······o|k k k k k|      known ahead alone behind the origin
   * targets          |o|         |
   * </pre>
   */
  private Block window(Block block, long origin) {
    int reach = feedback.near().reach();
    Slice all = block.inputs();
    int width = all.width();
    float[] values = new float[(reach + 1 + ahead) * width];
    Arrays.fill(values, Float.NaN);
    int first = Math.toIntExact(origin - reach - all.fromStep()) * width;
    System.arraycopy(all.values(), first, values, 0, (reach + 1) * width);
    for (int step = 1; step <= ahead; step++) {
      int to = (reach + step) * width;
      for (int input : feedback.known()) {
        values[to + input] =
            origin + step < all.toStep() ? all.at(origin + step, input) : Float.NaN;
      }
      for (int input : feedback.held()) {
        values[to + input] = all.at(origin, input);
      }
    }
    return new Block(
        block.id(),
        origin,
        on + 1,
        new Slice(origin - reach, width, values),
        targets(block.targets(), origin));
  }

  private Slice targets(Slice all, long origin) {
    float[] values = new float[(on + 1) * all.width()];
    Arrays.fill(values, Float.NaN);
    for (int column = 0; column < all.width(); column++) {
      values[column] = Targets.at(all, origin, column);
    }
    return new Slice(origin, all.width(), values);
  }

  /** Puts one time's forecasts where the next one reads them. */
  private void feed(Block window, int sample, int time) {
    if (time + 1 == feedback.times()) {
      return;
    }
    List<Scaler.Column> maps = inputs.of(window.id().series());
    WindowTargets values = near.values();
    long origin = window.coreFrom() + (long) time * feedback.shift();
    int at = sample * near.numbers();
    for (int value = 0; value < values.size(); value++) {
      ForecastForm form = near.form(value);
      long step = origin + values.lead(value);
      if (!form.isProbable() && leading[values.place(value)]) {
        float point = form.point(forecasts, at);
        put(window.targets(), step, values.column(value), point);
        for (Feedback.Fed fed : feedback.fed()) {
          if (fed.place() == values.place(value)) {
            put(window.inputs(), step, fed.input(), maps.get(fed.input()).scale(point));
          }
        }
      }
      at += form.width();
    }
  }

  /** The slices of a window of its own are no one else's. */
  private static void put(Slice slice, long step, int column, float value) {
    if (step < slice.toStep()) {
      slice.values()[Math.toIntExact(step - slice.fromStep()) * slice.width() + column] = value;
    }
  }

  @Override
  public int targetsBefore() {
    return once.targetsBefore();
  }
}
