package io.chronoshard.registry;

import io.chronoshard.hadoop.HadoopDefaults;
import java.io.File;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, where each operation waits for the {@linkplain Turns turn} of its thread. */
public final class GatedFileSystem extends LocalFileSystem {

  /** With a raw file system underneath that waits. */
  public GatedFileSystem() {
    super(new Gated());
  }

  /** What makes the local disk of a configuration a gated one. */
  static Configuration configuration() {
    Configuration hadoop = HadoopDefaults.copy();
    hadoop.setClass("fs.file.impl", GatedFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  private static final class Gated extends RawLocalFileSystem {

    /** Every operation finds its file through this, some several times. */
    @Override
    public File pathToFile(Path path) {
      Turns.gate();
      return super.pathToFile(path);
    }
  }
}
