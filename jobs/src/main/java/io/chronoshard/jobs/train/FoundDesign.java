package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.feature.LeftOutClasses;
import io.chronoshard.feature.NewTexts;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.spark.SparkVocabularies;
import io.chronoshard.registry.start.StartingVersion;
import io.chronoshard.split.Part;
import io.chronoshard.train.TrainingDesign;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The design of a training, with what there is to tell of its categories.
 *
 * @param prepared the training
 * @param context takes the notes
 */
record FoundDesign(PreparedTraining prepared, SparkSession spark, JobContext context) {

  /**
   * Counts categories where that is needed.
   *
   * @param known the design, where it does not hang on them
   */
  TrainingDesign of(Optional<TrainingDesign> known) {
    prepared.start().ifPresent(this::tell);
    return known.orElseGet(this::counted);
  }

  private void tell(StartingVersion start) {
    context.note("training begins from " + start.told());
    NewTexts texts =
        new NewTexts(
            prepared.settings().window().targets(),
            prepared.extent().history(),
            start.vocabularies());
    if (texts.isAny()) {
      texts.notes(counts(), start.name()).forEach(context::note);
    }
  }

  /** With the categories that the training part holds. */
  private TrainingDesign counted() {
    Configuration settings = prepared.settings();
    History history = prepared.extent().history();
    VocabularyFit counts = counts();
    Vocabularies vocabularies = counts.vocabularies(history, settings.features().categories());
    new LeftOutClasses(settings.window().targets(), history, vocabularies)
        .notes(counts, "the training part")
        .forEach(context::note);
    return prepared.design(vocabularies);
  }

  private VocabularyFit counts() {
    return SparkVocabularies.count(
        spark,
        prepared.settings().history().table(),
        prepared.snapshot(),
        prepared.extent().history(),
        prepared.extent().parts(),
        Part.TRAINING);
  }
}
