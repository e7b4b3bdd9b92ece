package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A graph that does not fit is refused by one message: which node, both shapes, what to do. */
class WrongGraphsTest {

  private static final List<ModelInput> INPUTS =
      List.of(
          new ModelInput("left", "model.inputs[0] \"left\"", new Sequence(4, 2)),
          new ModelInput("place", "model.inputs[1] \"place\"", new Vector(3)));

  private static Architecture fit(String nodes, String from, int horizon) {
    return Architecture.of(
        ModelSettingsExamples.graph(
            "inputs = [{ name = left }, { name = place }]", "graph = [" + nodes + "]"),
        INPUTS,
        List.of(
            new ModelOutput(
                "near", "model.outputs[0] \"near\"", from, new OutputShape(horizon, 2))));
  }

  private static void refused(String message, String nodes) {
    refused(message, nodes, "");
  }

  private static void refused(String message, String nodes, String from) {
    assertThatThrownBy(() -> fit(nodes, from, 3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void shapesThatDoNotMerge() {
    refused(
        "model.graph[2] \"both\" (add) reads one shape, but model.graph[0] \"a\" (lstm) gives a"
            + " vector of 4 and model.graph[1] \"b\" (dense) gives a vector of 6; give both the"
            + " same, or join them by concatenate",
        """
        { name = a, from = left, type = lstm, units = 4 },
        { name = b, from = place, type = dense, units = 6 },
        { name = both, from = [a, b], type = add }""");
    refused(
        "model.graph[0] \"both\" (concatenate) reads vectors, or sequences of one length, but"
            + " model.inputs[0] \"left\" gives a sequence of 4 × 2 and model.inputs[1] \"place\""
            + " gives a vector of 3; make one like the other by output = last, flatten, repeat or"
            + " pooling",
        "{ name = both, from = [left, place], type = concatenate }");
    refused(
        "model.graph[2] \"less\" (subtract) takes the second node from the first, but reads 3:"
            + " [model.graph[0] \"a\" (dense), model.graph[1] \"b\" (dense), model.inputs[1]"
            + " \"place\"]",
        """
        { name = a, from = place, type = dense, units = 3 },
        { name = b, from = place, type = dense, units = 3 },
        { name = less, from = [a, b, place], type = subtract }""");
    refused(
        "model.graph[1] \"more\" (multiply) joins several nodes, but reads model.graph[0] \"a\""
            + " (dense) alone; name them in its from",
        """
        { name = a, from = place, type = dense, units = 3 },
        { name = more, type = multiply }""");
  }

  @Test
  void codesAreReadByEmbeddingsAndByNothingElse() {
    List<ModelInput> inputs =
        List.of(
            new ModelInput("left", "model.inputs[0] \"left\"", new Sequence(4, 2)),
            new ModelInput("who", "model.inputs[1] \"who\"", new Code(6)));
    String codes =
        " reads numbers, but model.inputs[1] \"who\" gives one of 6 codes, of which none is more"
            + " than another; put { type = embedding } between them";
    Map<String, String> wrong =
        Map.of(
            "{ name = l, from = left, type = lstm, units = 2 }, { name = a, from = who, type = dense, units = 3 }",
            "model.graph[1] \"a\" (dense)" + codes,
            "{ name = l, from = left, type = lstm, units = 2 }, { name = a, from = [l, who], type = concatenate }",
            "model.graph[1] \"a\" (concatenate)" + codes,
            "{ name = l, from = left, type = embedding, units = 2 }",
            "model.graph[0] \"l\" (embedding) reads the code of a series, but model.inputs[0]"
                + " \"left\" gives a sequence of 4 × 2; name an input of kind = series in"
                + " model.inputs, and that input in its from");
    wrong.forEach(
        (nodes, message) ->
            assertThatThrownBy(
                    () ->
                        Architecture.of(
                            ModelSettingsExamples.graph(
                                "inputs = [{ name = left }, { name = who, kind = series }]",
                                "graph = [" + nodes + "]"),
                            inputs,
                            List.of(
                                new ModelOutput("out", "the output", "", new OutputShape(1, 1)))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message));
    assertThatThrownBy(
            () ->
                Architecture.of(
                    ModelSettingsExamples.graph(
                        "inputs = [{ name = left }, { name = who, kind = series }]",
                        "graph = [{ name = l, from = left, type = lstm, units = 2 }]"),
                    inputs,
                    List.of(new ModelOutput("out", "the output", "who", new OutputShape(1, 1)))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("the output" + codes);
  }

  /** As many numbers as Keras' Embedding(6, 3) has. */
  @Test
  void anEmbeddingHasARowForEachCode() {
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.graph(
                "inputs = [{ name = who, kind = series }]",
                "graph = [{ name = own, type = embedding, units = 3 }]"),
            List.of(new ModelInput("who", "who", new Code(6))),
            List.of(new ModelOutput("out", "the output", "", new OutputShape(1, 1))));
    assertThat(architecture.layers().get(0).parameters()).isEqualTo(18);
    assertThat(architecture.layers().get(0).gives()).isEqualTo(new Vector(3));
    assertThat(Summary.of(architecture).drawing())
        .containsExactly(
            "who (input) (None, 1)",
            "└─▶ own (embedding) (None, 3)",
            "   └─▶ out (dense) (None, 1)");
  }

  @Test
  void aLayerThatReadsSeveralNodesOrOneTwice() {
    refused(
        "model.graph[0] \"a\" (dense) reads one node, but its from names [left, place]; join them"
            + " by a node of type concatenate before it",
        "{ name = a, from = [left, place], type = dense, units = 3 }");
    refused(
        "model.graph[0] \"a\" (add) reads \"place\" twice; name it once in its from",
        "{ name = a, from = [place, place], type = add }");
    refused(
        "model.graph[0] \"a\" (dense) says not what it reads; name it by \"from\": there are the"
            + " inputs [left, place]",
        "{ name = a, type = dense, units = 3 }");
  }

  @Test
  void nodesThatAreNotThere() {
    refused(
        "model.graph[0] \"a\" (lstm) reads \"lefft\", which is no node and no input; there are"
            + " [left, a, place]",
        "{ name = a, from = lefft, type = lstm, units = 3 }");
    refused(
        "model.outputs[0] \"near\" reads \"b\", which is no node and no input; there are [a, left,"
            + " place]",
        "{ name = a, from = left, type = lstm, units = 3 }",
        "b");
  }

  @Test
  void nodesThatReadEachOtherInACircle() {
    refused(
        "model.graph has a cycle: \"a\" reads \"c\" reads \"b\" reads \"a\"; a node can only read"
            + " what ends before it",
        """
        { name = start, from = place, type = dense, units = 3 },
        { name = a, from = [start, c], type = add },
        { name = b, from = a, type = dense, units = 3 },
        { name = c, from = b, type = dense, units = 3 }""");
    refused(
        "model.graph has a cycle: \"a\" reads \"a\"; a node can only read what ends before it",
        "{ name = a, from = [place, a], type = add }");
  }

  @Test
  void whatNobodyReads() {
    refused(
        "model.graph[0] \"a\" (lstm) gives a vector of 3, which nothing reads; name it in the from"
            + " of a node or an output, or leave it out",
        """
        { name = a, from = left, type = lstm, units = 3 },
        { name = b, from = place, type = dense, units = 3 }""");
    refused(
        "model.inputs[1] \"place\" gives a vector of 3, which nothing reads; name it in the from of"
            + " a node or an output, or leave it out",
        "{ name = a, from = left, type = lstm, units = 3 }");
  }

  @Test
  void anOutputBehindASequenceOfAnotherLength() {
    refused(
        "model.outputs[0] \"near\" (horizon × targets: 3 × 2) reads a vector, or a sequence of 3"
            + " steps, but model.graph[0] \"a\" (lstm) gives a sequence of 4 × 3; set model.graph[0]"
            + " \"a\".output = last, or put { type = flatten } before the output layer",
        "{ name = a, from = left, type = lstm, units = 3, output = sequence }");
  }

  @Test
  void aSequenceWantedWhereAnInputIsAVector() {
    refused(
        "model.graph[0] \"a\" (gru) reads a sequence, but model.inputs[1] \"place\" gives a vector"
            + " of 3; put { type = repeat } or { type = reshape } before model.graph[0] \"a\"",
        "{ name = a, from = place, type = gru, units = 3 }");
  }

  @Test
  void aResidualThatChangesTheShape() {
    refused(
        "model.graph[0] \"a\" (add) reads one shape, but model.inputs[0] \"left\" gives a sequence"
            + " of 4 × 2 and model.graph[0] \"a\".layers[0] (conv1d) gives a sequence of 3 × 2; give"
            + " both the same, or join them by concatenate",
        "{ name = a, from = left, type = residual, layers = [{ type = conv1d, filters = 2, size = 2"
            + " }] }");
  }

  @Test
  void aRepetitionOfHorizonsThatDiffer() {
    assertThatThrownBy(
            () ->
                Architecture.of(
                    ModelSettingsExamples.graph("graph = [{ name = a, type = repeat }]"),
                    INPUTS.subList(1, 2),
                    List.of(
                        new ModelOutput("near", "near", "a", new OutputShape(2, 1)),
                        new ModelOutput("far", "far", "a", new OutputShape(3, 1)))))
        .hasMessage(
            "model.graph[0] \"a\" (repeat) says not how often, and the outputs' horizons differ;"
                + " give it \"times\"");
  }

  @Test
  void namesThatWouldDrawTheSameWeights() {
    refused(
        "model.graph: the names \"Aa\" and \"BB\" would begin with the same weights, for these are"
            + " drawn by a hash that both share; rename one of them",
        """
        { name = Aa, from = place, type = dense, units = 3 },
        { name = BB, from = left, type = lstm, units = 3 },
        { name = both, from = [Aa, BB], type = add }""");
  }

  @Test
  void aGraphForAnEngineWithoutOne() {
    Architecture architecture =
        fit(
            """
            { name = a, from = left, type = lstm, units = 3 },
            { name = both, from = [a, place], type = add }""",
            "",
            1);
    Objectives objectives =
        Objectives.of(Objective.ofValues(TrainingSettingsExamples.with().loss(), 2));
    assertThatThrownBy(
            () ->
                Networks.requireLayers(
                    architecture,
                    TrainingSettingsExamples.with("engine = deeplearning4j"),
                    objectives))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "training.engine = deeplearning4j has nothing for model.graph, model.inputs,"
                + " model.outputs or residual layers; take training.engine = auto");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "graph = [{ name = a, type = sum }] | model.graph[0] \"a\".type = \"sum\" must be one of"
            + " lstm, gru,",
        "graph = [{ name = a, from = window, type = flatten }, { name = b, from = [a, window], type ="
            + " concat }] | model.graph[1] \"b\".type = \"concat\" must be one of concatenate, add,"
            + " subtract, multiply, average, maximum, lstm, gru,",
        "graph = [{ type = flatten }] | model.graph[0].name = nothing must be made of letters,",
        "graph = [{ name = a, type = flatten }, { name = a, type = flatten }] | model.graph = \"a\""
            + " is the name of two inputs, nodes or outputs; give each its own",
        "graph = [{ name = window, type = flatten }] | model.graph = \"window\" is the name of two",
        "graph = [{ name = a, type = flatten }], outputs = [{ name = log }, { name = b }] | model.outputs"
            + " = \"log\" has a loss that would be called \"log loss\", as what is told of"
            + " probabilities; give the output another name",
        "graph = [{ name = a, type = flatten, to = b }] | model.graph[0] \"a\".to = \"b\" is no key",
        "layers = [{ type = add }] | model.layers[0].type = \"add\" joins several nodes, so that its"
            + " place is in model.graph",
        "layers = [{ type = residual, layers = [] }] | model.layers[0].layers = \"[]\" must hold the"
            + " layers whose result is added",
        "layers = [{ type = flatten }], graph = [{ name = a, type = flatten }] | says nothing where"
            + " model.graph is given; leave it out",
        "inputs = [{ name = a }, { name = b }] | model.inputs = [a, b] are several, and model.layers"
            + " reads one; give model.graph",
        "inputs = [{ name = a, kind = static }] | model.inputs[0] \"a\".columns = \"[]\" must name the"
            + " columns",
        "inputs = [{ name = a, kind = static, columns = [x], length = 2 }] | model.inputs[0]"
            + " \"a\".length = 2 is no key",
        "outputs = [{ name = a, from = b }] | model.outputs = \"b\" is no node, for model.layers has"
            + " no names",
        "outputs = [{ name = a, targets = [y], weight = 0 }] | model.outputs[0] \"a\".weight = 0 trains nothing of"
            + " its 1 step of [y]; give it a weight above 0, or leave it out",
        "outputs = [{ name = a, metrics = [r2] }] | model.outputs[0] \"a\".metrics = \"r2\" must be"
            + " one of mae, rmse, bias, accuracy, brier",
        "outputs = [{ name = a, loss = huge }] | model.outputs[0] \"a\".loss = \"huge\" must be one"
            + " of auto, mae,",
        "outputs = [{ name = a, loss = mae, huber-delta = 2 }] | model.outputs[0] \"a\".huber-delta ="
            + " 2 says nothing where loss = mae; leave it out",
      })
  void aConfigurationThatIsMiswritten(String keys, String told) {
    assertThatThrownBy(() -> ModelSettingsExamples.graph(keys))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(told);
  }
}
