package io.chronoshard.registry;

import io.chronoshard.registry.CheckpointIdentity.Size;
import io.chronoshard.registry.HeadedFile.RefusedException;
import io.chronoshard.train.RunProgress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * A checkpoint in one file: its {@link CheckpointHead}, and behind it the arrays, one after the
 * other, of IEEE 754 floats. No memory is taken for what the head says before that fits the file's
 * length and the networks.
 */
final class CheckpointFile {

  static final String NAME = "checkpoint.bin";

  static final HeadedFile KIND = new HeadedFile("CSCP", 3);

  private static final int CHUNK = 1 << 16;

  private CheckpointFile() {}

  /** Writes a file, and sees it through to the disk where the file system can tell. */
  static void write(Storage storage, Path file, CheckpointIdentity of, RunProgress progress) {
    FloatArrays arrays = new FloatArrays();
    CheckpointHead head = CheckpointHead.of(of, progress, arrays);
    KIND.write(
        storage,
        file,
        head,
        out -> {
          for (float[] array : arrays.all()) {
            write(array, out);
          }
        });
  }

  private static void write(float[] array, DataOutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int at = 0; at < array.length; ) {
      int count = Math.min(CHUNK / Float.BYTES, array.length - at);
      ByteBuffer.wrap(chunk).asFloatBuffer().put(array, at, count);
      out.write(chunk, 0, count * Float.BYTES);
      at += count;
    }
  }

  /**
   * Reads a file.
   *
   * @param ours what it must be of
   * @throws io.chronoshard.error.StorageException where it cannot be read; by a {@link
   *     RefusedException} where it is of no use
   */
  static RunProgress read(Storage storage, Path file, CheckpointIdentity ours) {
    return KIND.read(
        storage,
        file,
        CheckpointHead.class,
        (head, in, bytes) -> {
          requireFit(head, ours, bytes);
          List<float[]> arrays = new ArrayList<>();
          for (int length : head.lengths()) {
            arrays.add(floats(in, length));
          }
          return head.progress(arrays);
        });
  }

  /** What a head says must be of ours, and of the bytes that are there. */
  private static void requireFit(CheckpointHead head, CheckpointIdentity ours, long bytes)
      throws IOException {
    String difference = ours.difference(head.of()).orElse("");
    if (!difference.isEmpty()) {
      throw new RefusedException("%s", difference);
    }
    Set<Integer> sizes =
        ours.networks().stream().flatMap(CheckpointFile::lengths).collect(Collectors.toSet());
    long floats = head.lengths().stream().mapToLong(Integer::longValue).sum();
    if (!sizes.containsAll(head.lengths()) || floats * Float.BYTES != bytes) {
      throw new RefusedException("its arrays are not those of its networks; it is damaged");
    }
  }

  private static Stream<Integer> lengths(Size network) {
    return Stream.of(network.parameters(), network.updater());
  }

  private static float[] floats(DataInputStream in, int length) throws IOException {
    float[] floats = new float[length];
    byte[] chunk = new byte[CHUNK];
    for (int at = 0; at < length; ) {
      int count = Math.min(CHUNK / Float.BYTES, length - at);
      in.readFully(chunk, 0, count * Float.BYTES);
      ByteBuffer.wrap(chunk).asFloatBuffer().get(floats, at, count);
      at += count;
    }
    return floats;
  }
}
