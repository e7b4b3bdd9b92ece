package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.LayerShape;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.PlainNetworks;
import io.chronoshard.model.Read;
import io.chronoshard.train.ModelDesign;
import io.chronoshard.train.ModelState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The network of each recipe is the same after any way that networks travel. */
class RoundTripsTest {

  private static final int SAMPLES = 5;

  static Stream<Path> recipes() throws IOException {
    return RecipesIT.recipes();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void asJsonAsAFileAndFrozen(Path recipe) throws IOException {
    Configuration settings =
        ConfigurationReader.read(Optional.of(RecipesIT.RECIPES.resolve(recipe)), List.of());
    ModelDesign design = DesignExamples.of(settings);
    assertThat(design.architectures()).hasSameSizeAs(settings.model().all());
    for (Architecture architecture : design.architectures()) {
      goesAndComesBack(architecture, settings, design);
    }
  }

  private static void goesAndComesBack(
      Architecture architecture, Configuration settings, ModelDesign design) throws IOException {
    ModelNetwork network =
        ModelNetwork.fromJson(
            Networks.json(architecture, settings.training(), design.objectives()));
    Nd4j.getRandom().setSeed(7);
    INDArray[] inputs =
        architecture.inputs().stream().map(input -> random(input.shape())).toArray(INDArray[]::new);
    int columns = design.features().targetsByColumn().size();
    INDArray[] wanted =
        design.shape().heads().stream()
            .mapToInt(head -> head.values(columns))
            .mapToObj(values -> Nd4j.randn(DataType.FLOAT, SAMPLES, values))
            .toArray(INDArray[]::new);
    network.fit(Read.of(inputs), wanted);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    network.write(file);

    ModelNetwork read = PlainNetworks.read(file.toByteArray());
    ModelNetwork again = ModelNetwork.fromJson(network.json());
    ModelState.of(network).into(again);
    ModelNetwork frozen = FrozenNetwork.of(network).network();

    assertThat(network.parameters().length()).isEqualTo(architecture.parameters());
    assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    for (ModelNetwork other : List.of(read, again, frozen)) {
      assertThat(other.configurations()).isEqualTo(network.configurations());
      assertThat(other.json()).isEqualTo(network.json());
      assertThat(other.outputs(Read.of(inputs))).isEqualTo(network.outputs(Read.of(inputs)));
    }
    // Training goes on alike.
    for (ModelNetwork other : List.of(network, read, again)) {
      other.fit(Read.of(inputs), wanted);
    }
    assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    assertThat(ModelState.of(again)).isEqualTo(ModelState.of(network));
  }

  private static INDArray random(LayerShape shape) {
    if (shape instanceof LayerShape.Code) {
      return Nd4j.zeros(DataType.FLOAT, SAMPLES, 1);
    }
    return shape instanceof LayerShape.Sequence sequence
        ? Nd4j.randn(DataType.FLOAT, SAMPLES, sequence.width(), sequence.length())
        : Nd4j.randn(DataType.FLOAT, SAMPLES, shape.width());
  }
}
