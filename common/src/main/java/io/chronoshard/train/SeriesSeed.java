package io.chronoshard.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The seed of a network that is one series' own: by its name, wherever it stands among others. */
public final class SeriesSeed {

  private SeriesSeed() {}

  /** The first eight bytes of the SHA-256 of a training's seed and the name in UTF-8. */
  public static long of(long seed, String series) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
      return ByteBuffer.wrap(digest.digest(series.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
