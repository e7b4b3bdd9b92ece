package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What holds of a registry at any moment, whoever died.
 *
 * @param root where it is
 */
record WholeRegistry(Path root, Configuration hadoop) {

  /**
   * Every version that is listed opens, no number of versions and of promotions is missing, and one
   * version is the champion.
   */
  void require() {
    VersionListing listing = registry().list();
    assertThat(listing.unusable()).isEmpty();
    Set<Integer> used = new TreeSet<>();
    for (VersionSummary summary : listing.versions()) {
      used.add(summary.number());
      assertThat(
              registry()
                  .version(new VersionChoice.Numbered(summary.number()))
                  .contents()
                  .provenance()
                  .runId())
          .isEqualTo(summary.runId());
    }
    names("pruned").forEach(name -> used.add(Integer.valueOf(name)));
    assertThat(used)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, used.size()).boxed().toList());
    assertThat(registry().champion()).isPresent();
    assertThat(registry().promotions().all())
        .extracting(Promotion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, newestPromotion()).boxed().toList());
  }

  /** Besides, whoever held the lock last has removed what others had left behind. */
  void requireSwept() {
    require();
    assertThat(names(".staging/fenced")).isEmpty();
    assertThat(names("locks")).hasSize(1);
  }

  int newestPromotion() {
    return names("promotions").stream().mapToInt(Integer::parseInt).max().orElse(0);
  }

  ModelRegistry registry() {
    return ModelRegistry.open(root.toString(), "pump", hadoop);
  }

  /** Whether somebody has the lock, be he alive or dead. */
  boolean isLocked() {
    return !new LockFolder(Storage.of(root, hadoop), registry().path()).look().isFree();
  }

  private List<String> names(String of) {
    Path path = new Path(registry().path(), of);
    return Storage.of(path, hadoop).names(path);
  }
}
