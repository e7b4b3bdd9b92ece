package io.chronoshard.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * A file that is written, whose failures are told as what they are: Hadoop takes those of a local
 * disk, as that it is full, for defects of its own.
 */
final class ToldOutput extends FilterOutputStream implements Syncable, StreamCapabilities {

  private final FSDataOutputStream file;

  private ToldOutput(FSDataOutputStream file) {
    super(file);
    this.file = file;
  }

  /** The same file. */
  static FSDataOutputStream of(FSDataOutputStream file) {
    return new FSDataOutputStream(new ToldOutput(file), null);
  }

  /** What a local disk has failed with. */
  static IOException told(FSError failure) {
    return failure.getCause() instanceof IOException cause ? cause : new IOException(failure);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void does(Work work) throws IOException {
    try {
      work.run();
    } catch (FSError e) {
      throw told(e);
    }
  }

  @Override
  public void write(int one) throws IOException {
    does(() -> file.write(one));
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    does(() -> file.write(bytes, from, count));
  }

  @Override
  public void flush() throws IOException {
    does(file::flush);
  }

  @Override
  public void hflush() throws IOException {
    does(file::hflush);
  }

  @Override
  public void hsync() throws IOException {
    does(file::hsync);
  }

  @Override
  public boolean hasCapability(String capability) {
    return file.hasCapability(capability);
  }

  /**
   * HDFS fails with the very exception again that writing has failed with; Java refuses to add that
   * to itself, and would tell nothing but so.
   */
  @Override
  public void close() throws IOException {
    try {
      does(file::close);
    } catch (IOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
