package io.chronoshard.error;

/** The cluster did not provide what was asked for. Exit code 6. */
public final class ClusterException extends UserException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, where and what to do. */
  public ClusterException(String message) {
    super(6, message, null);
  }

  /** With what went wrong, what to do, and the cause. */
  public ClusterException(String message, Throwable cause) {
    super(6, message, cause);
  }
}
