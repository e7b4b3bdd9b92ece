package io.chronoshard.registry;

import java.util.Optional;

/**
 * Who has signed something, as far as the keys tell that this process trusts.
 *
 * @param state whether anybody has
 * @param key the name of the trusted key's file, where it was that key
 */
public record SignedBy(State state, Optional<String> key) {

  /** Nobody. */
  public static final SignedBy NOBODY = new SignedBy(State.UNSIGNED, Optional.empty());

  /** Somebody whom no trusted key tells. */
  public static final SignedBy SOMEBODY = new SignedBy(State.UNKNOWN, Optional.empty());

  /** Whether anybody has signed it. */
  public enum State {
    /** There is no signature. */
    UNSIGNED,
    /** The signature is a trusted key's. */
    TRUSTED,
    /** The signature is none of a trusted key: another one's, or of something else. */
    UNKNOWN
  }

  /** The owner of a trusted key. */
  public static SignedBy key(String name) {
    return new SignedBy(State.TRUSTED, Optional.of(name));
  }

  /** As an operator reads it. */
  @Override
  public String toString() {
    return switch (state) {
      case UNSIGNED -> "not signed";
      case TRUSTED -> "signed by " + key.orElseThrow();
      case UNKNOWN -> "signed, by no trusted key";
    };
  }
}
