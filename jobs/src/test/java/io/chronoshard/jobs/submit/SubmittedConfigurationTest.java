package io.chronoshard.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.jobs.RecipesExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels to a driver on the cluster says there what the files said here. */
class SubmittedConfigurationTest {

  @TempDir private Path folder;

  @Test
  void eachRecipeSaysTheSameWithoutTheFilesThatItIncludes() throws IOException {
    List<String> over = List.of("training.seed = 7", "run.id = ${registry.model}");
    for (Path recipe : RecipesExamples.files()) {
      Path alone =
          Files.writeString(
              folder.resolve("configuration.json"), ConfigurationReader.json(recipe, over));
      assertThat(ConfigurationReader.read(Optional.of(alone), List.of()).canonical().json())
          .as("%s", recipe)
          .isEqualTo(ConfigurationReader.read(Optional.of(recipe), over).canonical().json());
    }
  }

  @Test
  void secretsTravelAsTheyAre() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("plant.conf"), "history.options { password = \"a \\\" ${b}\" }\n");
    assertThat(ConfigurationReader.json(file, List.of())).contains("\"password\":\"a \\\" ${b}\"");
  }
}
