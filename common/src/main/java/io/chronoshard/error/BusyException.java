package io.chronoshard.error;

import java.util.Optional;

/** Another run works on the same thing, or got there first. Exit code 5. */
public final class BusyException extends UserException {

  private static final long serialVersionUID = 1L;

  private final String holder;

  /** With a message that says what, where and what to do. */
  public BusyException(String message) {
    this(message, "");
  }

  private BusyException(String message, String holder) {
    super(5, message, null);
    this.holder = holder;
  }

  /**
   * Of a lock that another process has.
   *
   * @param holder what it was taken for, as its holder has said
   */
  public static BusyException lockedBy(String holder, String message) {
    return new BusyException(message, holder);
  }

  /** With a message and the failure underneath, which the log shows. */
  public BusyException(String message, Throwable cause) {
    super(5, message, cause);
    this.holder = "";
  }

  /** What the lock was taken for that another process has; nothing of all else. */
  public Optional<String> holder() {
    return holder.isEmpty() ? Optional.empty() : Optional.of(holder);
  }
}
