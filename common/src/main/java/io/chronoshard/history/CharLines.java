package io.chronoshard.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Lines of a whole file whose line ends take several bytes, as in UTF-16. */
final class CharLines implements Lines {

  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;
  private long position;
  private boolean isTooLong;

  CharLines(InputStream bytes, Charset charset) {
    this.text = new InputStreamReader(bytes, charset);
  }

  @Override
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    isTooLong = false;
    boolean isFirst = position == 0;
    int c = read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n' && c != '\r') {
      if (line.length() == LONGEST) {
        isTooLong = true;
        line.setLength(BEGIN);
      }
      if (!isTooLong) {
        line.append((char) c);
      }
      c = read();
    }
    if (c == '\r' && (at < end || fill()) && buffer[at] == '\n') {
      read();
    }
    return isFirst && line.indexOf("\uFEFF") == 0 ? line.substring(1) : line.toString();
  }

  private int read() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    position++;
    return buffer[at++];
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, text.read(buffer));
    return end > 0;
  }

  @Override
  public boolean isTooLong() {
    return isTooLong;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
