package io.chronoshard.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a signature is a signature of. Its first line says of what kind it is and of which format,
 * so that none stands for another.
 *
 * @param bytes that are signed
 */
record Statement(byte[] bytes) {

  /**
   * That a version is what its manifest says: the model's name, and length and hash of each file.
   * The number is not in it, so that a version may be signed before it has one, and carried to
   * another registry.
   */
  static Statement ofVersion(byte[] manifest) {
    return of("chronoshard version 1\n", manifest);
  }

  /**
   * That a version of a model is its champion from a promotion on. An earlier promotion under a
   * later number, one of another model, or other contents under the version's number are not what
   * was signed.
   *
   * @param manifest the version's, as its SHA-256
   * @param promotion the bytes of its file
   */
  static Statement ofPromotion(String model, int number, String manifest, byte[] promotion) {
    return of(
        String.format(
            Locale.ROOT, "chronoshard promotion 1\n%s\n%d\n%s\n", model, number, manifest),
        promotion);
  }

  private static Statement of(String head, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    return new Statement(bytes.toByteArray());
  }
}
