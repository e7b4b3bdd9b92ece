package io.chronoshard.history;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * The plain bytes of a compressed file. What fails is either the storage, whose exceptions come as
 * they are, or the decoder, which damage makes fail in any way: then it is a {@link
 * DamagedBytesException}.
 */
final class DecodedBytes extends InputStream {

  private final StoredBytes stored;
  private final InputStream decoded;

  private DecodedBytes(StoredBytes stored, InputStream decoded) {
    this.stored = stored;
    this.decoded = decoded;
  }

  /** Bytes of a storage, which remember whether they were asked for, and whether it failed. */
  private static final class StoredBytes extends FilterInputStream {

    private boolean isRead;
    private @Nullable IOException failure;

    StoredBytes(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      isRead = true;
      try {
        return super.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      isRead = true;
      try {
        return super.read(target, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    /** What is behind a failure of the decoder. */
    IOException failure(Throwable above) {
      return failure == null ? new DamagedBytesException(above) : failure;
    }
  }

  /**
   * The bytes behind a codec.
   *
   * @throws UnsupportedOperationException where the codec is not here
   */
  static InputStream of(InputStream bytes, CompressionCodec codec) throws IOException {
    StoredBytes stored = new StoredBytes(bytes);
    try {
      return new DecodedBytes(stored, decoder(stored, codec));
    } catch (IOException | RuntimeException e) {
      if (e instanceof RuntimeException && !stored.isRead) {
        throw new UnsupportedOperationException(e.getMessage(), e);
      }
      throw stored.failure(e);
    }
  }

  /** Hadoop's own decoder of bzip2 leaves blocks out whose begin is damaged, and says nothing. */
  private static InputStream decoder(InputStream stored, CompressionCodec codec)
      throws IOException {
    return codec instanceof BZip2Codec
        ? new BZip2CompressorInputStream(new BufferedInputStream(stored), true)
        : codec.createInputStream(stored);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? count : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      // To some decoders that is the end.
      return 0;
    }
    try {
      return decoded.read(target, offset, length);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // A damaged length asks for any room.
      throw stored.failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    decoded.close();
  }
}
