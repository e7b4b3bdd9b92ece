package io.chronoshard.registry;

import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import java.util.List;
import java.util.Optional;

/**
 * All that a version holds.
 *
 * @param members its networks, at least one
 * @param series networks of single series, beside which the only member stands in for the others;
 *     nothing where there are none
 */
public record VersionContents(
    List<Member> members,
    Pipeline pipeline,
    Metrics metrics,
    Provenance provenance,
    Samples samples,
    Optional<SeriesNetworks> series) {

  /** Copies the list. */
  public VersionContents {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a version without a network");
    }
  }

  /** Of networks that are of all series. */
  public VersionContents(
      List<Member> members,
      Pipeline pipeline,
      Metrics metrics,
      Provenance provenance,
      Samples samples) {
    this(members, pipeline, metrics, provenance, samples, Optional.empty());
  }

  /** Of one network. */
  public VersionContents(
      ModelNetwork network,
      Pipeline pipeline,
      Metrics metrics,
      Provenance provenance,
      Samples samples) {
    this(
        List.of(new Member(network, provenance.seed(), 1)), pipeline, metrics, provenance, samples);
  }

  /** The first of its networks. */
  public ModelNetwork network() {
    return members.get(0).network();
  }

  /** Its networks as they travel. */
  public FrozenEnsemble frozen() {
    return frozen(members);
  }

  /** Some networks as they travel. */
  public static FrozenEnsemble frozen(List<Member> members) {
    return new FrozenEnsemble(
        members.stream().map(member -> FrozenNetwork.of(member.network())).toList(),
        members.stream().map(Member::weight).toList());
  }
}
