package io.chronoshard.registry;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Files that hold a record and large things behind it, and tell whether they are damaged.
 *
 * <pre>
 * four letters     what it is
 * int              the format
 * int              bytes of the head
 * head             a record as JSON
 * body             what the head says
 * SHA-256          of all before
 * </pre>
 *
 * <p>Numbers are big-endian. Nothing of a file is believed before its hash is found right.
 *
 * @param letters what it is
 * @param format how it is to be read
 */
record HeadedFile(String letters, int format) {

  /** Bytes of the hash at the end. */
  static final int HASH = 32;

  private static final int BEFORE_HEAD = 3 * Integer.BYTES;
  private static final int HEAD_LIMIT = 64 << 20;
  private static final int CHUNK = 1 << 16;

  /** A file that is of no use, with the reason. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String reason, Object... arguments) {
      super(String.format(Locale.ROOT, reason, arguments));
    }
  }

  /** What is written behind a head. */
  @FunctionalInterface
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  /** What is read behind a head. */
  @FunctionalInterface
  interface Reading<H, T> {

    /**
     * Reads it.
     *
     * @param bytes of the body
     */
    T from(H head, DataInputStream in, long bytes) throws IOException;
  }

  /** Writes a file, and sees it through to the disk where the file system can tell. */
  void write(Storage storage, Path file, Object head, Body body) {
    byte[] json = Json.line(head);
    MessageDigest digest = Sha256.digest();
    try (FSDataOutputStream out = storage.create(file)) {
      DataOutputStream hashed =
          new DataOutputStream(
              new BufferedOutputStream(new DigestOutputStream(out, digest), CHUNK));
      hashed.write(letters.getBytes(StandardCharsets.US_ASCII));
      hashed.writeInt(format);
      hashed.writeInt(json.length);
      hashed.write(json);
      body.write(hashed);
      hashed.flush();
      out.write(digest.digest());
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } catch (IOException e) {
      throw Storage.failure("cannot write", file, e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws io.chronoshard.error.StorageException where it cannot be read; by a {@link
   *     RefusedException} where it is of no use
   */
  <H, T> T read(Storage storage, Path file, Class<H> type, Reading<H, T> reading) {
    long length = storage.length(file);
    storage.read(
        file,
        in -> {
          verify(in, length);
          return length;
        });
    return storage.read(
        file,
        in -> {
          DataInputStream data = new DataInputStream(new BufferedInputStream(in, CHUNK));
          data.skipNBytes(2 * Integer.BYTES);
          byte[] json = data.readNBytes(data.readInt());
          H head = Json.read(json, type, file.toString());
          return reading.from(head, data, length - BEFORE_HEAD - json.length - HASH);
        });
  }

  /** Looks at the fixed numbers, and goes through the whole file once for its hash. */
  void verify(InputStream in, long length) throws IOException {
    if (length < BEFORE_HEAD + HASH) {
      throw new RefusedException("it has %d bytes, and none is so short", length);
    }
    byte[] first = in.readNBytes(BEFORE_HEAD);
    ByteBuffer numbers = ByteBuffer.wrap(first);
    byte[] found = new byte[Integer.BYTES];
    numbers.get(found);
    if (!Arrays.equals(found, letters.getBytes(StandardCharsets.US_ASCII))) {
      throw new RefusedException("it is no such file, or damaged");
    }
    int written = numbers.getInt();
    if (written != format) {
      throw new RefusedException(
          "another release has written it, or it is damaged (format %d; this one reads %d)",
          written, format);
    }
    int head = numbers.getInt();
    if (head < 0 || head > HEAD_LIMIT || head > length - BEFORE_HEAD - HASH) {
      throw new RefusedException(
          "it says that %d of its %d bytes are its head; it is damaged", head, length);
    }
    requireHash(in, first, length);
  }

  private static void requireHash(InputStream in, byte[] first, long length) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(first);
    byte[] chunk = new byte[CHUNK];
    for (long left = length - first.length - HASH; left > 0; ) {
      int count = in.readNBytes(chunk, 0, (int) Math.min(CHUNK, left));
      if (count == 0) {
        break;
      }
      digest.update(chunk, 0, count);
      left -= count;
    }
    byte[] told = in.readNBytes(HASH);
    byte[] found = digest.digest();
    if (!Arrays.equals(told, found)) {
      throw new RefusedException(
          "it is damaged: it has the SHA-256 %s, and says %s",
          HexFormat.of().formatHex(found), HexFormat.of().formatHex(told));
    }
  }
}
