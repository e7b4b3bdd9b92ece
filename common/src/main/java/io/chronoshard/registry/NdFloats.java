package io.chronoshard.registry;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;

/**
 * A row of floats as {@link org.nd4j.linalg.factory.Nd4j#write} writes it: a head and the array's
 * shape, then a head and the floats, big-endian. A head says how many numbers of which type follow.
 */
final class NdFloats {

  /** How ND4J calls its memory today. */
  private static final Set<String> MODES = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");

  /** Of a shape, the numbers beside each dimension's length and step: its rank, and ND4J's own. */
  private static final int FURTHER = 4;

  private static final int CHUNK = 1 << 16;

  private NdFloats() {}

  /**
   * Reads a row up to its end, behind which nothing may follow.
   *
   * @param most floats that it may have: no memory is taken before it is known to have no more
   * @throws IOException which says what it is instead
   */
  static float[] read(InputStream in, long most) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      long length = shape(data);
      if (head(data, "FLOAT") != length || length < 1 || length > most) {
        throw new IOException(
            String.format(
                Locale.ROOT, "it says to have %d numbers, and may have %d", length, most));
      }
      float[] floats = floats(data, Math.toIntExact(length));
      if (data.read() >= 0) {
        throw new IOException("it goes on behind its numbers");
      }
      return floats;
    } catch (EOFException e) {
      throw new IOException("it ends too soon", e);
    } catch (UTFDataFormatException e) {
      throw new IOException("its head is no text", e);
    }
  }

  /** The length of a vector, or of a matrix of one row. */
  private static long shape(DataInputStream data) throws IOException {
    long count = head(data, "LONG");
    long rank = data.readLong();
    if (rank < 1
        || rank > 2
        || count != 2 * rank + FURTHER
        || (rank == 2 && data.readLong() != 1)) {
      throw new IOException("it is no row of numbers");
    }
    long length = data.readLong();
    for (long left = rank + FURTHER - 1; left > 0; left--) {
      data.readLong();
    }
    return length;
  }

  private static long head(DataInputStream data, String expected) throws IOException {
    String mode = data.readUTF();
    long length = data.readLong();
    String type = data.readUTF();
    if (!MODES.contains(mode) || !type.equals(expected)) {
      throw new IOException("it holds no numbers of the type " + expected);
    }
    return length;
  }

  private static float[] floats(DataInputStream data, int length) throws IOException {
    float[] floats = new float[length];
    byte[] chunk = new byte[CHUNK];
    for (int at = 0; at < length; ) {
      int count = Math.min(CHUNK / Float.BYTES, length - at);
      data.readFully(chunk, 0, count * Float.BYTES);
      ByteBuffer.wrap(chunk).asFloatBuffer().get(floats, at, count);
      at += count;
    }
    return floats;
  }
}
