package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.layer.KernelGraph;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.GraphExamples.Graph;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class GraphNetworkTest {

  private static final int SAMPLES = 5;

  private static final TrainingSettings SETTINGS =
      TrainingSettingsExamples.with(
          "loss = mse, seed = 3",
          "optimizer { type = adam, learning-rate = 0.01 }",
          "penalty { l2 = 0.01, decay = 0.001 }, clip.norm = 1");

  static Stream<String> names() {
    return graphs().keySet().stream();
  }

  private static Map<String, Graph> graphs() {
    Map<String, Graph> all = new TreeMap<>(GraphExamples.all());
    all.put("residual", GraphExamples.residual());
    return all;
  }

  private static String json(Graph graph, TrainingSettings settings) {
    return Networks.json(graph.architecture(), settings, graph.objectives());
  }

  private static INDArray[] inputs(Graph graph, DataType type) {
    return inputs(graph, type, SAMPLES);
  }

  private static INDArray[] inputs(Graph graph, DataType type, int samples) {
    Nd4j.getRandom().setSeed(1);
    return graph.architecture().inputs().stream()
        .map(input -> input(input.shape(), type, samples))
        .toArray(INDArray[]::new);
  }

  private static INDArray input(LayerShape shape, DataType type, int samples) {
    if (shape instanceof Sequence sequence) {
      return Nd4j.randn(type, samples, sequence.width(), sequence.length());
    } else if (shape instanceof Code) {
      INDArray codes = Nd4j.create(type, samples, 1);
      for (int sample = 0; sample < samples; sample++) {
        codes.putScalar(sample, 0, sample % shape.width());
      }
      return codes;
    }
    return Nd4j.randn(type, samples, shape.width());
  }

  private static INDArray[] targets(Graph graph, DataType type) {
    return targets(graph, type, SAMPLES);
  }

  private static INDArray[] targets(Graph graph, DataType type, int samples) {
    Nd4j.getRandom().setSeed(2);
    return graph.architecture().heads().stream()
        .map(head -> Nd4j.randn(type, samples, head.gives().values()))
        .toArray(INDArray[]::new);
  }

  @ParameterizedTest
  @MethodSource("names")
  void passesDeeplearning4jsOwnGradientCheck(String name) {
    Graph graph = graphs().get(name);
    TrainingSettings free = TrainingSettingsExamples.with("loss = mse, seed = 3");
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      ComputationGraphConfiguration configuration =
          ComputationGraphConfiguration.fromJson(json(graph, free));
      configuration.setDataType(DataType.DOUBLE);
      configuration.getVertices().values().stream()
          .filter(LayerVertex.class::isInstance)
          .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
          .filter(BaseLayer.class::isInstance)
          .forEach(layer -> ((BaseLayer) layer).setIUpdater(new NoOp()));
      ComputationGraph network = new ComputationGraph(configuration);
      network.init();
      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.GraphConfig()
                      .net(network)
                      .inputs(inputs(graph, DataType.DOUBLE))
                      .labels(targets(graph, DataType.DOUBLE))
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
          .isTrue();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasTheParametersThatWereCounted(String name) {
    Graph graph = graphs().get(name);
    ModelNetwork network = ModelNetwork.fromJson(json(graph, SETTINGS));

    assertThat(network).isInstanceOf(GraphNetwork.class);
    assertThat(network.parameters().length()).isEqualTo(graph.architecture().parameters());
    INDArray[] outputs = network.outputs(Read.of(inputs(graph, DataType.FLOAT)));
    for (int head = 0; head < outputs.length; head++) {
      assertThat(outputs[head].shape())
          .containsExactly(SAMPLES, graph.architecture().heads().get(head).gives().values());
    }
  }

  /**
   * Its order, and so parameters, updater state and what dropout draws, are the configuration's.
   */
  @ParameterizedTest
  @MethodSource("names")
  void isTheSameAfterAnyWayThatNetworksTravel(String name) throws IOException {
    Graph graph = graphs().get(name);
    INDArray[] inputs = inputs(graph, DataType.FLOAT);
    INDArray[] targets = targets(graph, DataType.FLOAT);
    ModelNetwork network = ModelNetwork.fromJson(json(graph, SETTINGS));
    network.fit(Read.of(inputs), targets);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    network.write(file);
    ModelNetwork read = PlainNetworks.read(file.toByteArray());
    ModelNetwork again = ModelNetwork.fromJson(network.json());
    copy(network, again);
    ModelNetwork frozen = FrozenNetwork.of(network).network();

    for (ModelNetwork other : List.of(read, again, frozen)) {
      assertThat(other.json()).isEqualTo(network.json());
      assertThat(bits(other.outputs(Read.of(inputs))))
          .isEqualTo(bits(network.outputs(Read.of(inputs))));
    }
    for (ModelNetwork other : List.of(network, read, again)) {
      other.fit(Read.of(inputs), targets);
    }
    assertThat(NativeFloats.read(read.parameters()))
        .isEqualTo(NativeFloats.read(network.parameters()));
    assertThat(NativeFloats.read(again.parameters()))
        .isEqualTo(NativeFloats.read(network.parameters()));
  }

  /** Some samples after the others give what whole minibatches give, dropout and penalties too. */
  @ParameterizedTest
  @MethodSource("names")
  void learnsToTheBitsOfAGraphOfWholeMinibatches(String name) {
    Graph graph = graphs().get(name);
    ComputationGraphConfiguration configuration =
        ComputationGraphConfiguration.fromJson(json(graph, SETTINGS));
    ComputationGraph whole = new ComputationGraph(configuration);
    whole.init();
    ComputationGraph apart =
        ((GraphNetwork) ModelNetwork.fromJson(json(graph, SETTINGS))).network();
    ComputationGraph clone = apart.clone();
    for (int samples : new int[] {70, 1, 33, 70}) {
      INDArray[] inputs = inputs(graph, DataType.FLOAT, samples);
      INDArray[] targets = targets(graph, DataType.FLOAT, samples);
      for (ComputationGraph network : List.of(whole, apart, clone)) {
        network.fit(inputs, targets);
      }
      assertThat(apart.score()).isEqualTo(whole.score());
      assertThat(NativeFloats.read(apart.params())).isEqualTo(NativeFloats.read(whole.params()));
      assertThat(NativeFloats.read(clone.params())).isEqualTo(NativeFloats.read(whole.params()));
    }
    assertThat(apart).isInstanceOf(KernelGraph.class);
    assertThat(clone).isInstanceOf(KernelGraph.class);
  }

  private static void copy(ModelNetwork from, ModelNetwork to) {
    float[] parameters = NativeFloats.read(from.parameters());
    NativeFloats.write(parameters, parameters.length, to.parameters());
    float[] state = NativeFloats.read(Objects.requireNonNull(from.updaterState()));
    NativeFloats.write(state, state.length, Objects.requireNonNull(to.updaterState()));
    to.count(from.iteration(), from.epoch());
  }

  private static List<List<Float>> bits(INDArray[] arrays) {
    List<List<Float>> all = new ArrayList<>();
    for (INDArray array : arrays) {
      List<Float> values = new ArrayList<>();
      for (float value : NativeFloats.read(array.dup('c'))) {
        values.add(value);
      }
      all.add(values);
    }
    return all;
  }

  @Test
  void minimisesTheWeightedSumOfItsHeadsLosses() {
    Graph graph = graphs().get("branches and heads");
    TrainingSettings still =
        TrainingSettingsExamples.with(
            "loss = mse", "optimizer { type = sgd, learning-rate = 1e-12 }");
    ModelNetwork network = ModelNetwork.fromJson(json(graph, still));
    INDArray[] inputs = inputs(graph, DataType.FLOAT);
    INDArray[] targets = targets(graph, DataType.FLOAT);
    INDArray[] outputs = network.outputs(Read.of(inputs));
    double expected = 0;
    for (int head = 0; head < outputs.length; head++) {
      INDArray errors = outputs[head].sub(targets[head]);
      double loss = errors.mul(errors).meanNumber().doubleValue();
      expected += graph.objectives().heads().get(head).weight() * loss;
    }

    network.fit(Read.of(inputs), targets);

    assertThat(network.loss()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void aChainOfNodesIsAListOfLayers() {
    List<ModelInput> inputs = List.of(new ModelInput("window", "window", new Sequence(6, 3)));
    List<ModelOutput> outputs =
        List.of(new ModelOutput("output", "output", "", new OutputShape(2, 2)));
    Objectives objectives = Objectives.of(Objective.ofValues(SETTINGS.loss(), 2));
    Architecture list =
        Architecture.of(
            ModelSettingsExamples.of("type = gru, units = 3", "type = dense, units = 2"),
            inputs,
            outputs);
    Architecture chain =
        Architecture.of(
            ModelSettingsExamples.graph(
                "graph = [{ name = a, type = gru, units = 3 },"
                    + " { name = b, type = dense, units = 2 }]"),
            inputs,
            outputs);

    assertThat(Networks.json(chain, SETTINGS, objectives))
        .isEqualTo(Networks.json(list, SETTINGS, objectives));
  }

  @Test
  void nodesMayStandInAnyOrderInTheConfiguration() {
    Graph graph = graphs().get("merges of one shape");
    assertThat(graph.architecture().layers().stream().map(Architecture.Placed::name))
        .containsExactly(
            "l", "r", "less", "most", "sum", "p", "p-3", "sum-last", "both", "mean", "flat");
  }
}
