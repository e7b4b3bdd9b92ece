package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.error.DataException;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LocalWorkersTest {

  private static final MadeUpShards TINY = MadeUpShards.TINY;

  @Test
  void oneShardIsOneMachineToTheBit() {
    for (OptimizerSettings.Type optimizer : OptimizerSettings.Type.values()) {
      for (long seed = 1; seed <= 2; seed++) {
        TrainingPlan plan = TINY.lstm(MadeUpShards.settings(optimizer, 0.01, 1, 8, 1 + (int) seed));
        List<Shard> shards = TINY.deal(seed, 1, 37, 5);
        ModelState state = ModelState.of(plan.newNetwork());
        for (int epoch = 1; epoch <= 2; epoch++) {
          state = OneEpoch.of(new LocalWorkers(shards, plan), state).state();
        }
        assertThat(state)
            .as("%s, seed %d", optimizer, seed)
            .isEqualTo(plainLoop(plan, shards.get(0).training(), 2));
      }
    }
  }

  @Test
  void oneShardIsOneMachineWhateverTheLayers() {
    MadeUpShards twoAhead = new MadeUpShards(new WindowShape(6, 1, 1, 1, 2, 1), 2, 2);
    TrainingSettings settings =
        MadeUpShards.settings(OptimizerSettings.Type.RMSPROP, 0.01, 1, 8, 2);
    List<TrainingPlan> plans =
        List.of(
            twoAhead.plan(
                settings,
                "type = gru, units = 3, output = sequence, direction = both, l2 = 0.01",
                "type = lstm, units = 2, direction = backward"),
            twoAhead.plan(
                settings,
                "type = conv1d, filters = 3, size = 3, activation = relu",
                "type = layer-norm",
                "type = max-pool, size = 2",
                "type = global-average"),
            twoAhead.plan(
                settings,
                "type = reshape, steps = 3",
                "type = simple-rnn, units = 3",
                "type = activation, function = tanh",
                "type = repeat",
                "type = lstm, units = 2, output = sequence"));
    for (TrainingPlan plan : plans) {
      List<Shard> shards = twoAhead.deal(1, 1, 37, 5);
      LocalWorkers workers = new LocalWorkers(shards, plan);
      ModelState first = OneEpoch.of(workers, ModelState.of(plan.newNetwork())).state();

      assertThat(OneEpoch.of(workers, first).state())
          .as("plan %d", plans.indexOf(plan))
          .isEqualTo(plainLoop(plan, shards.get(0).training(), 2));
    }
  }

  @Test
  void aScheduleIsThatOfOneMachineToTheBit() {
    for (String type : List.of("step", "exponential", "cosine")) {
      TrainingSettings settings =
          TrainingSettingsExamples.with(
              "loss = mse, seed = 7, shards = 1, epochs = 3, batch = 8, period = 2",
              "optimizer { type = adam, learning-rate = 0.05 }, penalty.decay = 0.125",
              "schedule { type = " + type + ", warm-up = 0.5 }");
      TrainingPlan plan = TINY.lstm(settings);
      List<Shard> shards = TINY.deal(1, 1, 37, 5);
      LocalWorkers workers = new LocalWorkers(shards, plan);
      ModelState start = ModelState.of(plan.newNetwork());
      ModelState expected = start;
      ModelState state = start;
      for (int epoch = 1; epoch <= 3; epoch++) {
        expected = epochAtOwnRates(plan, shards.get(0).training(), expected);
        state = OneEpoch.of(workers, state).state();

        assertThat(state).as("%s, epoch %d", type, epoch).isEqualTo(expected);
      }
      assertThat(state).as(type).isNotEqualTo(plainLoop(plan, shards.get(0).training(), 3));
    }
  }

  /** Each minibatch by a network that was configured with the learning rate that it needs. */
  private static ModelState epochAtOwnRates(
      TrainingPlan plan, WindowSet windows, ModelState start) {
    int[] order = EpochOrder.of(plan.seed(), start.nextEpoch(), 0, windows.size());
    int minibatches = (order.length + plan.batch() - 1) / plan.batch();
    ModelState state = start;
    for (int minibatch = 0; minibatch < minibatches; minibatch++) {
      double done = start.epoch() + (double) minibatch / minibatches;
      double rate = 0.05 * plan.schedule().factor(done, 1.0 / minibatches);
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              MultiLayerConfiguration.fromJson(
                  plan.networkJson()
                      .replace("\"learningRate\" : 0.05", "\"learningRate\" : " + rate)));
      network.init();
      state.into(new StackNetwork(network));
      int from = minibatch * plan.batch();
      int to = Math.min(order.length, from + plan.batch());
      network.fit(inputs(plan, windows, order, from, to), targets(plan, windows, order, from, to));
      state = ModelState.of(new StackNetwork(network));
    }
    return state.afterEpoch();
  }

  /** Deeplearning4j as anyone would use it: fit after fit, arrays made anew. */
  private static ModelState plainLoop(TrainingPlan plan, WindowSet windows, int epochs) {
    MultiLayerNetwork network = plainNetwork(plan);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = EpochOrder.of(plan.seed(), epoch, 0, windows.size());
      for (int from = 0; from < order.length; from += plan.batch()) {
        int to = Math.min(order.length, from + plan.batch());
        network.fit(
            inputs(plan, windows, order, from, to), targets(plan, windows, order, from, to));
      }
      network.incrementEpochCount();
    }
    return ModelState.of(new StackNetwork(network));
  }

  private static INDArray inputs(
      TrainingPlan plan, WindowSet windows, int[] order, int from, int to) {
    int length = plan.shape().length();
    INDArray inputs =
        Nd4j.create(DataType.FLOAT, new long[] {to - from, plan.inputWidth(), length}, 'f');
    for (int i = from; i < to; i++) {
      for (int time = 0; time < length; time++) {
        long step =
            windows.origin(order[i]) - plan.shape().reach() + (long) time * plan.shape().sampling();
        for (int feature = 0; feature < plan.inputWidth(); feature++) {
          float value = windows.block(order[i]).inputs().at(step, feature);
          inputs.putScalar(new int[] {i - from, feature, time}, value);
        }
      }
    }
    return inputs;
  }

  private static INDArray targets(
      TrainingPlan plan, WindowSet windows, int[] order, int from, int to) {
    List<Scaler.Column> scales = plan.targetScaler().maps().columns();
    int width = scales.size();
    long outputs = (long) plan.shape().horizon() * width;
    INDArray targets = Nd4j.create(DataType.FLOAT, new long[] {to - from, outputs}, 'c');
    for (int i = from; i < to; i++) {
      for (int output = 0; output < outputs; output++) {
        int target = output % width;
        long step = windows.origin(order[i]) + plan.shape().leadOf(output / width);
        float value = windows.block(order[i]).targets().at(step, target);
        targets.putScalar(new int[] {i - from, output}, scales.get(target).scale(value));
      }
    }
    return targets;
  }

  @Test
  void averagingAfterEveryMinibatchIsTheJoinedMinibatch() {
    for (long seed = 1; seed <= 10; seed++) {
      TrainingPlan plan =
          TINY.lstm(MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.1, 1, 8, 1));
      List<Shard> shards = TINY.deal(seed, 3, 60 + (int) seed, 5);
      ModelState start = ModelState.of(plan.newNetwork());
      ModelState averaged = OneEpoch.of(new LocalWorkers(shards, plan), start).state();
      ModelState joined = joined(plan, shards, start);
      for (int i = 0; i < joined.parameters().length; i++) {
        assertThat(averaged.parameters()[i])
            .as("seed %d, parameter %d", seed, i)
            .isCloseTo(joined.parameters()[i], within(2e-6f));
      }
      assertThat(averaged.parameters()).isNotEqualTo(start.parameters());
    }
  }

  /** The network of a plan as Deeplearning4j makes it. */
  private static MultiLayerNetwork plainNetwork(TrainingPlan plan) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(plan.networkJson()));
    network.init();
    return network;
  }

  /** One machine whose minibatches are what the shards have in a round, one behind the other. */
  private static ModelState joined(TrainingPlan plan, List<Shard> shards, ModelState start) {
    MultiLayerNetwork network = plainNetwork(plan);
    start.into(new StackNetwork(network));
    int rounds = plan.rounds(shards.stream().map(ShardSize::of).toList(), start);
    for (int round = 0; round < rounds; round++) {
      List<INDArray> inputs = new ArrayList<>();
      List<INDArray> targets = new ArrayList<>();
      for (Shard shard : shards) {
        WindowSet windows = shard.training();
        int[] order = EpochOrder.of(plan.seed(), 1, shard.number(), windows.size());
        int from = round * plan.batch();
        int to = Math.min(order.length, from + plan.batch());
        if (from < to) {
          inputs.add(inputs(plan, windows, order, from, to));
          targets.add(targets(plan, windows, order, from, to));
        }
      }
      network.fit(
          Nd4j.concat(0, inputs.toArray(INDArray[]::new)),
          Nd4j.concat(0, targets.toArray(INDArray[]::new)));
    }
    return ModelState.of(new StackNetwork(network));
  }

  @Test
  void eachWindowIsUsedExactlyOncePerEpoch() {
    for (long seed = 1; seed <= 20; seed++) {
      int batch = 1 + (int) seed % 7;
      int period = 1 + (int) seed % 3;
      // So small a step leaves all parameters as they are: a loss depends on its window alone.
      TrainingPlan plan =
          TINY.plan(
              MadeUpShards.settings(OptimizerSettings.Type.SGD, 1e-12, 1, batch, period),
              "type = flatten");
      List<Shard> shards = TINY.deal(seed, 1 + (int) seed % 4, 50 + (int) seed, 5);
      ModelState start = ModelState.of(plan.newNetwork());
      EpochResult epoch = OneEpoch.of(new LocalWorkers(shards, plan), start);
      long windows = 0;
      double lossSum = 0;
      ShardValidator validator = new ShardTrainer(plan).validator();
      for (Shard shard : shards) {
        ValidationSums sums = validator.validate(shard.training());
        windows += sums.windows();
        lossSum += sums.lossSum();
      }
      assertThat(epoch.windows()).as("seed %d", seed).isEqualTo(windows).isEqualTo(50 + seed);
      assertThat(epoch.lossSum()).as("seed %d", seed).isCloseTo(lossSum, within(1e-4));
    }
  }

  @Test
  void theSameTrainingTwiceGivesTheSameBits() {
    for (OptimizerSettings.Type optimizer : OptimizerSettings.Type.values()) {
      TrainingSettings settings = MadeUpShards.settings(optimizer, 0.01, 1, 8, 2);
      TrainingPlan plan =
          TINY.plan(
              settings,
              "type = dropout, rate = 0.2",
              "type = lstm, units = 3, output = sequence",
              "type = simple-rnn, units = 3, output = sequence",
              "type = flatten",
              "type = dropout, rate = 0.5",
              "type = dense, units = 4, activation = relu");
      List<Shard> shards = TINY.deal(3, 3, 40, 20);
      assertThat(twoEpochs(shards, plan)).isEqualTo(twoEpochs(shards, plan));
    }
  }

  private static String twoEpochs(List<Shard> shards, TrainingPlan plan) {
    LocalWorkers workers = new LocalWorkers(shards, plan);
    ModelState state = ModelState.of(plan.newNetwork());
    ModelState first = OneEpoch.of(workers, state).state();
    workers.validate(first);
    return OneEpoch.of(workers, first).state().hash();
  }

  @Test
  void theSeedChangesDropoutAndOrder() {
    String dropout = "type = dropout, rate = 0.5";
    String flatten = "type = flatten";
    TrainingSettings settings = MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.01, 1, 100, 1);
    List<Shard> shards = TINY.deal(3, 1, 70, 20);
    TrainingPlan plan = TINY.plan(settings, flatten, dropout);
    // One minibatch holds all windows: their order changes nothing but roundings.
    TrainingPlan other = withSeed(plan, 8);
    ModelState start = ModelState.of(plan.newNetwork());
    float[] one = OneEpoch.of(new LocalWorkers(shards, plan), start).state().parameters();
    float[] two = OneEpoch.of(new LocalWorkers(shards, other), start).state().parameters();
    assertThat(Math.abs(one[0] - two[0])).isGreaterThan(1e-5f);
  }

  private static TrainingPlan withSeed(TrainingPlan plan, long seed) {
    return new TrainingPlan(
        plan.networkJson(),
        plan.compute(),
        plan.shape(),
        plan.inputWidth(),
        plan.targetScaler(),
        plan.objectives(),
        plan.schedule(),
        plan.batch(),
        plan.period(),
        plan.averaging(),
        seed);
  }

  @Test
  void aShardThatHasRunOutWeighsNothing() {
    TrainingPlan plan =
        TINY.lstm(MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.01, 1, 4, 1));
    // Blocks of 16 steps: the first shard gets one more than the second, the third nothing.
    List<Shard> shards = TINY.deal(5, 3, 20, 40);
    assertThat(shards.get(2).training().size()).isZero();
    List<TrainingListener.Round> rounds = new ArrayList<>();
    List<EpochProgress> reached = new ArrayList<>();
    EpochResult epoch =
        new LocalWorkers(shards, plan)
            .train(
                EpochProgress.begin(ModelState.of(plan.newNetwork())),
                new Silence() {
                  @Override
                  public void roundDone(Round round) {
                    rounds.add(round);
                  }
                },
                reached::add);
    assertThat(epoch.windows()).isEqualTo(20);
    assertThat(rounds).extracting(TrainingListener.Round::windows).containsExactly(8L, 6L, 4L, 2L);
    assertThat(reached).extracting(EpochProgress::rounds).containsExactly(1, 2, 3, 4);
    assertThat(reached).extracting(EpochProgress::windows).containsExactly(8L, 14L, 18L, 20L);
    assertThat(epoch.state().iteration()).isEqualTo(4);
    assertThat(epoch.state().epoch()).isEqualTo(1);
  }

  /** As where a state comes from another training. */
  @Test
  void aWindowThatIsLostOrUsedTwiceIsADefect() {
    TrainingPlan plan =
        TINY.lstm(MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.01, 1, 4, 1));
    LocalWorkers workers = new LocalWorkers(TINY.deal(5, 2, 20, 10), plan);
    ModelState start = ModelState.of(plan.newNetwork());
    for (EpochProgress from :
        List.of(
            new EpochProgress(start, OuterMomentum.NONE, 1, 0, 0),
            new EpochProgress(start, OuterMomentum.NONE, 0, 8, 1))) {
      assertThatThrownBy(() -> workers.train(from, new Silence(), at -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("epoch 1 has used (12|28) windows, and there are 20");
    }
  }

  @Test
  void validationAddsUpWhatEachForecastIsOff() {
    MadeUpShards some = new MadeUpShards(new WindowShape(3, 2, 1, 2, 2, 3), 3, 2);
    TrainingPlan plan =
        some.lstm(MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.01, 1, 8, 2));
    List<Shard> shards = some.deal(2, 2, 40, 30);
    LocalWorkers workers = new LocalWorkers(shards, plan);
    ModelState state = OneEpoch.of(workers, ModelState.of(plan.newNetwork())).state();
    MultiLayerNetwork network = plainNetwork(plan);
    state.into(new StackNetwork(network));
    double absolute = 0;
    double squares = 0;
    double scaledSquares = 0;
    int values = 0;
    for (Shard shard : shards) {
      WindowSet windows = shard.validation();
      Minibatch one = new Minibatch(1, some.shape(), some.width(), some.scaler());
      for (int window = 0; window < windows.size(); window++) {
        one.fill(windows, new int[] {window}, 0, 1);
        INDArray out = network.output(inputs(plan, windows, new int[] {window}, 0, 1));
        for (int i = 0; i < 4; i++) {
          double error = out.getFloat(0, i) - one.targets(0)[i];
          scaledSquares += error * error;
          absolute += Math.abs(3 * error);
          squares += 9 * error * error;
          values++;
        }
      }
    }
    ValidationSums sums = workers.validate(state);
    assertThat(sums.windows()).isEqualTo(30);
    assertThat(sums.loss()).isCloseTo(scaledSquares / values, within(1e-6));
    assertThat(sums.mae()).isCloseTo(absolute / values, within(1e-5));
    double first = sums.errors(0).mae();
    double second = sums.errors(1).mae();
    assertThat((first + second) / 2).isCloseTo(sums.mae(), within(1e-9));
    assertThat(first).isNotCloseTo(second, within(1e-3));
    assertThat(sums.rmse()).isCloseTo(StrictMath.sqrt(squares / values), within(1e-5));
  }

  @Test
  void aTrainingThatDivergesSaysSo() {
    TrainingPlan plan =
        TINY.plan(
            MadeUpShards.settings(OptimizerSettings.Type.SGD, 1e6, 1, 8, 2), "type = flatten");
    LocalWorkers workers = new LocalWorkers(TINY.deal(1, 2, 200, 20), plan);
    ModelState start = ModelState.of(plan.newNetwork());
    assertThatThrownBy(() -> OneEpoch.of(workers, start))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "training diverged: in epoch 1 the training loss is no finite number any more; lower"
                + " training.optimizer.learning-rate or set training.clip.norm");
  }
}
