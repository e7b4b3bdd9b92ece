package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.MergeKernel.Kind;
import io.chronoshard.kernel.Updater;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class LayerVersionTest {

  private static final String VERSION = "\"version\" : 1";

  private static String json() {
    return new NeuralNetConfiguration.Builder()
        .updater(KernelUpdater.of(Updater.Adam.usual()))
        .list()
        .layer(
            new Dense.Builder()
                .nIn(6)
                .nOut(3)
                .regularization(List.of(new Penalty(Penalty.Kind.L1, 0.1)))
                .build())
        .layer(new Output.Builder(new Loss.MeanSquared()).build())
        .inputPreProcessor(0, new FlattenSequence(3, 2))
        .build()
        .toJson();
  }

  /** All places in a text where a part tells its version. */
  private static List<Integer> places(String json) {
    return java.util.regex.Pattern.compile(VERSION)
        .matcher(json)
        .results()
        .map(java.util.regex.MatchResult::start)
        .toList();
  }

  private static String with(String json, int place, String version) {
    return json.substring(0, place) + version + json.substring(place + VERSION.length());
  }

  private static void open(String json) {
    new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json)).init();
  }

  @Test
  void everyPartOfAFileTellsIt() {
    String json = json();
    open(json);

    // Two layers, a penalty, a preprocessor, and at least one updater.
    assertThat(places(json)).hasSizeGreaterThanOrEqualTo(5);
    for (int place : places(json)) {
      assertThatThrownBy(() -> open(with(json, place, "\"version\" : 2")))
          .hasStackTraceContaining("has the version 2; this program knows versions from 1 to 1");
      for (String wrong : List.of("0", "-1")) {
        assertThatThrownBy(() -> open(with(json, place, "\"version\" : " + wrong)))
            .hasStackTraceContaining("has the version " + wrong)
            .hasStackTraceContaining("the file is damaged");
      }
      assertThatThrownBy(() -> open(with(json, place, "\"other\" : 1")))
          .hasStackTraceContaining("comes from a file that does not tell its version");
    }
  }

  @Test
  void aMergeTellsIt() {
    String json =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("left", "right")
            .addVertex("both", new Merge(Kind.ADD), "left", "right")
            .addLayer("out", new Output.Builder(new Loss.MeanSquared()).build(), "both")
            .setOutputs("out")
            .setInputTypes(InputType.feedForward(3), InputType.feedForward(3))
            .build()
            .toJson();

    assertThat(places(json)).hasSize(2);
    assertThatThrownBy(
            () ->
                ComputationGraphConfiguration.fromJson(
                    with(json, json.indexOf(VERSION, json.indexOf("Merge")), "\"other\" : 1")))
        .hasStackTraceContaining("a Merge comes from a file that does not tell its version");
  }
}
