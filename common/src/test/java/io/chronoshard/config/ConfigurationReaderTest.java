package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValue;
import io.chronoshard.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  @Test
  void rowsThatMustBeKnownFitTheRuleForWhatIsUnknown() {
    WindowSettings usual = ConfigurationReader.read(Optional.empty(), List.of()).window();
    assertThat(usual.unknown()).isEqualTo(WindowSettings.Unknown.DROP);
    assertThat(usual.leastRows()).isZero();
    WindowSettings masked =
        ConfigurationReader.read(
                Optional.empty(), List.of("window { unknown = mask, length = 7, least-rows = 6 }"))
            .window();
    assertThat(masked.unknown()).isEqualTo(WindowSettings.Unknown.MASK);
    assertThat(masked.leastRows()).isEqualTo(6);
    for (String none : List.of("", ", least-rows = 0", ", least-rows = 7")) {
      assertThatThrownBy(
              () ->
                  ConfigurationReader.read(
                      Optional.empty(),
                      List.of("window { unknown = mask, length = 7" + none + " }")))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(
              "must be how many of the newest rows are to be known, from 1 to 6, with"
                  + " window.unknown = mask: no window would have a masked row, as the longest"
                  + " input, the window, has 7");
    }
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(), List.of("window { unknown = mean, least-rows = 3 }")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("window.least-rows = 3 counts with window.unknown = mask alone");
  }

  /** Inputs have lengths of their own. */
  @Test
  void rowsThatMustBeKnownAreFewerThanTheLongestInputHas() {
    String inputs =
        "model.inputs = [{ name = now, kind = static, columns = [a] }, { name = near, length = 3 },"
            + " { name = far, length = %d }, { name = plan, kind = ahead, length = 50 }]";
    String graph = "model.graph = [{ name = a, from = now, type = dense, units = 2 }]";
    List<String> fits =
        List.of(
            "window { unknown = mask, length = 4, least-rows = 6 }",
            String.format(Locale.ROOT, inputs, 7),
            graph);
    assertThat(ConfigurationReader.read(Optional.empty(), fits).window().leastRows()).isEqualTo(6);
    List<String> tooShort =
        List.of(
            "window { unknown = mask, length = 40, least-rows = 6 }",
            String.format(Locale.ROOT, inputs, 6),
            graph);
    assertThatThrownBy(() -> ConfigurationReader.read(Optional.empty(), tooShort))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "window.least-rows = 6 must be how many of the newest rows are to be known, from 1 to"
                + " 5")
        .hasMessageContaining("as the longest input, model.inputs[2] \"far\", has 6");
    List<String> none =
        List.of(
            "window { unknown = mask, least-rows = 1 }",
            "model.inputs = [{ name = now, kind = static, columns = [a] }, { name = one, length = 1"
                + " }]",
            graph);
    assertThatThrownBy(() -> ConfigurationReader.read(Optional.empty(), none))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "window.unknown = \"mask\" masks rows before the newest one of inputs");
  }

  @Test
  void theDefaultsAreAValidConfiguration() {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), List.of());
    assertThat(configuration.window().length()).isEqualTo(120);
    assertThat(configuration.evaluation().period().steps(TimeAxis.clock(600_000))).isEqualTo(144);
  }

  @Test
  void setStandsOverFileAndFileOverDefault(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "window { length = 7, stride = 2 }");
    Configuration configuration =
        ConfigurationReader.read(
            Optional.of(file), List.of("window.length=9", "window.lead = 24 hours"));
    assertThat(configuration.window().length()).isEqualTo(9);
    assertThat(configuration.window().stride().amount()).isEqualTo(2);
    assertThat(configuration.window().lead().steps(TimeAxis.clock(3_600_000))).isEqualTo(24);
  }

  @Test
  void allProblemsAreToldAtOnceWithTheNearestKey() {
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of(
                        "window.lenght=5",
                        "training.epochs=-1",
                        "training.loss=mape",
                        "grid.step=soon")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("4 problems")
        .hasMessageContaining("window.lenght = 5 is no key; did you mean window.length?")
        .hasMessageContaining("training.epochs = -1 must be a whole number from 1")
        .hasMessageContaining("training.loss = \"mape\" must be one of auto, mae, mse, huber")
        .hasMessageContaining("grid.step = \"soon\" must be a duration");
  }

  @Test
  void aLockHasALeaseAndAWait() {
    assertThat(ConfigurationReader.read(Optional.empty(), List.of()).registry().lock())
        .isEqualTo(new LockSettings(Duration.ofMinutes(1), Duration.ZERO));
    assertThat(
            ConfigurationReader.read(
                    Optional.empty(),
                    List.of("registry.lock.lease = 90 s", "registry.lock.wait = 2 hours"))
                .registry()
                .lock())
        .isEqualTo(new LockSettings(Duration.ofSeconds(90), Duration.ofHours(2)));
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of("registry.lock.lease = 999 ms", "registry.lock.wait = -1 s")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("registry.lock.lease = \"999 ms\" must be a duration of whole")
        .hasMessageContaining("registry.lock.wait = \"-1 s\" must be a duration of whole");
  }

  @Test
  void checkpointsHaveRoundsATimeAndANumber() {
    CheckpointSettings usual =
        ConfigurationReader.read(Optional.empty(), List.of()).run().checkpoint();
    assertThat(usual).isEqualTo(new CheckpointSettings(0, Duration.ofMinutes(10), 2));
    assertThat(usual.isWanted()).isTrue();
    CheckpointSettings none =
        ConfigurationReader.read(
                Optional.empty(),
                List.of("run.checkpoint { rounds = 0, interval = 0 s, keep = 1 }"))
            .run()
            .checkpoint();
    assertThat(none.isWanted()).isFalse();
    assertThat(none.isDue(1_000_000, Duration.ofDays(1))).isFalse();
    CheckpointSettings each =
        ConfigurationReader.read(Optional.empty(), List.of("run.checkpoint.rounds = 1"))
            .run()
            .checkpoint();
    assertThat(each.isDue(1, Duration.ZERO)).isTrue();
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of(
                        "run.checkpoint.rounds = -1",
                        "run.checkpoint.interval = 1 ns",
                        "run.checkpoint.keep = 0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("3 problems")
        .hasMessageContaining("run.checkpoint.interval = \"1 ns\" must be a duration of whole");
  }

  @Test
  void modesAreOctalAndLeaveTheOwnerAllThatIsNeeded() {
    assertThat(ConfigurationReader.read(Optional.empty(), List.of()).registry().permissions())
        .isEqualTo(PermissionSettings.DEFAULT)
        .isEqualTo(new PermissionSettings(7 * 64 + 5 * 8, 6 * 64 + 4 * 8));
    assertThat(
            ConfigurationReader.read(
                    Optional.empty(),
                    List.of("registry.folder-mode = 711", "registry.file-mode = \"600\""))
                .registry()
                .permissions())
        .isEqualTo(new PermissionSettings(7 * 64 + 8 + 1, 6 * 64));
    for (String[] wrong :
        new String[][] {{"550", "240"}, {"0750", "0640"}, {"780", "645x"}, {"rwx", "\"\""}}) {
      assertThatThrownBy(
              () ->
                  ConfigurationReader.read(
                      Optional.empty(),
                      List.of(
                          "registry.folder-mode = " + wrong[0],
                          "registry.file-mode = " + wrong[1])))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("2 problems")
          .hasMessageContaining("must be three octal digits, of which the first is 7, such as")
          .hasMessageContaining("must be three octal digits, of which the first is 6, such as");
    }
  }

  @Test
  void aJobLogsInByAPrincipalAndItsKeytabOrNotAtAll() {
    assertThat(ConfigurationReader.read(Optional.empty(), List.of()).security().isGiven())
        .isFalse();
    for (String principal : List.of("plant", "plant@A.ORG", "plant/node1.a.org@A.ORG")) {
      assertThat(security(principal, "/etc/plant.keytab"))
          .isEqualTo(new SecuritySettings(principal, "/etc/plant.keytab"));
    }
    for (String wrong : List.of("plant@", "@A.ORG", "plant@A@B", "a/b/c@A.ORG", "plant @A.ORG")) {
      assertThatThrownBy(() -> security(wrong, "/etc/plant.keytab"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(
              "security.principal = \"" + wrong + "\" must be a Kerberos principal");
    }
    assertThatThrownBy(() -> security("plant@A.ORG", ""))
        .hasMessageContaining("security.keytab = \"\" must name the file of the key");
    assertThatThrownBy(() -> security("", "/etc/plant.keytab"))
        .hasMessageContaining("security.principal = \"\" must say whose key");
  }

  private static SecuritySettings security(String principal, String keytab) {
    return ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "security.principal = \"" + principal + "\"",
                "security.keytab = \"" + keytab + "\""))
        .security();
  }

  @Test
  void anUnknownBlockAndAnUnknownKeyOfALayerAreErrors() {
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of("windows.length=5", "model.layers=[{type=lstm, unit=3}]")))
        .hasMessageContaining("did you mean window?")
        .hasMessageContaining(
            "model.layers[0].unit = 3 is no key; did you mean model.layers[0].units?")
        .hasMessageContaining("model.layers[0].units = nothing must be a whole number from 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignoreCorruptFiles", "pathglobfilter", "modifiedAfter"})
  void anOptionThatWouldLeaveFilesOutIsRefused(String option) {
    List<String> sets =
        List.of("history.format = parquet", "history.options { " + option + " = true }");
    assertThatThrownBy(() -> ConfigurationReader.read(Optional.empty(), sets))
        .hasMessageContaining("history.options = \"" + option + "\" would leave files out");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(
            () -> ConfigurationReader.read(Optional.of(Path.of("nowhere.conf")), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("--config nowhere.conf: there is no such file");
  }

  @Test
  void aDurationThatIsNoWholeNumberOfStepsIsRefusedWithItsKey() {
    Configuration configuration =
        ConfigurationReader.read(Optional.empty(), List.of("window.lead=25 minutes"));
    assertThatThrownBy(() -> configuration.window().lead().steps(TimeAxis.clock(600_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "window.lead = 25 minutes is not a whole number of the grid's steps of 10 minutes");
  }

  @Test
  void everyKeyOfTheReferenceHasADescription() {
    for (Map.Entry<String, ConfigValue> block : ConfigurationReader.reference().root().entrySet()) {
      assertDescribed(block.getKey(), block.getValue(), 0);
    }
  }

  private static void assertDescribed(String path, ConfigValue value, int depth) {
    if (value instanceof com.typesafe.config.ConfigObject object && !object.isEmpty()) {
      boolean described = !value.origin().comments().isEmpty();
      if (depth == 0 || !described) {
        object.forEach((key, inner) -> assertDescribed(path + "." + key, inner, depth + 1));
      }
    } else {
      assertThat(value.origin().comments()).as("description of %s", path).isNotEmpty();
    }
  }

  @Test
  void theCanonicalFormDoesNotDependOnTheOrderOfKeys(@TempDir Path folder) throws IOException {
    Path one =
        Files.writeString(
            folder.resolve("a.conf"), "window { length = 7, stride = 2 }\ntraining.seed=4");
    Path two =
        Files.writeString(
            folder.resolve("b.conf"), "training.seed=4\nwindow { stride = 2, length = 7 }");
    assertThat(ConfigurationReader.read(Optional.of(one), List.of()).canonical().json())
        .isEqualTo(ConfigurationReader.read(Optional.of(two), List.of()).canonical().json());
  }
}
