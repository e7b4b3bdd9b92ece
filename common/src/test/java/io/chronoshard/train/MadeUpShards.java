package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Shards over one made-up series, small enough to train in milliseconds, and what a training on
 * them needs.
 *
 * @param shape of the windows
 * @param width features of a step
 * @param targets of a window; each is a feature in another unit
 */
public record MadeUpShards(WindowShape shape, int width, int targets) {

  /** Three steps of two features, one target at the next step. */
  public static final MadeUpShards TINY = new MadeUpShards(new WindowShape(3, 1, 1, 1, 1, 1), 2, 1);

  private static final int BLOCK_STEPS = 16;

  /** Blocks of a sine with noise, dealt to shards in turn. */
  public List<Shard> deal(long seed, int shards, int training, int validation) {
    MersenneTwister random = new MersenneTwister(seed);
    int span = shape.reach() + shape.ahead();
    int cut = training + span;
    int steps = cut + validation + span;
    float[] series = new float[steps * width];
    for (int i = 0; i < series.length; i++) {
      int step = i / width;
      double cycle = StrictMath.sin(2 * StrictMath.PI * step / 24);
      series[i] = (float) (cycle + 0.1 * random.nextGaussian());
    }
    Origins train = new Origins(shape.reach(), shape.reach(), cut - shape.ahead(), 1);
    Origins validate =
        new Origins(cut + shape.reach(), cut + shape.reach(), steps - shape.ahead(), 1);
    List<List<Block>> dealt = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      dealt.add(new ArrayList<>());
    }
    for (int number = 0; number * BLOCK_STEPS < steps; number++) {
      dealt.get(number % shards).add(block(number, series));
    }
    List<Shard> result = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      result.add(
          new Shard(
              shard,
              windows(dealt.get(shard), train),
              windows(dealt.get(shard), validate),
              Shard.Counts.NONE));
    }
    return result;
  }

  private Block block(int number, float[] series) {
    int from = number * BLOCK_STEPS;
    Slice inputs =
        new Slice(from - shape.reach(), width, new float[(shape.reach() + BLOCK_STEPS) * width]);
    Slice outputs = new Slice(from, targets, new float[(BLOCK_STEPS + shape.ahead()) * targets]);
    for (int i = 0; i < inputs.values().length; i++) {
      inputs.values()[i] = known(series, inputs.fromStep() * width + i);
    }
    for (int i = 0; i < outputs.values().length; i++) {
      int step = from + i / targets;
      outputs.values()[i] = 10 + 3 * known(series, (long) step * width + i % targets);
    }
    return new Block(new BlockId("made up", number), from, BLOCK_STEPS, inputs, outputs);
  }

  private static float known(float[] series, long at) {
    return at < 0 || at >= series.length ? Float.NaN : series[(int) at];
  }

  private WindowSet windows(List<Block> blocks, Origins origins) {
    return new WindowSet(
        blocks.stream()
            .map(
                block ->
                    BlockWindows.find(block, shape, origins, Needs.INPUTS_AND_TARGETS, List.of()))
            .toList());
  }

  /** The scaler that takes targets back to the features they come from. */
  public TargetScaler scaler() {
    return TargetScalerExamples.values(
        new Scaler(Collections.nCopies(targets, new Scaler.Column(10, 3))));
  }

  /**
   * The plan of training a model on these shards.
   *
   * @param layers each without its braces, such as {@code type = lstm, units = 3}
   */
  public TrainingPlan plan(TrainingSettings settings, String... layers) {
    Objective objective = Objective.ofValues(settings.loss(), targets);
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(layers),
            new InputShape(shape.length(), width),
            new OutputShape(shape.horizon(), objective.outputs()));
    return TrainingPlan.of(
        Networks.json(architecture, settings, Objectives.of(objective)),
        settings,
        new Compute(settings.engine(), 1),
        shape,
        width,
        scaler(),
        Objectives.of(objective));
  }

  /** The plan of a small LSTM. */
  public TrainingPlan lstm(TrainingSettings settings) {
    return plan(settings, "type = lstm, units = 3");
  }

  /** Settings without clipping and without early stopping. */
  public static TrainingSettings settings(
      OptimizerSettings.Type optimizer, double rate, int epochs, int batch, int period) {
    return TrainingSettingsExamples.with(
        "loss = mse, seed = 7, shards = 1",
        "optimizer { type = " + optimizer.name().toLowerCase(Locale.ROOT),
        "learning-rate = " + rate + " }",
        "epochs = " + epochs,
        "batch = " + batch,
        "period = " + period);
  }
}
