package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.Updater;
import io.chronoshard.kernel.Updater.Sgd.Look;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class KernelUpdaterTest {

  private static final List<Updater> UPDATERS =
      List.of(
          Updater.Sgd.usual(),
          new Updater.Sgd(0.05, 0.9, Updater.Sgd.Look.AHEAD),
          Updater.RmsProp.usual(),
          new Updater.RmsProp(0.01, 0.8, 0.5, 1e-6),
          Updater.Adam.usual());

  @Test
  void leavesWhatIsToBeSubtractedToTheBit() {
    for (Updater updater : UPDATERS) {
      int length = 37;
      float[] parameters = new float[length];
      float[] state = new float[updater.stateSize(length)];
      INDArray subtracted = Nd4j.zeros(DataType.FLOAT, length);
      INDArray view = state.length == 0 ? null : Nd4j.zeros(DataType.FLOAT, state.length);
      GradientUpdater<KernelUpdater> running = KernelUpdater.of(updater).instantiate(view, true);
      SplittableRandom random = new SplittableRandom(5);
      for (int iteration = 0; iteration < 20; iteration++) {
        float[] gradient = new float[length];
        for (int i = 0; i < length; i++) {
          gradient[i] = (float) (random.nextDouble() - 0.5);
        }
        INDArray block = Nd4j.createFromArray(gradient);

        updater.update(Engine.SCALAR.arithmetic(), parameters, gradient, state, iteration + 1);
        running.applyUpdater(block, iteration, 0);

        subtracted.subi(block);
      }
      assertThat(subtracted.toFloatVector()).as("%s", updater).isEqualTo(parameters);
    }
  }

  @Test
  void learnsInDoublesWhatItLearnsInFloats() {
    double[] untrained =
        learned(KernelUpdater.of(new Updater.Sgd(0, 0, Look.HERE)), DataType.DOUBLE);
    for (Updater updater : UPDATERS) {
      KernelUpdater plain = KernelUpdater.of(updater);
      for (KernelUpdater each :
          List.of(plain, plain.clippedByNorm(0.02), plain.clippedByValue(0.01))) {
        double[] doubles = learned(each, DataType.DOUBLE);

        assertThat(learned(each, DataType.FLOAT))
            .as("%s", each)
            .containsExactly(doubles, within(1e-5));
        assertThat(doubles).as("%s", each).isNotEqualTo(untrained);
      }
    }
  }

  private static double[] learned(KernelUpdater updater, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(new Gru.Builder().nIn(2).nOut(3).lastOnly().build())
                .layer(new Dense.Builder().nIn(3).nOut(1).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .build());
    network.init();
    for (int step = 0; step < 10; step++) {
      network.fit(Values.of(1, type, 4, 2, 5), Values.of(2, type, 4, 1));
    }
    return network.params().ravel().toDoubleVector();
  }

  @Test
  void standsInANetworksFile() throws IOException {
    for (Updater updater : UPDATERS) {
      MultiLayerConfiguration conf =
          new NeuralNetConfiguration.Builder()
              .updater(KernelUpdater.of(updater))
              .list()
              .layer(new SimpleRnn.Builder().nIn(2).nOut(3).lastOnly().build())
              .layer(
                  new OutputLayer.Builder(LossFunction.MSE)
                      .nIn(3)
                      .nOut(1)
                      .activation(Activation.IDENTITY)
                      .build())
              .build();

      assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    }
  }

  @Test
  void aScaledRateIsThatOfAnUpdaterWithThisRate() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (double factor : new double[] {0.25, 1, 4}) {
        MultiLayerNetwork scaled = decaying(0.5, type);
        MultiLayerNetwork plain = decaying(0.5 * factor, type);
        String before = scaled.getLayerWiseConfigurations().toJson();
        LearningRates.scale((BaseMultiLayerUpdater<?>) scaled.getUpdater(), factor);
        for (MultiLayerNetwork network : List.of(scaled, plain)) {
          network.fit(Values.of(1, type, 4, 2), Values.of(2, type, 4, 1));
        }

        assertThat(scaled.params()).as("%s times %s", type, factor).isEqualTo(plain.params());
        assertThat(MultiLayerConfiguration.fromJson(before).getConf(0))
            .isEqualTo(scaled.getLayerWiseConfigurations().getConf(0));
      }
    }
  }

  private static MultiLayerNetwork decaying(double rate, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(KernelUpdater.of(new Updater.Sgd(rate, 0, Look.HERE)))
                .list()
                .layer(
                    new Dense.Builder()
                        .nIn(2)
                        .nOut(1)
                        .regularization(List.of(new Penalty(Penalty.Kind.DECAY, 0.125)))
                        .build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .build());
    network.init();
    return network;
  }

  @Test
  void theRateOfAnotherUpdaterStays() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new org.nd4j.linalg.learning.config.Sgd(0.1))
                .list()
                .layer(new Dense.Builder().nIn(2).nOut(1).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .build());
    network.init();
    assertThatThrownBy(
            () -> LearningRates.scale((BaseMultiLayerUpdater<?>) network.getUpdater(), 0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no way to change the learning rate of ");
  }

  @Test
  void shortensTheGradientOfAllLayersAtOnce() {
    KernelUpdater plain = KernelUpdater.of(new Updater.Sgd(1, 0, Updater.Sgd.Look.HERE));
    INDArray inputs = Nd4j.linspace(-1, 1, 24).reshape(4, 2, 3).castTo(DataType.FLOAT);
    INDArray labels = Nd4j.linspace(3, 4, 4).reshape(4, 1).castTo(DataType.FLOAT);
    INDArray free = step(plain, inputs, labels);
    INDArray shortened = step(plain.clippedByNorm(0.01), inputs, labels);
    INDArray bounded = step(plain.clippedByValue(0.01), inputs, labels);

    assertThat(free.norm2Number().doubleValue()).isGreaterThan(1);
    assertThat(shortened.norm2Number().doubleValue()).isCloseTo(0.01, within(1e-6));
    assertThat(
            shortened
                .mul(free.norm2Number().doubleValue() / 0.01)
                .sub(free)
                .normmaxNumber()
                .doubleValue())
        .isCloseTo(0, within(1e-3));
    assertThat(bounded.normmaxNumber().doubleValue()).isCloseTo(0.01, within(1e-6));
  }

  private static INDArray step(KernelUpdater updater, INDArray inputs, INDArray labels) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(updater)
                .list()
                .layer(new Gru.Builder().nIn(2).nOut(3).lastOnly().build())
                .layer(new Dense.Builder().nIn(3).nOut(1).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .build());
    network.init();
    assertThat(((BaseMultiLayerUpdater<?>) network.getUpdater()).getUpdaterBlocks()).hasSize(1);
    INDArray before = network.params().dup();
    network.fit(inputs, labels);
    return network.params().sub(before);
  }

  @Test
  void doesNotClipPiecesOfAGradientByTheirNorms() {
    KernelUpdater clipped = KernelUpdater.of(Updater.Adam.usual()).clippedByNorm(1);
    for (Dense.Builder second :
        List.of(
            new Dense.Builder().updater(new NoOp()), new Dense.Builder().biasUpdater(new NoOp()))) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .updater(clipped)
                  .list()
                  .layer(new Dense.Builder().nIn(2).nOut(3).build())
                  .layer(second.nIn(3).nOut(2).build())
                  .layer(new Dense.Builder().nIn(2).nOut(1).build())
                  .layer(new Output.Builder(new Loss.MeanSquared()).build())
                  .build());
      network.init();
      INDArray inputs = Values.of(1, DataType.FLOAT, 4, 2);
      INDArray labels = Values.of(2, DataType.FLOAT, 4, 1);

      assertThatThrownBy(() -> network.fit(inputs, labels))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("of a network's 20 parameters; give all layers");
    }
  }

  @Test
  void decaysNoWeights() {
    assertThatThrownBy(() -> KernelUpdater.of(Updater.Adam.decaying()))
        .hasMessageContaining(
            "cannot decay them by 0.004; give the layer a Penalty of the kind DECAY by regularization(...), and also by regularizationBias(...)");
  }
}
