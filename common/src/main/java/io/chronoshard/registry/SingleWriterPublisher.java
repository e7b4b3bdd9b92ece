package io.chronoshard.registry;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On any other file system, none of which promises a rename that refuses an existing target: looks
 * before and after, which is right as long as one run writes at a time.
 *
 * <p>{@link FileSystem#rename} moves a folder <em>inside</em> an existing one and says yes, so its
 * answer is not enough.
 */
record SingleWriterPublisher(FileSystem files) implements FolderPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(SingleWriterPublisher.class);

  /** Tells the operator what this file system cannot do. */
  static SingleWriterPublisher on(FileSystem files) {
    LOG.warn(
        "{} has no rename that refuses an existing target: let only one run at a time write there",
        files.getUri());
    return new SingleWriterPublisher(files);
  }

  @Override
  public Outcome publish(Path staged, Path target) throws IOException {
    if (files.exists(target)) {
      return Outcome.TAKEN;
    }
    move(staged, target);
    Path inside = new Path(target, staged.getName());
    if (files.exists(inside)) {
      throw new IOException(
          "another run published "
              + target
              + " at the same time, and this one's folder lies in it as "
              + inside.getName());
    }
    return Outcome.PUBLISHED;
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    files.delete(file, false);
    move(staged, file);
  }

  private void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to) || files.exists(from) || !files.exists(to)) {
      throw new IOException(files.getUri() + " did not rename " + from + " to " + to);
    }
  }
}
