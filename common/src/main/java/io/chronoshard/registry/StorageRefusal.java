package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Optional;
import java.util.Set;

/** What storage says to somebody else than this package, such as a task that reads a table. */
public final class StorageRefusal {

  private static final Set<StorageFailure> REFUSALS =
      Set.of(StorageFailure.LOGIN, StorageFailure.DENIED, StorageFailure.FULL);

  private StorageRefusal() {}

  /**
   * That a storage wants another login, forbids something or is full, or that HDFS does not serve,
   * where that is the cause.
   */
  public static Optional<StorageException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      StorageFailure kind = StorageFailure.ofThis(cause);
      if (REFUSALS.contains(kind)) {
        return Optional.of(told("the storage refuses", cause, kind, failure));
      }
      // Connections fail between others than storage too.
      if (kind == StorageFailure.WAITING && StorageFailure.isOfHadoop(cause)) {
        return Optional.of(told("the storage fails a task", cause, kind, failure));
      }
    }
    return Optional.empty();
  }

  private static StorageException told(
      String what, Throwable cause, StorageFailure kind, Throwable failure) {
    return new StorageException(
        what
            + ": "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            + "; "
            + kind.advice(),
        failure);
  }
}
