package io.chronoshard.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** The local disk, where making a file and writing to it fail as a test has it. */
public final class FaultyDisk extends LocalFileSystem {

  private static volatile Fault fault = Fault.NONE;

  /** What happens to files. */
  interface Fault {

    /** Nothing. */
    Fault NONE = bytes -> bytes;

    /**
     * Called before bytes are written, and with 0 before a file is made.
     *
     * @return how many of them get written; where that is not all, writing fails then
     */
    int written(int bytes) throws IOException;
  }

  /** With a raw file system underneath that fails. */
  public FaultyDisk() {
    super(new Failing());
  }

  /** What makes the local disk of a configuration one with faults. */
  static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", FaultyDisk.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  /** What happens from now on. */
  static void has(Fault next) {
    fault = next;
  }

  private static final class Failing extends RawLocalFileSystem {

    @Override
    protected OutputStream createOutputStreamWithMode(
        Path file, boolean append, FsPermission permission) throws IOException {
      fault.written(0);
      return new Cut(super.createOutputStreamWithMode(file, append, permission));
    }
  }

  /** Keeps the first bytes of what cannot be written as a whole; fails again when it is closed. */
  private static final class Cut extends FilterOutputStream {

    private Optional<IOException> failure = Optional.empty();

    Cut(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        int written = fault.written(count);
        out.write(bytes, from, written);
        if (written < count) {
          throw new IOException("All datanodes of this file are bad. Aborting...");
        }
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }

    /** As HDFS does, with the same exception. */
    @Override
    public void close() throws IOException {
      super.close();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }
}
