package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.SubmissionFolder.Attempt;
import io.chronoshard.registry.SubmissionFolder.Output;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionFolderTest {

  @TempDir private Path disk;

  @Test
  void theOwnerAloneReadsTheConfiguration() throws IOException {
    SubmissionFolder submitted = folder();
    submitted.create("{\"run\":{\"id\":\"a\"}}");

    assertThat(folder().configuration()).isEqualTo("{\"run\":{\"id\":\"a\"}}");
    assertThat(Files.getPosixFilePermissions(disk.resolve("deep/one")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void noTwoSubmissionsShareAFolder() {
    folder().create("{}");
    assertThatThrownBy(() -> folder().create("{}")).isInstanceOf(StorageException.class);
  }

  @Test
  void whatIsFlushedThereCanBeReadHere() {
    SubmissionFolder here = folder();
    here.create("{}");
    assertThat(here.newest()).isZero();

    try (Attempt attempt = folder().begin()) {
      PrintStream err = new PrintStream(attempt.stream(Output.ERR), true, UTF_8);
      assertThat(here.newest()).isEqualTo(1);
      err.println("epoch 1");
      assertThat(new String(here.read(1, Output.ERR, 0), UTF_8)).isEqualTo("epoch 1\n");
      err.println("epoch ü");
      assertThat(new String(here.read(1, Output.ERR, 8), UTF_8)).isEqualTo("epoch ü\n");
      assertThat(here.read(1, Output.ERR, 17)).isEmpty();
      assertThat(here.read(1, Output.OUT, 0)).isEmpty();
      assertThat(here.code(1)).isEmpty();
      attempt.ended(3);
      assertThat(here.code(1)).contains(3);
    }
  }

  @Test
  void aDriverThatIsGoneLeavesNoCodeAndTheNextOneAnother() {
    SubmissionFolder here = folder();
    here.create("{}");
    folder().begin().close();
    folder().begin().ended(0);

    assertThat(here.newest()).isEqualTo(2);
    assertThat(here.code(1)).isEmpty();
    assertThat(here.code(2)).contains(0);
  }

  @Test
  void aCodeThatIsStillBeingWrittenIsNone() throws IOException {
    SubmissionFolder here = folder();
    here.create("{}");
    folder().begin().close();
    Path code = disk.resolve("deep/one/attempts/000001/code");
    Files.writeString(code, "");
    assertThat(here.code(1)).isEmpty();
    Files.writeString(code, "1");
    assertThat(here.code(1)).isEmpty();
  }

  @Test
  void nothingIsLeftOfOneThatIsRemoved() {
    SubmissionFolder here = folder();
    here.create("{}");
    here.remove();
    assertThat(disk.resolve("deep")).isEmptyDirectory();
  }

  private SubmissionFolder folder() {
    return SubmissionFolder.of("file:" + disk.resolve("deep/one"), new Configuration());
  }
}
