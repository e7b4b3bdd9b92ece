package io.chronoshard.retrain;

import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.PruneRules;
import io.chronoshard.registry.PruneRules.Damaged;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.VersionSummary;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of earlier dates nobody needs any more, once another one is decided. What nobody has made
 * for a date is left alone: a version that an operator has trained or imported may wait for his
 * promotion.
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
    Set<RunDate> kept = Set.copyOf(decided.subList(0, Math.min(runs, decided.size())));
    List<String> gone =
        registry.runs().stream()
            .map(RunFolder::runId)
            .filter(
                id ->
                    RunDate.within(id)
                        .filter(date -> isOver(date, decided) && !kept.contains(date))
                        .isPresent())
            .toList();
    gone.forEach(id -> registry.removeRun(id, lock));
    Set<Integer> others =
        registry.list().versions().stream()
            .filter(
                version ->
                    RunDate.within(version.runId()).filter(date -> isOver(date, decided)).isEmpty())
            .map(VersionSummary::number)
            .collect(Collectors.toSet());
    registry.pruning().prune(new PruneRules(versions, others, Damaged.KEPT), lock);
    return gone;
  }

  /** Whether nothing becomes of a date any more: it is decided, or a later one is. */
  private static boolean isOver(RunDate date, List<RunDate> newestFirst) {
    return !newestFirst.isEmpty() && date.compareTo(newestFirst.get(0)) <= 0;
  }
}
