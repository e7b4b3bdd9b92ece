package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What may have become of a rename, and of what it was based on: the list that Apache Iceberg's
 * {@code HadoopTableOperations} goes through. The same of HDFS is in {@link HdfsIT}, of a number
 * that was removed meanwhile in {@link PruningTest}.
 */
class RenameChecksTest {

  @TempDir private Path root;

  /** A file system whose renames, or what it says of them, get lost. */
  public static final class LosingFileSystem extends RawLocalFileSystem {

    private static Loss loss = Loss.NOTHING;

    enum Loss {
      NOTHING,
      RENAME,
      ANSWER
    }

    @Override
    public URI getUri() {
      return URI.create("losing:///");
    }

    @Override
    public String getScheme() {
      return "losing";
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      boolean isWanted = to.getName().matches("v\\d{6}|\\d{6}");
      if (isWanted && loss == Loss.RENAME) {
        throw new IOException("connection reset by peer");
      }
      boolean renamed = super.rename(from, to);
      if (isWanted && loss == Loss.ANSWER) {
        throw new IOException("connection reset by peer");
      }
      return renamed;
    }
  }

  @AfterEach
  void losesNothing() {
    LosingFileSystem.loss = LosingFileSystem.Loss.NOTHING;
  }

  private ModelRegistry losing() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.losing.impl", LosingFileSystem.class, FileSystem.class);
    return ModelRegistry.open("losing://" + root, "pump", hadoop);
  }

  private ModelRegistry registry() {
    return ModelRegistry.open(root.toString(), "pump", new Configuration());
  }

  private ModelRegistry meeting(String name, Runnable happens) {
    return MeetingFileSystem.open(root, new Configuration(), name, happens);
  }

  @Test
  void whatIsThereAlreadyIsNotReplaced() {
    ModelRegistry late = meeting("v000001", () -> registry().publish(Versions.of("run-a", 1)));

    assertThat(late.publish(Versions.of("run-b", 2))).isEqualTo(2);

    assertThat(run(1)).isEqualTo("run-a");
    assertThat(run(2)).isEqualTo("run-b");
    assertThat(registry().champion()).contains(1);
  }

  @Test
  void whatWasDecidedOnSomethingElseIsRefused() {
    for (int version = 1; version <= 3; version++) {
      registry().publish(Versions.of("run-" + version, version));
    }
    ModelRegistry expecting =
        meeting("promotions/000002", () -> registry().promotions().promote(2));
    assertThatThrownBy(() -> expecting.promotions().promote(3, 1))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("v000002 is the champion, not v000001 as was expected");
    ModelRegistry back = meeting("promotions/000003", () -> registry().promotions().promote(3));
    assertThatThrownBy(() -> back.promotions().rollback())
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("nothing was changed");

    assertThat(registry().champion()).contains(3);
    assertThat(registry().promotions().all())
        .extracting(Promotion::version)
        .containsExactly(1, 2, 3);
  }

  @Test
  void aRenameThatCameToPassAndSaysThatItDidNotIsTakenAsItIs() {
    LosingFileSystem.loss = LosingFileSystem.Loss.ANSWER;

    assertThat(losing().publish(Versions.of("run-a", 1))).isEqualTo(1);
    assertThat(losing().publish(Versions.of("run-b", 2))).isEqualTo(2);
    losing().promotions().promote(2);

    LosingFileSystem.loss = LosingFileSystem.Loss.NOTHING;
    assertThat(registry().champion()).contains(2);
    assertThat(registry().list().versions()).hasSize(2);
  }

  @Test
  void aRenameThatDidNotComeToPassIsToldAndTheNextRunMakesIt() throws IOException {
    LosingFileSystem.loss = LosingFileSystem.Loss.RENAME;
    assertThatThrownBy(() -> losing().publish(Versions.of("run-a", 1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot move ")
        .hasMessageContaining("connection reset by peer");
    assertThat(registry().numbers()).isEmpty();

    LosingFileSystem.loss = LosingFileSystem.Loss.NOTHING;
    assertThat(losing().publish(Versions.of("run-a", 1))).isEqualTo(1);
    assertThat(OutputFolderTest.names(root.resolve("pump/.staging/versions"))).isEmpty();
    assertThat(Files.exists(root.resolve("pump/v000002"))).isFalse();
  }

  private String run(int version) {
    return registry().version(new VersionChoice.Numbered(version)).contents().provenance().runId();
  }
}
