package io.chronoshard.registry;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the lines of an attempt are written to. Where one cannot be written on, the next
 * one begins with the first line that nobody can say is there.
 *
 * <pre>
 * events/000001.jsonl             of the first attempt
 * events/000001_000000124.jsonl   the same from its line 124 on, also where the file before has more
 * </pre>
 */
final class EventFiles {

  private static final Logger LOG = LoggerFactory.getLogger(EventFiles.class);

  private final Storage storage;
  private final Path folder;
  private final int attempt;
  private Path file;
  private Optional<FSDataOutputStream> out;
  private Optional<Path> left = Optional.empty();
  private boolean hasLines;

  /** Begins the first one, in a folder that is there. */
  EventFiles(Storage storage, Path folder, int attempt) {
    this.storage = storage;
    this.folder = folder;
    this.attempt = attempt;
    this.file = new Path(folder, String.format(Locale.ROOT, "%06d.jsonl", attempt));
    this.out = Optional.of(storage.create(file));
  }

  /** The one that is written. */
  Path file() {
    return file;
  }

  /**
   * Writes lines, and sees them out of this process.
   *
   * @param first number of the first one, from 1
   * @throws IOException where nobody can say which of them are there: write them again
   */
  void write(List<byte[]> lines, long first) throws IOException {
    FSDataOutputStream stream = out.isPresent() ? out.get() : another(first);
    for (byte[] line : lines) {
      stream.write(line);
    }
    stream.hflush();
    hasLines = true;
    if (left.isPresent() && storage.isReleased(left.get())) {
      left = Optional.empty();
    }
  }

  private FSDataOutputStream another(long first) throws IOException {
    file = new Path(folder, String.format(Locale.ROOT, "%06d_%09d.jsonl", attempt, first));
    hasLines = false;
    FSDataOutputStream stream = storage.createOnce(file);
    out = Optional.of(stream);
    return stream;
  }

  /**
   * Takes in that lines could not be written.
   *
   * @return whether it is worth trying again: where storage does not serve at the moment, or the
   *     file is broken that has taken lines before
   */
  boolean isWorthAnother(IOException failure) {
    boolean isBroken = out.isPresent() && hasLines;
    if (isBroken) {
      left = Optional.of(file);
    }
    close();
    return switch (StorageFailure.of(failure)) {
      case WAITING -> true;
      case OTHER -> isBroken;
      case LOGIN, DENIED, FULL -> false;
    };
  }

  /** Closes the file; what was written and seen out of this process is there in any case. */
  void close() {
    try {
      if (out.isPresent()) {
        out.get().close();
      }
    } catch (IOException e) {
      LOG.debug("{} was not closed, and its lines are written again", file, e);
    }
    out = Optional.empty();
  }
}
