package io.chronoshard.registry;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.VersionSummary.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one model, on any Hadoop file system.
 *
 * <pre>
 * &lt;registry&gt;/&lt;model&gt;/v000042/                        a version: never changes
 * &lt;registry&gt;/&lt;model&gt;/promotions/000007/promotion.json  the newest names the champion
 * &lt;registry&gt;/&lt;model&gt;/runs/&lt;run-id&gt;/                   what runs tell about themselves
 * &lt;registry&gt;/&lt;model&gt;/.staging/                        what is not published yet
 * </pre>
 */
public final class ModelRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);
  private static final String RUNS = "runs";
  private static final String PROMOTION_FILE = "promotion.json";
  private static final int PROMOTION_LIMIT = 1 << 20;

  private final Storage storage;
  private final Path root;
  private final String model;
  private final NumberedFolders versions;
  private final NumberedFolders promotions;

  private ModelRegistry(Storage storage, Path root, String model) {
    this.storage = storage;
    this.root = root;
    this.model = model;
    this.versions = versions(model);
    this.promotions = new NumberedFolders(storage, new Path(path(), "promotions"), "");
  }

  /** A model's versions; neither registry nor model need be there, and nothing is made. */
  public static ModelRegistry open(String root, String model, Configuration hadoop) {
    Path path = Paths.of("registry.path", root);
    Storage storage = Storage.of(path, hadoop);
    return new ModelRegistry(storage, storage.qualify(path), model);
  }

  /** The model's folder. */
  public Path path() {
    return new Path(root, model);
  }

  /** The folder of a run that belongs to this model. */
  public RunFolder run(String runId) {
    return new RunFolder(storage, new Path(path(), RUNS + "/" + runId));
  }

  /** The folders of all runs that belong to this model, sorted by their ids. */
  public List<RunFolder> runs() {
    return storage.names(new Path(path(), RUNS)).stream().map(this::run).toList();
  }

  /**
   * Publishes a version under the next free number; the model's first version becomes its champion.
   * A run that has published already gets the number that it got.
   *
   * @return the version's number, from 1
   */
  public int publish(VersionContents contents) {
    return publish(contents, List.of());
  }

  /**
   * Publishes a version with networks of single series, which are held one at a time.
   *
   * @param series sorted by series; gone through once, where the run has not published yet
   */
  public int publish(VersionContents contents, Iterable<SeriesModel> series) {
    Provenance provenance = contents.provenance();
    Optional<Integer> published = versionOfRun(provenance.runId());
    int number = published.isPresent() ? published.get() : publishNew(contents, series);
    promoteFirst(provenance);
    return number;
  }

  private int publishNew(VersionContents contents, Iterable<SeriesModel> series) {
    Staging staging = Staging.begin(storage, staging("versions"), contents.provenance().runId());
    VersionFolder staged = new VersionFolder(storage, staging.content());
    staged.write(contents, series.iterator());
    staged.verify();
    int number = versions.newest().orElse(0) + 1;
    while (staging.publish(folder(number).path()) == Medium.Outcome.TAKEN) {
      number++;
    }
    return number;
  }

  /** Whoever comes first names version 1, so that it does not matter who. */
  private void promoteFirst(Provenance provenance) {
    if (promotions.newest().isPresent()) {
      return;
    }
    Staging staging = Staging.begin(storage, staging("promotions"), provenance.runId());
    storage.write(
        new Path(staging.content(), PROMOTION_FILE),
        Json.bytes(new Promotion(1, Optional.empty(), provenance.runId(), provenance.created())));
    if (staging.publish(promotions.path(1)) == Medium.Outcome.TAKEN) {
      staging.discard();
    }
  }

  /** The version that a run has published, where it has and it is whole. */
  public Optional<Integer> versionOfRun(String runId) {
    List<Integer> numbers = versions.numbers();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      Optional<Provenance> provenance = provenance(numbers.get(i));
      if (provenance.isPresent() && provenance.get().runId().equals(runId)) {
        return Optional.of(numbers.get(i));
      }
    }
    return Optional.empty();
  }

  private Provenance provenanceOf(int number) {
    VersionFolder folder = folder(number);
    folder.requireFormat();
    return folder.provenance();
  }

  /** Where a version comes from; nothing where what says so is damaged, or of another release. */
  private Optional<Provenance> provenance(int number) {
    try {
      return Optional.of(provenanceOf(number));
    } catch (StorageException e) {
      LOG.warn(
          "{} does not say where it comes from: {}", ModelVersion.name(number), e.getMessage());
      return Optional.empty();
    }
  }

  /** The version in use, where there is one. */
  public Optional<Integer> champion() {
    return promotions
        .newest()
        .map(
            newest -> {
              Path file = new Path(promotions.path(newest), PROMOTION_FILE);
              return Json.read(
                      storage.read(file, PROMOTION_LIMIT), Promotion.class, file.toString())
                  .version();
            });
  }

  /**
   * Opens a version: compares its files with its manifest first, then builds what they hold.
   *
   * @throws ConfigurationException where there is no such version, with those that there are
   * @throws io.chronoshard.error.StorageException where a file does not match, with its name
   */
  public ModelVersion version(VersionChoice choice) {
    int number = number(choice);
    return new ModelVersion(number, folder(number).read());
  }

  /** The number of the version that is chosen. */
  public int number(VersionChoice choice) {
    List<Integer> numbers = versions.numbers();
    if (numbers.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the model \"%s\" has no version in %s yet%s; train it first, or set registry.model"
                  + " and registry.path",
              model,
              root,
              otherModels()));
    }
    int newest = numbers.get(numbers.size() - 1);
    if (choice instanceof VersionChoice.Numbered numbered) {
      if (!numbers.contains(numbered.number())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "the model \"%s\" has no version %d in %s; there are %s",
                model,
                numbered.number(),
                root,
                ranges(numbers)));
      }
      return numbered.number();
    }
    if (choice instanceof VersionChoice.Champion) {
      return champion()
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      String.format(
                          Locale.ROOT,
                          "no version of the model \"%s\" in %s was promoted yet; there are %s,"
                              + " choose latest or one of them",
                          model,
                          root,
                          ranges(numbers))));
    }
    return newest;
  }

  /**
   * All versions, the oldest first, without opening any model.
   *
   * @throws ConfigurationException where there is no registry at all
   */
  public VersionListing list() {
    if (!storage.exists(root)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "there is no registry at %s; train a model first, or set registry.path",
              root));
    }
    Optional<Integer> champion = champion();
    List<VersionSummary> whole = new ArrayList<>();
    Map<Integer, String> unusable = new TreeMap<>();
    for (int number : versions.numbers()) {
      Standing standing = champion.equals(Optional.of(number)) ? Standing.CHAMPION : Standing.KEPT;
      try {
        whole.add(summary(number, standing));
      } catch (StorageException e) {
        unusable.put(number, String.valueOf(e.getMessage()));
      }
    }
    return new VersionListing(whole, unusable);
  }

  private VersionSummary summary(int number, Standing standing) {
    Provenance provenance = provenanceOf(number);
    Metrics metrics = folder(number).metrics();
    return new VersionSummary(
        number,
        standing,
        provenance.created(),
        metrics.kept(),
        metrics.weights(),
        provenance.seed(),
        provenance.engine(),
        provenance.runId(),
        provenance.data(),
        provenance.modelHash());
  }

  private VersionFolder folder(int number) {
    return new VersionFolder(storage, versions.path(number));
  }

  private Path staging(String what) {
    return new Path(path(), ".staging/" + what);
  }

  private NumberedFolders versions(String ofModel) {
    return new NumberedFolders(storage, new Path(root, ofModel), ModelVersion.PREFIX);
  }

  /** The versions as an operator reads them: {@code 1 to 4, 7}. */
  private static String ranges(List<Integer> numbers) {
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
    return text.toString();
  }

  private String otherModels() {
    String models =
        storage.names(root).stream()
            .filter(name -> !name.equals(model) && !name.startsWith("."))
            .filter(name -> versions(name).newest().isPresent())
            .limit(20)
            .collect(Collectors.joining(", "));
    return models.isEmpty() ? "" : " (there are: " + models + ")";
  }
}
