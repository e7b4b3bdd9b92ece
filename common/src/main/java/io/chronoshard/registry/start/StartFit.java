package io.chronoshard.registry.start;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationKeys;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.model.Likeness;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.split.Parts.Assignment;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a training goes on with what a version has learned. What is compared is what follows from
 * the configuration, not its text; the keys that are written otherwise say why it differs.
 *
 * @param start the version
 * @param settings of the training, with the version's own names in it
 * @param design of it, with the version's categories
 */
record StartFit(StartingVersion start, Configuration settings, TrainingDesign design) {

  /** Keys that may differ: which windows train, and what is read anew. */
  private static final Set<String> FREE =
      Set.of(
          "window.stride",
          "features.channels",
          "features.holidays.input",
          "features.holidays.column",
          "features.holidays.pattern");

  /** Digits and letters of a value in a message. */
  private static final int LONGEST = 200;

  /** Refuses what does not fit, with all of it that can be told at once. */
  void require() {
    List<String> differences = seen();
    if (differences.isEmpty()) {
      differences = columns();
    }
    if (differences.isEmpty()) {
      differences = windows();
    }
    if (differences.isEmpty()) {
      differences = networks();
    }
    if (!differences.isEmpty()) {
      throw new UnfitStartException(
          String.format(
              Locale.ROOT,
              "training.start: %s does not fit this training:%n  %s%ngive it what the version was made with, or begin from"
                  + " nothing (training.start = nothing)",
              start.name(),
              String.join(System.lineSeparator() + "  ", differences)));
    }
  }

  private Pipeline own() {
    return start.pipeline();
  }

  private FeatureSet features() {
    return design.layout().features();
  }

  /**
   * A loss over windows that were trained on says nothing of those to come. So what a version has
   * seen, and those that it has begun from, lies before what it is tested on.
   */
  private List<String> seen() {
    Parts there = own().parts();
    Parts here = design.layout().parts();
    if (there.assignment() == Assignment.BY_SERIES && here.assignment() == Assignment.BY_SERIES) {
      List<String> trained =
          here.assigned().entrySet().stream()
              .filter(series -> series.getValue() == Part.VALIDATION)
              .map(Map.Entry::getKey)
              .filter(series -> !there.assigned().containsKey(series))
              .sorted()
              .toList();
      return trained.isEmpty()
          ? List.of()
          : List.of(
              String.format(
                  Locale.ROOT,
                  "it has trained on the series %s, or did not know them, and here they validate"
                      + " (split.series.validation)",
                  shortened(trained.toString())));
    }
    List<String> found = new ArrayList<>();
    long trained = there.cut(Part.TRAINING).to();
    Interval validated = here.cut(Part.VALIDATION);
    if (!validated.isEmpty() && trained > validated.from()) {
      found.add(
          String.format(
              Locale.ROOT,
              "it has trained on what lies before %s, and here validation begins at %s, on windows"
                  + " that it knows (split)",
              at(trained),
              at(validated.from())));
    }
    if (end(there) > end(here)) {
      found.add(
          String.format(
              Locale.ROOT,
              "it has seen what lies before %s, and here the test part would begin at %s, with"
                  + " windows that it knows (split)",
              at(end(there)),
              at(end(here))));
    }
    return found;
  }

  /** The step behind all that a training sees. */
  private static long end(Parts parts) {
    return Math.max(parts.cut(Part.TRAINING).to(), parts.cut(Part.VALIDATION).to());
  }

  private String at(long step) {
    return own().axis().hasClock()
        ? Instant.ofEpochMilli(Math.multiplyExact(step, own().axis().stepMillis())).toString()
        : own().axis().counted() + " " + step;
  }

  /** What of the history is read, and how it is scaled. */
  private List<String> columns() {
    List<String> found = new ArrayList<>();
    FeatureSettings read = own().features().withHolidays(settings.features().holidays());
    if (!read.equals(settings.features())) {
      found.addAll(keys("the features are others", "features."));
    }
    if (!own().inputs().equals(features().inputNames())) {
      found.add(
          String.format(
              Locale.ROOT,
              "it reads the inputs %s, and here they would be %s",
              shortened(own().inputs().toString()),
              shortened(features().inputNames().toString())));
    }
    if (!own().window().targets().equals(settings.window().targets())) {
      found.addAll(keys("the targets are others", "window.targets"));
    }
    return found;
  }

  /** What a window is, and what is learned of it. */
  private List<String> windows() {
    List<String> found = new ArrayList<>();
    WindowShape shape =
        WindowColumns.of(features(), own().features().scale())
            .shape(own().window(), own().ends(), own().axis());
    if (!withoutStride(shape).equals(withoutStride(near()))
        || own().ends().recursive() != design.ends().recursive()) {
      found.addAll(
          keys(
              "the windows are others", "window.", "model.inputs", "model.outputs", "model.recur"));
    }
    Objectives objectives =
        Objectives.of(own().ends(), own().loss(), features().targets(), own().axis());
    if (!objectives.equals(design.objectives())) {
      found.addAll(
          keys(
              "the loss is another",
              "training.loss",
              "training.huber-delta",
              "training.quantiles",
              "training.class-weights",
              "model.outputs"));
    }
    boolean isOwn = !start.provenance().engine().equals(Engine.DEEPLEARNING4J.toString());
    if (isOwn != settings.training().engine().hasOwnLayers()) {
      found.add(
          isOwn
              ? "training.engine = deeplearning4j has Deeplearning4j's own layers, and the version has"
                  + " ours"
              : "training.engine = "
                  + settings.training().engine()
                  + " has layers of our own, and the version has Deeplearning4j's"
                  + " (training.engine = deeplearning4j)");
    }
    if (start.series().isPresent() != settings.model().seriesWindows().isPresent()) {
      found.add(
          start.series().isPresent()
              ? "it has networks of single series, and model.per-series is false"
              : "model.per-series = true makes networks of single series, and it has none");
    }
    return found.stream().distinct().toList();
  }

  private WindowShape near() {
    return design.feedback().near();
  }

  private static WindowShape withoutStride(WindowShape shape) {
    return new WindowShape(shape.inputs(), 1, shape.heads(), shape.later(), shape.series());
  }

  /** Layers and updaters. */
  private List<String> networks() {
    List<MemberDesign> designs = MemberDesign.all(design.architectures(), settings.training());
    StartNetworks networks = new StartNetworks(start.version().contents());
    List<String> left = networks.leftOver(designs);
    if (!left.isEmpty()) {
      return List.of(
          "it holds the networks of "
              + String.join(", ", left)
              + ", which this training does not make (training.seed, training.seeds,"
              + " model.members)");
    }
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(design.layout().shape(), features().targetWidths()),
                start.classShares());
    return designs.stream()
        .flatMap(
            one -> networks.of(one).stream().flatMap(member -> network(one, member, objectives)))
        .distinct()
        .toList();
  }

  private Stream<String> network(MemberDesign made, Member member, Objectives objectives) {
    String json = Networks.json(made.architecture(), made.training(), objectives);
    ModelNetwork network = ModelNetwork.fromJson(json);
    if (!Likeness.ofLayers(json, member.network().json())) {
      return keys("the layers are others", "model.").stream();
    }
    boolean fits =
        Likeness.ofUpdaters(json, member.network().json())
            && ModelState.of(network).isLike(ModelState.of(member.network()));
    return fits
        ? Stream.empty()
        : keys("the updater is another", "training.optimizer.type", "training.optimizer.momentum")
            .stream();
  }

  /**
   * The keys that are written otherwise.
   *
   * @param otherwise what is said where none are
   * @param prefixes of keys that it may be due to
   */
  private List<String> keys(String otherwise, String... prefixes) {
    List<String> found = new ArrayList<>();
    ConfigurationKeys.between(start.provenance().configuration(), settings.canonical().json())
        .forEach(
            (key, values) -> {
              if (!FREE.contains(key) && Stream.of(prefixes).anyMatch(key::startsWith)) {
                found.add(
                    String.format(
                        Locale.ROOT,
                        "%s = %s there, %s here",
                        key,
                        written(values.one()),
                        written(values.other())));
              }
            });
    return found.isEmpty() ? List.of(otherwise) : found;
  }

  private static String written(Optional<String> value) {
    return shortened(value.orElse("nothing"));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
