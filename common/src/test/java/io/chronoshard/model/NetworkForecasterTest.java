package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.Slice;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class NetworkForecasterTest {

  private static final WindowShape SHAPE = new WindowShape(2, 3, 1, 1, 2, 1);

  /** Gives on what it is given: four inputs, the older step first, are the four outputs. */
  private static ModelNetwork identity() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder()
                        .nIn(4)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .lossFunction(org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction.MSE)
                        .build())
                .inputPreProcessor(0, new io.chronoshard.layer.FlattenSequence(2, 2))
                .build());
    network.init();
    float[] parameters = new float[20];
    for (int i = 0; i < 4; i++) {
      parameters[5 * i] = 1;
    }
    NativeFloats.write(parameters, 20, network.params());
    return new StackNetwork(network);
  }

  private static WindowSet windows(int count) {
    float[] inputs = new float[2 * (3 + count)];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = i;
    }
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      origins[i] = i;
    }
    Block block =
        new Block(
            new BlockId("s", 0), 3, count, new Slice(0, 2, inputs), new Slice(3, 2, new float[2]));
    return new WindowSet(List.of(new BlockWindows(block, origins, WindowCounts.NONE)));
  }

  private static final Scaler SCALER =
      new Scaler(List.of(new Scaler.Column(100, 10), new Scaler.Column(0, 2)));

  private static OwnUnits values(Scaler maps) {
    return new OwnUnits(
        TargetScalerExamples.values(maps),
        new ForecastLayout(new WindowTargets(SHAPE, 2), List.of(new ValueForm(), new ValueForm())));
  }

  @Test
  void forecastsComeBackInTheTargetsOwnUnitsInTheOrderAskedFor() {
    NetworkForecaster forecaster = new NetworkForecaster(identity(), SHAPE, 2, values(SCALER), 8);
    float[] out = new float[8];
    forecaster.forecast(windows(3), new int[] {9, 2, 0}, 1, 3, out);
    // The window of origin 5 reads steps 2 and 5: inputs 4, 5 and 10, 11.
    assertThat(out).containsExactly(140, 10, 200, 22, 100, 2, 160, 14);
    assertThat(forecaster.targetsBefore()).isZero();
  }

  @Test
  void aSeriesThatHasMapsOfItsOwnIsUnscaledByThem() {
    Scaler own =
        new Scaler(
            SCALER.columns(),
            Map.of("s", List.of(new Scaler.Column(1000, 1), new Scaler.Column(0, 4))));
    NetworkForecaster forecaster = new NetworkForecaster(identity(), SHAPE, 2, values(own), 8);
    float[] out = new float[4];
    forecaster.forecast(windows(3), new int[] {2}, 0, 1, out);
    assertThat(out).containsExactly(1004, 20, 1010, 44);
  }

  @Test
  void moreWindowsThanAMinibatchHoldsAreForecastInSeveral() {
    float[] whole = new float[4 * 11];
    int[] order = {10, 3, 5, 0, 1, 2, 9, 8, 7, 6, 4};
    new NetworkForecaster(identity(), SHAPE, 2, values(SCALER), 11)
        .forecast(windows(11), order, 0, 11, whole);
    for (int capacity : new int[] {1, 2, 5, 10}) {
      float[] parts = new float[4 * 11];
      new NetworkForecaster(identity(), SHAPE, 2, values(SCALER), capacity)
          .forecast(windows(11), order, 0, 11, parts);
      assertThat(parts).containsExactly(whole, within(1e-4f));
    }
  }
}
