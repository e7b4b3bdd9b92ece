package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LossSettings.Kind;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model file is Deeplearning4j's: with its reader and our layers, and nothing else, it computes.
 */
class PlainDeeplearning4jIT {

  private static final List<String> OTHERS =
      List.of("/org/apache/hadoop/", "/org/apache/spark/", "/com/fasterxml/");

  @TempDir private Path folder;

  @Test
  void aModelFileGivesWithDeeplearning4jAloneWhatItsVersionGave()
      throws IOException, InterruptedException {
    ModelRegistry.open(folder.toString(), "pump", new Configuration())
        .publish(Versions.of("run-a", 1, network()));
    Path log = folder.resolve("log");

    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                PlainForecasts.class.getName(),
                folder.resolve("pump/v000001").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(log).content().endsWith("replayed 2" + System.lineSeparator());
    assertThat(code).isZero();
  }

  private static ModelNetwork network() {
    TrainingSettings training =
        TrainingSettingsExamples.with(
            "engine = scalar", "loss = " + Kind.MSE.name().toLowerCase(Locale.ROOT));
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(
                "type = gru, units = 3, output = sequence", "type = lstm, units = 2"),
            new InputShape(5, 2),
            new OutputShape(1, 1));
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

  private static boolean isKept(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return OTHERS.stream().noneMatch(path::contains);
  }
}
