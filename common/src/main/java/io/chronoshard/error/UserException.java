package io.chronoshard.error;

import org.jspecify.annotations.Nullable;

/**
 * Something the operator can mend: the message names the value, the limit, the place and what to
 * do.
 */
public abstract sealed class UserException extends RuntimeException
    permits ClusterException, ConfigurationException, DataException, StorageException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  UserException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The process' exit code for this kind of problem. */
  public final int exitCode() {
    return exitCode;
  }
}
