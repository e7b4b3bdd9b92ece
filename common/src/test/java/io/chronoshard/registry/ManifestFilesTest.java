package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a version's folder may hold, where somebody else has filled it. */
class ManifestFilesTest {

  private static final VersionChoice LATEST = new VersionChoice.Latest();

  @TempDir private Path root;

  private ModelRegistry registry;
  private Path version;

  @BeforeEach
  void publish() {
    registry = ModelRegistry.open(root.resolve("r").toString(), "pump", new Configuration());
    registry.publish(Versions.of("run-a", 1));
    version = root.resolve("r/pump/v000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../secret.json",
        "/etc/passwd",
        "a.json",
        "model.zip/",
        "member-2.zip",
        "members/000002.zip",
        "MODEL.zip",
        ""
      })
  void aManifestThatNamesAnythingElseIsRefused(String name) throws IOException {
    rewriteManifest("\"model.zip\"", "\"" + name + "\"");

    refused("manifest.json names \"" + name + "\", which is no file of a version");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"length\" : ', '\"length\" : -', ' has -'",
    "'\"length\" : ', '\"length\" : 99999999', ' has 99999999'",
    "'\"sha256\" : \"', '\"sha256\" : \"\\u001b[2J', 'SHA-256 \"\\u001B[2J'",
    "'\"sha256\" : \"', '\"sha256\" : \"../', 'SHA-256 \"../'",
  })
  void aManifestThatSaysWhatCannotBeIsRefused(String part, String by, String told)
      throws IOException {
    rewriteManifest(part, by);

    refused(told);
  }

  private void rewriteManifest(String part, String by) throws IOException {
    Path manifest = version.resolve("manifest.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(part);
    Files.writeString(manifest, json.replace(part, by));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "pipeline.json", "manifest.json", "provenance.json"})
  void aLinkInPlaceOfAFileIsRefused(String file) throws IOException {
    Path elsewhere = root.resolve("elsewhere");
    Files.move(version.resolve(file), elsewhere);
    Files.createSymbolicLink(version.resolve(file), elsewhere);

    refused(version.resolve(file) + " is a link or the like, and no file or folder itself");
  }

  @Test
  void aLinkInPlaceOfAVersionIsRefused() throws IOException {
    Path elsewhere = root.resolve("elsewhere");
    Files.move(version, elsewhere);
    Files.createSymbolicLink(version, elsewhere);

    refused(version + " is a link or the like");
  }

  @Test
  void aVersionOfAnotherModelIsRefused() throws IOException {
    rewriteManifest("\"pump\"", "\"fan\"");

    refused(version + " is a version of the model \"fan\", and not of \"pump\"");
  }

  @Test
  void whatTheManifestDoesNotNameIsRefused() throws IOException {
    Files.writeString(version.resolve(".manifest.json.crc"), "left by another tool");
    assertThatCode(() -> registry.version(LATEST)).doesNotThrowAnyException();

    Files.writeString(version.resolve("preprocessor.bin"), "x");
    refused(version + " holds preprocessor.bin, which its manifest does not name");
  }

  @Test
  void aFileForWhichThereIsNoMemoryIsRefusedUnread() throws IOException {
    long length = Runtime.getRuntime().maxMemory() / 8 + 1;
    Path pipeline = version.resolve("pipeline.json");
    try (var file = Files.newByteChannel(pipeline, java.nio.file.StandardOpenOption.WRITE)) {
      file.position(length - 1).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    Path manifest = version.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceAll("(\"pipeline.json\" : \\{\\s*\"length\" : )\\d+", "$1" + length));

    if (length <= VersionFile.PIPELINE.limit()) {
      refused("give it more (-Xmx, or --driver-memory)");
    } else {
      refused("such a file has at most 268435456");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "-1.0", "1e999", "\"NaN\""})
  void aWeightThatIsNoneIsRefused(String weight) throws IOException {
    Path members = version.resolve("members.json");
    byte[] json =
        Files.readString(members)
            .replace("\"weight\" : 1.0", "\"weight\" : " + weight)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(members, json);
    String manifest = Files.readString(version.resolve("manifest.json"));
    Manifest.Entry entry = Manifest.Entry.of(json);
    Files.writeString(
        version.resolve("manifest.json"),
        manifest.replaceAll(
            "(\"members.json\" : \\{\\s*\"length\" : )\\d+(,\\s*\"sha256\" : \")[0-9a-f]+",
            "$1" + entry.length() + "$2" + entry.sha256()));

    refused(version.resolve("members.json").toString());
  }

  private void refused(String told) {
    assertThatThrownBy(() -> registry.version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(told);
  }
}
