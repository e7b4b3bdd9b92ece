package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.OutputShape;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.train.ModelState;
import io.chronoshard.window.WindowShape;
import java.io.ByteArrayInputStream;
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
    WindowShape shape = WindowShape.of(settings.window(), TimeAxis.clock(600_000));
    List<String> channels = settings.features().channels();
    int width = channels.isEmpty() ? settings.simulate().channels() : channels.size();
    int targets = settings.window().targets().size();
    Objective objective = Objective.ofValues(settings.training().loss(), targets);
    Architecture architecture =
        Architecture.of(
            settings.model(),
            new InputShape(shape.length(), width),
            new OutputShape(shape.horizon(), objective.outputs()));
    ModelNetwork network =
        ModelNetwork.fromJson(Networks.json(architecture, settings.training(), objective));
    Nd4j.getRandom().setSeed(7);
    INDArray inputs = Nd4j.randn(DataType.FLOAT, SAMPLES, width, shape.length());
    INDArray wanted = Nd4j.randn(DataType.FLOAT, SAMPLES, (long) shape.horizon() * targets);
    network.fit(new INDArray[] {inputs}, new INDArray[] {wanted});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    network.write(file);

    ModelNetwork read = StackNetwork.read(new ByteArrayInputStream(file.toByteArray()));
    ModelNetwork again = ModelNetwork.fromJson(network.json());
    ModelState.of(network).into(again);
    ModelNetwork frozen = FrozenNetwork.of(network).network();

    assertThat(network.parameters().length()).isEqualTo(architecture.parameters());
    assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    for (ModelNetwork other : List.of(read, again, frozen)) {
      assertThat(other.configurations()).isEqualTo(network.configurations());
      assertThat(other.json()).isEqualTo(network.json());
      assertThat(other.outputs(inputs)[0]).isEqualTo(network.outputs(inputs)[0]);
    }
    // Training goes on alike.
    for (ModelNetwork other : List.of(network, read, again)) {
      other.fit(new INDArray[] {inputs}, new INDArray[] {wanted});
    }
    assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    assertThat(ModelState.of(again)).isEqualTo(ModelState.of(network));
  }
}
