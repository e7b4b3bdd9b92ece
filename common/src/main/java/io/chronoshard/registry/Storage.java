package io.chronoshard.registry;

import io.chronoshard.config.PermissionSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file system as this package uses it: small files, listings, and folders that get their name at
 * once or not at all. Failures are {@link StorageException}s that name the path.
 *
 * <p>Local files are plain: no {@code .crc} beside them.
 */
final class Storage {

  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /** What the names of files begin with that tell the storage's time. */
  static final String PROBE = "probe-";

  private final FileSystem files;
  private final Medium medium;
  private final Patience patience;
  private final Optional<Modes> modes;

  private Storage(FileSystem files, Medium medium, Patience patience, Optional<Modes> modes) {
    this.files = files;
    this.medium = medium;
    this.patience = patience;
    this.modes = modes;
  }

  /** Permissions of what is made. */
  private record Modes(FsPermission folders, FsPermission files) {

    static Modes of(PermissionSettings settings) {
      return new Modes(
          new FsPermission((short) settings.folders()), new FsPermission((short) settings.files()));
    }
  }

  /**
   * The file system that a path lies on; what is made has the permissions that the umask leaves.
   */
  static Storage of(Path path, Configuration hadoop) {
    return of(path, hadoop, Patience.of(hadoop));
  }

  static Storage of(Path path, Configuration hadoop, Patience patience) {
    return of(path, hadoop, patience, Optional.empty());
  }

  /** The file system that a path lies on; what is made has just those permissions. */
  static Storage of(Path path, Configuration hadoop, PermissionSettings permissions) {
    return of(path, hadoop, Patience.of(hadoop), Optional.of(Modes.of(permissions)));
  }

  private static Storage of(
      Path path, Configuration hadoop, Patience patience, Optional<Modes> modes) {
    Configuration limited = ClientLimits.on(hadoop);
    try {
      FileSystem files = path.getFileSystem(limited);
      if (files instanceof LocalFileSystem checksummed
          && checksummed.getRaw() instanceof RawLocalFileSystem local) {
        return new Storage(local, new LocalMedium(local), patience, modes);
      }
      if (files.getScheme().equals("hdfs")) {
        return new Storage(
            files, HdfsMedium.on(files.getUri(), limited, patience), patience, modes);
      }
      return new Storage(files, SingleWriterMedium.on(files), patience, modes);
    } catch (UnsupportedFileSystemException e) {
      throw new ConfigurationException(
          path
              + ": this program knows no such file system ("
              + e.getMessage()
              + "); write file:, hdfs: or another one's name",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw failure("cannot reach the file system of", path, e);
    }
  }

  /** The kind of file system that it is. */
  Medium medium() {
    return medium;
  }

  /** The path with its scheme and from the root. */
  Path qualify(Path path) {
    return files.makeQualified(path);
  }

  /** The home folder of the user. */
  Path home() {
    return files.makeQualified(files.getHomeDirectory());
  }

  /** Lets nobody but the owner into a folder. */
  void ownersAlone(Path folder) {
    does(
        "cannot set the permissions of",
        folder,
        () -> files.setPermission(folder, new FsPermission("700")));
  }

  boolean exists(Path path) {
    return ask("cannot look for", path, () -> files.exists(path));
  }

  /** Whether there is a folder of that name. */
  boolean isFolder(Path path) {
    return status(path).map(FileStatus::isDirectory).orElse(false);
  }

  private Optional<FileStatus> status(Path path) {
    return ask(
        "cannot look for",
        path,
        () -> {
          try {
            return Optional.of(files.getFileStatus(path));
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Whether there is a file of that name. */
  boolean isFile(Path path) {
    return exists(path) && !isFolder(path);
  }

  /** Names inside a folder, sorted; none where the folder is not there, or no longer. */
  List<String> names(Path folder) {
    return ask(
        "cannot list",
        folder,
        () -> {
          try {
            return Arrays.stream(files.listStatus(folder))
                .map(status -> status.getPath().getName())
                .sorted()
                .toList();
          } catch (FileNotFoundException e) {
            return List.of();
          } catch (IOException e) {
            // A local folder that goes while it is listed is no FileNotFoundException.
            if (isGone(folder)) {
              return List.of();
            }
            throw e;
          }
        });
  }

  private boolean isGone(Path path) throws IOException {
    try {
      files.getFileStatus(path);
      return false;
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  /** Makes a folder, and those that it lies in, where they are not there. */
  void makeFolder(Path folder) {
    if (modes.isPresent()) {
      addMissing(folder);
    } else if (!ask("cannot make the folder", folder, () -> files.mkdirs(folder))) {
      throw noFolder(folder);
    }
  }

  private void addMissing(Path folder) {
    Optional<FileStatus> there = status(folder);
    if (there.isPresent() && !there.get().isDirectory()) {
      throw noFolder(folder);
    }
    if (there.isEmpty()) {
      if (folder.getParent() != null) {
        addMissing(folder.getParent());
      }
      addFolder(folder);
    }
  }

  private static StorageException noFolder(Path folder) {
    return new StorageException(
        "cannot make the folder "
            + folder
            + ": is a part of its path a file, or is there no room left? Choose another path,"
            + " remove it, or make room");
  }

  /** Makes a folder in one that is there; fails where that one is not, or no longer. */
  void addFolder(Path folder) {
    does(
        "cannot make the folder",
        folder,
        () -> {
          if (modes.isPresent()) {
            medium.addFolder(folder, modes.get().folders());
          } else {
            medium.addFolder(folder);
          }
        });
  }

  /**
   * Refuses a link, a pipe and the like where a file or a folder is expected.
   *
   * @throws StorageException which names it; not where there is nothing
   */
  void requirePlain(Path path) {
    if (ask("cannot look at", path, () -> medium.isOther(path))) {
      throw new StorageException(
          path + " is a link or the like, and no file or folder itself; it is not opened");
    }
  }

  /** The length of a file in bytes. */
  long length(Path file) {
    return ask("cannot read", file, () -> files.getFileStatus(file).getLen());
  }

  /** The length of all files in a folder together, in bytes. */
  long size(Path folder) {
    return ask("cannot read", folder, () -> files.getContentSummary(folder).getLength());
  }

  /** When something was changed last, in milliseconds by the storage's clock, where it is there. */
  OptionalLong modified(Path path) {
    return status(path).stream().mapToLong(FileStatus::getModificationTime).findFirst();
  }

  /**
   * What the storage's clock tells, in milliseconds.
   *
   * @param folder where a file is made and removed to find that out
   */
  long now(Path folder) {
    Path probe = new Path(folder, PROBE + Token.next());
    makeFolder(folder);
    write(probe, new byte[0]);
    long now = modified(probe).orElseThrow();
    delete(probe);
    return now;
  }

  /**
   * All bytes of a file.
   *
   * @param limit bytes that it may have
   */
  byte[] read(Path file, int limit) {
    return within(limit, file, ask("cannot read", file, () -> begin(file, limit)));
  }

  /**
   * All bytes of a file that others may remove at any time; nothing where it is not there.
   *
   * @param limit bytes that it may have
   */
  Optional<byte[]> readIfThere(Path file, int limit) {
    Optional<byte[]> bytes =
        ask(
            "cannot read",
            file,
            () -> {
              try {
                return Optional.of(begin(file, limit));
              } catch (FileNotFoundException e) {
                // A local file that may not be read is one too.
                if (isGone(file)) {
                  return Optional.empty();
                }
                throw e;
              }
            });
    return bytes.map(all -> within(limit, file, all));
  }

  /** The bytes of a file up to the one after the limit. */
  private byte[] begin(Path file, int limit) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return in.readNBytes(limit + 1);
    }
  }

  private static byte[] within(int limit, Path file, byte[] bytes) {
    if (bytes.length > limit) {
      throw new StorageException(
          file
              + " is longer than the "
              + limit
              + " bytes that such a file may have; it is damaged or no file of ours");
    }
    return bytes;
  }

  /** So many bytes of a file from a place on. */
  byte[] read(Path file, long offset, int length) {
    return ask(
        "cannot read",
        file,
        () -> {
          try (FSDataInputStream in = files.open(file)) {
            byte[] bytes = new byte[length];
            in.readFully(offset, bytes);
            return bytes;
          }
        });
  }

  /**
   * What a file that grows has from a place on, as far as it can be seen, and no more than that.
   */
  byte[] tail(Path file, long offset, int atMost) {
    return ask(
        "cannot read",
        file,
        () -> {
          try (FSDataInputStream in = files.open(file)) {
            in.seek(offset);
            return in.readNBytes(atMost);
          }
        });
  }

  /** The SHA-256 of a file, however long it is, as 64 hexadecimal digits. */
  String sha256(Path file) {
    return ask(
        "cannot read",
        file,
        () -> {
          MessageDigest digest = Sha256.digest();
          try (InputStream in = new DigestInputStream(files.open(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
          }
          return Sha256.hex(digest);
        });
  }

  /** Reads a file. */
  @FunctionalInterface
  interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /** What a file's bytes say, however many they are. */
  <T> T read(Path file, Reading<T> reading) {
    return ask(
        "cannot read",
        file,
        () -> {
          try (InputStream in = files.open(file)) {
            return reading.from(in);
          }
        });
  }

  /** Copies all bytes of a file, however long it is; once it has begun, it is not tried again. */
  void copy(Path file, OutputStream out) {
    try (InputStream in = ask("cannot read", file, () -> files.open(file))) {
      in.transferTo(out);
    } catch (IOException e) {
      throw failure("cannot read", file, e);
    } catch (FSError e) {
      throw failure("cannot read", file, ToldOutput.told(e));
    }
  }

  /** A new file in a folder that is there; what is there under its name goes. */
  FSDataOutputStream create(Path file) {
    return ask("cannot write", file, () -> created(file));
  }

  /** As {@link #create}, but asks once, for a caller that asks again by itself. */
  FSDataOutputStream createOnce(Path file) throws IOException {
    try {
      return created(file);
    } catch (FSError e) {
      throw ToldOutput.told(e);
    }
  }

  /**
   * Gives up a file whose writing has failed, so that others can read what it has: HDFS keeps it
   * for this process as long as that writes any file. Asks once.
   *
   * @return whether that is done, or under way
   */
  boolean isReleased(Path file) {
    try {
      if (files instanceof DistributedFileSystem hdfs) {
        hdfs.recoverLease(file);
      }
      return true;
    } catch (IOException e) {
      LOG.debug("{} is not released yet", file, e);
      return false;
    }
  }

  /** How long storage that does not serve is asked again. */
  Patience patience() {
    return patience;
  }

  /** Never makes the folder: one that was moved away does not come again. */
  private FSDataOutputStream created(Path file) throws IOException {
    return ToldOutput.of(
        modes.isPresent()
            ? medium.create(file, modes.get().files())
            : files.createFile(file).overwrite(true).build());
  }

  /** Writes a file in a folder that is there. */
  void write(Path file, byte[] content) {
    does(
        "cannot write",
        file,
        () -> {
          try (FSDataOutputStream out = created(file)) {
            out.write(content);
          }
        });
  }

  /** Writes a file and sees it through to the disk, where the file system can tell. */
  void writeThrough(Path file, byte[] content) {
    does(
        "cannot write",
        file,
        () -> {
          try (FSDataOutputStream out = created(file)) {
            out.write(content);
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
              out.hsync();
            }
          }
        });
  }

  /** Writes a record as JSON, one element of its lists a line, however long it is. */
  void json(Path file, Object record) {
    does(
        "cannot write",
        file,
        () -> {
          try (FSDataOutputStream out = created(file)) {
            Json.write(new BufferedOutputStream(out, 1 << 16), record);
          }
        });
  }

  /** Reads a record that was written as JSON, however long it is. */
  <T> T json(Path file, Class<T> type) {
    return ask(
        "cannot read",
        file,
        () -> {
          try (InputStream in = new BufferedInputStream(files.open(file), 1 << 16)) {
            return Json.read(in, type, file.toString());
          }
        });
  }

  /**
   * Moves a file to a name that no other file ever has; does nothing where that is done already.
   */
  void moveFile(Path file, Path target) {
    makeFolder(target.getParent());
    if (rename(file, target) == Medium.Outcome.GONE && !exists(target)) {
      throw new StorageException(
          "cannot move "
              + file
              + " to "
              + target
              + ": neither is there; somebody else has removed it; run again");
    }
  }

  /** Writes a file that readers see as it was or as it will be. */
  void replace(Path file, byte[] content) {
    replace(new Path(file.getParent(), "." + file.getName() + ".staged"), file, content);
  }

  /**
   * Writes a file that readers see as it was or as it will be.
   *
   * @param staged where it is written before it takes the file's place; its folder is there
   */
  void replace(Path staged, Path file, byte[] content) {
    write(staged, content);
    replace(staged, file);
  }

  /** Gives a file another name, in place of the file that may have it. */
  void replace(Path staged, Path file) {
    try {
      medium.replace(staged, file);
    } catch (IOException e) {
      throw failure("cannot replace", file, e);
    }
  }

  /** Removes a file or a folder with all in it; says whether there was one. */
  boolean delete(Path path) {
    return ask("cannot remove", path, () -> files.delete(path, true));
  }

  /** Gives a folder with content a name where nothing may exist. */
  Medium.Outcome publish(Path staged, Path target) {
    if (names(staged).isEmpty()) {
      if (!exists(staged)) {
        return Medium.Outcome.GONE;
      }
      throw new IllegalArgumentException(
          staged + " is empty; only folders with content are published");
    }
    if (exists(target)) {
      return Medium.Outcome.TAKEN;
    }
    makeFolder(target.getParent());
    return rename(staged, target);
  }

  /**
   * Removes a folder, which disappears at once: it is moved aside before it is emptied. What lies
   * in it gets other names first, so that nobody who found the folder before it was moved, as a
   * rename under way on a local disk or a client of NFS has, publishes what is half removed.
   */
  void discard(Path folder, Path aside) {
    delete(aside);
    if (exists(folder)) {
      rename(folder, aside);
      for (String name : names(aside)) {
        rename(new Path(aside, name), new Path(aside, name + ".removed"));
      }
      delete(aside);
    }
  }

  /** Removes a folder that is empty, or not there; says whether it is gone. */
  boolean deleteEmpty(Path folder) {
    try {
      files.delete(folder, false);
      return true;
    } catch (IOException e) {
      if (!names(folder).isEmpty()) {
        return false;
      }
      throw failure("cannot remove", folder, e);
    }
  }

  /** Gives a file or a folder a name where nothing may exist, in a folder that is there. */
  Medium.Outcome rename(Path from, Path target) {
    try {
      return medium.publish(from, target);
    } catch (IOException e) {
      throw failure("cannot move " + from + " to", target, e);
    }
  }

  /**
   * Gives a file a name that nothing may have, whoever writes files of that name at the same time.
   */
  Medium.Outcome publishFile(Path from, Path target) {
    try {
      return medium.publishFile(from, target);
    } catch (IOException e) {
      throw failure("cannot move " + from + " to", target, e);
    }
  }

  private <T> T ask(String what, Path path, Patience.Request<T> request) {
    try {
      return patience.ask(request);
    } catch (IOException e) {
      throw failure(what, path, e);
    } catch (FSError e) {
      throw failure(what, path, ToldOutput.told(e));
    }
  }

  private void does(String what, Path path, Work work) {
    ask(
        what,
        path,
        () -> {
          work.run();
          return true;
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  static StorageException failure(String what, Path path, Exception cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new StorageException(
        what
            + " "
            + path
            + ": "
            + message.lines().findFirst().orElse("")
            + "; "
            + StorageFailure.of(cause).advice(),
        cause);
  }
}
