package io.chronoshard.error;

/** Another run works on the same thing, or got there first. Exit code 5. */
public final class BusyException extends UserException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, where and what to do. */
  public BusyException(String message) {
    super(5, message, null);
  }

  /** With a message and the failure underneath, which the log shows. */
  public BusyException(String message, Throwable cause) {
    super(5, message, cause);
  }
}
