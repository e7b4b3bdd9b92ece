package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LossSettings.Kind;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model file is Deeplearning4j's: with its reader, what that needs itself, and our layers, the
 * network gives the outputs that lie beside it. They are scaled: what makes forecasts of them is
 * not in that file.
 */
class PlainDeeplearning4jIT {

  /** Deeplearning4j and ND4J, which brings a Jackson of its own, and what they need themselves. */
  private static final List<String> LIBRARIES =
      List.of(
          "/org/deeplearning4j/",
          "/org/nd4j/",
          "/org/bytedeco/",
          "/org/slf4j/",
          "/commons-io/commons-io/",
          "/org/apache/commons/commons-lang3/",
          "/org/apache/commons/commons-math3/");

  @TempDir private Path folder;

  @Test
  void aStackGivesWithDeeplearning4jAloneTheOutputsThatItsVersionGave() throws Exception {
    assertReplayed(
        "stack",
        ModelSettingsExamples.of(
            "type = gru, units = 3, output = sequence", "type = lstm, units = 2"));
  }

  @Test
  void aGraphGivesWithDeeplearning4jAloneTheOutputsThatItsVersionGave() throws Exception {
    assertReplayed(
        "graph",
        ModelSettingsExamples.graph(
            """
            graph = [
              { name = a, type = gru, units = 3, output = sequence }
              { name = b, type = lstm, units = 2, from = a }
              { name = c, type = conv1d, filters = 2, size = 2, from = a }
              { name = d, type = gru, units = 2, from = c }
              { name = e, type = concatenate, from = [b, d] }
            ]"""));
  }

  private void assertReplayed(String kind, ModelSettings settings)
      throws IOException, InterruptedException {
    ModelRegistry.open(folder.toString(), "pump", new Configuration())
        .publish(Versions.of("run-a", 1, network(settings)));
    Path log = folder.resolve("log");

    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                PlainOutputs.class.getName(),
                folder.resolve("pump/v000001").toString(),
                kind)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(log).content().endsWith("replayed 2" + System.lineSeparator());
    assertThat(code).isZero();
  }

  private static ModelNetwork network(ModelSettings settings) {
    TrainingSettings training =
        TrainingSettingsExamples.with(
            "engine = scalar", "loss = " + Kind.MSE.name().toLowerCase(Locale.ROOT));
    Architecture architecture =
        Architecture.of(settings, new InputShape(5, 2), new OutputShape(1, 1));
    return ModelNetwork.fromJson(
        Networks.json(
            architecture, training, Objectives.of(Objective.ofValues(training.loss(), 1))));
  }

  private static String classPath() {
    String left =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(PlainDeeplearning4jIT::isKept)
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(left).contains("deeplearning4j");
    return left;
  }

  /** Our classes lie in folders. */
  private static boolean isKept(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return Files.isDirectory(Path.of(entry)) || LIBRARIES.stream().anyMatch(path::contains);
  }
}
