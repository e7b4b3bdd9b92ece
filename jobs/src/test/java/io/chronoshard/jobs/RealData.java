package io.chronoshard.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** Real histories, where the environment variable {@code CHRONOSHARD_DATA} says that they are. */
public final class RealData {

  private RealData() {}

  /** Their folder; a test that asks for it where there is none is skipped, and says so. */
  public static Path folder() {
    String folder = System.getenv("CHRONOSHARD_DATA");
    if (folder == null || folder.isEmpty()) {
      System.err.println(
          "SKIPPED: a test on real histories; set CHRONOSHARD_DATA to their folder to run it");
      throw new TestAbortedException("CHRONOSHARD_DATA is not set");
    }
    Path path = Path.of(folder);
    if (!path.isAbsolute() || !Files.isDirectory(path)) {
      throw new IllegalStateException(
          "CHRONOSHARD_DATA = " + folder + " is no absolute path of a folder");
    }
    return path;
  }
}
