package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/bench} refuses before it builds or measures anything. */
class BenchScriptIT {

  @TempDir private Path folder;

  @Test
  void accuracyAsksForTheFolderOfRealHistories() throws Exception {
    assertThat(refused(Map.of(), "accuracy"))
        .contains("accuracy reads real histories: set CHRONOSHARD_DATA to the folder");
    assertThat(refused(Map.of("CHRONOSHARD_DATA", "/no/such/folder"), "accuracy"))
        .contains("set CHRONOSHARD_DATA to the folder that holds them");
  }

  @Test
  void historiesAndRecipesOfAccuracyAreKnownOnes() throws Exception {
    assertThat(refusedWithData("--histories=temperature,wether"))
        .contains(
            "--histories=wether: there is no such one; there are temperature weather transformer air");
    assertThat(refusedWithData("--recipes=lstm-16,lstm-17"))
        .contains(
            "--recipes=lstm-17: there is no such one; there are change convolution ", " lstm-16 ");
    // A recipe that needs more than one value and a window of any length.
    assertThat(refusedWithData("--recipes=anomaly"))
        .contains("--recipes=anomaly: there is no such one; there are change ", " remaining-life");
    assertThat(refusedWithData("--recipes=lstm 16"))
        .contains("--recipes=lstm 16: write names, separated by commas");
    assertThat(refusedWithData("--histories="))
        .contains("--histories=: write names, separated by commas");
  }

  /** It would take the place of a table of all. */
  @Test
  void aTableOfSomeRecipesDoesNotGoIntoTheReadme() throws Exception {
    assertThat(
            refused(
                Map.of("CHRONOSHARD_DATA", folder.toString()),
                "accuracy",
                "--recipes=lstm-16,dense",
                "--update-readme"))
        .contains("--update-readme puts whole tables into README.md: leave out")
        .contains("--recipes=lstm-16,dense, or take --markdown");
  }

  @Test
  void aHistoryThatComparesNoneOfTheRecipesIsLeftOut() throws Exception {
    assertThat(
            told(
                0,
                Map.of("CHRONOSHARD_DATA", folder.toString()),
                "accuracy",
                "--histories=turbofan",
                "--recipes=change,convolution"))
        .isEqualTo("bench: turbofan compares none of change,convolution: no table\n");
  }

  /** One file says what is compared, to the script and to the benchmark. */
  @Test
  void whatIsComparedIsThere() throws Exception {
    List<String> lines =
        Files.readAllLines(
            ProjectFolder.path()
                .resolve(
                    "scripts/benchmarks/src/main/resources/io/chronoshard/bench/accuracy-recipes.txt"));
    for (String line : lines) {
      if (!line.startsWith("#")) {
        List<String> words = List.of(line.split(" ", -1));
        assertThat(RecipesIT.RECIPES.resolve(words.get(0) + ".conf")).isRegularFile();
        assertThat(words.subList(1, words.size()))
            .isNotEmpty()
            .allSatisfy(
                history ->
                    assertThat(ProjectFolder.path().resolve("conf/histories/" + history + ".conf"))
                        .isRegularFile());
      }
    }
  }

  @Test
  void anOptionOfAnotherBenchmarkIsUnknown() throws Exception {
    assertThat(refusedWithData("--rounds=3")).contains("accuracy does not know --rounds=3");
    assertThat(refused(Map.of(), "acuracy")).contains("there is no benchmark acuracy");
  }

  @Test
  void retrainingWantsItsHistory() throws Exception {
    assertThat(refused(Map.of(), "retraining")).contains("set CHRONOSHARD_DATA to the folder");
  }

  private String refusedWithData(String option) throws IOException, InterruptedException {
    return refused(Map.of("CHRONOSHARD_DATA", folder.toString()), "accuracy", option);
  }

  private String refused(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return told(2, environment, arguments);
  }

  /** What it tells, having built nothing and printed no table. */
  private String told(int exitCode, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(ProjectFolder.path().resolve("scripts/bench").toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("CHRONOSHARD_DATA");
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int code = builder.start().waitFor();
    assertThat(code).as(Files.readString(err)).isEqualTo(exitCode);
    assertThat(out).isEmptyFile();
    assertThat(Files.readString(err)).doesNotContain("building");
    return Files.readString(err);
  }
}
