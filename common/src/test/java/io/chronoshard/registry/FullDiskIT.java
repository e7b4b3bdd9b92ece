package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real disk that is full: of memory, in name spaces that are the process' own. Not every machine
 * lets a process have them.
 */
class FullDiskIT {

  private static final List<String> OWN =
      List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none \"$0\" && exec \"$@\"");

  @TempDir private Path logs;
  @TempDir private Path disk;

  @Test
  void aFullDiskIsToldAndTheNextRunGoesOn() throws IOException, InterruptedException {
    assumeThat(mayMount())
        .as(
            "NOT TRIED ON A FULL DISK: no process may mount a disk of its own here (unshare -rm);"
                + " FullDiskTest is all there is")
        .isTrue();
    List<String> before = new ArrayList<>(OWN);
    before.add(disk.toString());

    Process filling = new TestProcess(logs, before).start(FullDiskProcess.class, disk.toString());

    assertThat(filling.waitFor()).as(log()).isZero();
    assertThat(log().lines())
        .anyMatch(
            line ->
                line.startsWith("full, code 4: cannot write file:" + disk + "/registry/pump/")
                    && line.endsWith(
                        "No space left on device; there is no room left, or a quota is used up;"
                            + " make room and run this again"))
        .contains("then: versions [1], champion 1", "with room: versions [1, 2], champion 1");
    assertThat(disk).isEmptyDirectory();
  }

  private boolean mayMount() throws IOException, InterruptedException {
    List<String> trial = new ArrayList<>(OWN);
    trial.addAll(List.of(disk.toString(), "true"));
    try {
      return new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(logs.resolve("trial.log").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      Files.writeString(logs.resolve("trial.log"), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private String log() throws IOException {
    return Files.readString(logs.resolve("process.log"));
  }
}
