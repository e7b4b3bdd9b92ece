package io.chronoshard.registry.start;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.InputSettings.Kind;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingRows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A version that a training begins from. All that its forecasts follow from stays as it is until
 * the first step: parameters, scalers, categories, codes of series; and so do the updater's state
 * with its count of steps, and the weights of classes, for which the updater has moved.
 */
public record StartingVersion(ModelVersion version) {

  /** Its number. */
  public int number() {
    return version.number();
  }

  /** As messages call it. */
  public String name() {
    return ModelVersion.name(version.number());
  }

  /** What the identity of a training has of it. */
  public String modelHash() {
    return provenance().modelHash();
  }

  /** What the provenance of a training has of it. */
  public Provenance.Start told() {
    return new Provenance.Start(number(), modelHash());
  }

  Provenance provenance() {
    return version.contents().provenance();
  }

  Pipeline pipeline() {
    return version.contents().pipeline();
  }

  /** The texts that it has columns and classes of. */
  public Vocabularies vocabularies() {
    return pipeline().facts().vocabularies();
  }

  /**
   * What the training part says of columns, beside the maps, which stay those of the version.
   *
   * @param rows of the training part
   */
  public FittedScalers fitted(TrainingRows rows, TrainingDesign design) {
    return FittedScalers.kept(
        rows,
        design.scaling().by(),
        design.layout().features(),
        design.ends().outputs(),
        scalers(),
        pipeline().ranges());
  }

  private Scalers scalers() {
    return new Scalers(pipeline().inputScaler(), pipeline().targetScaler());
  }

  /** Of each target column, the share by which balanced classes are weighed. */
  public List<Double> classShares() {
    return pipeline().classShares();
  }

  /** Its networks of single series, where it has such. */
  public Optional<SeriesNetworks> series() {
    return version.contents().series();
  }

  /**
   * A configuration with the version's own names in it: its channels in its order, and the series
   * that it tells apart.
   *
   * @param table the history to train on, with all its channels
   * @throws UnfitStartException where the history has another grid, or other channels would be read
   */
  public Configuration named(Configuration settings, History table) {
    requireGrid(table);
    List<String> channels = pipeline().features().channels();
    requireChannels(channels, FeatureSet.inputChannels(settings.features(), table));
    ModelEnds ends = settings.model().ends();
    return settings.named(
        settings.features().withChannels(channels),
        settings
            .model()
            .withEnds(
                new ModelEnds(
                    ends.inputs().stream().map(input -> input.withSeries(codes())).toList(),
                    ends.outputs(),
                    ends.recursive())));
  }

  /** The series that have codes; none where none are told apart. */
  private List<String> codes() {
    return pipeline().ends().inputs().stream()
        .filter(input -> input.kind() == Kind.SERIES)
        .map(InputSettings::columns)
        .findFirst()
        .orElse(List.of());
  }

  private void requireGrid(History table) {
    if (!pipeline().axis().equals(table.axis())) {
      throw new UnfitStartException(
          String.format(
              Locale.ROOT,
              "training.start: %s was trained on steps of %s, and history.table has %s; ingest with the same grid, or begin"
                  + " from nothing (training.start = nothing)",
              name(),
              pipeline().axis().text(),
              table.axis().text()));
    }
  }

  private void requireChannels(List<String> own, List<String> read) {
    List<String> added = without(read, own);
    List<String> gone = without(own, read);
    if (added.isEmpty() && gone.isEmpty()) {
      return;
    }
    String what = added.isEmpty() ? "" : "does not read the channels " + added;
    String and = added.isEmpty() || gone.isEmpty() ? "" : ", and ";
    String lost =
        gone.isEmpty()
            ? ""
            : "reads the channels "
                + gone
                + ", which history.table does not have, or features.channels leaves out";
    throw new UnfitStartException(
        String.format(
            Locale.ROOT,
            "training.start: %s %s%s%s; let it read what it knows (features.channels = %s), or begin from nothing"
                + " (training.start = nothing)",
            name(),
            what,
            and,
            lost,
            own));
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }

  /**
   * Refuses a training whose networks are not the version's.
   *
   * @param settings with the version's own names in it
   * @param design of them, with its categories
   * @throws UnfitStartException that names all that differs
   */
  public void requireFit(Configuration settings, TrainingDesign design) {
    new StartFit(this, settings, design).require();
  }

  /**
   * What a network begins with: the version's, before any epoch of the training to come.
   *
   * @param network one of those that the training makes
   * @return nothing where the version has not kept that one of several
   */
  public Optional<ModelState> state(MemberDesign network) {
    return new StartNetworks(version.contents())
        .of(network)
        .map(member -> ModelState.of(member.network()).beforeEpochs());
  }
}
