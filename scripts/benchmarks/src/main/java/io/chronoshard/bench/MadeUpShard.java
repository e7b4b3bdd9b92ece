package io.chronoshard.bench;

import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.LocalRows;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * One long series as a shard's windows, and once more as flat arrays with the very same floats.
 *
 * @param shape of the windows
 * @param windows over scaled blocks, made as training makes them
 * @param targetScaler what scales the targets
 * @param inputs {@code [step][channel]}, scaled, from step 0
 * @param targets {@code [step][target]}, scaled, from step 0
 */
record MadeUpShard(
    WindowShape shape, WindowSet windows, TargetScaler targetScaler, Slice inputs, Slice targets) {

  private static final String SERIES = "made up";

  /**
   * A series of some steps, {@code blockSteps} to a block, of which the first channel is the
   * target.
   */
  static MadeUpShard of(int steps, int channels, int blockSteps, List<String> windowSettings) {
    List<String> names = IntStream.range(0, channels).mapToObj(channel -> "c" + channel).toList();
    List<String> sets = new ArrayList<>(windowSettings);
    sets.add("split.fraction = { training = 1, validation = 0 }");
    sets.add("window.targets = [c0]");
    Configuration configuration = ConfigurationReader.read(Optional.empty(), sets);
    History history =
        new History(
            TimeAxis.clock(600_000),
            blockSteps,
            names,
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent(SERIES, 0, steps)),
            "made up");
    FeatureSet features =
        FeatureSet.of(configuration.features(), configuration.window().targets(), history);
    WindowShape shape = WindowShape.of(configuration.window(), history.axis());
    Parts parts = Parts.of(configuration.split(), history);
    WindowLayout layout = WindowLayout.forTraining(history, features, shape, parts);
    Slice grid = randomWalk(steps, channels);
    return cut(configuration, layout, grid);
  }

  private static Slice randomWalk(int steps, int channels) {
    MersenneTwister random = new MersenneTwister(new int[] {1});
    float[] values = new float[Math.multiplyExact(steps, channels)];
    for (int i = 0; i < values.length; i++) {
      double before = i < channels ? 0 : values[i - channels];
      values[i] = (float) (0.99 * before + random.nextGaussian());
    }
    return new Slice(0, channels, values);
  }

  private static MadeUpShard cut(Configuration configuration, WindowLayout layout, Slice grid) {
    StepTimes times = StepTimes.of(layout.history().axis());
    FeatureSet features = layout.features();
    Slice inputs = features.inputs(grid, times, grid.fromStep(), grid.toStep());
    Slice targets = features.targets(grid, times, grid.fromStep(), grid.toStep());
    OriginRule training = layout.rows(Part.TRAINING);
    BlockBuilder builder = layout.builder();
    List<BlockId> blocks = List.copyOf(layout.deal(1, List.of(training)).keySet());
    LocalRows rows =
        new LocalRows(
            layout,
            List.of(
                blocks.stream()
                    .map(id -> builder.build(id, grid.fromStep(), read(grid, builder, id), times))
                    .toList()));
    Scalers scalers =
        FittedScalers.of(
                rows,
                ScalePlan.of(configuration.features().scale(), features),
                features,
                configuration.model().ends().outputs())
            .scalers();
    ShardBuilder shard = new ShardBuilder(layout, scalers.inputs());
    for (BlockId id : blocks) {
      shard.add(builder.build(id, grid.fromStep(), read(grid, builder, id), times));
    }
    return new MadeUpShard(
        layout.shape(),
        shard.build(0).training(),
        scalers.targets(),
        scalers.inputs().scale(inputs, SERIES),
        scalers.targets().maps().scale(targets, SERIES));
  }

  /** What a block reads of a series, unknown where the series has no step. */
  private static Slice read(Slice grid, BlockBuilder builder, BlockId id) {
    int width = grid.width();
    long from = builder.readFrom(id);
    long to = builder.readTo(id);
    float[] values = new float[Math.toIntExact(to - from) * width];
    Arrays.fill(values, Float.NaN);
    long first = Math.max(from, grid.fromStep());
    long last = Math.min(to, grid.toStep());
    System.arraycopy(
        grid.values(),
        (int) (first - grid.fromStep()) * width,
        values,
        (int) (first - from) * width,
        (int) (last - first) * width);
    return new Slice(from, width, values);
  }
}
