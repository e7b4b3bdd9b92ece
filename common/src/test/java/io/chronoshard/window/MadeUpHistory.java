package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;

/** A small history in memory, with unknown values, whose blocks can be cut anywhere. */
public final class MadeUpHistory {

  private final TreeMap<String, Slice> series = new TreeMap<>();
  private final int channels;
  private final TimeAxis axis = TimeAxis.clock(600_000);

  /** Series of different extents, with a share of unknown values. */
  public static MadeUpHistory random(long seed, int seriesCount, int channels, double unknown) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory history = new MadeUpHistory(channels);
    // All series lie within one block of 1024 steps, before or after 1970.
    int base = 1024 * (random.nextInt(5) - 2);
    for (int s = 0; s < seriesCount; s++) {
      int steps = 40 + random.nextInt(160);
      float[] values = new float[steps * channels];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble() < unknown ? Float.NaN : (float) random.nextGaussian();
      }
      history.series.put("s" + s, new Slice(base + random.nextInt(100), channels, values));
    }
    return history;
  }

  /** One series of known values. */
  public static MadeUpHistory single(long fromStep, int channels, float[] values) {
    MadeUpHistory history = new MadeUpHistory(channels);
    history.series.put("s0", new Slice(fromStep, channels, values));
    return history;
  }

  /** Series by their names, each with so many channels. */
  public static MadeUpHistory of(int channels, Map<String, Slice> series) {
    MadeUpHistory history = new MadeUpHistory(channels);
    history.series.putAll(series);
    return history;
  }

  private MadeUpHistory(int channels) {
    this.channels = channels;
  }

  /** What a table of it would say about itself. */
  public History description(int blockSteps) {
    List<String> names = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      names.add("c" + channel);
    }
    List<SeriesExtent> extents = new ArrayList<>();
    series.forEach(
        (name, slice) -> extents.add(new SeriesExtent(name, slice.fromStep(), slice.toStep())));
    return new History(axis, blockSteps, names, RecordedTimes.FROM_STEPS, extents, "made up");
  }

  /** The same history with noise on every value at or after a step. */
  public MadeUpHistory disturbedFrom(long step, long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory disturbed = new MadeUpHistory(channels);
    for (Map.Entry<String, Slice> entry : series.entrySet()) {
      Slice slice = entry.getValue();
      float[] values = slice.values().clone();
      int from = (int) Math.max(0, Math.min(slice.steps(), step - slice.fromStep()));
      for (int i = from * channels; i < values.length; i++) {
        values[i] = random.nextInt(10) == 0 ? Float.NaN : (float) (100 * random.nextGaussian());
      }
      disturbed.series.put(entry.getKey(), new Slice(slice.fromStep(), channels, values));
    }
    return disturbed;
  }

  /** The same history with every value rounded to a whole number, so that no sum is rounded. */
  public MadeUpHistory wholeNumbers() {
    MadeUpHistory whole = new MadeUpHistory(channels);
    for (Map.Entry<String, Slice> entry : series.entrySet()) {
      Slice slice = entry.getValue();
      float[] values = slice.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.rint(10 * values[i]);
      }
      whole.series.put(entry.getKey(), new Slice(slice.fromStep(), channels, values));
    }
    return whole;
  }

  /** The same history with a channel that is 1 or 0, as a label's is. */
  public MadeUpHistory withEvents(int channel) {
    MadeUpHistory changed = new MadeUpHistory(channels);
    for (Map.Entry<String, Slice> entry : series.entrySet()) {
      Slice slice = entry.getValue();
      float[] values = slice.values().clone();
      for (int i = channel; i < values.length; i += channels) {
        values[i] = Float.isNaN(values[i]) ? Float.NaN : values[i] > 0.5f ? 1 : 0;
      }
      changed.series.put(entry.getKey(), new Slice(slice.fromStep(), channels, values));
    }
    return changed;
  }

  /** The same history with a channel of one series that never changes. */
  public MadeUpHistory withConstant(String name, int channel, float value) {
    MadeUpHistory changed = new MadeUpHistory(channels);
    changed.series.putAll(series);
    Slice slice = series.get(name);
    float[] values = slice.values().clone();
    for (int i = channel; i < values.length; i += channels) {
      values[i] = value;
    }
    changed.series.put(name, new Slice(slice.fromStep(), channels, values));
    return changed;
  }

  /** A value of a series, unknown outside of its extent. */
  public float value(String name, long step, int channel) {
    Slice slice = series.get(name);
    return step >= slice.fromStep() && step < slice.toStep() ? slice.at(step, channel) : Float.NaN;
  }

  /** A block with unscaled inputs, cut out of the series as a table's reader would. */
  public Block block(BlockId id, BlockBuilder builder) {
    Slice whole = series.get(id.series());
    long from = builder.readFrom(id);
    int steps = (int) (builder.readTo(id) - from);
    float[] values = new float[steps * channels];
    Arrays.fill(values, Float.NaN);
    for (int step = 0; step < steps; step++) {
      long absolute = from + step;
      if (absolute >= whole.fromStep() && absolute < whole.toStep()) {
        System.arraycopy(
            whole.values(),
            (int) (absolute - whole.fromStep()) * channels,
            values,
            step * channels,
            channels);
      }
    }
    return builder.build(
        id, whole.fromStep(), new Slice(from, channels, values), StepTimes.of(axis));
  }

  /** All blocks that a layout's rule claims, in order. */
  public List<Block> blocks(WindowLayout layout, OriginRule rule) {
    return layout.deal(1, List.of(rule)).keySet().stream()
        .map(id -> block(id, layout.builder()))
        .toList();
  }
}
