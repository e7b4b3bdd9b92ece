package io.chronoshard.registry;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * How a kind of file system gives a finished folder its final name.
 *
 * <p>Callers see to it that no folder that is moved is empty: on a local disk a folder may take the
 * place of an empty one, so only folders with content are safe from being replaced.
 */
sealed interface FolderPublisher permits LocalPublisher, HdfsPublisher, SingleWriterPublisher {

  /** Whether a folder got its name. */
  enum Outcome {
    /** It is there under its final name. */
    PUBLISHED,
    /** Something else has that name; the folder is where it was. */
    TAKEN
  }

  /**
   * Moves a non-empty folder to a name where nothing may exist; the target's parent exists.
   *
   * @throws IOException where it did not move for another reason than a taken name
   */
  Outcome publish(Path staged, Path target) throws IOException;

  /** Gives a file its name, in place of the file that may have it. */
  void replace(Path staged, Path file) throws IOException;
}
