package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import org.apache.hadoop.security.UserGroupInformation;

/** Who runs this process. */
public final class Operator {

  private Operator() {}

  /**
   * The short name by which file systems know who runs this process.
   *
   * @throws StorageException where nobody can tell, as when a login has failed
   */
  public static String name() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new StorageException(
          "it is not known who runs this process: " + e.getMessage() + "; log in again", e);
    }
  }
}
