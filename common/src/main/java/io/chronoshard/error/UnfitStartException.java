package io.chronoshard.error;

/** A version that a training, as it is configured, cannot begin from. Exit code 2. */
public final class UnfitStartException extends ConfigurationException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what differs, and what to do. */
  public UnfitStartException(String message) {
    super(message);
  }
}
