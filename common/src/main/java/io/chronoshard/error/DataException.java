package io.chronoshard.error;

/** Bad, missing or insufficient data. Exit code 3. */
public sealed class DataException extends UserException permits DivergedException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, where and what to do. */
  public DataException(String message) {
    super(3, message, null);
  }

  /** With a message and the failure underneath, which the log shows. */
  public DataException(String message, Throwable cause) {
    super(3, message, cause);
  }
}
