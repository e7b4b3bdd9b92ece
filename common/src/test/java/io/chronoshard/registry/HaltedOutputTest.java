package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.OutputFolder.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends at its n-th change of the disk, for every n: what is written is whole. */
class HaltedOutputTest {

  private static final Configuration WORKING = new Configuration();
  private static final Configuration HALTING = HaltingDisk.configuration();

  @TempDir private Path folder;

  @Test
  void anOutputIsThereWholeOrNotAtAllAndTheNextRunCompletesIt() throws IOException {
    boolean halted = true;
    int n = 0;
    for (; halted; n++) {
      Path out = folder.resolve(n + "/out");
      halted = Halting.halts(n, () -> write(output(out, HALTING)));

      OutputFolder output = output(out, WORKING);
      if (output.state() == State.ABSENT) {
        assertThat(out).as("halted at %d", n).doesNotExist();
        write(output);
      }
      assertThat(OutputFolderTest.names(out))
          .as("halted at %d", n)
          .containsExactly("_run.json", "part-0");
      assertThat(out.resolve("part-0")).hasContent("all rows");
    }
    assertThat(n).as("changes of the disk").isGreaterThan(10);
  }

  @Test
  void aStatusIsTheOldOneOrTheNewOne() throws IOException {
    boolean halted = true;
    int n = 0;
    for (; halted; n++) {
      org.apache.hadoop.fs.Path path =
          new org.apache.hadoop.fs.Path(folder.resolve("run-" + n).toString());
      RunFolder run = RunFolder.of(path, WORKING);
      Storage.of(path, WORKING).makeFolder(path);
      RunStatus before =
          Json.read(Json.bytes(new RandomRecords(1).runStatus()), RunStatus.class, "");
      RunStatus after =
          Json.read(Json.bytes(new RandomRecords(2).runStatus()), RunStatus.class, "");
      run.status(before);

      halted = Halting.halts(n, () -> RunFolder.of(path, HALTING).status(after));

      assertThat(run.status().orElseThrow()).as("halted at %d", n).isIn(before, after);
    }
    assertThat(
            RunFolder.of(
                    new org.apache.hadoop.fs.Path(folder.resolve("run-" + (n - 1)).toString()),
                    WORKING)
                .status())
        .contains(new RandomRecords(2).runStatus());
  }

  private static OutputFolder output(Path path, Configuration hadoop) {
    return OutputFolder.of(new org.apache.hadoop.fs.Path(path.toString()), "run-a", hadoop);
  }

  private static void write(OutputFolder output) {
    Path staged = Path.of(output.staging().toUri().getPath());
    try {
      Files.writeString(staged.resolve("part-0"), "all rows");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    output.commit(Map.of("rows", 3));
  }
}
