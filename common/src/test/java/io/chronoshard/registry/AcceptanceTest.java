package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.registry.Acceptance.Exactness;
import io.chronoshard.registry.Samples.Reading;
import io.chronoshard.registry.Samples.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks show wherever they are opened that they compute what they did. */
class AcceptanceTest {

  private static final String SOURCE = "registry/pump/v000001";

  @TempDir private Path root;

  private final List<Member> members = Versions.ensemble("run-a", 3).members();
  private final Samples samples = Versions.samples(members);
  private final List<ModelNetwork> networks = members.stream().map(Member::network).toList();

  private static Acceptance acceptance(Exactness exactness, Samples samples) {
    return new Acceptance("f", exactness, samples);
  }

  @Test
  void whatComputesTheSameIsAccepted() {
    for (Exactness exactness : Exactness.values()) {
      assertThatCode(() -> acceptance(exactness, samples).require(networks, SOURCE))
          .doesNotThrowAnyException();
    }
    assertThat(acceptance(Exactness.BITS, samples).isVacuous()).isFalse();
    Acceptance nothing = acceptance(Exactness.BITS, Samples.NONE);
    assertThatCode(() -> nothing.require(networks, SOURCE)).doesNotThrowAnyException();
    assertThat(nothing.isVacuous()).isTrue();
  }

  @Test
  void anotherBitIsRefusedWithItsPlace() {
    float was = samples.windows().get(1).outputs().get(2).get(0)[0];
    samples.windows().get(1).outputs().get(2).get(0)[0] = Math.nextUp(was);

    assertThatCode(() -> acceptance(Exactness.TOLERANCE, samples).require(networks, SOURCE))
        .doesNotThrowAnyException();
    refused(
        acceptance(Exactness.BITS, samples),
        SOURCE
            + ": the stored window of \"s\" with the origin 8, network 3, output 1 number 1 is "
            + was
            + " here, and was "
            + Math.nextUp(was)
            + " where the version was made; this machine computes something else, or the version is"
            + " damaged; run models verify, or choose another version");
  }

  @Test
  void whatIsOffByMoreThanTheToleranceIsRefused() {
    samples.windows().get(0).outputs().get(0).get(0)[0] += 2e-4f;

    refused(acceptance(Exactness.TOLERANCE, samples), "network 1, output 1 number 1 is ");
  }

  @Test
  void noNumberIsNearToInfinity() {
    samples.windows().get(0).outputs().get(0).get(0)[0] = Float.POSITIVE_INFINITY;

    refused(
        acceptance(Exactness.TOLERANCE, samples), "and was Infinity where the version was made");
  }

  @Test
  void noNumberIsTheSameAsNoNumberAlone() {
    samples.windows().get(0).outputs().get(0).get(0)[0] = Float.NaN;

    refused(acceptance(Exactness.TOLERANCE, samples), "and was NaN where the version was made");
  }

  @Test
  void windowsThatDoNotFitAreRefused() {
    Sample one = samples.windows().get(0);
    refused(with(one.inputs(), one.outputs().subList(0, 2)), "has outputs of 2 networks, not 3");
    refused(with(List.of(), one.outputs()), "has 0 inputs, not 1");
    refused(
        with(List.<float[][]>of(new float[][] {{1, 2}, {1}}), one.outputs()),
        "has rows of 1 and of 2 values");
    refused(
        with(List.<float[][]>of(new float[][] {{}, {}}), one.outputs()),
        "has an input without values in 2 rows");
    refused(with(List.<float[][]>of(new float[0][]), one.outputs()), "without values in 0 rows");
    refused(
        with(List.<float[][]>of(new float[][] {{1, 2, 3}}), one.outputs()),
        "is none that the network can read");
    List<List<float[]>> none = List.of(List.of(), List.of(), List.of());
    refused(with(one.inputs(), none), "gives 1 outputs, not 0");
    List<float[]> two = List.<float[]>of(new float[2]);
    refused(with(one.inputs(), List.of(two, two, two)), "gives 1 numbers, not 2");
  }

  private static Acceptance with(List<float[][]> inputs, List<List<float[]>> outputs) {
    return acceptance(
        Exactness.BITS,
        new Samples(
            List.of(Reading.SEQUENCE),
            List.of(),
            List.of(new Sample("s", 7, inputs, new float[0], outputs, List.of()))));
  }

  private void refused(Acceptance acceptance, String told) {
    assertThatThrownBy(() -> acceptance.require(networks, SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(SOURCE + ": the stored window of \"s\" with the origin ")
        .hasMessageContaining(told);
  }

  @Test
  void aVersionThatComputesSomethingElseIsNeitherPublishedNorOpened() {
    ModelRegistry registry = ModelRegistry.open(root.toString(), "pump", new Configuration());
    VersionContents sound = Versions.of("run-a", 1);
    List<Sample> windows = new ArrayList<>(sound.samples().windows());
    Sample first = windows.get(0);
    float[] other = first.outputs().get(0).get(0).clone();
    other[0] += 0.5f;
    windows.set(
        0,
        new Sample(
            first.series(),
            first.origin(),
            first.inputs(),
            first.base(),
            List.of(List.<float[]>of(other)),
            first.forecasts()));
    VersionContents unsound =
        new VersionContents(
            sound.members(),
            sound.pipeline(),
            sound.metrics(),
            sound.provenance(),
            new Samples(sound.samples().readings(), sound.samples().meanings(), windows));

    assertThatThrownBy(() -> registry.publish(unsound))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("where the version was made");
    assertThat(registry.numbers()).isEmpty();
    assertThat(registry.publish(sound)).isEqualTo(1);
    assertThat(registry.version(new VersionChoice.Latest()).number()).isEqualTo(1);
    Verification found = registry.verify(1, Optional.empty());
    assertThat(found.windows()).isEqualTo(2);
    assertThat(found.files()).isEqualTo(6);
    assertThat(found.networks()).isEqualTo(1);
    assertThat(found.modelHash()).isEqualTo(sound.provenance().modelHash());
    assertThat(found.exactness()).isEqualTo(Exactness.TOLERANCE);
  }
}
