package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.Panel;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.Updater;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class KernelNetworkTest {

  private static final int WIDTH = 3;

  @Test
  void trainsToTheBitsOfANetworkOfWholeMinibatches() {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      MultiLayerConfiguration made = anyNetwork(random);
      Threads threads = new Threads(1 + random.nextInt(3));
      MultiLayerNetwork whole = begin(new MultiLayerNetwork(made.clone()), Threads.ONE);
      MultiLayerNetwork cut = begin(new KernelNetwork(made.clone()), threads);
      int steps = 4 + random.nextInt(5);
      for (int minibatch = 0; minibatch < 3; minibatch++) {
        DataSet data = anyData(1 + random.nextInt(5 * Panel.LANES), steps, whole, random);

        whole.fit(data);
        cut.fit(data);

        assertThat(cut.score()).as("score, seed %d", seed).isEqualTo(whole.score());
        assertThat(floats(cut.params())).as("seed %d", seed).isEqualTo(floats(whole.params()));
      }
      assertThat(floats(cut.getUpdater().getStateViewArray()))
          .isEqualTo(floats(whole.getUpdater().getStateViewArray()));
    }
  }

  @Test
  void showsItsLayersAFewSamplesAtATime() {
    KernelNetwork network = new KernelNetwork(lstm());
    begin(network, new Threads(2));

    DataSet data = vectors(5 * Panel.LANES);
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());

    network.computeGradientAndScore();

    assertThat(network.getLayer(0).input().size(0)).isEqualTo(Panel.LANES);
    assertThat(network.getInput().size(0)).isEqualTo(5 * Panel.LANES);
  }

  @Test
  void showsListenersTheActivationsOfWholeMinibatches() {
    KernelNetwork network = new KernelNetwork(lstm());
    begin(network, Threads.ONE);
    List<Long> seen = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onForwardPass(
              org.deeplearning4j.nn.api.Model model, List<INDArray> activations) {
            seen.add(activations.get(1).size(0));
          }
        });

    network.fit(vectors(100));

    assertThat(seen).containsExactly(100L);
  }

  @Test
  void trainsPieceByPieceAsOthersDo() {
    DataSet data =
        new DataSet(
            Values.of(1, DataType.FLOAT, 70, WIDTH, 6).dup('f'),
            Values.of(2, DataType.FLOAT, 70, 1, 6).dup('f'));
    MultiLayerConfiguration sequences =
        list(new Random(1))
            .layer(new Lstm.Builder().nIn(WIDTH).nOut(4).build())
            .layer(new Dense.Builder().nIn(4).nOut(1).build())
            .layer(new Output.Builder(new Loss.MeanSquared()).build())
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(3)
            .build();
    MultiLayerNetwork whole = begin(new MultiLayerNetwork(sequences.clone()), Threads.ONE);
    MultiLayerNetwork cut = begin(new KernelNetwork(sequences.clone()), Threads.ONE);

    whole.fit(data);
    cut.fit(data);

    assertThat(floats(cut.params())).isEqualTo(floats(whole.params()));
  }

  @Test
  void whatIsReshapedRepeatedAndFlattenedIsTheSame() {
    MultiLayerConfiguration made =
        list(new Random(2))
            .layer(new Reshape.Builder(6, 3).build())
            .layer(
                new Gru.Builder()
                    .nIn(2 * WIDTH)
                    .nOut(4)
                    .lastOnly()
                    .regularization(List.of(new Penalty(Penalty.Kind.L2, 0.1)))
                    .build())
            .layer(new Activation.Builder(Curve.ELU).build())
            .layer(new Repeat.Builder(5).build())
            .layer(new Lstm.Builder().nIn(4).nOut(3).build())
            .layer(new Dense.Builder().nIn(3).nOut(2).build())
            .layer(new Output.Builder(new Loss.MeanSquared()).build())
            .inputPreProcessor(6, new FlattenSequence(5, 2))
            .build();
    MultiLayerNetwork whole = begin(new MultiLayerNetwork(made.clone()), Threads.ONE);
    KernelNetwork cut = new KernelNetwork(made.clone());
    begin(cut, Threads.ONE);
    Random random = new Random(3);
    for (int minibatch = 0; minibatch < 3; minibatch++) {
      DataSet data = new DataSet(any(random, 100, WIDTH, 6).dup('f'), any(random, 100, 10));

      whole.fit(data);
      cut.fit(data);

      assertThat(cut.score()).isEqualTo(whole.score());
      assertThat(floats(cut.params())).isEqualTo(floats(whole.params()));
    }
  }

  private static MultiLayerConfiguration lstm() {
    return list(new Random(0))
        .layer(new Lstm.Builder().nIn(WIDTH).nOut(4).lastOnly().readsData().build())
        .layer(new Dense.Builder().nIn(4).nOut(1).build())
        .layer(new Output.Builder(new Loss.MeanSquared()).build())
        .build();
  }

  private static DataSet vectors(int samples) {
    return new DataSet(
        Values.of(1, DataType.FLOAT, samples, WIDTH, 6).dup('f'),
        Values.of(2, DataType.FLOAT, samples, 1));
  }

  private static NeuralNetConfiguration.ListBuilder list(Random random) {
    return new NeuralNetConfiguration.Builder()
        .seed(random.nextInt(100))
        .miniBatch(random.nextBoolean())
        .updater(KernelUpdater.of(Updater.Adam.usual()).clippedByNorm(1))
        .list();
  }

  private static MultiLayerConfiguration anyNetwork(Random random) {
    NeuralNetConfiguration.ListBuilder list = list(random);
    int width = WIDTH;
    if (random.nextInt(3) == 0) {
      list.layer(new Dropout.Builder(0.3).build());
    }
    if (random.nextInt(3) == 0) {
      list.layer(new LayerNorm.Builder().nIn(width).build());
    }
    List<Direction> directions = List.of(Direction.values());
    Direction direction = directions.get(random.nextInt(directions.size()));
    RecurrentBuilder<?> first =
        new Gru.Builder().nIn(width).nOut(4).direction(direction).recurrentDropout(0.25);
    list.layer(first.build());
    width = direction == Direction.CONCATENATE ? 8 : 4;
    boolean isSequence = random.nextBoolean();
    RecurrentBuilder<?> second = new Lstm.Builder().nIn(width).nOut(5).inputDropout(0.2);
    list.layer(isSequence ? second.build() : second.lastOnly().build());
    list.layer(new Dense.Builder().nIn(5).nOut(2).curve(Curve.TANH).build());
    list.layer(
        new Output.Builder(random.nextBoolean() ? new Loss.MeanSquared() : new Loss.LogCosh())
            .build());
    return list.build();
  }

  private static DataSet anyData(int samples, int steps, MultiLayerNetwork network, Random random) {
    INDArray input = any(random, samples, WIDTH, steps);
    boolean isSequence = !((RecurrentLayer) recurrent(network)).givesLastOnly();
    INDArray labels = isSequence ? any(random, samples, 2, steps) : any(random, samples, 2);
    INDArray mask = random.nextBoolean() ? mask(random, samples, steps) : null;
    INDArray labelMask = isSequence && random.nextBoolean() ? mask(random, samples, steps) : null;
    boolean liesOtherwise = random.nextBoolean();
    return new DataSet(
        liesOtherwise ? input.dup('c') : input.dup('f'), labels.dup('f'), mask, labelMask);
  }

  private static Layer recurrent(MultiLayerNetwork network) {
    Layer found = null;
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      if (layer instanceof RunningRecurrent) {
        found = layer.conf().getLayer();
      }
    }
    return Objects.requireNonNull(found);
  }

  private static INDArray any(Random random, int... shape) {
    float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape);
  }

  /** Each sequence begins with a step that counts. */
  private static INDArray mask(Random random, int samples, int steps) {
    float[] values = new float[samples * steps];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % steps == 0 || random.nextInt(4) > 0 ? 1 : 0;
    }
    return Nd4j.create(values, new int[] {samples, steps});
  }

  static <N extends MultiLayerNetwork> N begin(N network, Threads threads) {
    network.init();
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      ((KernelLayer) layer).runOn(Engine.best().arithmetic(), threads);
    }
    return network;
  }

  static float[] floats(@Nullable INDArray array) {
    return array == null ? new float[0] : array.toFloatVector();
  }
}
