package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.HeadObjective;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import io.chronoshard.model.ModelInput;
import io.chronoshard.model.ModelOutput;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.model.Read;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets.HeadTarget;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training of a graph with several inputs and heads, on one machine. */
class GraphTrainingTest {

  private static final WindowShape SHAPE =
      new WindowShape(
          List.of(
              Rows.back(4, 1, List.of(0)),
              Rows.back(3, 2, List.of(1, 0)),
              Rows.atOrigin(List.of(1))),
          1,
          List.of(Rows.ahead(1, 2, 2, List.of(1, 0)), Rows.ahead(3, 1, 1, List.of(0))));

  private static final MadeUpShards SHARDS = new MadeUpShards(SHAPE, 2, 2);

  private static final TrainingSettings SETTINGS =
      TrainingSettingsExamples.with(
          "loss = mae, seed = 7, shards = 1, epochs = 2, batch = 8, period = 2",
          "optimizer { type = adam, learning-rate = 0.01 }, penalty.l2 = 0.001, clip.norm = 1");

  private static TrainingPlan plan() {
    TrainingSettings squared = TrainingSettingsExamples.with("loss = mse");
    Objectives objectives =
        new Objectives(
            List.of(
                new HeadObjective("near", 1, Objective.ofValues(SETTINGS.loss(), 2)),
                new HeadObjective("far", 0.25, Objective.ofValues(squared.loss(), 1))));
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.graph(
                "inputs = [{ name = one }, { name = two }, { name = now }]",
                """
                graph = [
                  { name = a, from = one, type = lstm, units = 3 }
                  { name = b, from = two, type = gru, units = 2, recurrent-dropout = 0.25 }
                  { name = all, from = [a, b, now], type = concatenate }
                  { name = hidden, type = dense, units = 4, activation = tanh }
                  { name = drop, type = dropout, rate = 0.25 }
                ]"""),
            List.of(
                new ModelInput("one", "one", new Sequence(4, 1)),
                new ModelInput("two", "two", new Sequence(3, 2)),
                new ModelInput("now", "now", new Vector(1))),
            List.of(
                new ModelOutput("near", "near", "", new OutputShape(2, 2)),
                new ModelOutput("far", "far", "hidden", new OutputShape(1, 1))));
    return TrainingPlan.of(
        Networks.json(architecture, SETTINGS, objectives),
        SETTINGS,
        new Compute(TrainingSettings.Engine.SCALAR, 1),
        SHAPE,
        2,
        SHARDS.scaler(),
        objectives);
  }

  @Test
  void oneShardIsOneMachineToTheBit() {
    TrainingPlan plan = plan();
    for (long seed = 1; seed <= 3; seed++) {
      List<Shard> shards = SHARDS.deal(seed, 1, 37, 5);
      LocalWorkers workers = new LocalWorkers(shards, plan);
      ModelState state = ModelState.of(plan.newNetwork());
      ModelState expected = state;
      for (int epoch = 1; epoch <= 2; epoch++) {
        state = OneEpoch.of(workers, state).state();
        expected = plainEpoch(plan, shards.get(0).training(), expected);
      }
      assertThat(state).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Deeplearning4j as anyone would use it: arrays made anew, with the dropout of each round. */
  private static ModelState plainEpoch(TrainingPlan plan, WindowSet windows, ModelState start) {
    int[] order = EpochOrder.of(plan.seed(), start.nextEpoch(), 0, windows.size());
    ModelState state = start;
    int round = 1;
    int most = plan.period().of(start.nextEpoch(), start.rateFactor()) * plan.batch();
    for (int first = 0; first < order.length; first += most) {
      ComputationGraph network =
          new ComputationGraph(ComputationGraphConfiguration.fromJson(plan.networkJson()));
      network.init();
      state.into(new GraphNetwork(network));
      Compute.drawFrom(
          new GraphNetwork(network),
          ShardTrainer.roundSeed(plan.seed(), start.nextEpoch(), round++, 0));
      int end = Math.min(order.length, first + most);
      for (int from = first; from < end; from += plan.batch()) {
        int to = Math.min(end, from + plan.batch());
        network.fit(inputs(windows, order, from, to), targets(plan, windows, order, from, to));
      }
      state = ModelState.of(new GraphNetwork(network));
    }
    return state.afterEpoch();
  }

  private static INDArray[] inputs(WindowSet windows, int[] order, int from, int to) {
    INDArray[] inputs = new INDArray[SHAPE.inputs().size()];
    for (int input = 0; input < inputs.length; input++) {
      Rows rows = SHAPE.inputs().get(input);
      int[] columns = rows.columns(2);
      boolean isVector = rows.form() == Rows.Form.VECTOR;
      inputs[input] =
          isVector
              ? Nd4j.create(DataType.FLOAT, to - from, columns.length)
              : Nd4j.create(DataType.FLOAT, to - from, columns.length, rows.count());
      for (int i = from; i < to; i++) {
        for (int row = 0; row < rows.count(); row++) {
          long step = windows.origin(order[i]) + rows.at(row);
          for (int feature = 0; feature < columns.length; feature++) {
            float value = windows.block(order[i]).inputs().at(step, columns[feature]);
            int[] at =
                isVector ? new int[] {i - from, feature} : new int[] {i - from, feature, row};
            inputs[input].putScalar(at, value);
          }
        }
      }
    }
    return inputs;
  }

  private static INDArray[] targets(
      TrainingPlan plan, WindowSet windows, int[] order, int from, int to) {
    List<Scaler.Column> maps = plan.targetScaler().maps().columns();
    INDArray[] targets = new INDArray[SHAPE.heads().size()];
    for (int head = 0; head < targets.length; head++) {
      Rows rows = SHAPE.heads().get(head);
      int[] columns = rows.columns(2);
      targets[head] = Nd4j.create(DataType.FLOAT, to - from, (long) rows.count() * columns.length);
      for (int i = from; i < to; i++) {
        for (int output = 0; output < rows.values(2); output++) {
          int column = columns[output % columns.length];
          long step = windows.origin(order[i]) + rows.at(output / columns.length);
          float value = windows.block(order[i]).targets().at(step, column);
          targets[head].putScalar(new int[] {i - from, output}, maps.get(column).scale(value));
        }
      }
    }
    return targets;
  }

  @Test
  void validationAddsUpWhatEachHeadIsOff() {
    TrainingPlan plan = plan();
    Shard shard = SHARDS.deal(5, 1, 37, 23).get(0);
    ModelState state = ModelState.of(plan.newNetwork());
    ValidationSums sums = new LocalWorkers(List.of(shard), plan).validate(state);

    WindowSet windows = shard.validation();
    int[] order = EpochOrder.ascending(windows.size());
    INDArray[] outputs =
        plan.newNetwork().outputs(Read.of(inputs(windows, order, 0, order.length)));
    INDArray[] targets = targets(plan, windows, order, 0, order.length);
    INDArray near = outputs[0].sub(targets[0]);
    INDArray far = outputs[1].sub(targets[1]);
    double nearLoss = near.norm1Number().doubleValue() / near.length();
    double farLoss = far.mul(far).meanNumber().doubleValue();

    assertThat(sums.windows()).isEqualTo(windows.size());
    assertThat(sums.places()).extracting(HeadTarget::rows).containsExactly(2, 2, 1);
    assertThat(sums.loss(0)).isCloseTo(nearLoss, within(1e-6));
    assertThat(sums.loss(1)).isCloseTo(farLoss, within(1e-6));
    assertThat(sums.loss()).isCloseTo(nearLoss + 0.25 * farLoss, within(1e-6));
    // Three times the scaled error, for the scaler divides by three.
    double firstOfNear = 0;
    for (int i = 0; i < order.length; i++) {
      firstOfNear += Math.abs(near.getDouble(i, 0)) + Math.abs(near.getDouble(i, 2));
    }
    assertThat(sums.errors(0).mae()).isCloseTo(3 * firstOfNear / (2 * order.length), within(1e-5));
    assertThat(sums.errors(2).rmse()).isCloseTo(3 * Math.sqrt(farLoss), within(1e-5));

    double nearMae = (sums.errors(0).mae() + sums.errors(1).mae()) / 2;
    assertThat(sums.further())
        .containsOnlyKeys("near loss", "near mae", "near rmse", "far loss", "far mae", "far rmse")
        .containsEntry("near loss", sums.loss(0))
        .containsEntry("near mae", nearMae)
        .containsEntry("far rmse", sums.errors(2).rmse());
    assertThat(sums.mae())
        .isEqualTo((sums.errors(0).mae() + sums.errors(1).mae() + sums.errors(2).mae()) / 3);
  }
}
