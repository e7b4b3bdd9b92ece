package io.chronoshard.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.FilterFs;
import org.apache.hadoop.fs.Hdfs;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/** HDFS, which a process reaches until it is {@linkplain Halting halted}. */
public final class HaltingHdfs extends FilterFileSystem {

  private static final String CONTEXT = "fs.AbstractFileSystem.hdfs.impl";

  /** With HDFS underneath. */
  public HaltingHdfs() {
    super(new DistributedFileSystem());
  }

  /** The same HDFS as one that halts. */
  static Configuration configuration(Configuration working) {
    Configuration hadoop = new Configuration(working);
    hadoop.setClass("fs.hdfs.impl", HaltingHdfs.class, FileSystem.class);
    hadoop.setBoolean("fs.hdfs.impl.disable.cache", true);
    hadoop.setClass(CONTEXT, Context.class, AbstractFileSystem.class);
    return hadoop;
  }

  @Override
  public String getScheme() {
    return "hdfs";
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    Halting.change();
    return fs.mkdirs(path);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    Halting.change();
    return fs.delete(path, recursive);
  }

  @Override
  public FSDataOutputStreamBuilder<FSDataOutputStream, Creating> createFile(Path path) {
    Halting.change();
    return new Creating(this, path);
  }

  /** A file that is there as soon as it is made, and has its content once it is closed. */
  private static final class Creating
      extends FSDataOutputStreamBuilder<FSDataOutputStream, Creating> {

    private final FSDataOutputStreamBuilder<?, ?> hdfs;

    Creating(HaltingHdfs files, Path path) {
      super(files, path);
      hdfs = files.fs.createFile(path);
    }

    @Override
    public Creating getThisBuilder() {
      return this;
    }

    @Override
    public Creating overwrite(boolean overwrite) {
      hdfs.overwrite(overwrite);
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      return new FSDataOutputStream(new Closing((FSDataOutputStream) hdfs.build()), null);
    }
  }

  /** Counts that the content is there. */
  private static final class Closing extends OutputStream implements Syncable, StreamCapabilities {

    private final FSDataOutputStream out;

    Closing(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void hflush() throws IOException {
      out.hflush();
    }

    @Override
    public void hsync() throws IOException {
      out.hsync();
    }

    @Override
    public boolean hasCapability(String capability) {
      return out.hasCapability(capability);
    }

    @Override
    public void close() throws IOException {
      Halting.change();
      out.close();
    }
  }

  /** The same for what is renamed. */
  public static final class Context extends FilterFs {

    /** As Hadoop makes them. */
    public Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(AbstractFileSystem.createFileSystem(uri, plain(hadoop)));
    }

    private static Configuration plain(Configuration hadoop) {
      Configuration plain = new Configuration(hadoop);
      plain.setClass(CONTEXT, Hdfs.class, AbstractFileSystem.class);
      return plain;
    }

    @Override
    public void renameInternal(Path from, Path to) throws IOException {
      Halting.change();
      super.renameInternal(from, to);
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      Halting.change();
      super.renameInternal(from, to, overwrite);
    }

    @Override
    public FSDataOutputStream createInternal(
        Path path,
        EnumSet<CreateFlag> flags,
        FsPermission permission,
        int buffer,
        short replication,
        long block,
        Progressable progress,
        Options.ChecksumOpt checksum,
        boolean parents)
        throws IOException {
      Halting.change();
      FSDataOutputStream out =
          super.createInternal(
              path, flags, permission, buffer, replication, block, progress, checksum, parents);
      return new FSDataOutputStream(new Closing(out), null);
    }

    @Override
    public void mkdir(Path path, FsPermission permission, boolean parents) throws IOException {
      Halting.change();
      super.mkdir(path, permission, parents);
    }
  }
}
