package io.chronoshard.jobs;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.train.ModelDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Designs of configurations, such as recipes, without any readings. */
public final class DesignExamples {

  private DesignExamples() {}

  /** On a history of the channels that it reads. */
  public static ModelDesign of(Configuration settings) {
    boolean isClock = settings.grid().index() == GridSettings.Index.TIME;
    List<String> read = new ArrayList<>(labels(settings));
    if (isClock) {
      read.addAll(settings.simulate().channelNames());
      read.add(settings.history().remainingLife().channel());
    } else {
      read.addAll(settings.features().channels());
      read.addAll(settings.window().targetNames());
    }
    List<String> channels = read.stream().filter(channel -> !channel.isEmpty()).distinct().toList();
    History history =
        new History(
            isClock ? TimeAxis.clock(600_000) : TimeAxis.rows(),
            1024,
            channels,
            Map.of(),
            labels(settings),
            isClock ? RecordedTimes.FROM_STEPS : RecordedTimes.NONE,
            List.of(),
            "");
    return ModelDesign.of(settings, history, FeatureFacts.NONE);
  }

  /** Channels that are targets alone. */
  private static List<String> labels(Configuration settings) {
    return settings.window().targets().stream().flatMap(DesignExamples::label).toList();
  }

  private static Stream<String> label(TargetSettings target) {
    if (target instanceof TargetSettings.Begins begins) {
      return Stream.of(begins.channel());
    }
    if (target instanceof TargetSettings.RemainingLife life) {
      return Stream.of(life.channel());
    }
    return target instanceof TargetSettings.Holds holds
        ? Stream.of(holds.channel())
        : Stream.empty();
  }
}
