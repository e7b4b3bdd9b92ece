package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentKernel;
import io.chronoshard.kernel.RecurrentPass;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

class SecondWayBackTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private static org.deeplearning4j.nn.api.Layer running(Layer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(9)
                .dataType(DataType.FLOAT)
                .updater(new NoOp())
                .list()
                .layer(layer)
                .setInputType(InputType.recurrent(3, 7))
                .build());
    network.init();
    network.initGradientsView();
    return network.getLayer(0);
  }

  private static Map<String, INDArray> copied(Gradient gradient) {
    Map<String, INDArray> copies = new HashMap<>();
    gradient.gradientForVariable().forEach((key, values) -> copies.put(key, values.dup()));
    return copies;
  }

  private static void assertSame(
      Pair<Gradient, INDArray> next, Map<String, INDArray> parameters, INDArray input) {
    assertThat(copied(next.getFirst())).isEqualTo(parameters);
    assertThat(next.getSecond()).isEqualTo(input);
  }

  @Test
  void givesTheSameGradients() {
    for (Layer conf :
        List.of(
            new Lstm.Builder().nOut(4).inputDropout(0.3).recurrentDropout(0.3).build(),
            new Gru.Builder().nOut(4).direction(Direction.CONCATENATE).build(),
            new SimpleRnn.Builder().nOut(4).recurrentDropout(0.5).build(),
            new Dense.Builder().nOut(4).curve(Curve.TANH).build(),
            new Convolution.Builder(2).nOut(4).padding(Padding.SAME).curve(Curve.SIGMOID).build(),
            new LayerNorm.Builder().build(),
            new Pooling.Builder(Pool.MAX).window(2, 2).build())) {
      org.deeplearning4j.nn.api.Layer layer = running(conf);
      INDArray input = Values.of(1, DataType.FLOAT, 20, 3, 7);
      INDArray output = layer.activate(input, true, NONE);
      INDArray epsilon = Values.of(2, DataType.FLOAT, output.shape());
      Pair<Gradient, INDArray> once = layer.backpropGradient(epsilon, NONE);
      Map<String, INDArray> parameters = copied(once.getFirst());

      assertSame(layer.backpropGradient(epsilon, NONE), parameters, once.getSecond());
      assertSame(layer.backpropGradient(epsilon, NONE), parameters, once.getSecond());
    }
  }

  @Test
  void givesTheSameGradientsFromAKeptState() {
    BaseRecurrentLayer<?> layer =
        (BaseRecurrentLayer<?>) running(new Lstm.Builder().nOut(4).recurrentDropout(0.3).build());
    layer.rnnActivateUsingStoredState(Values.of(1, DataType.FLOAT, 6, 3, 7), true, true, NONE);
    layer.rnnActivateUsingStoredState(Values.of(2, DataType.FLOAT, 6, 3, 7), true, true, NONE);
    INDArray epsilon = Values.of(3, DataType.FLOAT, 6, 4, 7);
    Pair<Gradient, INDArray> once = layer.tbpttBackpropGradient(epsilon, 7, NONE);
    Map<String, INDArray> parameters = copied(once.getFirst());

    assertSame(layer.tbpttBackpropGradient(epsilon, 7, NONE), parameters, once.getSecond());
  }

  /** What dropped nothing on its way forward drops nothing on its way back. */
  @Test
  void givesTheGradientsOfARunThatInferred() {
    INDArray input = Values.of(1, DataType.FLOAT, 20, 3, 7);
    INDArray epsilon = Values.of(2, DataType.FLOAT, 20, 4, 7);
    org.deeplearning4j.nn.api.Layer plain = running(new Gru.Builder().nOut(4).build());
    plain.activate(input, true, NONE);
    Pair<Gradient, INDArray> expected = plain.backpropGradient(epsilon, NONE);
    org.deeplearning4j.nn.api.Layer dropping =
        running(new Gru.Builder().nOut(4).inputDropout(0.3).recurrentDropout(0.3).build());
    dropping.activate(input, false, NONE);

    assertSame(
        dropping.backpropGradient(epsilon, NONE),
        copied(expected.getFirst()),
        expected.getSecond());
  }

  @Test
  void isRefusedByTheKernelWhereNothingIsKept() {
    RecurrentSettings settings =
        new RecurrentSettings(Kind.GRU, 2, 3, Curve.TANH, Curve.SIGMOID, Direction.FORWARD, false);
    RecurrentKernel kernel = new RecurrentKernel(settings, Engine.SCALAR.arithmetic(), Threads.ONE);
    float[] parameters = new float[settings.parametersOfDirection()];
    float[] gradient = new float[parameters.length];
    Sequences in = Sequences.bySample(new float[2 * 4 * 2], 2, 4, 2);
    Sequences out = Sequences.bySample(new float[2 * 4 * 3], 2, 4, 3);
    RecurrentPass kept = RecurrentPass.plain(WayBack.FOLLOWS);
    kernel.load(parameters);

    assertThatThrownBy(() -> kernel.backward(in, out, null, gradient, kept))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a way back without a way forward that kept what it needs");
    kernel.forward(in, out, kept);
    kernel.backward(in, out, null, gradient, kept);
    kernel.forward(in, out, RecurrentPass.plain(WayBack.NONE));
    assertThatThrownBy(() -> kernel.backward(in, out, null, gradient, kept))
        .isInstanceOf(IllegalStateException.class);
  }
}
