package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Optional;
import java.util.Set;

/** What storage says to somebody else than this package, such as a task that reads a table. */
public final class StorageRefusal {

  /** Not that it may serve in a while: connections fail between others than storage too. */
  private static final Set<StorageFailure> REFUSALS =
      Set.of(StorageFailure.LOGIN, StorageFailure.DENIED, StorageFailure.FULL);

  private StorageRefusal() {}

  /** That a storage wants another login, forbids something or is full, where that is the cause. */
  public static Optional<StorageException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      StorageFailure kind = StorageFailure.ofThis(cause);
      if (REFUSALS.contains(kind)) {
        return Optional.of(
            new StorageException(
                "the storage refuses: "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
                    + "; "
                    + kind.advice(),
                failure));
      }
    }
    return Optional.empty();
  }
}
