package io.chronoshard.registry;

import io.chronoshard.train.ModelState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a training must have in common with one that goes on from its checkpoint.
 *
 * @param run hash of the run's configuration and data
 * @param release of this program: another one may round otherwise
 * @param scalers hash of what was fitted on the training part
 * @param networks of each network what changes in it
 */
public record CheckpointIdentity(String run, String release, String scalers, List<Size> networks) {

  /** How many parameters a network has, and how many values its updater. */
  public record Size(int parameters, int updater) {

    /** Of a state. */
    public static Size of(ModelState state) {
      return new Size(state.parameters().length, state.updater().length);
    }
  }

  /** Copies the list. */
  public CheckpointIdentity {
    networks = List.copyOf(networks);
  }

  /** Why a checkpoint of another identity is of no use; nothing where it is the same. */
  Optional<String> difference(CheckpointIdentity written) {
    if (!written.run.equals(run)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it is of another configuration or other data (%s there, %s here)",
              written.run,
              run));
    }
    if (!written.release.equals(release)) {
      return Optional.of(
          String.format(
              Locale.ROOT, "release %s has written it, and this is %s", written.release, release));
    }
    if (!written.scalers.equals(scalers)) {
      return Optional.of("what it was trained with was scaled otherwise");
    }
    return written.networks.equals(networks)
        ? Optional.empty()
        : Optional.of("its networks have other sizes");
  }
}
