package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.feature.Target;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.registry.Acceptance.Exactness;
import io.chronoshard.registry.Samples.Meaning;
import io.chronoshard.registry.Samples.Reading;
import io.chronoshard.registry.Samples.Sample;
import io.chronoshard.registry.Samples.Unit;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks gave comes to the forecasts in own units that it came to. */
class OwnForecastsTest {

  private static final String SOURCE = "registry/pump/v000001";

  private static final Meaning CHANGE = new Meaning(Unit.SCALED, 1);
  private static final Meaning DEVIATION = new Meaning(Unit.DEVIATION, 1);
  private static final Meaning SHARE = new Meaning(Unit.NONE, 0);

  /** 0.5 and 0.25 are 3 and 1 of changes with the divisor 4 from 1; 100 at the origin. */
  private static final float[] OUTPUTS = {0.5f, 0.25f, 0.75f};

  private static final float[] OWN = {103, 1, 0.75f};

  @TempDir private Path root;

  private final ModelNetwork network = Versions.network(1);

  private static Samples samples(List<Meaning> meanings, float[] base, float[]... forecasts) {
    return new Samples(
        List.of(Reading.SEQUENCE),
        List.of(meanings),
        List.of(
            new Sample(
                "s",
                7,
                List.of(),
                base,
                List.of(List.<float[]>of(OUTPUTS)),
                List.<float[][]>of(forecasts))));
  }

  private OwnForecasts of(Exactness exactness, double divisor, Samples samples) {
    TargetScaler scaler =
        new TargetScaler(
            new Scaler(List.of(Scaler.Column.IDENTITY, new Scaler.Column(1, divisor))),
            List.of(
                TargetScaler.Rule.NONE,
                new TargetScaler.Rule(TargetScaler.Base.ORIGIN, Target.NO_CAP)),
            List.of(1, 1));
    return new OwnForecasts(
        new Ensemble(List.of(network), List.of(1.0)), scaler, exactness, samples);
  }

  private static Samples stored(float[]... forecasts) {
    return samples(List.of(CHANGE, DEVIATION, SHARE), new float[] {Float.NaN, 100}, forecasts);
  }

  @Test
  void whatComesToTheSameIsAccepted() {
    assertThatCode(() -> of(Exactness.BITS, 4, stored(OWN)).require(SOURCE))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                of(
                        Exactness.BITS,
                        4,
                        Json.read(Json.bytes(stored(OWN)), Samples.class, "samples.json"))
                    .require(SOURCE))
        .doesNotThrowAnyException();
  }

  /** Of forecasts that become inputs all passes are stored, and the first is looked at. */
  @Test
  void theFirstPassIsLookedAt() {
    assertThatCode(() -> of(Exactness.BITS, 4, stored(OWN, new float[] {1, 2, 3})).require(SOURCE))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherScalerIsFound() {
    refused(
        of(Exactness.BITS, 5, stored(OWN)),
        SOURCE
            + ": the stored window of \"s\" with the origin 7, output 1 number 1 comes to the"
            + " forecast 103.5 here, and came to 103.0 where the version was made; ");
  }

  @Test
  void eachNumberIsLookedAt() {
    for (int i = 0; i < OWN.length; i++) {
      float[] other = OWN.clone();
      other[i] = Math.nextUp(other[i]);
      refused(of(Exactness.BITS, 4, stored(other)), "output 1 number " + (i + 1) + " comes to");
      assertThatCode(() -> of(Exactness.TOLERANCE, 4, stored(other)).require(SOURCE))
          .doesNotThrowAnyException();
      other[i] *= 1.001f;
      refused(of(Exactness.TOLERANCE, 4, stored(other)), "number " + (i + 1) + " comes to");
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(of(Exactness.BITS, 4, stored(new float[2])), "has 3 numbers with 3 meanings, and 2");
    refused(of(Exactness.BITS, 4, stored(new float[4])), "has 3 numbers with 3 meanings, and 4");
    refused(
        of(Exactness.BITS, 4, samples(List.of(CHANGE), new float[2], OWN)),
        "has 3 numbers with 1 meanings");
    refused(
        of(Exactness.BITS, 4, samples(List.of(CHANGE, CHANGE, CHANGE), new float[1], OWN)),
        "is of the target column 1, and there are 1");
    Meaning far = new Meaning(Unit.DEVIATION, 2);
    refused(
        of(Exactness.BITS, 4, samples(List.of(far, far, far), new float[9], OWN)),
        "is of the target column 2, and there are 2");
    Meaning none = new Meaning(Unit.SCALED, -1);
    refused(
        of(Exactness.BITS, 4, samples(List.of(none, none, none), new float[9], OWN)),
        "is of the target column -1");
    Samples two = new Samples(List.of(), List.of(), stored(OWN).windows());
    refused(of(Exactness.BITS, 4, two), "has 1 outputs, and forecasts of 1 with 0 meanings");
  }

  @Test
  void aVersionWhoseForecastsDifferIsNotPublished() {
    ModelRegistry registry = ModelRegistry.open(root.toString(), "pump", new Configuration());
    for (VersionContents sound : List.of(Versions.of("run-a", 1), Versions.ensemble("run-b", 2))) {
      sound.samples().windows().get(1).forecasts().get(0)[0][0] += 0.5f;
      assertThatThrownBy(() -> registry.publish(sound))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("origin 8, output 1 number 1 comes to the forecast ");
    }
    assertThat(registry.numbers()).isEmpty();
  }

  private static void refused(OwnForecasts forecasts, String told) {
    assertThatThrownBy(() -> forecasts.require(SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(told);
  }
}
