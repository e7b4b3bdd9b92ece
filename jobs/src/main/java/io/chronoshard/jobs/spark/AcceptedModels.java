package io.chronoshard.jobs.spark;

import io.chronoshard.model.Outputs;
import io.chronoshard.registry.Acceptance;
import io.chronoshard.registry.ModelVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The models that this JVM has shown to compute what they computed where they were made. */
final class AcceptedModels {

  private static final Set<String> HASHES = new HashSet<>();

  private AcceptedModels() {}

  /**
   * Has a model show it, unless it did before; others wait as long.
   *
   * @param networks that will forecast
   * @param number the version, for messages
   * @throws io.chronoshard.error.StorageException where this JVM computes something else
   */
  static synchronized void require(
      Acceptance acceptance, List<? extends Outputs> networks, int number) {
    if (!HASHES.contains(acceptance.modelHash())) {
      acceptance.require(networks, ModelVersion.name(number));
      HASHES.add(acceptance.modelHash());
    }
  }
}
