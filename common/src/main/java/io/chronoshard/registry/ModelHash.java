package io.chronoshard.registry;

import io.chronoshard.model.ModelNetwork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells models apart by what they are: two models have the same hash where their configuration,
 * parameters and updater state are the same to the bit, whatever their files look like.
 */
public final class ModelHash {

  private ModelHash() {}

  /**
   * SHA-256 over the parts, each after its length, as 64 hexadecimal digits; floats as their IEEE
   * 754 bits, big-endian.
   *
   * @param identity the blocks of the configuration that decide the model, as JSON with sorted keys
   */
  public static String of(String identity, ModelNetwork network) {
    return of(identity, List.of(new Member(network, 0, 1)));
  }

  /**
   * The same over several networks, in their order, and their weights after them; over one alone
   * that of the network.
   */
  public static String of(String identity, List<Member> members) {
    return of(identity, members, new TreeMap<>());
  }

  /**
   * The same with the networks of single series behind them.
   *
   * @param series hashes of these networks by the series' names
   */
  public static String of(String identity, List<Member> members, SortedMap<String, String> series) {
    MessageDigest digest = Sha256.digest();
    text(digest, identity);
    for (Member member : members) {
      floats(digest, member.network().parameters());
      floats(digest, member.network().updaterState());
    }
    for (int i = 0; members.size() > 1 && i < members.size(); i++) {
      digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(members.get(i).weight()).flip());
    }
    series.forEach(
        (name, hash) -> {
          text(digest, name);
          text(digest, hash);
        });
    return Sha256.hex(digest);
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
    digest.update(bytes);
  }

  private static void floats(MessageDigest digest, @Nullable INDArray array) {
    float[] values =
        array == null || array.isEmpty() ? new float[0] : array.ravel().toFloatVector();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + values.length * Float.BYTES);
    bytes.putLong(values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    digest.update(bytes.flip());
  }
}
