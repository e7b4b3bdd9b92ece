package io.chronoshard.simulate;

import io.chronoshard.config.SimulateFaults;
import io.chronoshard.config.SimulateFaults.UnitChange;
import io.chronoshard.config.SimulateSettings;
import java.util.Arrays;
import java.util.List;

/**
 * What the sensors of one series show: its readings, moved by events, wear, drift and a change of
 * unit, with sensors that stick and spike, and markers; and the count of it.
 *
 * <p>It remembers what stuck sensors show, so it serves one thread; it is asked for steps in any
 * order.
 */
final class Sensors {

  private static final double DAY_MILLIS = 86_400_000.0;

  private final SimulatedSeries series;

  /** The same series, for steps long ago: it remembers other weather. */
  private final SimulatedSeries past;

  private final List<SimulatedChannel> channels;
  private final SimulateFaults faults;
  private final FaultPlan plan;
  private final EventPlan events;
  private final Wear wear;
  private final boolean[] worn;
  private final long tickOfStepZero;
  private final long[] powers;
  private final double[] driftPerDay;
  private final int unitChannel;
  private final boolean plain;
  private final float[] pastRow;
  private final float[] held;
  private final long[] heldFrom;

  Sensors(
      SimulatedSeries series,
      SimulatedSeries past,
      List<SimulatedChannel> channels,
      SimulateSettings settings,
      FaultPlan plan,
      EventPlan events,
      Wear wear,
      long tickOfStepZero) {
    this.series = series;
    this.past = past;
    this.channels = channels;
    this.faults = settings.faults();
    this.plan = plan;
    this.events = events;
    this.wear = wear;
    this.tickOfStepZero = tickOfStepZero;
    powers = channels.stream().mapToLong(c -> Decimals.power(c.decimals())).toArray();
    List<String> names = channels.stream().map(SimulatedChannel::name).toList();
    worn = new boolean[channels.size()];
    for (int channel = 0; channel < worn.length; channel++) {
      List<String> some = settings.wear().channels();
      worn[channel] =
          settings.wear().life() > 0 && (some.isEmpty() || some.contains(names.get(channel)));
    }
    driftPerDay = new double[channels.size()];
    for (String name : faults.drift().channels()) {
      int channel = names.indexOf(name);
      driftPerDay[channel] = faults.drift().perDay() * channels.get(channel).deviation();
    }
    unitChannel = names.indexOf(faults.unitChange().channel());
    plain =
        faults.spikes() == 0
            && faults.stuck() == 0
            && faults.drift().channels().isEmpty()
            && unitChannel < 0;
    pastRow = new float[channels.size()];
    held = new float[channels.size()];
    heldFrom = new long[channels.size()];
    Arrays.fill(heldFrom, Long.MIN_VALUE);
  }

  /** The instant of a step, in milliseconds since 1970-01-01T00:00:00Z. */
  long millis(long step) {
    return series.millis(step);
  }

  /**
   * What stands in the row of a step: one value for each channel, NaN where the marker goes.
   *
   * @param copies how often the row is written, and so each of its cells is counted
   */
  void read(long step, int copies, float[] row, FaultTally tally) {
    course(series, step, row);
    long tick = tickOfStepZero + step;
    for (int channel = 0; channel < row.length; channel++) {
      if (plan.missing(tick, channel)) {
        row[channel] = Float.NaN;
        tally.missing[channel] += copies;
      } else if (!plain) {
        row[channel] = shown(step, channel, row[channel], copies, tally);
      }
    }
  }

  private float shown(long step, int channel, float course, int copies, FaultTally tally) {
    long tick = tickOfStepZero + step;
    float due = due(step, channel, course);
    if (plan.sticks() && plan.stuck(channel).contains(tick)) {
      float stuck = held(channel, plan.stuck(channel).from(tick));
      if (stuck != due) {
        tally.stuck[channel] += copies;
        return stuck;
      }
    } else {
      double spike = plan.spike(tick, channel);
      if (spike != 0) {
        tally.spikes[channel] += copies;
        double unit = isConverted(step, channel) ? Math.abs(faults.unitChange().factor()) : 1;
        return rounded(due + spike * unit * channels.get(channel).deviation(), channel);
      }
    }
    if (driftPerDay[channel] != 0 && drifted(step, channel, course) != course) {
      tally.drifted[channel] += copies;
    }
    if (isConverted(step, channel)) {
      tally.converted[channel] += copies;
    }
    return due;
  }

  /** What a sensor shows that is stuck from a step on: what it showed at the step before. */
  private float held(int channel, long fromTick) {
    if (heldFrom[channel] != fromTick) {
      long step = fromTick - 1 - tickOfStepZero;
      course(past, step, pastRow);
      held[channel] = due(step, channel, pastRow[channel]);
      heldFrom[channel] = fromTick;
    }
    return held[channel];
  }

  /** The readings of a step as they are, worn and with events among them. */
  private void course(SimulatedSeries of, long step, float[] row) {
    of.row(step, row);
    for (int channel = 0; channel < row.length; channel++) {
      if (worn[channel]) {
        double moved = row[channel] + wear.deviations(step) * channels.get(channel).deviation();
        row[channel] = rounded(moved, channel);
      }
    }
    long tick = tickOfStepZero + step;
    if (events.stretches().contains(tick)) {
      for (int channel = 0; channel < row.length; channel++) {
        double moved =
            row[channel] + events.deviations(tick, channel) * channels.get(channel).deviation();
        row[channel] = rounded(moved, channel);
      }
    }
  }

  /** A reading as a sensor shows it that has drifted and may have another unit. */
  private float due(long step, int channel, float course) {
    float drifted = drifted(step, channel, course);
    UnitChange change = faults.unitChange();
    return isConverted(step, channel)
        ? rounded(drifted * change.factor() + change.offset(), channel)
        : drifted;
  }

  private float drifted(long step, int channel, float course) {
    double days = (series.millis(step) - series.millis(0)) / DAY_MILLIS;
    return driftPerDay[channel] == 0
        ? course
        : rounded(course + driftPerDay[channel] * days, channel);
  }

  private boolean isConverted(long step, int channel) {
    return channel == unitChannel && series.millis(step) >= faults.unitChange().at().toEpochMilli();
  }

  private float rounded(double value, int channel) {
    return (float) (Decimals.scaled(value, powers[channel]) / (double) powers[channel]);
  }
}
