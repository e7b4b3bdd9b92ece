package io.chronoshard.grid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sum over hashes of a table's rows, each over its series, step, time (where it was recorded) and
 * values: the same in whatever order, files or blocks the rows stand. Tells apart what chance makes
 * differ; it is no defence against a forger.
 *
 * @param rows how many rows
 * @param high sum of the rows' hashes, modulo 2<sup>64</sup>
 * @param low sum of the rows' other hashes
 */
public record CellHash(long rows, long high, long low) {

  /** Of no rows. */
  public static final CellHash NONE = new CellHash(0, 0, 0);

  /** The hash of both. */
  public CellHash plus(CellHash other) {
    return new CellHash(rows + other.rows, high + other.high, low + other.low);
  }

  /**
   * A history's fingerprint: over its axis, its channels' names and all its cells, but not over the
   * length of its blocks.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint(History history) {
    MessageDigest digest = sha256();
    digest.update(
        (history.axis() + "\n" + history.recordedTimes() + "\n" + this + "\n")
            .getBytes(StandardCharsets.UTF_8));
    for (String channel : history.channels()) {
      digest.update((channel.length() + ":" + channel + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
