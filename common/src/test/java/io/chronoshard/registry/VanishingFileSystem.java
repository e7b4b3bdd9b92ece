package io.chronoshard.registry;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, on which the folder of a {@code status.json} goes just before that is opened. */
public final class VanishingFileSystem extends LocalFileSystem {

  /** With a raw file system underneath. */
  public VanishingFileSystem() {
    super(new Removing());
  }

  /** What makes the local disk of a configuration such a one. */
  static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", VanishingFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  private static final class Removing extends RawLocalFileSystem {

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
      if (file.getName().equals("status.json")) {
        delete(file.getParent(), true);
      }
      return super.open(file, bufferSize);
    }
  }
}
