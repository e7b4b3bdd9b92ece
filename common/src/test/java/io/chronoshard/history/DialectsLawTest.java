package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way a text is written in, what was put in comes out, and what is wrong is told. */
class DialectsLawTest {

  private static final int FILES = 500;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void whatIsPutInComesOut(int from) throws IOException {
    for (int seed = from * FILES; seed < (from + 1) * FILES; seed++) {
      MadeUpText text = MadeUpText.of(seed);
      Files.write(folder.resolve("a.csv"), text.bytes());
      int pieceBytes = 1 + new MersenneTwister(new int[] {seed, 7}).nextInt(400);
      String input = "history.input = [\"" + folder + "\"]";
      ReadFiles read = ReadFiles.of(pieceBytes, input, text.sets());
      assertThat(read.rows()).as("seed %d: %s", seed, text.sets()).isEqualTo(text.rows());
      assertThat(read.bad().count()).as("seed %d", seed).isEqualTo(text.badLines().size());
      assertThat(read.told())
          .as("seed %d: %s", seed, text.sets())
          .isEqualTo(text.badLines().stream().limit(5).map(line -> "a.csv line " + line).toList());
    }
  }
}
