package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.Medium.Outcome;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediumTest {

  @TempDir private Path folder;

  /** A file system that is none of those with a better rename; on the local disk. */
  public static final class PlainFileSystem extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("plain:///");
    }

    @Override
    public String getScheme() {
      return "plain";
    }
  }

  /** The local disk, on which each folder is taken away just while it is listed. */
  public static final class VanishingFileSystem extends RawLocalFileSystem {

    @Override
    public String getScheme() {
      return "file";
    }

    @Override
    public File pathToFile(org.apache.hadoop.fs.Path path) {
      return new Vanishing(super.pathToFile(path));
    }

    private static final class Vanishing extends File {

      private static final long serialVersionUID = 1L;

      Vanishing(File file) {
        super(file.getPath());
      }

      @Override
      public String @Nullable [] list() {
        assertThat(renameTo(new File(getPath() + "-away"))).isTrue();
        return super.list();
      }
    }
  }

  @Test
  void aFolderThatGoesWhileItIsListedHasNoNames() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", VanishingFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    Files.createDirectories(folder.resolve("lock/beat"));
    org.apache.hadoop.fs.Path lock = new org.apache.hadoop.fs.Path(folder.resolve("lock").toUri());

    assertThat(Storage.of(lock, hadoop).names(lock)).isEmpty();

    assertThat(folder.resolve("lock-away/beat")).exists();
  }

  @Test
  void eachFileSystemIsServedByWhatItCanDo() {
    assertThat(storage("file").medium()).isInstanceOf(LocalMedium.class);
    assertThat(storage("plain").medium()).isInstanceOf(SingleWriterMedium.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "plain"})
  void aFolderMovesWholeToAFreeName(String scheme) throws IOException {
    Files.createDirectories(folder.resolve("staged/sub"));
    Files.writeString(folder.resolve("staged/sub/a"), "a");

    assertThat(publish(scheme, "staged", "deep/down/target")).isEqualTo(Outcome.PUBLISHED);

    assertThat(folder.resolve("staged")).doesNotExist();
    assertThat(folder.resolve("deep/down/target/sub/a")).hasContent("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "plain"})
  void aTakenNameLeavesBothAsTheyWere(String scheme) throws IOException {
    stage("staged", "new");
    stage("folder", "old");
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("file"), "old");

    assertThat(publish(scheme, "staged", "folder")).isEqualTo(Outcome.TAKEN);
    assertThat(publish(scheme, "staged", "empty")).isEqualTo(Outcome.TAKEN);
    assertThat(publish(scheme, "staged", "file")).isEqualTo(Outcome.TAKEN);

    assertThat(folder.resolve("staged/content")).hasContent("new");
    assertThat(OutputFolderTest.names(folder.resolve("folder"))).containsExactly("content");
    assertThat(folder.resolve("folder/content")).hasContent("old");
    assertThat(folder.resolve("empty")).isEmptyDirectory();
    assertThat(folder.resolve("file")).hasContent("old");
  }

  @Test
  void theDiskItselfRefusesATakenName() throws IOException {
    stage("staged", "new");
    stage("folder", "old");
    Files.writeString(folder.resolve("file"), "old");
    Medium disk = storage("file").medium();

    assertThat(disk.publish(path("file", "staged"), path("file", "folder")))
        .isEqualTo(Outcome.TAKEN);
    assertThat(disk.publish(path("file", "staged"), path("file", "file"))).isEqualTo(Outcome.TAKEN);
    assertThat(folder.resolve("folder/content")).hasContent("old");
  }

  @Test
  void anEmptyFolderIsNotPublishedForAnotherCouldTakeItsPlace() throws IOException {
    Files.createDirectory(folder.resolve("staged"));

    assertThatThrownBy(() -> publish("file", "staged", "target"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "plain"})
  void aFolderThatWasTakenAwayIsToldEvenWhereTheNameIsTaken(String scheme) throws IOException {
    stage("folder", "old");

    assertThat(storage(scheme).medium().publish(path(scheme, "gone"), path(scheme, "folder")))
        .isEqualTo(Outcome.GONE);
    assertThat(publish(scheme, "gone", "free")).isEqualTo(Outcome.GONE);

    assertThat(folder.resolve("folder/content")).hasContent("old");
    assertThat(folder.resolve("free")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "plain"})
  void whatWasMovedAwayDoesNotComeAgain(String scheme) throws IOException {
    Storage storage = storage(scheme);
    Files.createDirectory(folder.resolve("there"));

    storage.addFolder(path(scheme, "there/below"));
    storage.addFolder(path(scheme, "there/below"));
    storage.write(path(scheme, "there/below/file"), new byte[1]);
    for (ThrowingCallable late :
        List.<ThrowingCallable>of(
            () -> storage.addFolder(path(scheme, "gone/below")),
            () -> storage.addFolder(path(scheme, "there/below/file")),
            () -> storage.write(path(scheme, "gone/file"), new byte[1]),
            () -> storage.writeThrough(path(scheme, "gone/file"), new byte[1]),
            () -> storage.json(path(scheme, "gone/file"), List.of()),
            () -> storage.replace(path(scheme, "gone/file"), new byte[1]),
            () -> storage.create(path(scheme, "gone/file")))) {
      assertThatThrownBy(late).isInstanceOf(StorageException.class);
    }

    assertThat(folder.resolve("gone")).doesNotExist();
    assertThat(folder.resolve("there/below/file")).hasSize(1);
  }

  /** As where the disk gives no file a second name. */
  @Test
  void aFileThatTakesItsNameByPlaceOverwritesNone() throws Exception {
    int publishers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    try {
      for (int race = 0; race < 100; race++) {
        CyclicBarrier start = new CyclicBarrier(publishers);
        Path target = folder.resolve("target-" + race);
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (int publisher = 0; publisher < publishers; publisher++) {
          Path staged =
              Files.writeString(
                  folder.resolve("staged-" + race + "-" + publisher), "content " + publisher);
          calls.add(
              () -> {
                start.await();
                return LocalMedium.publishedByPlace(staged, target);
              });
        }
        List<Future<Outcome>> outcomes = threads.invokeAll(calls);
        int winners = 0;
        for (int publisher = 0; publisher < publishers; publisher++) {
          Outcome outcome = outcomes.get(publisher).get();
          Path staged = folder.resolve("staged-" + race + "-" + publisher);
          if (outcome == Outcome.PUBLISHED) {
            winners++;
            assertThat(target).hasContent("content " + publisher);
            assertThat(staged).doesNotExist();
          } else {
            assertThat(outcome).isEqualTo(Outcome.TAKEN);
            assertThat(staged).hasContent("content " + publisher);
          }
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> LocalMedium.publishedByPlace(gone, folder.resolve("free")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder.resolve("free")).doesNotExist();
  }

  @Test
  void ofManyPublishersOneWinsAndNothingIsOverwritten() throws Exception {
    int publishers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    Storage storage = storage("file");
    try {
      for (int race = 0; race < 200; race++) {
        CyclicBarrier start = new CyclicBarrier(publishers);
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (int publisher = 0; publisher < publishers; publisher++) {
          String staged = "staged-" + race + "-" + publisher;
          String target = "target-" + race;
          stage(staged, staged);
          calls.add(
              () -> {
                start.await();
                return storage.publish(path("file", staged), path("file", target));
              });
        }
        int winner = -1;
        List<Future<Outcome>> outcomes = threads.invokeAll(calls);
        for (int publisher = 0; publisher < publishers; publisher++) {
          String staged = "staged-" + race + "-" + publisher;
          if (outcomes.get(publisher).get() == Outcome.PUBLISHED) {
            assertThat(winner).as("another winner of race %d", race).isNegative();
            winner = publisher;
          } else {
            assertThat(folder.resolve(staged).resolve("content")).hasContent(staged);
          }
        }
        Path target = folder.resolve("target-" + race);
        assertThat(OutputFolderTest.names(target)).containsExactly("content");
        assertThat(target.resolve("content")).hasContent("staged-" + race + "-" + winner);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "plain"})
  void aFileIsReplacedAsAWhole(String scheme) throws IOException {
    Storage storage = storage(scheme);
    storage.replace(path(scheme, "status.json"), new byte[] {1, 2, 3});
    storage.replace(path(scheme, "status.json"), new byte[] {4});

    assertThat(folder.resolve("status.json")).hasBinaryContent(new byte[] {4});
    assertThat(OutputFolderTest.names(folder)).containsExactly("status.json");
  }

  @Test
  void whatStorageRefusesIsToldWithThePath() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> storage("file").makeFolder(path("file", "file/below")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(folder.resolve("file").toString());
    assertThatThrownBy(() -> storage("file").read(path("file", "missing"), 10))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot read file:" + folder.resolve("missing"));
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws IOException {
    Files.write(folder.resolve("file"), new byte[11]);

    assertThat(storage("file").read(path("file", "file"), 11)).hasSize(11);
    assertThatThrownBy(() -> storage("file").read(path("file", "file"), 10))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is longer than the 10 bytes that such a file may have");
  }

  private Outcome publish(String scheme, String staged, String target) {
    return storage(scheme).publish(path(scheme, staged), path(scheme, target));
  }

  private void stage(String name, String content) throws IOException {
    Files.createDirectory(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("content"), content);
  }

  private Storage storage(String scheme) {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.plain.impl", PlainFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return Storage.of(path(scheme, "."), hadoop);
  }

  private org.apache.hadoop.fs.Path path(String scheme, String name) {
    return new org.apache.hadoop.fs.Path(scheme + "://" + folder.resolve(name));
  }
}
