package io.chronoshard.jobs.describe;

import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Summary;
import io.chronoshard.train.ModelDesign;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code describe} tells.
 *
 * @param model the model's name
 * @param inputs names of the columns of a window's rows
 * @param targets names of what is forecast
 * @param recursive times that a forecast is made, each but the first from those before it
 * @param seriesWindows windows that a series needs for a network of its own; nothing where all
 *     share one
 * @param categories channels of texts: the training part may hold fewer of their categories, and so
 *     have fewer columns than are told here
 * @param summary layers, shapes and numbers of parameters
 * @param members the same of further models of an ensemble
 * @param networks that are trained side by side: of each model one from each seed
 * @param parameters of all of them
 */
record ModelDescription(
    String model,
    List<String> inputs,
    List<String> targets,
    int recursive,
    Optional<Integer> seriesWindows,
    List<String> categories,
    Summary summary,
    List<Summary> members,
    int networks,
    long parameters) {

  /**
   * Of a model.
   *
   * @param seeds from each of which its networks are trained
   */
  static ModelDescription of(
      String model, ModelDesign design, Optional<Integer> seriesWindows, int seeds) {
    return new ModelDescription(
        model,
        design.features().inputNames(),
        design.features().targetNames(),
        design.feedback().times(),
        seriesWindows,
        VocabularyFit.channels(design.history()),
        Summary.of(design.architectures().get(0)),
        design.architectures().stream().skip(1).map(Summary::of).toList(),
        seeds * design.architectures().size(),
        seeds * design.architectures().stream().mapToLong(Architecture::parameters).sum());
  }

  /** As an operator reads it. */
  String text() {
    StringBuilder text =
        new StringBuilder("model " + model + "\n\n").append(new SummaryText(summary));
    members.forEach(member -> text.append('\n').append(new SummaryText(member)));
    text.append("\ninputs:  ").append(String.join(", ", inputs));
    text.append("\ntargets: ").append(String.join(", ", targets));
    if (recursive > 1) {
      text.append("\nrecursive: forecasts ")
          .append(recursive)
          .append(
              " times, each but the first from a window whose newest rows are the forecasts before");
    }
    if (networks > 1) {
      text.append("\nensemble: ")
          .append(networks)
          .append(" networks, of each model one from each seed, with ")
          .append(String.format(Locale.ROOT, "%,d", parameters))
          .append(" parameters in all");
    }
    seriesWindows.ifPresent(
        least ->
            text.append("\nnetworks:  one such network of all series, and one for each that has ")
                .append(least)
                .append(" windows to train on"));
    if (!categories.isEmpty()) {
      text.append("\nat most: the training part may hold fewer categories of ")
          .append(String.join(", ", categories));
    }
    return text.toString();
  }
}
