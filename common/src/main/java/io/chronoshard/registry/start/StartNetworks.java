package io.chronoshard.registry.start;

import io.chronoshard.registry.Member;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.train.MemberDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of a version's networks each network of a training goes on with: that of the same model and
 * seed. The only network of a version is that of a training that makes one, whatever their seeds.
 */
record StartNetworks(VersionContents contents) {

  /** The version's network, where it has one. */
  Optional<Member> of(MemberDesign network) {
    if (network.of() == 1 && contents.members().size() == 1) {
      return Optional.of(contents.members().get(0));
    }
    int place = names().indexOf(name(network.model(), network.training().seed()));
    return place < 0 ? Optional.empty() : Optional.of(contents.members().get(place));
  }

  /** What the version's networks are called that none of these goes on with. */
  List<String> leftOver(List<MemberDesign> networks) {
    List<Member> taken = networks.stream().map(this::of).flatMap(Optional::stream).toList();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < contents.members().size(); i++) {
      if (!taken.contains(contents.members().get(i))) {
        left.add(names().get(i));
      }
    }
    return left;
  }

  /** In the order of the version's networks, which is that of those that were kept. */
  private List<String> names() {
    List<Metrics.Trained> all = contents.metrics().networks();
    return all.isEmpty()
        ? List.of(name(1, contents.members().get(0).seed()))
        : all.stream()
            .filter(one -> one.weight() > 0)
            .map(one -> name(one.model(), one.seed()))
            .toList();
  }

  private static String name(int model, long seed) {
    return "model " + model + " with seed " + seed;
  }
}
