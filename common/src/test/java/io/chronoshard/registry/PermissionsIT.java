package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.LockSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in a registry has the configured permissions, whoever writes with whatever umask. */
@ExtendWith(MiniHdfs.class)
class PermissionsIT {

  private static final Configuration HADOOP = new Configuration();

  /** Writes all that a registry may hold, and stops while a lock is held and something staged. */
  public static final class Fills {

    private Fills() {}

    /** The registry, the modes of its folders and of its files. */
    public static void main(String[] arguments) {
      fill(arguments[0], arguments[1], arguments[2], HADOOP);
    }

    private static void fill(String root, String folders, String files, Configuration hadoop) {
      ModelRegistry registry = ModelRegistry.toPublish(settings(root, folders, files), hadoop);
      ModelLock lock =
          registry.lock("run-a", new LockSettings(Duration.ofMinutes(1), Duration.ZERO));
      RunFolder run = registry.run("run-a").under(lock);
      try (RunAttempt attempt = run.begin("train", "identity", Clock.systemUTC())) {
        attempt.event("epoch", Map.of("number", 1));
        registry.publish(Versions.of("run-a", 1), List.of(), lock);
        attempt.done(new RunResult(Map.of(), Map.of(), Optional.of(1), "done"));
      }
      registry.publish(Versions.ensemble("run-b", 2));
      registry.promotions().promote(2);
      lock.stage("left");
    }
  }

  private static RegistrySettings settings(String root, String folders, String files) {
    return ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "registry.path = \"" + root + "\"",
                "registry.model = pump",
                "registry.folder-mode = " + folders,
                "registry.file-mode = \"" + files + "\""))
        .registry();
  }

  @TempDir private Path folder;

  /** Of folders rwx is 7, of files rw is 6; the umask leaves more of it, or less. */
  @ParameterizedTest
  @CsvSource({"077, 750, 640", "000, 750, 640", "022, 775, 664"})
  void aLocalDiskHasThemWhateverTheUmask(String umask, String folders, String files)
      throws Exception {
    Path registry = folder.resolve("above/registry");
    Process process =
        new TestProcess(folder, List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"))
            .start(Fills.class, registry.toString(), folders, files);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("process.log"))).isZero();

    Set<PosixFilePermission> ofFolders = permissions(folders);
    Set<PosixFilePermission> ofFiles = permissions(files);
    try (Stream<Path> all = Files.walk(folder.resolve("above"))) {
      assertThat(all)
          .hasSizeGreaterThan(40)
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .isEqualTo(Files.isDirectory(path) ? ofFolders : ofFiles));
    }
  }

  private static Set<PosixFilePermission> permissions(String octal) {
    return PosixFilePermissions.fromString(
        new org.apache.hadoop.fs.permission.FsPermission(octal).toString());
  }

  @ParameterizedTest
  @CsvSource({"770, 660", "700, 600", "777, 666"})
  void aStoreForASingleWriterHasThem(String folders, String files) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.plain.impl", MediumTest.PlainFileSystem.class, FileSystem.class);

    Fills.fill("plain://" + folder.resolve("registry"), folders, files, hadoop);

    Set<PosixFilePermission> ofFolders = permissions(folders);
    Set<PosixFilePermission> ofFiles = permissions(files);
    try (Stream<Path> all = Files.walk(folder.resolve("registry"))) {
      assertThat(all)
          .hasSizeGreaterThan(40)
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .isEqualTo(Files.isDirectory(path) ? ofFolders : ofFiles));
    }
  }

  @Test
  void aFolderThatWasThereKeepsItsOwn() throws IOException {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Files.setPosixFilePermissions(registry, permissions("711"));

    Fills.fill(registry.toString(), "750", "640", HADOOP);

    assertThat(Files.getPosixFilePermissions(registry)).isEqualTo(permissions("711"));
    assertThat(Files.getPosixFilePermissions(registry.resolve("pump")))
        .isEqualTo(permissions("750"));
  }

  @Test
  void aFolderThatHandsItsGroupDownGoesOnDoingSo() throws IOException {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Files.setAttribute(registry, "unix:mode", 02755);

    Fills.fill(registry.toString(), "750", "640", HADOOP);

    assertThat((Integer) Files.getAttribute(registry.resolve("pump/v000001"), "unix:mode") & 07777)
        .isEqualTo(02750);
  }

  /** Permissions do not bind root, who looks as nobody. */
  @Test
  void anotherUserReadsWhatItsGroupMay() throws Exception {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can be another user");
    Path registry = folder.resolve("registry");
    Fills.fill(registry.toString(), "750", "640", HADOOP);
    Files.setPosixFilePermissions(folder, permissions("755"));
    Path file = registry.resolve("pump/v000001/manifest.json");
    int group = (Integer) Files.getAttribute(file, "unix:gid");

    assertThat(reads(group, file)).isTrue();
    assertThat(reads(group + 65_000, file)).isFalse();
    Files.setPosixFilePermissions(registry, permissions("755"));
    assertThat(reads(group + 65_000, file)).isFalse();
  }

  private static boolean reads(int group, Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of("setpriv", "--reuid=65534", "--regid=" + group, "--clear-groups", "cat", "" + file);
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @ParameterizedTest
  @CsvSource({"077, 750, 640", "000, 750, 640", "022, 775, 664", "027, 700, 600"})
  void hdfsHasThemWhateverTheClientsUmask(
      String umask, String folders, String files, MiniHdfs.Reached hdfs) throws IOException {
    Configuration hadoop = new Configuration(hdfs.hadoop());
    hadoop.set("fs.permissions.umask-mode", umask);
    hadoop.setBoolean("fs.hdfs.impl.disable.cache", true);
    org.apache.hadoop.fs.Path registry =
        hdfs.folder(PermissionsIT.class, umask + folders + "/above/registry");

    Fills.fill(registry.toString(), folders, files, hadoop);

    List<FileStatus> all = new ArrayList<>();
    walk(registry.getFileSystem(hadoop), registry.getParent(), all);
    assertThat(all)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            status ->
                assertThat(String.format(Locale.ROOT, "%o", status.getPermission().toShort()))
                    .as(status.getPath().toString())
                    .isEqualTo(status.isDirectory() ? folders : files));
  }

  private static void walk(FileSystem files, org.apache.hadoop.fs.Path path, List<FileStatus> all)
      throws IOException {
    all.add(files.getFileStatus(path));
    for (FileStatus status : files.listStatus(path)) {
      if (status.isDirectory()) {
        walk(files, status.getPath(), all);
      } else {
        all.add(status);
      }
    }
  }

  @Test
  void onHdfsTheGroupReadsAndNobodyElse(MiniHdfs.Reached hdfs) throws Exception {
    org.apache.hadoop.fs.Path registry = hdfs.folder(PermissionsIT.class, "group/registry");
    FileSystem files = registry.getFileSystem(hdfs.hadoop());
    files.mkdirs(registry.getParent());
    files.setOwner(registry.getParent(), null, "plant");
    Fills.fill(registry.toString(), "750", "640", hdfs.hadoop());

    assertThat(champion(registry, "anna", "plant", hdfs.hadoop())).isEqualTo("2");
    assertThat(champion(registry, "guest", "others", hdfs.hadoop()))
        .contains("Permission denied: user=guest")
        .contains("this user may not do that");
  }

  private static String champion(
      org.apache.hadoop.fs.Path registry, String user, String group, Configuration hadoop) {
    return UserGroupInformation.createUserForTesting(user, new String[] {group})
        .doAs(
            (java.security.PrivilegedAction<String>)
                () -> {
                  try {
                    return ModelRegistry.toRead(settings(registry.toString(), "750", "640"), hadoop)
                        .champion()
                        .map(String::valueOf)
                        .orElse("none");
                  } catch (io.chronoshard.error.StorageException e) {
                    return String.valueOf(e.getMessage());
                  }
                });
  }
}
