package io.chronoshard.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/**
 * A pair of keys in files.
 *
 * @param privateKey the file of the private one
 * @param publicKey the file of the public one
 */
public record WrittenKeys(Path privateKey, Path publicKey) {

  /** Makes new keys and writes them into a folder as {@code NAME.pem} and {@code NAME.pub.pem}. */
  public static WrittenKeys in(Path folder, String name) throws IOException {
    KeyPair pair = pair("Ed25519");
    return new WrittenKeys(
        write(folder.resolve(name + ".pem"), "PRIVATE KEY", pair.getPrivate().getEncoded()),
        write(folder.resolve(name + ".pub.pem"), "PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path write(Path file, String kind, byte[] key) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return Files.write(
        file,
        List.of("-----BEGIN " + kind + "-----", base64, "-----END " + kind + "-----"),
        StandardCharsets.US_ASCII);
  }

  /** Settings of who signs with these keys. */
  public String signs() {
    return "registry.signing.key = \"" + privateKey + "\"";
  }

  /** Settings of who trusts these keys. */
  public String trusted() {
    return "registry.signing.trusted = [\"" + publicKey + "\"]";
  }
}
