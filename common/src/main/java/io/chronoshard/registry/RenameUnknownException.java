package io.chronoshard.registry;

import java.io.IOException;

/** Whether something was renamed is not known. */
final class RenameUnknownException extends IOException {

  private static final long serialVersionUID = 1;

  RenameUnknownException(String message, IOException cause) {
    super(message, cause);
  }
}
