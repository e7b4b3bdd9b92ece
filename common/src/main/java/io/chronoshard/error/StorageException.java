package io.chronoshard.error;

/** Storage or security refused. Exit code 4. */
public final class StorageException extends UserException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, where and what to do. */
  public StorageException(String message) {
    super(4, message, null);
  }

  /** With a message and the failure underneath, which the log shows. */
  public StorageException(String message, Throwable cause) {
    super(4, message, cause);
  }
}
