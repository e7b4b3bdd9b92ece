package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
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

/** The local disk, which is full after so many files and writes of the thread that counts. */
public final class FullDisk extends LocalFileSystem {

  private static final ThreadLocal<Integer> ROOM = ThreadLocal.withInitial(() -> Integer.MAX_VALUE);

  /** With a raw file system underneath that counts. */
  public FullDisk() {
    super(new Counting());
  }

  /** What makes the local disk of a configuration one that may be full. */
  static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", FullDisk.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  /** Does something with room for so many files and writes; gives what it failed with. */
  static Optional<StorageException> fails(int room, Runnable action) {
    ROOM.set(room);
    try {
      action.run();
      return Optional.empty();
    } catch (StorageException full) {
      return Optional.of(full);
    } finally {
      ROOM.remove();
    }
  }

  private static void take() throws IOException {
    int room = ROOM.get() - 1;
    ROOM.set(Math.max(room, 0));
    if (room < 0) {
      throw new IOException("No space left on device");
    }
  }

  private static final class Counting extends RawLocalFileSystem {

    @Override
    protected OutputStream createOutputStreamWithMode(
        Path file, boolean append, FsPermission permission) throws IOException {
      take();
      return new Filling(super.createOutputStreamWithMode(file, append, permission));
    }
  }

  /** Keeps nothing that it has no room for. */
  private static final class Filling extends FilterOutputStream {

    Filling(OutputStream file) {
      super(file);
    }

    @Override
    public void write(int one) throws IOException {
      take();
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      take();
      out.write(bytes, from, count);
    }
  }
}
