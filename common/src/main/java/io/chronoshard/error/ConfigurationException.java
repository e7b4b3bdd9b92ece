package io.chronoshard.error;

/**
 * A wrong command line or configuration, a model that does not fit, or another run's output in the
 * way. Exit code 2.
 */
public sealed class ConfigurationException extends UserException permits UnfitStartException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, where and what to do. */
  public ConfigurationException(String message) {
    super(2, message, null);
  }

  /** With a message and the failure underneath, which the log shows. */
  public ConfigurationException(String message, Throwable cause) {
    super(2, message, cause);
  }
}
