package io.chronoshard.history;

import java.io.IOException;

/** Compressed bytes end too early or make no sense; to read them again does not help. */
final class DamagedBytesException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With what the decoder says of them. */
  DamagedBytesException(Throwable failure) {
    super(failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
  }
}
