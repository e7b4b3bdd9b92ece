package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.chronoshard.error.StorageException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code promotion.json} holds; the folder it lies in says the promotion's number, so that a
 * promotion whose number is taken is published under the next one as it is.
 *
 * @param format how the file is to be read
 * @param version the version that is used from here on
 * @param restores the earlier promotion that a rollback went back to; nothing where it is none
 * @param runId the run that promoted it, where a run did
 * @param decision SHA-256 of what that run has decided, in {@link PromotionGround#FILE} beside it
 * @param operator the user whose process promoted it
 * @param promoted when, by that process' clock
 */
@JsonPropertyOrder("format")
record PromotionFile(
    int format,
    int version,
    Optional<Integer> restores,
    Optional<String> runId,
    Optional<String> decision,
    String operator,
    Instant promoted) {

  static final String NAME = "promotion.json";

  /** The format that this release writes. It reads the one before, too. */
  static final int FORMAT = 2;

  static final int LIMIT = 1 << 20;

  /**
   * The promotion of a number, as it was read.
   *
   * @throws StorageException where another release wrote it, it is damaged, or it goes back to one
   *     that is not before it
   */
  static Promotion read(byte[] json, int number, String source) {
    PromotionFile file = read(json, source);
    if (file.restores.orElse(0) >= number) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s is damaged: promotion %d cannot go back to promotion %d; promote a version again",
              source,
              number,
              file.restores.orElse(0)));
    }
    return file.numbered(number);
  }

  private static PromotionFile read(byte[] json, String source) {
    if (Json.number(json, "format", source).equals(OptionalInt.of(Before.FORMAT))) {
      return Json.read(json, Before.class, source).now();
    }
    Format.require(json, FORMAT, source, "promote a version again");
    return Json.read(json, PromotionFile.class, source);
  }

  /** A promotion of the format before, in which no run could say what it had decided. */
  private record Before(
      int format,
      int version,
      Optional<Integer> restores,
      Optional<String> runId,
      String operator,
      Instant promoted) {

    private static final int FORMAT = 1;

    private PromotionFile now() {
      return new PromotionFile(
          format, version, restores, runId, Optional.empty(), operator, promoted);
    }
  }

  /** The promotion that it is under that number. */
  Promotion numbered(int number) {
    return new Promotion(number, version, restores, runId, decision, operator, promoted);
  }
}
