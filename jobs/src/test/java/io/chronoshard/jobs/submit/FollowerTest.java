package io.chronoshard.jobs.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.SubmissionFolder;
import io.chronoshard.registry.SubmissionFolder.Attempt;
import io.chronoshard.registry.SubmissionFolder.Output;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

  @TempDir private Path disk;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** The law: whatever is written and looked at when, each byte is printed once and in order. */
  @Test
  void whateverIsPrintedThereIsPrintedHereOnceAndInOrder() {
    for (int seed = 0; seed < 20; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      SubmissionFolder folder = created("seed-" + seed);
      out.reset();
      err.reset();
      Follower follower = follower(folder);
      StringBuilder expectedOut = new StringBuilder();
      StringBuilder expectedErr = new StringBuilder();
      int attempts = 1 + random.nextInt(3);
      for (int attempt = 1; attempt <= attempts; attempt++) {
        if (attempt > 1) {
          expectedErr.append(
              "the driver is gone, and the cluster has started another one (attempt "
                  + attempt
                  + ")\n");
        }
        try (Attempt driver = folder.begin()) {
          PrintStream there = new PrintStream(driver.stream(Output.OUT), true, UTF_8);
          PrintStream notes = new PrintStream(driver.stream(Output.ERR), true, UTF_8);
          for (int line = 0; line < 6; line++) {
            String text = "ü".repeat(random.nextInt(40)) + line;
            boolean isNote = random.nextBoolean();
            (isNote ? notes : there).println(text);
            (isNote ? expectedErr : expectedOut).append(text).append('\n');
            if (random.nextInt(3) == 0) {
              follower.look();
            }
          }
        }
      }
      follower.look();
      assertThat(out.toString(UTF_8)).as("seed %d", seed).isEqualTo(expectedOut.toString());
      assertThat(err.toString(UTF_8)).as("seed %d", seed).isEqualTo(expectedErr.toString());
      assertThat(follower.attempt()).isEqualTo(attempts);
    }
  }

  @Test
  void whatIsLongerThanAReadIsPrintedWhole() {
    SubmissionFolder folder = created("long");
    String text = "0123456789abcdef".repeat(200_000);
    try (Attempt driver = folder.begin()) {
      new PrintStream(driver.stream(Output.OUT), true, UTF_8).println(text);
    }
    follower(folder).look();
    assertThat(out.toString(UTF_8)).isEqualTo(text + "\n");
  }

  private SubmissionFolder created(String name) {
    SubmissionFolder folder =
        SubmissionFolder.of("file:" + disk.resolve(name), new Configuration());
    folder.create("{}");
    return folder;
  }

  private Follower follower(SubmissionFolder folder) {
    return new Follower(
        folder, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
