package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import org.apache.hadoop.security.UserGroupInformation;

/** The user whose process this is, as storage knows him. */
final class Operator {

  private Operator() {}

  /** The user's name, without realm or host. */
  static String name() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new StorageException(
          "cannot tell the user of this process: " + e.getMessage() + "; check the login", e);
    }
  }
}
