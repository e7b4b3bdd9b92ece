package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.registry.OutputFolder.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process stops at the n-th change of the disk, for every n: what is published is whole. */
class HaltedPublishTest {

  private static final Configuration WORKING = new Configuration();
  private static final Configuration HALTING = halting();

  @TempDir private Path folder;

  /** The local disk, which a process reaches until it is halted. */
  public static final class HaltedFileSystem extends LocalFileSystem {

    private static final ThreadLocal<Integer> LEFT = ThreadLocal.withInitial(() -> 0);

    /** With a raw file system underneath that counts. */
    public HaltedFileSystem() {
      super(new Counting());
    }

    /** Looking changes nothing, so it is not counted. */
    private static final class Counting extends RawLocalFileSystem {

      private boolean looking;

      /** Every operation finds its file through this. */
      @Override
      public File pathToFile(org.apache.hadoop.fs.Path path) {
        if (!looking) {
          LEFT.set(LEFT.get() - 1);
          if (LEFT.get() < 0) {
            throw new Halted();
          }
        }
        return super.pathToFile(path);
      }

      @Override
      public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
        return looking(() -> super.getFileStatus(path));
      }

      @Override
      public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
        return looking(() -> super.listStatus(path));
      }

      @Override
      public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer) throws IOException {
        return looking(() -> super.open(path, buffer));
      }

      private <T> T looking(Look<T> look) throws IOException {
        if (LEFT.get() < 0) {
          throw new Halted();
        }
        boolean before = looking;
        looking = true;
        try {
          return look.at();
        } finally {
          looking = before;
        }
      }
    }

    private interface Look<T> {

      T at() throws IOException;
    }
  }

  private static final class Halted extends Error {

    private static final long serialVersionUID = 1L;

    Halted() {
      super("halted");
    }
  }

  @Test
  void aVersionIsThereWholeOrNotAtAllAndTheNextRunCompletesIt() {
    VersionContents contents = Versions.of("run-a", 1);
    boolean halted = true;
    int n = 0;
    for (; halted; n++) {
      String root = folder.resolve("registry-" + n).toString();
      halted = halts(n, hadoop -> ModelRegistry.open(root, "pump", hadoop).publish(contents));

      ModelRegistry registry = ModelRegistry.open(root, "pump", WORKING);
      for (int number = 1; number <= registry.versionOfRun("run-a").orElse(0); number++) {
        ModelVersion version = registry.version(new VersionChoice.Numbered(number));
        assertThat(version.contents().provenance())
            .as("halted at %d", n)
            .isEqualTo(contents.provenance());
      }
      assertThat(registry.publish(contents)).as("halted at %d", n).isEqualTo(1);
      assertThat(registry.list().versions()).as("halted at %d", n).hasSize(1);
      assertThat(registry.champion()).as("halted at %d", n).contains(1);
    }
    assertThat(n).as("changes of the disk").isGreaterThan(20);
  }

  @Test
  void anOutputIsThereWholeOrNotAtAllAndTheNextRunCompletesIt() throws IOException {
    boolean halted = true;
    int n = 0;
    for (; halted; n++) {
      Path out = folder.resolve(n + "/out");
      halted = halts(n, hadoop -> write(output(out, hadoop)));

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
  void aStatusIsTheOldOneOrTheNewOne() {
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

      halted = halts(n, hadoop -> RunFolder.of(path, hadoop).status(after));

      assertThat(run.status().orElseThrow()).as("halted at %d", n).isIn(before, after);
    }
    assertThat(
            RunFolder.of(
                    new org.apache.hadoop.fs.Path(folder.resolve("run-" + (n - 1)).toString()),
                    WORKING)
                .status())
        .contains(new RandomRecords(2).runStatus());
  }

  private interface Action {

    void run(Configuration hadoop);
  }

  private static boolean halts(int afterChanges, Action action) {
    HaltedFileSystem.LEFT.set(afterChanges);
    try {
      action.run(HALTING);
      return false;
    } catch (Halted halted) {
      return true;
    }
  }

  private static Configuration halting() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", HaltedFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
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
