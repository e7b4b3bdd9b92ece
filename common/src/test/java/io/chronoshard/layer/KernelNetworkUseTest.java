package io.chronoshard.layer;

import static io.chronoshard.layer.KernelNetworkTest.begin;
import static io.chronoshard.layer.KernelNetworkTest.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.Updater;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CollectScoresIterationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A {@link KernelNetwork} that is used as one of Deeplearning4j's is. */
class KernelNetworkUseTest {

  private static final int WIDTH = 3;
  private static final int STEPS = 6;
  private static final int SAMPLES = 70;

  private final MultiLayerNetwork whole = begin(new MultiLayerNetwork(sequences()), Threads.ONE);
  private final KernelNetwork cut = begin(new KernelNetwork(sequences()), Threads.ONE);

  @Test
  void aLossThatIsNoNumberInSomeSamplesIsThatOfAll() {
    DataSet data = data();
    data.getLabels().putScalar(new int[] {1, 0, 2}, Float.NaN);

    whole.fit(data);
    cut.fit(data);

    assertThat(whole.score()).isNaN();
    assertThat(cut.score()).isNaN();
  }

  @Test
  void masksThatWereSetOnceHoldForSeveralGradients() {
    DataSet data = data();
    INDArray input = mask(SAMPLES);
    INDArray label = mask(SAMPLES).rsub(1);
    for (MultiLayerNetwork network : List.of(whole, cut)) {
      show(network, data);
      network.setLayerMaskArrays(input, null);
      network.setLayerMaskArrays(null, label);
      network.setListeners(new CollectScoresIterationListener());
      network.computeGradientAndScore();
      network.setListeners(List.of());
      network.computeGradientAndScore();
      network.computeGradientAndScore();
    }

    assertThat(cut.score()).isEqualTo(whole.score());
    assertThat(floats(cut.gradient().gradient())).isEqualTo(floats(whole.gradient().gradient()));
    assertThat(cut.getLayer(0).getMaskArray()).isSameAs(input);
    assertThat(cut.getOutputLayer().getMaskArray()).isSameAs(label);
  }

  @Test
  void partsWithoutAStepThatCountsAddNothing() {
    DataSet data = data();
    INDArray some = mask(SAMPLES);
    some.get(NDArrayIndex.interval(32, 64), NDArrayIndex.all()).assign(0);
    data.setFeaturesMaskArray(some);
    data.setLabelsMaskArray(some.dup());

    assertLearnsAlike(data);
  }

  @Test
  void whereNoStepCountsPenaltiesAreLearnedAlone() {
    DataSet data = data();
    data.setFeaturesMaskArray(Nd4j.zeros(DataType.FLOAT, SAMPLES, STEPS));
    data.setLabelsMaskArray(Nd4j.zeros(DataType.FLOAT, SAMPLES, STEPS));

    assertLearnsAlike(data);
  }

  @Test
  void labelsAndMasksOfOtherSamplesAreRefused() {
    INDArray features = data().getFeatures();
    INDArray labels = data().getLabels();
    for (int samples : new int[] {SAMPLES - 30, SAMPLES + 1}) {
      INDArray others = Values.of(1, DataType.FLOAT, samples, 1, STEPS);
      INDArray mask = mask(samples);

      assertRefusesAlike(network -> network.fit(features, others));
      assertRefusesAlike(network -> network.fit(features, labels, mask, null));
      assertRefusesAlike(network -> network.fit(features, labels, null, mask));
    }
  }

  @Test
  void learnsOnWhereAMinibatchWasRefusedHalfway() {
    DataSet bad = data();
    bad.getFeatures().putScalar(new int[] {40, 1, 2}, Float.NaN);

    assertRefusesAlike(network -> network.fit(bad));

    assertLearnsAlike(data());
  }

  @Test
  void forecastsBetweenMinibatches() {
    DataSet data = data();
    assertLearnsAlike(data);

    INDArray inputs = Values.of(2, DataType.FLOAT, 100, WIDTH, STEPS);
    assertThat(cut.output(inputs)).isEqualTo(whole.output(inputs));
    assertThat(cut.score(data)).isEqualTo(whole.score(data));

    assertLearnsAlike(data);
  }

  @Test
  void aCloneLearnsLikewise() {
    DataSet data = data();
    cut.fit(data);
    KernelNetwork clone = cut.clone();

    cut.fit(data);
    clone.fit(data);

    assertThat(floats(clone.params())).isEqualTo(floats(cut.params()));
    assertThat(floats(clone.updaterState())).isEqualTo(floats(cut.updaterState()));
  }

  @Test
  void itsFileIsThatOfAnotherNetwork(@TempDir Path folder) throws IOException {
    DataSet data = data();
    cut.fit(data);
    File file = folder.resolve("model.zip").toFile();
    cut.save(file, true);
    MultiLayerNetwork read = begin(MultiLayerNetwork.load(file, true), Threads.ONE);

    assertThat(read.getLayerWiseConfigurations()).isEqualTo(cut.getLayerWiseConfigurations());
    read.fit(data);
    cut.fit(data);

    assertThat(read.score()).isEqualTo(cut.score());
    assertThat(floats(read.params())).isEqualTo(floats(cut.params()));
  }

  @Test
  void aCloneOfANetworkThatHasNotLearnedIsOne() {
    assertThat(floats(cut.clone().params())).isEqualTo(floats(cut.params()));
  }

  @Test
  void readsPartsOfLargerArrays() {
    INDArray features = Values.of(3, DataType.FLOAT, 2 * SAMPLES, WIDTH + 2, STEPS);
    INDArray labels = Values.of(4, DataType.FLOAT, 2 * SAMPLES, 1, STEPS);
    for (char order : new char[] {'c', 'f'}) {
      INDArray some =
          features
              .dup(order)
              .get(
                  NDArrayIndex.interval(5, 5 + SAMPLES),
                  NDArrayIndex.interval(1, 1 + WIDTH),
                  NDArrayIndex.all());
      INDArray wanted =
          labels
              .dup(order)
              .get(NDArrayIndex.interval(5, 5 + SAMPLES), NDArrayIndex.all(), NDArrayIndex.all());

      assertLearnsAlike(new DataSet(some, wanted));
    }
  }

  @Test
  void readsTimeBeforeFeatures() {
    MultiLayerNetwork others = begin(new MultiLayerNetwork(windows()), Threads.ONE);
    KernelNetwork parts = begin(new KernelNetwork(windows()), Threads.ONE);
    for (char order : new char[] {'c', 'f'}) {
      DataSet data =
          new DataSet(
              Values.of(5, DataType.FLOAT, 97, STEPS, WIDTH).dup(order),
              Values.of(6, DataType.FLOAT, 97, 2).dup(order));

      others.fit(data);
      parts.fit(data);

      assertThat(parts.score()).isEqualTo(others.score());
      assertThat(floats(parts.params())).isEqualTo(floats(others.params()));
    }
  }

  private void assertLearnsAlike(DataSet data) {
    whole.fit(data);
    cut.fit(data);

    assertThat(cut.score()).isEqualTo(whole.score());
    assertThat(floats(cut.params())).isEqualTo(floats(whole.params()));
  }

  /** What a network is used for. */
  private interface Use {
    void of(MultiLayerNetwork network);
  }

  private void assertRefusesAlike(Use use) {
    Throwable refusal = catchThrowable(() -> use.of(whole));

    assertThatThrownBy(() -> use.of(cut))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessage(refusal.getMessage());
    whole.clearLayerMaskArrays();
    cut.clearLayerMaskArrays();
  }

  private static void show(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
  }

  private static DataSet data() {
    return new DataSet(
        Values.of(7, DataType.FLOAT, SAMPLES, WIDTH, STEPS).dup('f'),
        Values.of(8, DataType.FLOAT, SAMPLES, 1, STEPS).dup('f'));
  }

  /** Every other step counts, from the first on. */
  private static INDArray mask(int samples) {
    float[] values = new float[samples * STEPS];
    for (int i = 0; i < values.length; i += 2) {
      values[i] = 1;
    }
    return Nd4j.create(values, new int[] {samples, STEPS});
  }

  private static NeuralNetConfiguration.ListBuilder list() {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .l2(0.01)
        .updater(KernelUpdater.of(Updater.Adam.usual()))
        .list();
  }

  private static MultiLayerConfiguration sequences() {
    return list()
        .layer(new Lstm.Builder().nIn(WIDTH).nOut(4).checksInput().build())
        .layer(new Dense.Builder().nIn(4).nOut(1).build())
        .layer(new Output.Builder(new Loss.MeanSquared()).build())
        .build();
  }

  private static MultiLayerConfiguration windows() {
    return list()
        .layer(new Convolution.Builder(2).nIn(WIDTH).nOut(5).format(RNNFormat.NWC).build())
        .layer(new Gru.Builder().nIn(5).nOut(4).format(RNNFormat.NWC).recurrentDropout(0.3).build())
        .layer(new Pooling.Builder(Pool.MAX).format(RNNFormat.NWC).build())
        .layer(new Dense.Builder().nIn(4).nOut(2).curve(Curve.RELU).build())
        .layer(new Output.Builder(new Loss.Huber(1)).build())
        .build();
  }
}
