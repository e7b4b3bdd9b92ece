package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.PermissionSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.registry.SeriesCheckpoints.Found;
import io.chronoshard.registry.SeriesCheckpoints.Kept;
import io.chronoshard.registry.SeriesCheckpoints.Place;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.SeriesResult.Diverged;
import io.chronoshard.train.SeriesResult.Own;
import io.chronoshard.train.SeriesResult.Standing;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowTargets.HeadTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCheckpointsTest {

  private static final Configuration HADOOP = new Configuration();

  private static final ValidationSums SUMS =
      new ValidationSums(
          7,
          1 / 3.0,
          List.of(new ValidationSums.Head("a", Double.NaN)),
          List.of(new HeadTarget(0, 0, 0, 1, 1)),
          List.of(new ErrorSums(new GaussianForm(), new double[] {0.1 + 0.2, -0.0})));

  @TempDir private Path run;

  private SeriesCheckpoints checkpoints(String identity) {
    return SeriesCheckpoints.of(
        RunFolder.of(new org.apache.hadoop.fs.Path(run.toString()), HADOOP),
        identity,
        PermissionSettings.DEFAULT);
  }

  private static Kept own(String series, int... bytes) {
    byte[] zip = new byte[bytes.length];
    for (int i = 0; i < zip.length; i++) {
      zip[i] = (byte) bytes[i];
    }
    return new Kept(
        new SeriesResult(
            series,
            Standing.OWN,
            new Shard.Counts(WindowCounts.NONE, WindowCounts.NONE),
            Optional.of(new Own(-5, "hash", 1, 2, 3, SUMS)),
            Optional.empty(),
            Optional.of(SUMS)),
        zip);
  }

  private static Kept diverged(String series) {
    return new Kept(
        new SeriesResult(
            series,
            Standing.DIVERGED,
            Shard.Counts.NONE,
            Optional.empty(),
            Optional.of(new Diverged("training", 3)),
            Optional.empty()),
        new byte[0]);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(run.resolve("checkpoints/series"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    SeriesCheckpoints checkpoints = checkpoints("a");
    List<Kept> first = List.of(own("x", 1, 2, 3), diverged("\"ü\""), own("z", 4));
    List<Kept> second = List.of(own("y", 5, 6));
    checkpoints.write(first, HADOOP);
    checkpoints.write(second, HADOOP);
    // As where a task is tried again.
    checkpoints.write(first, HADOOP);

    assertThat(files())
        .hasSize(2)
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----"));
    Found found = checkpoints("a").found(HADOOP);
    assertThat(found.refused()).isEmpty();
    assertThat(found.places()).containsOnlyKeys("x", "\"ü\"", "z", "y");
    for (List<Kept> some : List.of(first, second)) {
      for (Kept one : some) {
        Place place = found.places().get(one.result().series());
        Kept read = SeriesCheckpoints.read(place, HADOOP);
        assertThat(read.result()).isEqualTo(one.result());
        assertThat(read.zip()).isEqualTo(one.zip());
      }
    }
  }

  @Test
  void whatIsDamagedOrOfAnotherTrainingIsToldAndNotUsed() throws IOException {
    SeriesCheckpoints checkpoints = checkpoints("a");
    checkpoints.write(List.of(own("x", 1, 2, 3)), HADOOP);
    checkpoints.write(List.of(own("y", 4)), HADOOP);
    assertThat(checkpoints("b").found(HADOOP).places()).isEmpty();
    assertThat(checkpoints("b").found(HADOOP).refused())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).endsWith(".bin: it is of another training"));

    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Place place =
        checkpoints.found(HADOOP).places().values().stream()
            .filter(one -> one.file().endsWith(file.getFileName().toString()))
            .findFirst()
            .orElseThrow();
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 16;
      Files.write(file, damaged);
      Found found = checkpoints.found(HADOOP);
      assertThat(found.places()).as("byte %d", at).hasSize(1);
      assertThat(found.refused()).as("byte %d", at).hasSize(1);
    }
    byte[] damaged = whole.clone();
    damaged[(int) place.offset()] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(() -> SeriesCheckpoints.read(place, HADOOP))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("has changed since it was looked at: the network of \"");
  }

  /** As one that writes on after its run was published. */
  @Test
  void whatIsRemovedDoesNotComeAgain() throws IOException {
    SeriesCheckpoints checkpoints = checkpoints("a");
    Files.delete(run.resolve("checkpoints/series"));
    assertThatThrownBy(() -> checkpoints.write(List.of(diverged("x")), HADOOP))
        .isInstanceOf(StorageException.class);
    assertThat(run.resolve("checkpoints/series")).doesNotExist();
  }
}
