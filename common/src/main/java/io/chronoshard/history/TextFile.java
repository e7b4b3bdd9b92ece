package io.chronoshard.history;

import io.chronoshard.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, or of a piece of one, on any Hadoop file system, decompressed by its
 * name's ending, without a byte order mark.
 */
final class TextFile implements AutoCloseable {

  private final String path;
  private final Lines lines;
  private long line;

  private TextFile(String path, Lines lines) {
    this.path = path;
    this.lines = lines;
  }

  /** A whole file. */
  static TextFile open(String path, Dialect dialect, Configuration hadoop) {
    return open(path, 0, Long.MAX_VALUE, dialect, hadoop);
  }

  /** The lines that begin in {@code [from, to)}; the whole file, where it {@link #isWhole}. */
  static TextFile open(String path, long from, long to, Dialect dialect, Configuration hadoop) {
    try {
      Path file = new Path(path);
      FileSystem system = file.getFileSystem(hadoop);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
      FSDataInputStream bytes = system.open(file);
      try {
        return new TextFile(path, lines(bytes, codec, from, to, dialect));
      } catch (UnsupportedOperationException e) {
        bytes.close();
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s: this Hadoop reads no %s (%s); write the file with gzip or bzip2, or bring Hadoop's native library",
                path,
                file.getName().substring(file.getName().lastIndexOf('.')),
                e.getMessage()),
            e);
      } catch (IOException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw DamagedFile.failure(path, 1, e);
    }
  }

  private static Lines lines(
      FSDataInputStream bytes,
      @Nullable CompressionCodec codec,
      long from,
      long to,
      Dialect dialect)
      throws IOException {
    InputStream plain = codec == null ? bytes : DecodedBytes.of(bytes, codec);
    if (!dialect.isByteWise()) {
      return new CharLines(plain, dialect.characters());
    }
    if (from > 0) {
      bytes.seek(from - 1);
    }
    return new ByteLines(plain, from, to, dialect.characters());
  }

  /** Whether a file can only be read from its begin. */
  static boolean isWhole(String path, Dialect dialect, Configuration hadoop) {
    return !dialect.isByteWise()
        || new CompressionCodecFactory(hadoop).getCodec(new Path(path)) != null;
  }

  /**
   * The next line without its end, or null behind the last one.
   *
   * @throws io.chronoshard.error.UserException where the file is damaged, or not to be read
   */
  @Nullable String next() {
    line++;
    try {
      return lines.next();
    } catch (IOException e) {
      throw DamagedFile.failure(path, line, e);
    }
  }

  /** Whether the last line was so long that only its begin was read. */
  boolean isTooLong() {
    return lines.isTooLong();
  }

  /** What is wrong with such a line. */
  static String tooLong() {
    return String.format(
        Locale.ROOT,
        "the line is longer than %d MiB; mend the file, or set history.csv.charset if its lines end otherwise",
        Lines.LONGEST >> 20);
  }

  /** The number of the line that was read last, from 1 where the piece begins. */
  long line() {
    return line;
  }

  /** Where the next line begins, in bytes where line ends are single bytes. */
  long position() {
    return lines.position();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw DamagedFile.failure(path, line, e);
    }
  }
}
