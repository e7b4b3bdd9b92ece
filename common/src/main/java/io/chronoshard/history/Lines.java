package io.chronoshard.history;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text, which end with a line feed, a carriage return, or both. Of a line that is longer
 * than {@link #LONGEST} only the begin is handed out.
 */
interface Lines extends AutoCloseable {

  /** Bytes, or characters, that a line may have. */
  int LONGEST = 1 << 24;

  /** How much of a longer one is handed out. */
  int BEGIN = 1 << 10;

  /** The next line without its end, or null behind the last one. */
  @Nullable String next() throws IOException;

  /** Whether the last line was longer than it may be. */
  boolean isTooLong();

  /** Where the next line begins, in bytes, or characters. */
  long position();

  @Override
  void close() throws IOException;
}
