package io.chronoshard.jobs.models;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.config.VersionChoice.Numbered;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.PrunePlan;
import io.chronoshard.registry.PruneRules;
import io.chronoshard.registry.PruneRules.Damaged;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Removes versions that nobody needs any more. */
final class PruneAction implements ModelsAction {

  private static final String DRY_RUN = "--dry-run";
  private static final String KEEP = "--keep";
  private static final String KEEP_ALSO = "--keep-also";
  private static final String DAMAGED = "--damaged";

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public String words() {
    return "";
  }

  @Override
  public String summary() {
    return "Removes versions that are not among the newest, never were champion, and that no run uses.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 0);
  }

  @Override
  public List<JobOption> options() {
    List<String> own = List.of(name());
    return List.of(
        new JobOption(DRY_RUN, "", "prune: tell what would be removed, and remove nothing.", own),
        new JobOption(
            KEEP, "N", "prune: newest versions that stay, instead of registry.keep.", own),
        new JobOption(KEEP_ALSO, "VERSION,...", "prune: further versions that stay.", own),
        new JobOption(DAMAGED, "", "prune: remove versions that cannot be read, too.", own));
  }

  @Override
  public void run(Asked asked) {
    PruneRules rules =
        new PruneRules(
            asked.option(KEEP).map(PruneAction::count).orElse(asked.settings().keep()),
            asked.option(KEEP_ALSO).map(PruneAction::versions).orElse(Set.of()),
            asked.option(DAMAGED).isPresent() ? Damaged.REMOVED : Damaged.KEPT);
    boolean isDry = asked.option(DRY_RUN).isPresent();
    PrunePlan plan = isDry ? asked.registry().pruning().plan(rules) : pruned(asked, rules);
    PrunedVersions pruned =
        new PrunedVersions(
            isDry ? PrunedVersions.Tense.WOULD_BE : PrunedVersions.Tense.DONE, plan.fates());
    asked.context().result(pruned, pruned::text);
  }

  private static PrunePlan pruned(Asked asked, PruneRules rules) {
    try (ModelLock lock = asked.registry().lock("models prune", asked.settings().lock())) {
      return asked.registry().pruning().prune(rules, lock);
    }
  }

  private static int count(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new ConfigurationException(
          KEEP + " '" + text + "' must be a number of versions, at least 1");
    }
    return Integer.parseInt(text);
  }

  private static Set<Integer> versions(String text) {
    Set<Integer> numbers = new TreeSet<>();
    for (String word : text.split(",", -1)) {
      Optional<VersionChoice> choice = VersionChoice.of(word.strip());
      if (choice.isPresent() && choice.get() instanceof Numbered numbered) {
        numbers.add(numbered.number());
      } else {
        throw new ConfigurationException(
            KEEP_ALSO + " '" + text + "' must be versions' numbers between commas, such as 3,7");
      }
    }
    return numbers;
  }
}
