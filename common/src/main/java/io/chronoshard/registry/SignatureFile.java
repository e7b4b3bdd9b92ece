package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.chronoshard.error.StorageException;
import java.util.Base64;

/**
 * What {@code signature.json} holds, beside the manifest of a version or beside a promotion.
 *
 * @param format how the file is to be read
 * @param algorithm that made it
 * @param signature in Base64
 */
@JsonPropertyOrder("format")
record SignatureFile(int format, String algorithm, String signature) {

  static final String NAME = "signature.json";

  /** RFC 8032: the same key gives the same signature of the same bytes. */
  static final String ALGORITHM = "Ed25519";

  /** The format that this release writes and reads. */
  static final int FORMAT = 1;

  static final int LIMIT = 1 << 16;

  static SignatureFile of(byte[] signature) {
    return new SignatureFile(FORMAT, ALGORITHM, Base64.getEncoder().encodeToString(signature));
  }

  /**
   * The signature that a file holds.
   *
   * @throws StorageException where another release wrote it, or it is damaged
   */
  static byte[] read(byte[] json, String source) {
    Format.require(json, FORMAT, source, "have it signed again");
    SignatureFile file = Json.read(json, SignatureFile.class, source);
    try {
      if (file.algorithm.equals(ALGORITHM)) {
        return Base64.getDecoder().decode(file.signature);
      }
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          source + " is damaged: its signature is no Base64 (" + e.getMessage() + ")", e);
    }
    throw new StorageException(
        source
            + " is signed by "
            + Json.text(file.algorithm)
            + ", and this release knows "
            + ALGORITHM
            + " alone; use the release that signed it");
  }
}
