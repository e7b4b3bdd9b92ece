package io.chronoshard.report;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.config.HolidaySettings;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.config.Span;
import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.model.Summary;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a version comes from, and what it forecasts from what. */
final class ModelExamples {

  private ModelExamples() {}

  static Provenance provenance() {
    return provenance(Optional.empty());
  }

  /** Of a version that began from another one. */
  static Provenance provenance(Optional<Provenance.Start> start) {
    return new Provenance(
        "train-1f0c5a77d2b94e63",
        "0.1.0",
        Instant.parse("2024-01-02T03:04:05Z"),
        1,
        "deeplearning4j",
        "as configured",
        new Provenance.TrainingData(
            1,
            "9b1d8f0e6a5c4f7d3e2b1a0f9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d",
            TimeAxis.clock(ReportExamples.STEP),
            ReportExamples.FROM,
            ReportExamples.TO),
        start,
        "{\"window\":{\"length\":120,\"sampling\":6},\"training\":{\"seed\":1,\"batch\":128}}",
        "{}",
        "0a4d55a8d778e5022fab701977c5d840bbc486d0b2d0a4f8e2a8d4a7b9d4f1c3",
        List.of(summary()),
        Map.of("java", "17.0.12", "spark", "3.5.5"),
        "anna",
        new Provenance.Cluster("yarn", 4, 16),
        83_500);
  }

  private static Summary summary() {
    return new Summary(
        List.of(
            new Summary.Node("window", "input", "(None, 120, 10)", 0, List.of()),
            new Summary.Node("lstm", "lstm", "(None, 16)", 1_792, List.of("window")),
            new Summary.Node("output", "dense", "(None, 6)", 102, List.of("lstm"))),
        1_894);
  }

  static Pipeline pipeline(List<String> targets) {
    List<String> channels =
        List.of("temperature", "pressure", "humidity", "wind speed", "radiation", "rain");
    List<String> inputs = new ArrayList<>(channels);
    for (String cycle : List.of("hour of day", "day of year")) {
      inputs.add(cycle + " (sine)");
      inputs.add(cycle + " (cosine)");
    }
    WindowSettings window =
        new WindowSettings(
            120,
            Span.ofSteps(6, "window.sampling"),
            Span.ofSteps(1, "window.stride"),
            Span.ofSteps(24, "window.lead"),
            6,
            Span.ofSteps(24, "window.spacing"),
            TargetExamples.channels(targets.toArray(String[]::new)));
    return new Pipeline(
        TimeAxis.clock(ReportExamples.STEP),
        4096,
        channels,
        RecordedTimes.FROM_STEPS,
        new FeatureSettings(
            channels,
            List.of(Calendar.HOUR_OF_DAY, Calendar.DAY_OF_YEAR),
            1,
            ZoneOffset.UTC,
            new HolidaySettings("", "date", "yyyy-MM-dd"),
            List.of(),
            32,
            List.of(),
            ScaleSettings.of(Scale.STANDARD)),
        FeatureFacts.NONE,
        window,
        ModelEnds.of(window),
        new LossSettings(LossSettings.Kind.MAE, 1, List.of(), LossSettings.ClassWeights.NONE),
        new Parts(
            Map.of(
                Part.TRAINING,
                new Interval(ReportExamples.FROM, ReportExamples.FROM + 52_560),
                Part.VALIDATION,
                new Interval(ReportExamples.FROM + 52_560, ReportExamples.TEST),
                Part.TEST,
                new Interval(ReportExamples.TEST, ReportExamples.TO)),
            Map.of(),
            Parts.Assignment.BY_TIME,
            Inputs.BEFORE,
            new Interval(ReportExamples.FROM, ReportExamples.TO)),
        identity(inputs.size()),
        TargetScalerExamples.values(identity(targets.size())),
        Collections.nCopies(targets.size(), 0.0),
        Collections.nCopies(targets.size(), 0.0),
        Map.of(),
        new Ranges(Collections.nCopies(inputs.size(), Ranges.Range.UNBOUNDED)),
        Optional.empty(),
        inputs,
        targets);
  }

  private static Scaler identity(int columns) {
    return new Scaler(Collections.nCopies(columns, Scaler.Column.IDENTITY));
  }
}
