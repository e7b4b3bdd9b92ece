package io.chronoshard.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a piece of a file whose line ends are single bytes. A line belongs to the piece that its
 * first byte lies in.
 *
 * <pre>
 * piece   |------------|
 *      ···\n····\n········\n····
 *           |-------------|       its lines
 * </pre>
 */
final class ByteLines implements Lines {

  private static final int LINE_FEED = '\n';
  private static final int RETURN = '\r';

  private final InputStream bytes;
  private final Charset charset;
  private final long to;
  private byte[] buffer = new byte[1 << 17];
  private int at;
  private int end;

  /** Where the buffer begins in the file. */
  private long bufferFrom;

  private boolean isTooLong;

  /**
   * The lines that begin in {@code [from, to)}.
   *
   * @param bytes stands one byte before {@code from}, and at it where that is 0
   */
  ByteLines(InputStream bytes, long from, long to, Charset charset) throws IOException {
    this.bytes = bytes;
    this.charset = charset;
    this.to = to;
    this.bufferFrom = Math.max(0, from - 1);
    if (from > 0) {
      // The byte before the piece ends a line, or the piece begins within one.
      skipLine();
    }
  }

  @Override
  public @Nullable String next() throws IOException {
    if (position() >= to) {
      return null;
    }
    int found = lineEnd();
    if (found < 0) {
      isTooLong = true;
      String begin = new String(buffer, at, BEGIN, charset);
      skipLine();
      return begin;
    }
    isTooLong = false;
    if (found == end && at == end) {
      return null;
    }
    boolean isFirst = position() == 0;
    String line = new String(buffer, at, found - at, charset);
    at = found;
    skipLineEnd();
    return isFirst && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** Where the line ends that begins here; -1 where it is too long. */
  private int lineEnd() throws IOException {
    int scanned = at;
    while (true) {
      byte[] here = buffer;
      int last = end;
      for (int i = scanned; i < last; i++) {
        byte b = here[i];
        if (b == LINE_FEED || b == RETURN) {
          return i;
        }
      }
      int length = end - at;
      if (length >= LONGEST) {
        return -1;
      }
      if (!fill()) {
        return end;
      }
      scanned = at + length;
    }
  }

  /** Goes behind the end of the line at hand, without keeping it. */
  private void skipLine() throws IOException {
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == LINE_FEED || buffer[at] == RETURN) {
          skipLineEnd();
          return;
        }
      }
      if (!fill()) {
        return;
      }
    }
  }

  private void skipLineEnd() throws IOException {
    if (at == end) {
      return;
    }
    boolean isReturn = buffer[at] == RETURN;
    at++;
    if (isReturn && (at < end || fill()) && buffer[at] == LINE_FEED) {
      at++;
    }
  }

  /** Reads on behind what is kept from {@code at} on; false at the end. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    bufferFrom += at;
    end -= at;
    at = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = bytes.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  @Override
  public boolean isTooLong() {
    return isTooLong;
  }

  @Override
  public long position() {
    return bufferFrom + at;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
