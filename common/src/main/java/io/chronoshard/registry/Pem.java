package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys in local files, as {@code openssl} writes them: PEM (RFC 7468) of PKCS 8 and of
 * X.509 (RFC 8410).
 */
final class Pem {

  /** Bytes that a file may have. */
  private static final int LIMIT = 1 << 16;

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  /**
   * The private key in a file.
   *
   * @param key of the configuration, that names the file
   * @throws ConfigurationException where it cannot be read, or holds anything else
   */
  static PrivateKey privateKey(String key, String file) {
    KeySpec spec = new PKCS8EncodedKeySpec(read(key, file, PRIVATE));
    try {
      return keys().generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw noKey(key, file, PRIVATE, e);
    }
  }

  /**
   * The public key in a file.
   *
   * @param key of the configuration, that names the file
   * @throws ConfigurationException where it cannot be read, or holds anything else
   */
  static PublicKey publicKey(String key, String file) {
    KeySpec spec = new X509EncodedKeySpec(read(key, file, PUBLIC));
    try {
      return keys().generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw noKey(key, file, PUBLIC, e);
    }
  }

  private static KeyFactory keys() {
    try {
      return KeyFactory.getInstance(SignatureFile.ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK since 15 has " + SignatureFile.ALGORITHM, e);
    }
  }

  private static byte[] read(String key, String file, String kind) {
    Matcher block = BLOCK.matcher(text(key, file));
    if (!block.find()) {
      throw wrong(key, file, "holds no key in PEM", kind);
    }
    if (!block.group(1).equals(kind)) {
      throw wrong(key, file, "holds a " + block.group(1), kind);
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(2).strip());
    } catch (IllegalArgumentException e) {
      throw noKey(key, file, kind, e);
    }
  }

  private static String text(String key, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LIMIT) {
        throw new ConfigurationException(
            key + " = \"" + file + "\" is too long for a key; name the file of one");
      }
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unreadable(key, file, "there is no such file on this machine", e);
    } catch (IOException | InvalidPathException e) {
      throw unreadable(key, file, String.valueOf(e), e);
    }
  }

  private static ConfigurationException unreadable(
      String key, String file, String why, Exception cause) {
    return new ConfigurationException(
        key + " = \"" + file + "\" cannot be read: " + why + "; name the file of a key", cause);
  }

  private static ConfigurationException wrong(String key, String file, String why, String kind) {
    return new ConfigurationException(
        key + " = \"" + file + "\" " + why + " and not an Ed25519 " + kind + "; " + advice(kind));
  }

  private static ConfigurationException noKey(
      String key, String file, String kind, Exception cause) {
    return new ConfigurationException(
        key
            + " = \""
            + file
            + "\" holds no Ed25519 "
            + kind
            + " ("
            + cause.getMessage()
            + "); "
            + advice(kind),
        cause);
  }

  private static String advice(String kind) {
    return kind.equals(PRIVATE)
        ? "write one with: openssl genpkey -algorithm ed25519 -out FILE"
        : "write it with: openssl pkey -in PRIVATE-KEY -pubout -out FILE";
  }
}
