package io.chronoshard.history;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files behind {@code history.input}: each entry is a file, a folder with all that lies below
 * it, or a glob of such. Files and folders whose names begin with {@code _} or {@code .} are
 * hidden, as everywhere around Hadoop.
 */
final class InputFiles {

  /** What folders end with in which runs tell about themselves, beside their output. */
  private static final String RUNS = ".runs";

  private final Configuration hadoop;

  /** By path: a file that two entries lead to is one file. */
  private final TreeMap<String, InputFile> found = new TreeMap<>();

  private final String key;
  private final Named named;

  private long visited;

  /** What becomes of a hidden file that is named as it is called. */
  private enum Named {
    REFUSED,
    READ
  }

  private InputFiles(String key, Named named, Configuration hadoop) {
    this.key = key;
    this.named = named;
    this.hadoop = hadoop;
  }

  /**
   * All files, sorted by path.
   *
   * @param key what names them, for messages
   * @throws ConfigurationException where no entry is given
   * @throws DataException where an entry leads to nothing
   */
  static List<InputFile> list(String key, List<String> input, Configuration hadoop) {
    if (input.isEmpty()) {
      throw new ConfigurationException(key + " = []: name the files, folders or globs to ingest");
    }
    return new InputFiles(key, Named.REFUSED, hadoop).all(input);
  }

  /**
   * The files of one entry beside the readings, sorted by path. Spark reads none of them, so that a
   * hidden one may be named, such as the events that a simulation lists beside its files.
   *
   * @throws DataException where the entry leads to nothing
   */
  static List<InputFile> listSide(String key, String entry, Configuration hadoop) {
    return new InputFiles(key, Named.READ, hadoop).all(List.of(entry));
  }

  private List<InputFile> all(List<String> input) {
    for (String entry : input) {
      try {
        add(entry);
      } catch (IOException | IllegalArgumentException e) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s names \"%s\", which cannot be listed: %s; see that its storage runs, and that this user is logged in where it wants that (kinit, or security.principal and security.keytab)",
                key,
                entry,
                e.getMessage()),
            e);
      }
    }
    return List.copyOf(found.values());
  }

  /** Compares files with what the storage says of them now. */
  static void requireUnchanged(
      List<InputFile> files, Configuration hadoop, Optional<Exception> failure) {
    for (InputFile file : files) {
      Path path = new Path(file.path());
      String now;
      try {
        FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
        if (status.getLen() == file.length()
            && status.getModificationTime() == file.modifiedMillis()) {
          continue;
        }
        now =
            String.format(
                Locale.ROOT,
                "it had %d bytes, last written at %s, and has %d, written at %s",
                file.length(),
                Instant.ofEpochMilli(file.modifiedMillis()),
                status.getLen(),
                Instant.ofEpochMilli(status.getModificationTime()));
      } catch (FileNotFoundException e) {
        now = "it is gone";
      } catch (IOException e) {
        throw new StorageException("cannot look for " + file.path() + ": " + e.getMessage(), e);
      }
      String message =
          String.format(
              Locale.ROOT,
              "%s changed while it was read: %s; run it again once the file is complete",
              file.path(),
              now);
      throw failure
          .map(cause -> new DataException(message, cause))
          .orElseGet(() -> new DataException(message));
    }
  }

  private void add(String entry) throws IOException {
    Path path = new Path(entry);
    FileSystem system = path.getFileSystem(hadoop);
    long before = visited;
    boolean exists = false;
    // First as it stands: a name may hold what a glob would read otherwise.
    FileStatus[] matches =
        system.exists(path)
            ? new FileStatus[] {system.getFileStatus(path)}
            : system.globStatus(path);
    if (matches != null) {
      for (FileStatus match : matches) {
        exists = true;
        boolean isNamed = match.isFile() && match.getPath().getName().equals(path.getName());
        if (isNamed && named == Named.READ) {
          found(match, base(path, match));
          continue;
        }
        if (isNamed && isHidden(match)) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s names \"%s\", but files whose names begin with _ or . are hidden; rename it",
                  key,
                  entry));
        }
        addAll(system, match, base(path, match));
      }
    }
    if (!exists) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", and there is no such file, folder or match; mend the name or bring the files there",
              key,
              entry));
    }
    if (visited == before) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", and there is no file in it that is not hidden",
              key,
              entry));
    }
  }

  /** The path that files are told below: of a folder its own, of a glob what it begins with. */
  private static String base(Path entry, FileStatus match) {
    Path base = match.getPath();
    Path named = entry;
    if (match.isFile() || !named.getName().equals(base.getName())) {
      base = base.getParent();
      named = named.getParent();
    }
    while (named != null && base.getParent() != null && isGlob(named)) {
      base = base.getParent();
      named = named.getParent();
    }
    String path = base.toString();
    return path.endsWith("/") ? path : path + "/";
  }

  private static boolean isGlob(Path path) {
    return path.toString().matches(".*[*?\\[{].*");
  }

  private void addAll(FileSystem system, FileStatus status, String base) throws IOException {
    if (isHidden(status)) {
      return;
    }
    if (status.isFile()) {
      found(status, base);
      return;
    }
    for (FileStatus one : system.listStatus(status.getPath())) {
      addAll(system, one, base);
    }
  }

  private void found(FileStatus file, String base) {
    visited++;
    String path = file.getPath().toString();
    String below = path.startsWith(base) ? path.substring(base.length()) : path;
    found.putIfAbsent(path, new InputFile(path, below, file.getLen(), file.getModificationTime()));
  }

  private static boolean isHidden(FileStatus status) {
    String name = status.getPath().getName();
    return name.startsWith("_")
        || name.startsWith(".")
        || name.endsWith("._COPYING_")
        || (status.isDirectory() && name.endsWith(RUNS));
  }
}
