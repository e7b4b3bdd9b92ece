package io.chronoshard.registry;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * What this package needs of a kind of file system beyond Hadoop's {@code FileSystem}: renames that
 * never overwrite and say what has become of them, and folders that are made in one that is there
 * or not at all.
 *
 * <p>Callers see to it that no folder that is moved is empty: on a local disk a folder may take the
 * place of an empty one, so only folders with content are safe from being replaced.
 */
sealed interface Medium permits LocalMedium, HdfsMedium, SingleWriterMedium {

  /** What has become of something that was to get another name. */
  enum Outcome {
    /** It is there under its new name. */
    PUBLISHED,
    /** Something else has that name; it is where it was. */
    TAKEN,
    /** Nothing has the old name any more; nothing was moved. */
    GONE
  }

  /**
   * Gives a file or a folder with content a name that nothing may have; the target's parent exists.
   *
   * @throws IOException where it did not move for another reason, or where nobody can tell
   */
  Outcome publish(Path staged, Path target) throws IOException;

  /**
   * The same for a file, which other processes may write at the same time under that name.
   *
   * @throws IOException as {@link #publish}
   */
  default Outcome publishFile(Path staged, Path target) throws IOException {
    return publish(staged, target);
  }

  /** Gives a file its name, in place of the file that may have it. */
  void replace(Path staged, Path file) throws IOException;

  /**
   * Makes a folder in one that exists, as the umask has it; may find it there.
   *
   * @throws java.io.FileNotFoundException or another failure where the parent does not exist
   */
  void addFolder(Path folder) throws IOException;

  /** The same with just that mode, whatever the umask; one that is there keeps its own. */
  void addFolder(Path folder, FsPermission mode) throws IOException;

  /**
   * A new file in a folder that exists, with just that mode, whatever the umask; what is there
   * under its name goes.
   */
  FSDataOutputStream create(Path file, FsPermission mode) throws IOException;

  /** Whether a path is something else than a file or a folder, such as a link to one. */
  boolean isOther(Path path) throws IOException;
}
