package io.chronoshard.history;

import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.zip.ZipException;
import org.apache.hadoop.security.AccessControlException;

/** Tells a file whose content is broken from a storage that refuses to read it. */
public final class DamagedFile {

  private DamagedFile() {}

  /** Whether compressed bytes end too early or make no sense; reading again does not help. */
  public static boolean isBehind(Throwable failure) {
    if (failure instanceof EOFException || failure instanceof ZipException) {
      return true;
    }
    if (failure instanceof FileNotFoundException
        || failure instanceof FileSystemException
        || failure instanceof AccessControlException) {
      // Their messages hold paths, which may hold any word.
      return false;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof IOException
        && (message.contains("gzip") || message.contains("crc") || message.contains("bad block"));
  }

  /**
   * What to tell of a failure.
   *
   * @param line the line that could not be read
   */
  static UserException failure(String path, long line, IOException failure) {
    if (isBehind(failure)) {
      return new DataException(
          String.format(
              Locale.ROOT,
              "%s, line %d: the file is damaged or cut off (%s); bring it again",
              path,
              line,
              failure.getMessage()),
          failure);
    }
    return new StorageException("cannot read " + path + ": " + failure.getMessage(), failure);
  }
}
