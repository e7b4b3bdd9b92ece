package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/** {@code y = 100 + 3 · (x + noise)} with a known noise, from whose size nothing can be hidden. */
final class NoisyLine {

  /** The noise's standard deviation, in the unit of y. */
  static final double SIGMA = 1.5;

  static final WindowShape SHAPE = new WindowShape(1, 1, 1, 0, 1, 1);

  private NoisyLine() {}

  /** So many windows, each of an x and the y of the same step. */
  static WindowSet windows(int seed, int count) {
    MersenneTwister random = new MersenneTwister(seed);
    float[] x = new float[count];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextGaussian();
      y[i] = (float) (100 + 3 * x[i] + SIGMA * random.nextGaussian());
    }
    Block block =
        new Block(new BlockId("line", 0), 0, count, new Slice(0, 1, x), new Slice(0, 1, y));
    return new WindowSet(
        List.of(
            BlockWindows.find(
                block, SHAPE, new Origins(0, 0, count, 1), Needs.INPUTS_AND_TARGETS, List.of())));
  }

  /** The plan of training one dense layer on them. */
  static TrainingPlan plan(TrainingSettings settings) {
    Objective objective = Objective.ofValues(settings.loss(), 1);
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of("type = flatten"),
            new InputShape(1, 1),
            new OutputShape(1, objective.outputs()));
    return TrainingPlan.of(
        Networks.json(architecture, settings, Objectives.of(objective)),
        settings,
        new Compute(settings.engine(), 1),
        SHAPE,
        1,
        TargetScalerExamples.values(new Scaler.Column(100, 3)),
        Objectives.of(objective));
  }

  /** Trains on 20,000 windows and judges by 20,000 others. */
  static TrainingOutcome trained(TrainingSettings settings) {
    Shard shard = new Shard(0, windows(1, 20_000), windows(2, 20_000), Shard.Counts.NONE);
    TrainingPlan plan = plan(settings);
    return new TrainingLoop(settings, new LocalWorkers(List.of(shard), plan), new Silence())
        .run(ModelState.of(plan.newNetwork()));
  }
}
