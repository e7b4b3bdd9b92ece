package io.chronoshard.jobs.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.jobs.PublishedVersion;
import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.WrittenKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsJobTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("a.conf"),
        "registry { path = \"" + folder.resolve("registry") + "\", model = pump }\n");
  }

  @Test
  void listTellsTheVersionsAsATable() {
    publish("run-a", 7, TimeAxis.clock(600_000), 0.123456, Instant.parse("2024-03-01T10:00:00.5Z"));
    publish("run-b", 8, TimeAxis.rows(), 1234567, Instant.parse("2024-03-02T10:00:00Z"));

    assertThat(run("models", "list")).isZero();

    assertThat(out.toString(UTF_8).lines().map(String::stripTrailing))
        .containsExactly(
            "version            created               validation MAE  validation loss  seed  engine   "
                + "       run    trained on",
            "-------  --------  --------------------  --------------  ---------------  ----  ---------"
                + "-----  -----  --------------------------------------------",
            "v000001  champion  2024-03-01T10:00:00Z         0.12346                1     7  deeplearn"
                + "ing4j  run-a  1970-01-01T00:00:00Z to 1970-01-01T16:30:00Z",
            "v000002            2024-03-02T10:00:00Z         1234600                1     8  deeplearn"
                + "ing4j  run-b  rows 0 to 99");
    assertThat(err.size()).isZero();
  }

  @Test
  void anErrorThatIsNoNumberOrAbsurdIsToldToo() {
    publish("run-a", 7, TimeAxis.rows(), Double.NaN, Instant.EPOCH);
    publish("run-b", 7, TimeAxis.rows(), 1.23456e-200, Instant.EPOCH);

    assertThat(run("models", "list")).isZero();

    assertThat(out.toString(UTF_8)).contains(" none ", " 1.2346E-200 ");
  }

  @Test
  void listTellsTheVersionsAsJson() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "list", "--json")).isZero();

    JsonNode json = Json.read(out.toByteArray(), JsonNode.class, "standard output");
    assertThat(json.get("model").asText()).isEqualTo("pump");
    assertThat(json.get("path").asText()).isEqualTo("file:" + folder.resolve("registry/pump"));
    JsonNode version = json.get("versions").get(0);
    assertThat(version.get("number").asInt()).isEqualTo(1);
    assertThat(version.get("standing").asText()).isEqualTo("CHAMPION");
    assertThat(version.get("kept").get("validationMae").asDouble()).isEqualTo(0.5);
  }

  @Test
  void listTellsAVersionOfAnotherReleaseBesideTheOthers() throws IOException {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);
    Path first = folder.resolve("registry/pump/v000001");
    Files.writeString(first.resolve("manifest.json"), "{\"files\": {}}");

    assertThat(run("models", "list")).isZero();

    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .last()
        .isEqualTo(
            "v000001 cannot be used: file:"
                + first
                + " was made by an older release (format without a number; this one reads 4):"
                + " train again, or use that release");
  }

  @Test
  void listIsEmptyWhereTheModelHasNoVersion() throws IOException {
    Files.createDirectory(folder.resolve("registry"));

    assertThat(run("models", "list")).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "the model \"pump\" has no version yet: there is none in file:"
                + folder.resolve("registry/pump"));
  }

  @Test
  void aRegistryThatIsNotThereIsAWrongConfiguration() {
    assertThat(run("models", "list")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "chronoshard models: there is no registry at file:"
                + folder.resolve("registry")
                + "; train a model first, or set registry.path");
    assertThat(folder.resolve("registry")).doesNotExist();
  }

  @Test
  void furtherWordsAreAWrongCommandLine() {
    assertThat(run("models", "list", "3")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("models list takes no further words");
  }

  @Test
  void verifyTellsThatAVersionIsSound() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "verify")).isZero();

    assertThat(out.toString(UTF_8))
        .matches(
            "v000001: sound: 6 files, hash [0-9a-f]{12}, no stored window: whether it computes here what it did where it was made is not known, not signed\\R");
    assertThat(run("models", "verify", "1", "--engine", "scalar")).isZero();
    assertThat(run("models", "verify", "--engine", "cuda")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--engine 'cuda' must be scalar or vector");
  }

  @Test
  void verifyAllTellsOfEachVersionAndEndsWithTheUnsoundOnes() throws IOException {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.5, Instant.EPOCH);
    Path metrics = folder.resolve("registry/pump/v000001/metrics.json");
    Files.writeString(metrics, "{}");

    assertThat(run("models", "verify", "all")).isEqualTo(4);

    assertThat(out.toString(UTF_8).lines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("v000001: not sound: file:" + metrics + " does not match"),
            second -> assertThat(second).startsWith("v000002: sound: "));
    assertThat(err.toString(UTF_8)).contains("1 of 2 versions of pump are not sound: v000001; ");
    assertThat(run("models", "verify", "1")).isEqualTo(4);
    assertThat(run("models", "verify", "2", "--json")).isZero();
  }

  @Test
  void aVersionIsExportedAndImportedIntoAnotherRegistry() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    Path file = folder.resolve("pump.chronoshard");

    assertThat(run("models", "export", "champion", file.toString())).isZero();
    assertThat(out.toString(UTF_8))
        .matches(
            "v000001 of pump is in file:\\S+/pump\\.chronoshard, [0-9,]+ bytes, SHA-256 [0-9a-f]{64}\\R");
    assertThat(run("models", "export", "1", file.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("is there already; name another file");
    assertThat(run("models", "export", "1", file.toString(), "--overwrite")).isZero();

    out.reset();
    String other = "registry.path=" + folder.resolve("other");
    assertThat(run("models", "import", file.toString(), "--set", other)).isZero();
    assertThat(run("models", "import", file.toString(), "--set", other)).isZero();
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "v000001 of pump (v000001 where it was exported)",
            "the same is here already: v000001 of pump");
    assertThat(run("models", "import", file.toString(), "--set", "registry.model=fan"))
        .isEqualTo(2);
  }

  @Test
  void whoInsistsOnSignaturesTakesWhatIsSignedAlone() throws IOException {
    WrittenKeys plant = WrittenKeys.in(folder, "plant");
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    Path file = folder.resolve("pump.chronoshard");
    assertThat(run("models", "export", "1", file.toString())).isZero();
    String[] insist = {"--set", plant.trusted(), "--set", "registry.signing.required = true"};
    String[] sign = with(insist, "--set", plant.signs());

    assertThat(run(with(insist, "models", "list"))).isZero();
    assertThat(out.toString(UTF_8))
        .contains("v000001  champion")
        .containsPattern("the champion cannot be used: .*promotions/000001 is not signed, and");
    out.reset();
    assertThat(run(with(insist, "models", "show"))).isZero();
    assertThat(out.toString(UTF_8))
        .containsPattern("v000001 of pump, champion\nit cannot be used as that: .* is not signed");
    out.reset();
    assertThat(run(with(insist, "models", "verify", "1"))).isEqualTo(4);
    assertThat(out.toString(UTF_8)).contains("v000001: not sound: file:", "is not signed");
    assertThat(run(with(insist, "models", "verify"))).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("promotions/000001 is not signed");
    assertThat(run(with(sign, "models", "promote", "1"))).isEqualTo(4);
    assertThat(run(with(insist, "models", "promote", "1"))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("there is no key to sign with");
    assertThat(run(with(insist, "models", "rollback"))).isEqualTo(2);
    String[] elsewhere = {"--set", "registry.path=" + folder.resolve("other")};
    assertThat(run(with(with(sign, elsewhere), "models", "import", file.toString()))).isEqualTo(4);
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void whoHasSignedAVersionIsTold() throws IOException {
    WrittenKeys plant = WrittenKeys.in(folder, "plant");
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    new PublishedVersion("run-b", 8, TimeAxis.rows(), 0.5, Instant.EPOCH)
        .publish(
            ModelRegistry.toPublish(
                ConfigurationReader.read(
                        Optional.of(folder.resolve("a.conf")),
                        List.of(plant.signs(), plant.trusted()))
                    .registry(),
                new Configuration()));

    assertThat(run("models", "list")).isZero();
    assertThat(run("models", "show", "2")).isZero();
    assertThat(out.toString(UTF_8)).contains("  signature", "signed, by no trusted key");
    out.reset();
    String[] trust = {"--set", plant.trusted()};
    assertThat(run(with(trust, "models", "list"))).isZero();
    assertThat(run(with(trust, "models", "show", "1"))).isZero();
    assertThat(run(with(trust, "models", "show", "2"))).isZero();
    assertThat(run(with(trust, "models", "verify", "2"))).isZero();
    assertThat(run(with(trust, "models", "list", "--json"))).isZero();
    assertThat(out.toString(UTF_8).lines().map(String::strip))
        .anyMatch(line -> line.startsWith("v000002") && line.endsWith("signed by plant.pub.pem"))
        .contains("signature   not signed", "signature   signed by plant.pub.pem")
        .anyMatch(line -> line.endsWith("is not known, signed by plant.pub.pem"))
        .anyMatch(line -> line.contains("\"TRUSTED\""));
    assertThat(err.size()).isZero();
  }

  private static String[] with(String[] options, String... words) {
    return Stream.concat(Stream.of(words), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void showTellsWhereTheChampionComesFrom() {
    publish("run-a", 7, TimeAxis.clock(600_000), 0.123456, Instant.parse("2024-03-01T10:00:00.5Z"));

    assertThat(run("models", "show")).isZero();

    assertThat(out.toString(UTF_8).lines().map(String::stripTrailing))
        .startsWith(
            "v000001 of pump, champion",
            "  made        2024-03-01T10:00:00Z by run run-a of anna in 0.0 seconds",
            "  data        1970-01-01T00:00:00Z to 1970-01-01T16:30:00Z, snapshot 1, fingerprint f",
            "  release     1.0")
        .contains(
            "  cluster     local[2], 1 executor, 2 tasks at once",
            "  seed        7",
            "load        0.12346  0.25",
            "configuration, where it is not the default (--verbose tells all of it)",
            "  training.seed  7")
        .noneMatch(line -> line.contains("training.epochs"));
  }

  @Test
  void showTellsTheWholeConfigurationWhereAsked() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "show", "v000001", "--verbose")).isZero();

    assertThat(out.toString(UTF_8)).contains("  training.epochs ", "  registry.path ");
  }

  @Test
  void describeTellsLayersShapesAndParametersOfAVersion() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "describe", "1")).isZero();

    assertThat(out.toString(UTF_8).lines().map(String::stripTrailing))
        .startsWith(
            "v000001 of pump",
            "",
            "layer   type   output shape  parameters  reads",
            "------  -----  ------------  ----------  -----",
            "output  dense  (None, 1)            567",
            "",
            "total parameters: 567, all of them trained");
  }

  @Test
  void diffTellsWhatDiffersAndBothMetrics() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);

    assertThat(run("models", "diff", "champion", "latest")).isZero();

    assertThat(out.toString(UTF_8).lines().map(String::stripTrailing))
        .contains(
            "seed          7                                                                 8",
            "configuration  v000001  v000002",
            "training.seed  7        8",
            "load: MAE            0.5     0.25  -50.0 %")
        .noneMatch(line -> line.startsWith("engine") || line.startsWith("training.epochs"));
  }

  @Test
  void promoteMakesAVersionTheChampionAndRollbackTheOneBefore() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);

    assertThat(run("models", "promote", "latest")).isZero();
    assertThat(run("models", "promote", "2")).isZero();
    assertThat(run("models", "rollback")).isZero();
    assertThat(run("models", "rollback")).isEqualTo(2);

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "v000002 is the champion of pump now (it was v000001)",
            "v000002 is the champion of pump already",
            "v000001 is the champion of pump again (it was v000002)");
    assertThat(err.toString(UTF_8)).contains("no other version was the champion before v000001");
  }

  @Test
  void whatWasTheChampionIsListedAndShownAsSuch() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);
    publish("run-c", 9, TimeAxis.rows(), 0.25, Instant.EPOCH);
    assertThat(run("models", "promote", "2", "--quiet")).isZero();
    out.reset();

    assertThat(run("models", "list")).isZero();
    assertThat(run("models", "show", "1")).isZero();
    assertThat(run("models", "show", "3")).isZero();

    assertThat(out.toString(UTF_8))
        .contains(
            "v000001  former ",
            "v000002  champion ",
            "v000003           ",
            "v000001 of pump, champion before",
            "v000003 of pump, kept");
  }

  @Test
  void promoteChangesNothingWhereAnotherChampionIsExpected() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);
    publish("run-c", 9, TimeAxis.rows(), 0.25, Instant.EPOCH);

    assertThat(run("models", "promote", "3", "--expect", "2")).isEqualTo(5);
    assertThat(err.toString(UTF_8)).contains("v000001 is the champion, not v000002");
    assertThat(run("models", "promote", "3", "--expect", "1")).isZero();
    assertThat(run("models", "show", "--expect", "1")).isEqualTo(2);

    assertThat(out.toString(UTF_8).lines())
        .containsExactly("v000003 is the champion of pump now (it was v000001)");
  }

  @Test
  void pruneRemovesWhatNobodyNeedsAndTellsWhyTheOthersStay() {
    for (int i = 0; i < 5; i++) {
      publish("run-" + i, i, TimeAxis.rows(), 0.5, Instant.EPOCH);
    }
    assertThat(run("models", "prune", "--keep", "1", "--keep-also", "v000003", "--dry-run"))
        .isZero();
    assertThat(folder.resolve("registry/pump/v000002")).exists();
    assertThat(run("models", "prune", "--keep", "1", "--keep-also", "v000003")).isZero();
    assertThat(run("models", "list")).isZero();

    assertThat(out.toString(UTF_8).lines().map(String::stripTrailing))
        .anyMatch(line -> line.matches("v000001  *[\\d,]+  kept: champion, promotion 1"))
        .anyMatch(line -> line.matches("v000002  *[\\d,]+  would be removed"))
        .anyMatch(line -> line.matches("v000002  *[\\d,]+  removed"))
        .anyMatch(line -> line.matches("v000003  *[\\d,]+  kept: asked for"))
        .anyMatch(line -> line.matches("v000005  *[\\d,]+  kept: among the newest 1"))
        .anyMatch(line -> line.matches("2 versions would be removed, [\\d,]+ bytes"))
        .anyMatch(line -> line.matches("2 versions removed, [\\d,]+ bytes"));
    assertThat(folder.resolve("registry/pump/v000002")).doesNotExist();
    assertThat(folder.resolve("registry/pump/v000004")).doesNotExist();
    assertThat(run("models", "show", "2")).isEqualTo(2);
  }

  @Test
  void whatPruneCannotUnderstandRemovesNothing() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "prune", "--keep", "0")).isEqualTo(2);
    assertThat(run("models", "prune", "--keep-also", "3,latest")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .contains("--keep '0' must be a number of versions", "--keep-also '3,latest' must be");
  }

  @Test
  void aDamagedVersionIsNotPromoted() throws IOException {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);
    publish("run-b", 8, TimeAxis.rows(), 0.25, Instant.EPOCH);
    Files.writeString(folder.resolve("registry/pump/v000002/metrics.json"), "{}");

    assertThat(run("models", "promote", "2")).isEqualTo(4);
    assertThat(run("models", "list")).isZero();

    assertThat(err.toString(UTF_8)).contains("metrics.json does not match its manifest");
    assertThat(out.toString(UTF_8)).contains("v000001  champion");
  }

  @Test
  void theHelpTellsEachAction() {
    assertThat(run("models", "--help")).isZero();

    assertThat(out.toString(UTF_8))
        .contains(
            "show [VERSION]              Tells where a version comes from", "diff VERSION VERSION");
  }

  @Test
  void aVersionThatIsNotThereIsToldWithThoseThatAre() {
    publish("run-a", 7, TimeAxis.rows(), 0.5, Instant.EPOCH);

    assertThat(run("models", "show", "2")).isEqualTo(2);
    assertThat(run("models", "diff", "1", "newest")).isEqualTo(2);
    assertThat(run("models", "diff", "1")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .contains(
            "has no version 2 in",
            "there is version 1 alone",
            "version 'newest' must be latest, champion or a version's number",
            "write models diff VERSION VERSION; it was given [1]");
  }

  private int run(String... words) {
    String[] arguments = java.util.Arrays.copyOf(words, words.length + 2);
    arguments[words.length] = "--config";
    arguments[words.length + 1] = folder.resolve("a.conf").toString();
    return new Cli(List.of(new ModelsJob()))
        .run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private void publish(String runId, long seed, TimeAxis axis, double mae, Instant created) {
    new PublishedVersion(runId, seed, axis, mae, created)
        .publish(folder.resolve("registry"), "pump");
  }
}
