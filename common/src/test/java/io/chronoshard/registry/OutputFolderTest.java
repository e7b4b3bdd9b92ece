package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.OutputFolder.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir private Path folder;

  @Test
  void whatIsStagedAppearsWholeWhenItIsCommitted() throws IOException {
    OutputFolder output = output("run-a");
    assertThat(output.state()).isEqualTo(State.ABSENT);

    Path staged = staged(output);
    assertThat(staged).isEmptyDirectory();
    Files.writeString(staged.resolve("part-0"), "rows");
    assertThat(output.state()).isEqualTo(State.ABSENT);
    output.commit(Map.of("rows", 3, "columns", List.of("time", "value")));

    assertThat(output.state()).isEqualTo(State.COMMITTED);
    assertThat(names(folder.resolve("out"))).containsExactly("_run.json", "part-0");
    assertThat(names(folder)).as("nothing else is left").containsExactly("out");
    assertThat(output.committed().run()).isEqualTo("run-a");
    assertThat(output.committed().facts())
        .isEqualTo(Map.of("rows", 3, "columns", List.of("time", "value")));
  }

  @Test
  void aFactThatIsMissingIsTold() {
    OutputFolder.Committed committed =
        new OutputFolder.Committed("run-a", Map.of("rows", 3, "first", "2020"));
    assertThat(committed.number("rows")).isEqualTo(3);
    assertThat(committed.text("first")).isEqualTo("2020");
    assertThatThrownBy(() -> committed.number("windows"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the output of run run-a is damaged, or of another release: its _run.json has no number \"windows\"; remove the output and run again");
    assertThatThrownBy(() -> committed.text("rows")).hasMessageContaining("has no text \"rows\"");
  }

  @Test
  void whatIsNotCommittedCanBeDiscarded() throws IOException {
    OutputFolder output = output("run-a");
    output.discard();
    Files.writeString(staged(output).resolve("part-0"), "rows");

    output.discard();

    assertThat(names(folder)).isEmpty();
    output.staging();
    output.commit(Map.of());
    output.discard();
    assertThat(output.state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void anotherRunsOutputIsInTheWay() {
    OutputFolder first = output("run-a");
    first.staging();
    first.commit(Map.of());

    assertThatThrownBy(() -> output("run-b").state())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            String.format(
                    Locale.ROOT,
                    "another run's output is in the way: file:%s was written by run run-a, this is run",
                    folder.resolve("out"))
                + " run-b; choose another output or remove it");
  }

  @Test
  void aFolderThatNoRunWroteIsInTheWayEvenWhereItIsEmpty() throws IOException {
    Files.createDirectory(folder.resolve("out"));

    assertThatThrownBy(() -> output("run-a").state())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is there already, and no run of ours wrote it");
  }

  @Test
  void anOutputThatCameInTheWayMeanwhileIsNotTouched() throws IOException {
    OutputFolder slow = output("run-a");
    OutputFolder fast = output("run-b");
    Files.writeString(staged(slow).resolve("part-0"), "slow");
    Files.writeString(staged(fast).resolve("part-0"), "fast");
    fast.commit(Map.of());

    assertThatThrownBy(() -> slow.commit(Map.of())).isInstanceOf(ConfigurationException.class);

    assertThat(folder.resolve("out/part-0")).hasContent("fast");
    assertThat(output("run-b").state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void theNextAttemptBeginsWithAnEmptyFolder() throws IOException {
    Files.writeString(staged(output("run-a")).resolve("part-0"), "half");

    OutputFolder again = output("run-a");
    assertThat(staged(again)).isEmptyDirectory();
    again.commit(Map.of());

    assertThat(names(folder.resolve("out"))).containsExactly("_run.json");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void anAttemptThatWasTakenForDeadPublishesNothing() throws IOException {
    OutputFolder stopped = output("run-a");
    Path stale = staged(stopped);
    OutputFolder again = output("run-a");
    Path fresh = staged(again);
    Files.createDirectories(stale);
    Files.writeString(stale.resolve("part-0"), "written after it woke up");

    assertThatThrownBy(() -> stopped.commit(Map.of()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the same run was started again while this one went on");

    assertThat(fresh).isEmptyDirectory();
    assertThat(again.state()).isEqualTo(State.ABSENT);
    again.commit(Map.of());
    assertThat(names(folder.resolve("out"))).containsExactly("_run.json");
  }

  @Test
  void aFileThatEndsInANameOfOursIsNotRead() throws IOException {
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/_run.json"), "{\"run\": \"run-a\",\n \"other\": 1}");

    assertThatThrownBy(() -> output("run-a").state())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("out/_run.json is damaged, or of another release")
        .hasMessageContaining("line 2");
  }

  private OutputFolder output(String runId) {
    return OutputFolder.of(
        new org.apache.hadoop.fs.Path(folder.resolve("out").toString()),
        runId,
        new Configuration());
  }

  private static Path staged(OutputFolder output) {
    return Path.of(output.staging().toUri().getPath());
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
