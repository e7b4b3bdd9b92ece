package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * The folders of one model's versions, by number. A version that has a tombstone is not there, and
 * its number is used up.
 */
final class VersionFolders {

  private final Storage storage;
  private final Path root;
  private final String model;
  private final Signing signing;
  private final NumberedFolders folders;
  private final Tombstones tombstones;

  /**
   * The folders in a registry, which need not be there.
   *
   * @param root the registry
   */
  VersionFolders(Storage storage, Path root, String model, Signing signing) {
    this.storage = storage;
    this.root = root;
    this.model = model;
    this.signing = signing;
    this.folders = folders(model);
    this.tombstones = new Tombstones(storage, new Path(root, model));
  }

  /** All numbers, sorted. */
  List<Integer> numbers() {
    Set<Integer> removed = Set.copyOf(tombstones.numbers());
    return folders.numbers().stream().filter(number -> !removed.contains(number)).toList();
  }

  /** The number that comes after all that there are or were. */
  int next() {
    return Math.max(folders.newest().orElse(0), tombstones.newest().orElse(0)) + 1;
  }

  /** The numbers that are used up. */
  Tombstones tombstones() {
    return tombstones;
  }

  /** Where the folders lie. */
  Storage storage() {
    return storage;
  }

  /** The name of the model. */
  String model() {
    return model;
  }

  /** How versions and promotions are signed. */
  Signing signing() {
    return signing;
  }

  /** The folder of a number, which need not be there. */
  VersionFolder folder(int number) {
    return new VersionFolder(storage, folders.path(number), model, signing);
  }

  /** A version that has no number yet. */
  VersionFolder staged(Path path) {
    return new VersionFolder(storage, path, model, signing);
  }

  /** Whether there is a version of that number. */
  boolean has(int number) {
    return storage.isFolder(folders.path(number)) && !tombstones.has(number);
  }

  /**
   * All numbers, sorted, of which there is at least one.
   *
   * @throws ConfigurationException where there is none, with the models that there are
   */
  List<Integer> some() {
    List<Integer> numbers = numbers();
    if (numbers.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the model \"%s\" has no version in %s yet%s; train it first, or set registry.model and registry.path",
              model,
              root,
              otherModels()));
    }
    return numbers;
  }

  /**
   * Sees to it that there is a version of that number.
   *
   * @throws ConfigurationException where there is none, with those that there are
   */
  void require(int number) {
    List<Integer> numbers = some();
    if (!numbers.contains(number)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the model \"%s\" has no version %d in %s; %s",
              model,
              number,
              root,
              ranges(numbers)));
    }
  }

  /** What is wrong where no version was promoted. */
  ConfigurationException withoutChampion() {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "no version of the model \"%s\" in %s was promoted yet; %s, choose latest or one of them",
            model,
            root,
            ranges(some())));
  }

  /** The versions as an operator reads them: {@code there are 1 to 4, 7}. */
  private static String ranges(List<Integer> numbers) {
    if (numbers.size() == 1) {
      return "there is version " + numbers.get(0) + " alone";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); ) {
      int first = numbers.get(i);
      int last = first;
      while (i < numbers.size() && numbers.get(i) <= last + 1) {
        last = numbers.get(i++);
      }
      text.append(text.isEmpty() ? "" : ", ").append(first);
      if (last > first) {
        text.append(" to ").append(last);
      }
    }
    return "there are " + text;
  }

  private String otherModels() {
    String models =
        storage.names(root).stream()
            .filter(name -> !name.equals(model) && !name.startsWith("."))
            .filter(name -> folders(name).newest().isPresent())
            .limit(20)
            .collect(Collectors.joining(", "));
    return models.isEmpty() ? "" : " (there are: " + models + ")";
  }

  private NumberedFolders folders(String ofModel) {
    return new NumberedFolders(storage, new Path(root, ofModel), ModelVersion.PREFIX);
  }
}
