package io.chronoshard.jobs.models;

import io.chronoshard.jobs.describe.SummaryText;
import io.chronoshard.model.Summary;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.VersionFacts;
import java.util.List;

/** What a version's networks are made of. */
final class DescribeAction implements ModelsAction {

  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String words() {
    return "[VERSION]";
  }

  @Override
  public String summary() {
    return "Tells a version's layers, shapes and parameters, the champion's where none is named.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 1);
  }

  /**
   * What is told.
   *
   * @param model the model's name
   * @param version the version's number
   * @param networks of each of the configured models
   */
  record Described(String model, int version, List<Summary> networks) {

    String text() {
      StringBuilder text = new StringBuilder();
      text.append(ModelVersion.name(version)).append(" of ").append(model).append("\n\n");
      networks.forEach(network -> text.append(new SummaryText(network)).append('\n'));
      return text.toString().stripTrailing();
    }
  }

  @Override
  public void run(Asked asked) {
    VersionFacts facts =
        asked.registry().facts(VersionWord.choice(asked.word(0).orElse("champion")));
    Described described = new Described(asked.model(), facts.number(), facts.provenance().models());
    asked.context().result(described, described::text);
  }
}
