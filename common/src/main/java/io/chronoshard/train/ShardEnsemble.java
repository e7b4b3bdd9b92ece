package io.chronoshard.train;

import io.chronoshard.model.Ensemble;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Outputs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks several trained networks about a shard's validation windows.
 *
 * @param plan of the training: all of them read the same windows
 * @param members the networks
 */
public record ShardEnsemble(TrainingPlan plan, FrozenEnsemble members) {

  /** The products of a shard. */
  public record ShardStack(int shard, StackSums sums) {}

  /** The errors of the networks together. */
  public ShardValidation validate(Shard shard) {
    NetworkForecaster together = forecaster(new Ensemble(networks(), members.weights()));
    return new ShardValidation(
        shard.number(), new ShardValidator(plan, together).validate(shard.validation()));
  }

  /** The products of what each network gives, in scaled units. */
  public ShardStack stack(Shard shard) {
    List<NetworkForecaster> each = networks().stream().map(this::forecaster).toList();
    WindowSet windows = shard.validation();
    int[] widths = plan.units().layout().numbers(plan.shape().heads().size());
    int numbers = plan.units().layout().numbers();
    Minibatch minibatch =
        new Minibatch(plan.batch(), plan.shape(), plan.inputWidth(), plan.targetScaler());
    float[][] forecasts = new float[each.size()][plan.batch() * numbers];
    StackSums sums = StackSums.none(each.size());
    int[] order = EpochOrder.ascending(windows.size());
    for (int from = 0; from < order.length; from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      minibatch.fill(windows, order, from, to);
      for (int member = 0; member < forecasts.length; member++) {
        each.get(member).forecastScaled(windows, order, from, to, forecasts[member]);
      }
      int first = 0;
      for (int head = 0; head < widths.length; head++) {
        for (int sample = 0; sample < to - from; sample++) {
          int at = sample * numbers + first;
          add(forecasts, at, minibatch.targets(head), sample * widths[head], widths[head], sums);
        }
        first += widths[head];
      }
    }
    return new ShardStack(shard.number(), sums);
  }

  /** Adds what one head forecasts of one window, a number for each target. */
  private static void add(
      float[][] forecasts, int at, float[] targets, int first, int width, StackSums sums) {
    float[] ofOne = new float[forecasts.length];
    for (int value = 0; value < width; value++) {
      for (int member = 0; member < ofOne.length; member++) {
        ofOne[member] = forecasts[member][at + value];
      }
      sums.add(ofOne, targets[first + value]);
    }
  }

  private List<ModelNetwork> networks() {
    List<ModelNetwork> networks = new ArrayList<>();
    for (ModelNetwork network : members.ensemble().networks()) {
      plan.compute().prepare(network);
      networks.add(network);
    }
    return networks;
  }

  private NetworkForecaster forecaster(Outputs outputs) {
    return new NetworkForecaster(
        outputs, plan.shape(), plan.inputWidth(), plan.units(), plan.batch());
  }

  /** The products over all shards, the same for any order of arrival. */
  public static StackSums sum(List<ShardStack> stacks, int shards) {
    return ShardTree.sum(stacks, shards, ShardStack::shard, ShardStack::sums, StackSums::plus)
        .orElseThrow(() -> new IllegalArgumentException("no shard was asked"));
  }
}
