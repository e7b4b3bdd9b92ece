package io.chronoshard.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file on any Hadoop file system, decompressed by its name's ending, without a
 * byte order mark.
 */
final class TextFile implements AutoCloseable {

  private final String path;
  private final BufferedReader reader;
  private long line;

  private TextFile(String path, BufferedReader reader) {
    this.path = path;
    this.reader = reader;
  }

  static TextFile open(String path, Charset charset, Configuration hadoop) {
    try {
      Path file = new Path(path);
      FileSystem system = file.getFileSystem(hadoop);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
      InputStream bytes = system.open(file);
      return new TextFile(
          path,
          new BufferedReader(
              new InputStreamReader(
                  codec == null ? bytes : codec.createInputStream(bytes), charset),
              1 << 16));
    } catch (IOException e) {
      throw DamagedFile.failure(path, 1, e);
    }
  }

  /** The next line without its end, or null behind the last one. */
  @Nullable String next() {
    try {
      line++;
      String text = reader.readLine();
      return text != null && line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw DamagedFile.failure(path, line, e);
    }
  }

  /** The number of the line that was read last, from 1. */
  long line() {
    return line;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw DamagedFile.failure(path, line, e);
    }
  }
}
