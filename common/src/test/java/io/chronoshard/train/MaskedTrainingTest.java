package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.model.Compute;
import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.scale.Scalers;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training on series with gaps, shorter than their windows, on one machine. */
class MaskedTrainingTest {

  private static final Map<String, String> MODELS =
      Map.of(
          "stack",
          "layers = [{ type = lstm, units = 3, output = sequence }, { type = gru, units = 3 }]",
          "graph",
          """
          inputs = [{ name = long }, { name = fine, length = 12, sampling = 1, columns = [c1] }, { name = now, kind = static, columns = [c0] }]
          graph = [
            { name = a, from = long, type = lstm, units = 3 }
            { name = b, from = fine, type = gru, units = 3, direction = both }
            { name = all, from = [a, b, now], type = concatenate }
          ]""");

  private static Configuration settings(String model, long seed) {
    return ConfigurationReader.read(
        Optional.empty(),
        List.of(
            "window { length = 50, sampling = 2, lead = 1, targets = [c0], unknown = mask, least-rows = 2 }",
            "model { " + model + " }",
            "training { engine = scalar, shards = 1, epochs = 2, batch = 24, period = 2, loss = mse, seed = "
                + seed
                + " }"));
  }

  /** Deeplearning4j as anyone would use it: arrays made anew, and a mask for each input. */
  private static ModelState plain(TrainingPlan plan, WindowSet windows) {
    ModelNetwork network = plan.newNetwork();
    if (network instanceof StackNetwork) {
      MultiLayerNetwork stock =
          new MultiLayerNetwork(MultiLayerConfiguration.fromJson(plan.networkJson()));
      stock.init();
      network = new StackNetwork(stock);
    } else {
      ComputationGraph stock =
          new ComputationGraph(ComputationGraphConfiguration.fromJson(plan.networkJson()));
      stock.init();
      network = new GraphNetwork(stock);
    }
    for (int epoch = 1; epoch <= 2; epoch++) {
      int[] order = EpochOrder.of(plan.seed(), epoch, 0, windows.size());
      for (int from = 0; from < order.length; from += plan.batch()) {
        int to = Math.min(order.length, from + plan.batch());
        Minibatch minibatch =
            new Minibatch(to - from, plan.shape(), plan.inputWidth(), plan.targetScaler());
        minibatch.fill(windows, order, from, to);
        fit(network, plan, minibatch);
      }
      network.count(network.iteration(), epoch);
    }
    return ModelState.of(network);
  }

  private static void fit(ModelNetwork network, TrainingPlan plan, Minibatch minibatch) {
    int inputs = plan.shape().inputs().size();
    INDArray[] values = new INDArray[inputs];
    INDArray[] masks = new INDArray[inputs];
    for (int input = 0; input < inputs; input++) {
      Rows rows = plan.shape().inputs().get(input);
      int width = rows.width(plan.inputWidth());
      INDArray made = Nd4j.createFromArray(minibatch.inputs(input).clone());
      values[input] =
          rows.form() == Rows.Form.VECTOR
              ? made.reshape('c', minibatch.size(), width)
              : made.reshape('c', minibatch.size(), rows.count(), width).permute(0, 2, 1).dup('c');
      masks[input] =
          rows.isMasked()
              ? Nd4j.createFromArray(minibatch.mask(input).clone())
                  .reshape('c', minibatch.size(), rows.count())
              : null;
    }
    INDArray targets =
        Nd4j.createFromArray(minibatch.targets(0).clone()).reshape('c', minibatch.size(), 1);
    if (network instanceof StackNetwork stack) {
      stack.network().fit(values[0], targets.castTo(DataType.FLOAT), masks[0], null);
    } else {
      ((GraphNetwork) network).network().fit(values, new INDArray[] {targets}, masks, null);
    }
  }

  @Test
  void wholeWindowsAsKerasLaysThemOutAreNotMasked() {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 5, targets = [c0], unknown = mask, least-rows = 2 }",
                "split.inputs = keras"));
    MadeUpHistory made = MadeUpHistory.random(1, 3, 2, 0.1);
    assertThatThrownBy(() -> TrainingDesign.of(settings, made.description(32), FeatureFacts.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("split.inputs = keras lays out whole windows as Keras does");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stack", "graph"})
  void oneShardIsOneMachineToTheBit(String model) {
    for (long seed = 1; seed <= 3; seed++) {
      Configuration settings = settings(MODELS.get(model), seed);
      MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.1);
      TrainingDesign design = TrainingDesign.of(settings, made.description(32), FeatureFacts.NONE);
      WindowLayout layout = design.layout();
      List<Block> blocks =
          design.dealt().keySet().stream().map(id -> made.block(id, layout.builder())).toList();
      Scalers scalers =
          FittedScalers.of(
                  new LocalRows(layout, List.of(blocks)),
                  design.scaling(),
                  layout.features(),
                  design.ends().outputs())
              .scalers();
      ShardBuilder builder = new ShardBuilder(layout, scalers.inputs());
      blocks.forEach(builder::add);
      Shard shard = builder.build(0);
      TrainingPlan plan =
          TrainingPlan.of(
              Networks.json(
                  design.architectures().get(0), settings.training(), design.objectives()),
              settings.training(),
              new Compute(TrainingSettings.Engine.SCALAR, 1),
              layout.shape(),
              layout.features().inputs().size(),
              scalers.targets(),
              design.objectives());
      LocalWorkers workers = new LocalWorkers(List.of(shard), plan);
      ModelState state = ModelState.of(plan.newNetwork());
      for (int epoch = 1; epoch <= 2; epoch++) {
        state = OneEpoch.of(workers, state).state();
      }
      assertThat(shard.training().size()).isGreaterThan(2 * plan.batch());
      assertThat(state).as("seed %d", seed).isEqualTo(plain(plan, shard.training()));
    }
  }
}
