package io.chronoshard.registry;

import io.chronoshard.config.SigningSettings;
import io.chronoshard.config.SigningSettings.Demand;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs what is published, and tells by whom that is signed which is read.
 *
 * <p>A version's signature covers its manifest, and so each of its files; a promotion's covers its
 * number and the promoted version besides. What signatures cannot tell is that something is gone:
 * whoever may remove the newest promotion brings back the champion before.
 */
final class Signing {

  /** Signs nothing, and demands nothing. */
  static final Signing NONE = new Signing(Optional.empty(), List.of(), Demand.OPTIONAL);

  private static final String KEY = "registry.signing.key";
  private static final String TRUSTED = "registry.signing.trusted";

  private final Optional<PrivateKey> key;
  private final List<Trusted> trusted;
  private final Demand demand;

  private Signing(Optional<PrivateKey> key, List<Trusted> trusted, Demand demand) {
    this.key = key;
    this.trusted = List.copyOf(trusted);
    this.demand = demand;
  }

  /**
   * A key whose signatures count.
   *
   * @param name of its file
   */
  private record Trusted(String name, PublicKey key) {

    static Trusted read(String file) {
      PublicKey key = Pem.publicKey(TRUSTED, file);
      return new Trusted(String.valueOf(Path.of(file).getFileName()), key);
    }

    boolean hasSigned(Statement statement, byte[] signature) {
      try {
        Signature verifying = Signature.getInstance(SignatureFile.ALGORITHM);
        verifying.initVerify(key);
        verifying.update(statement.bytes());
        return verifying.verify(signature);
      } catch (SignatureException e) {
        // What is no signature at all, by its length or its form, is none of this key.
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(name + " cannot be used", e);
      }
    }
  }

  /**
   * Of who reads: the private key is not looked at, which readers need not be able to read.
   *
   * @throws ConfigurationException where a file is not there, or holds no such key
   */
  static Signing ofReader(SigningSettings settings) {
    return new Signing(
        Optional.empty(),
        settings.trusted().stream().map(Trusted::read).toList(),
        settings.demand());
  }

  /**
   * Of who publishes.
   *
   * @throws ConfigurationException where a file is not there, or holds no such key; or where nobody
   *     with these settings could read what would be published
   */
  static Signing ofPublisher(SigningSettings settings) {
    Optional<PrivateKey> key =
        Optional.of(settings.key())
            .filter(file -> !file.isEmpty())
            .map(file -> Pem.privateKey(KEY, file));
    Signing signing = new Signing(key, ofReader(settings).trusted, settings.demand());
    if (settings.demand() == Demand.REQUIRED && key.isEmpty()) {
      throw new ConfigurationException(
          "registry.signing.required is true, and there is no key to sign with, so what this would"
              + " publish would be refused; name the file of the private key in "
              + KEY);
    }
    signing.requireOwn(settings.key());
    return signing;
  }

  /** What the own key signs must count here. */
  private void requireOwn(String file) {
    Statement probe = Statement.ofVersion(new byte[0]);
    Optional<byte[]> signature = sign(probe);
    if (signature.isPresent() && isChecked() && by(probe, signature, file).key().isEmpty()) {
      throw new ConfigurationException(
          KEY
              + " = \""
              + file
              + "\" belongs to none of the public keys in "
              + TRUSTED
              + " ("
              + names()
              + "), so what it signs would be refused; name its public key there too");
    }
  }

  /** What {@code signature.json} holds of a statement; nothing where there is no key. */
  Optional<byte[]> sign(Statement statement) {
    return key.map(own -> Json.bytes(SignatureFile.of(signature(own, statement))));
  }

  private static byte[] signature(PrivateKey own, Statement statement) {
    try {
      Signature signing = Signature.getInstance(SignatureFile.ALGORITHM);
      signing.initSign(own);
      signing.update(statement.bytes());
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key cannot sign", e);
    }
  }

  /** Whether anything is signed. */
  boolean signs() {
    return key.isPresent();
  }

  /** Whether it matters by whom anything is signed. */
  boolean isChecked() {
    return !trusted.isEmpty();
  }

  /**
   * Who has signed a statement.
   *
   * @param signature what {@code signature.json} holds, where there is one
   * @param source what is signed, for messages
   * @throws StorageException where that file is damaged, or of another release
   */
  SignedBy by(Statement statement, Optional<byte[]> signature, String source) {
    if (signature.isEmpty()) {
      return SignedBy.NOBODY;
    }
    byte[] bytes = SignatureFile.read(signature.get(), source + "/" + SignatureFile.NAME);
    return trusted.stream()
        .filter(one -> one.hasSigned(statement, bytes))
        .findFirst()
        .map(one -> SignedBy.key(one.name()))
        .orElse(SignedBy.SOMEBODY);
  }

  /**
   * The same, where it is signed as it must be: by a trusted key where there are any, or by nobody
   * where it need not be.
   *
   * @throws StorageException which says what is wrong
   */
  SignedBy require(Statement statement, Optional<byte[]> signature, String source) {
    SignedBy by = by(statement, signature, source);
    if (by.state() == SignedBy.State.UNSIGNED && demand == Demand.REQUIRED) {
      throw new StorageException(
          source
              + " is not signed, and registry.signing.required is true; use one that was published"
              + " with registry.signing.key, or set required = false to take it as it is");
    }
    if (by.state() == SignedBy.State.UNKNOWN && isChecked()) {
      throw new StorageException(
          source
              + " is signed by none of the trusted keys ("
              + names()
              + "): it was changed since, or another key has signed it; use another one, or name"
              + " that key in "
              + TRUSTED);
    }
    return by;
  }

  private String names() {
    return trusted.stream().map(Trusted::name).collect(Collectors.joining(", "));
  }
}
