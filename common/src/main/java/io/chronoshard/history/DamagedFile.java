package io.chronoshard.history;

import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.ChecksumException;

/** Tells a file whose content is broken from a storage that refuses to read it. */
final class DamagedFile {

  private DamagedFile() {}

  /**
   * What to tell of a failure.
   *
   * @param line the line that could not be read
   */
  static UserException failure(String path, long line, IOException failure) {
    if (failure instanceof DamagedBytesException || failure instanceof ChecksumException) {
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
