package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFoldersTest {

  @TempDir private Path folder;

  @Test
  void aFolderThatIsNotThereHasNoNumbers() {
    assertThat(folders("v").numbers()).isEmpty();
    assertThat(folders("v").newest()).isEmpty();
  }

  @Test
  void numbersAreListedByTheirSizeAndNotByTheirNames() throws IOException {
    make("v000010", "v000002", "v1000000", "v999999");

    assertThat(folders("v").numbers()).containsExactly(2, 10, 999_999, 1_000_000);
    assertThat(folders("v").newest()).contains(1_000_000);
  }

  @Test
  void otherNamesDoNotCount() throws IOException {
    make(
        "v000001",
        "000002",
        "v3",
        "v00004",
        "v-00005",
        "v000006-run",
        "w000007",
        "V000008",
        "xv000009");
    make("v9999999999", "v٠٠٠٠٠١", ".v000010", "v000011.tmp", "promotions");

    assertThat(folders("v").numbers()).containsExactly(1);
    assertThat(folders("").numbers()).containsExactly(2);
  }

  @Test
  void aNumberHasOneNameAlone() throws IOException {
    make("0000042", "000000042", "000041");

    assertThat(folders("").numbers()).containsExactly(41);
  }

  @Test
  void aPrefixIsNoExpression() throws IOException {
    make("a.b000001", "axb000002");

    assertThat(folders("a.b").numbers()).containsExactly(1);
  }

  @Test
  void whateverNumbersAreThereTheirFoldersAreFound() throws IOException {
    for (int seed = 1; seed <= 50; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      TreeSet<Integer> numbers = new TreeSet<>();
      NumberedFolders folders =
          new NumberedFolders(
              storage(), path("seed-" + seed), List.of("", "v", "s-").get(seed % 3));
      for (int i = random.nextInt(9); i >= 0; i--) {
        int number = random.nextInt(1 + 10 * random.nextInt(100_000_000));
        numbers.add(number);
        Files.createDirectories(Path.of(folders.path(number).toUri()));
      }
      assertThat(folders.numbers()).as("seed %d", seed).containsExactlyElementsOf(numbers);
      assertThat(folders.newest()).as("seed %d", seed).contains(numbers.last());
    }
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve("folders").resolve(name));
    }
  }

  private NumberedFolders folders(String prefix) {
    return new NumberedFolders(storage(), path("folders"), prefix);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private Storage storage() {
    return Storage.of(path(""), new Configuration(false));
  }
}
