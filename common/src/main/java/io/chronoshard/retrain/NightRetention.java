package io.chronoshard.retrain;

import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.PruneRules;
import io.chronoshard.registry.PruneRules.Damaged;
import io.chronoshard.registry.RunFolder;
import java.util.List;
import java.util.Set;

/**
 * What of earlier dates nobody needs any more, once another one is decided.
 *
 * @param runs decided dates that stay, the newest ones
 * @param versions newest ones that stay beside champions, now and before
 */
public record NightRetention(int runs, int versions) {

  /**
   * Removes it.
   *
   * @param lock of the model, which stays held
   * @return the runs that are gone
   * @throws io.chronoshard.error.UserException where it cannot be removed; what is still needed is
   *     there
   */
  public List<String> remove(ModelRegistry registry, ModelLock lock) {
    List<RunDate> decided = List.copyOf(DecidedNights.of(registry).runs().descendingKeySet());
    List<RunDate> old = decided.subList(Math.min(runs, decided.size()), decided.size());
    List<String> gone =
        registry.runs().stream()
            .map(RunFolder::runId)
            .filter(id -> old.stream().anyMatch(date -> isOf(date, id)))
            .toList();
    gone.forEach(id -> registry.removeRun(id, lock));
    registry.pruning().prune(new PruneRules(versions, Set.of(), Damaged.KEPT), lock);
    return gone;
  }

  /** The run of a date, those of its challengers, and that which only told. */
  private static boolean isOf(RunDate date, String runId) {
    return runId.equals(date.runId())
        || runId.startsWith(date.runId() + ".")
        || runId.startsWith(date.runId() + "-");
  }
}
