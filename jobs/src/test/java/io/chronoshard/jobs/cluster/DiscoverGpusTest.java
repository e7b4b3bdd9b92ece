package io.chronoshard.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script by which Spark finds a node's GPUs, on nodes of all sorts. */
class DiscoverGpusTest {

  private record Found(int code, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void sparkReadsTheNumbersOfAllGpus() throws Exception {
    for (int count : List.of(1, 2, 16)) {
      String[] numbers =
          IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
      Found found = on(GpuNode.of(folder, "printf '%s\\n' " + String.join(" ", numbers)).path());
      assertThat(found.code()).as(found.err()).isZero();
      ResourceInformation read = ResourceInformation.parseJson(found.out());
      assertThat(read.name()).isEqualTo("gpu");
      assertThat(read.addresses()).containsExactly(numbers);
    }
  }

  /** Spark would take an empty list, or a sentence, for addresses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 0|and answered: nothing",
        "echo No devices were found|and answered: No devices were found",
        "printf '0\\n[N/A]\\n'|and answered: 0",
        "echo GPU 0|and answered: GPU 0",
        "printf '0\\n\\n1\\n'|and answered: 0",
        "echo NVIDIA-SMI has failed; exit 9|failed on NODE with code 9: NVIDIA-SMI has failed",
        "exit 3|failed on NODE with code 3: it said nothing"
      })
  void anAnswerThatIsNoneFailsAndIsTold(String answer, String told) throws Exception {
    Found found = on(GpuNode.of(folder, answer).path());
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).isEmpty();
    assertThat(found.err())
        .startsWith("discover-gpus: nvidia-smi ")
        .contains(told.replace("NODE", node()));
  }

  @Test
  void aNodeWithoutTheDriverIsTold() throws Exception {
    Path programs = Files.createTempDirectory(folder, "bin");
    Files.createSymbolicLink(programs.resolve("uname"), program("uname"));
    Found found = on(programs.toString());
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).isEmpty();
    assertThat(found.err())
        .isEqualTo(
            "discover-gpus: there is no nvidia-smi on "
                + node()
                + " in "
                + programs
                + ": install NVIDIA's driver there, or let only nodes that have it offer GPUs\n");
  }

  private Found on(String path) throws IOException, InterruptedException {
    return run(path, program("bash").toString(), GpuNode.SCRIPT.toString());
  }

  private String node() throws IOException, InterruptedException {
    return run(System.getenv("PATH"), "uname", "-n").out().strip();
  }

  private Found run(String path, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("PATH", path);
    int code = builder.start().waitFor();
    return new Found(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private static Path program(String name) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
