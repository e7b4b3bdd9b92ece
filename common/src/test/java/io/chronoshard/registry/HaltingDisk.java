package io.chronoshard.registry;

import java.io.File;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, which a process reaches until it is {@linkplain Halting halted}. */
public final class HaltingDisk extends LocalFileSystem {

  /** With a raw file system underneath that counts. */
  public HaltingDisk() {
    super(new Counting());
  }

  /** What makes the local disk of a configuration one that halts. */
  static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", HaltingDisk.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  private static final class Counting extends RawLocalFileSystem {

    private boolean looking;

    /** Every operation finds its file through this, some several times. */
    @Override
    public File pathToFile(Path path) {
      if (!looking) {
        Halting.change();
      }
      return super.pathToFile(path);
    }

    @Override
    public boolean exists(Path path) throws IOException {
      return looking(() -> super.exists(path));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return looking(() -> super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      return looking(() -> super.listStatus(path));
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
      return looking(() -> super.open(path, buffer));
    }

    private <T> T looking(Look<T> look) throws IOException {
      Halting.look();
      boolean before = looking;
      looking = true;
      try {
        return look.at();
      } finally {
        looking = before;
      }
    }
  }

  private interface Look<T> {

    T at() throws IOException;
  }
}
