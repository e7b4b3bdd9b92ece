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
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.model.Summary;
import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.model.error.Further;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.report.ReportContents.Account;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.window.WindowCounts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Contents of reports as runs make them: ten-minute temperatures of two years, forecast for a day.
 */
final class ReportExamples {

  private static final List<Forecasts> COMPARED =
      List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.SAME_TIME_LAST_PERIOD);

  private static final long STEP = 600_000;
  private static final int DAY = 144;

  /** Steps between the windows of an excerpt. */
  private static final int EVERY = 18;

  private static final long FROM = Instant.parse("2022-01-01T00:00:00Z").toEpochMilli() / STEP;
  private static final long TO = FROM + 105_120;
  private static final long TEST = FROM + 78_840;
  private static final int[] LEADS = {24, 48, 72, 96, 120, 144};
  private static final List<Integer> SHOWN = List.of(24, 72, 96, 144);

  private ReportExamples() {}

  /** A model that wins, of one series and target. */
  static ReportContents winning() {
    return contents(List.of("north"), List.of("temperature"), 1);
  }

  /** A model that loses. */
  static ReportContents losing() {
    return contents(List.of("north"), List.of("temperature"), 4);
  }

  /** Names that try to become markup, in several series and targets. */
  static ReportContents hostile() {
    return contents(
        List.of("</script><b>", "\"><img src=x onerror=alert(1)>", "{{title}} & 'x' $1 \\"),
        List.of("<!--<script>", "T (°C) \u2028"),
        1.3);
  }

  /** As another one, with another evaluation. */
  static ReportContents with(ReportContents contents, Evaluation evaluation) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        contents.metrics(),
        evaluation,
        contents.account());
  }

  /** As another one, of three networks. */
  static ReportContents ofThree(ReportContents contents, double... weights) {
    TrainingHistory training = contents.training();
    List<Metrics.Trained> networks = new ArrayList<>();
    for (double weight : weights) {
      networks.add(new Metrics.Trained(1, networks.size() + 1L, weight, training));
    }
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        new Metrics(
            training,
            new Epoch(training.bestEpoch(), 0.2, 0.3, 1.25, 2.5),
            List.of(new Metrics.TargetErrors("temperature", 1.25, 2.5, Further.NONE)),
            List.of(),
            networks),
        contents.evaluation(),
        contents.account());
  }

  /** As another one, with another training. */
  static ReportContents with(ReportContents contents, TrainingHistory training) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        new Metrics(training, List.of(), List.of()),
        contents.evaluation(),
        contents.account());
  }

  /** As another one, with a band two wide on either side of the forecasts. */
  static ReportContents banded(ReportContents contents) {
    Evaluation evaluation = contents.evaluation();
    return with(
        contents,
        new Evaluation(
            evaluation.modelVersion(),
            evaluation.over(),
            evaluation.windows(),
            evaluation.withoutNaive(),
            evaluation.overall(),
            evaluation.byLead(),
            evaluation.bySeries(),
            evaluation.outside(),
            evaluation.residuals(),
            evaluation.excerpts().stream().map(ReportExamples::banded).toList(),
            evaluation.losses(),
            evaluation.series(),
            Optional.empty()));
  }

  private static Excerpt banded(Excerpt excerpt) {
    float[] lower = excerpt.model().clone();
    float[] upper = excerpt.model().clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] -= 2;
      upper[i] += 2;
    }
    return new Excerpt(
        excerpt.series(),
        excerpt.target(),
        excerpt.leadSteps(),
        excerpt.times(),
        excerpt.actual(),
        excerpt.model(),
        excerpt.baseline(),
        excerpt.baselines(),
        new Evaluation.Drawn(
            Evaluation.Drawn.Kind.VALUE, List.of(), "quantiles 0.1 to 0.9", lower, upper));
  }

  /** An evaluation of a single lead, without excerpts. */
  static Evaluation bare(Evaluation evaluation) {
    return new Evaluation(
        evaluation.modelVersion(),
        evaluation.over(),
        evaluation.windows(),
        evaluation.withoutNaive(),
        evaluation.overall(),
        List.of(),
        List.of(),
        Evaluation.Outside.NONE,
        List.of(),
        List.of(),
        evaluation.losses(),
        evaluation.series(),
        Optional.empty());
  }

  private static ReportContents contents(List<String> series, List<String> targets, double error) {
    List<Excerpt> excerpts = new ArrayList<>();
    List<Entry> byLead = new ArrayList<>();
    List<Entry> bySeries = new ArrayList<>();
    List<Entry> overall = new ArrayList<>();
    for (String target : targets) {
      List<Entry> all = new ArrayList<>();
      for (String name : series) {
        List<Entry> own = new ArrayList<>();
        for (int lead : LEADS) {
          Random random = new Random(name.hashCode() + 31L * target.hashCode() + lead);
          Excerpt excerpt = excerpt(name, target, lead, error, random, own);
          if (SHOWN.contains(lead)) {
            excerpts.add(excerpt);
          }
        }
        all.addAll(own);
        for (Forecasts forecaster : COMPARED) {
          bySeries.add(mean(own, forecaster, target, -1, name));
        }
      }
      for (int lead : LEADS) {
        List<Entry> some = all.stream().filter(entry -> entry.leadSteps() == lead).toList();
        for (Forecasts forecaster : COMPARED) {
          byLead.add(mean(some, forecaster, target, lead, ""));
        }
      }
      for (Forecasts forecaster : COMPARED) {
        overall.add(mean(all, forecaster, target, -1, ""));
      }
    }
    return new ReportContents(
        "forecaster",
        3,
        provenance(),
        pipeline(targets),
        new Metrics(training(error), List.of(), List.of()),
        new Evaluation(
            3,
            Evaluated.TEST,
            new WindowCounts(26_137, 24_410, 1_502, 225),
            144,
            overall,
            byLead,
            series.size() > 1 ? bySeries : List.of(),
            new Evaluation.Outside(
                31, List.of(new Evaluation.OutsideInput("rain", 31, 0, 7.5)), overall),
            List.of(new ResidualCheck("temperature", 52_536, 0.0001, 0.35, 0.002, 34, 0.4)),
            excerpts,
            new Evaluation.Losses(0.25, List.of()),
            SeriesSpread.told(series.size()),
            Optional.empty()),
        new Account.Known(ledger(series)));
  }

  private static Provenance provenance() {
    return new Provenance(
        "train-1f0c5a77d2b94e63",
        "0.1.0",
        Instant.parse("2024-01-02T03:04:05Z"),
        1,
        "deeplearning4j",
        new Provenance.TrainingData(
            1,
            "9b1d8f0e6a5c4f7d3e2b1a0f9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d",
            TimeAxis.clock(STEP),
            FROM,
            TO),
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

  private static Pipeline pipeline(List<String> targets) {
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
        TimeAxis.clock(STEP),
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
                new Interval(FROM, FROM + 52_560),
                Part.VALIDATION,
                new Interval(FROM + 52_560, TEST),
                Part.TEST,
                new Interval(TEST, TO)),
            Map.of(),
            Parts.Assignment.BY_TIME,
            Inputs.BEFORE,
            new Interval(FROM, TO)),
        identity(inputs.size()),
        TargetScalerExamples.values(identity(targets.size())),
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

  /** The test part with a gap in it; its errors go to the entries. */
  private static Excerpt excerpt(
      String series, String target, int lead, double error, Random random, List<Entry> entries) {
    int count = 1_430;
    long[] times = new long[count];
    float[] actual = new float[count];
    float[] model = new float[count];
    float[] lastValue = new float[count];
    float[] signal = new float[count * EVERY + 2 * DAY];
    double front = 0;
    for (int i = 0; i < signal.length; i++) {
      front = 0.995 * front + 0.35 * random.nextGaussian();
      double year = 6 * StrictMath.sin(2 * Math.PI * i / (365.0 * DAY) + 1.5);
      double day = 4 * StrictMath.sin(2 * Math.PI * i / DAY - 2);
      signal[i] = (float) (9 + year + day + front + 0.1 * random.nextGaussian());
    }
    double drift = 0;
    Map<Forecasts, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int at = i * EVERY + 2 * DAY;
      drift = 0.8 * drift + 0.6 * random.nextGaussian();
      times[i] = (TEST + lead + (long) i * EVERY + (i > 1_300 ? 288 : 0)) * STEP;
      actual[i] = signal[at];
      model[i] = (float) (signal[at] + error * (0.9 + (double) lead / DAY) * (drift + 0.15));
      lastValue[i] = signal[at - lead];
      add(sums, Forecasts.MODEL, model[i] - signal[at]);
      add(sums, Forecasts.LAST_VALUE, lastValue[i] - signal[at]);
      add(sums, Forecasts.SAME_TIME_LAST_PERIOD, signal[at - DAY] - signal[at]);
    }
    actual[1_350] = Float.NaN;
    sums.forEach(
        (forecaster, sum) ->
            entries.add(
                new Entry(
                    forecaster,
                    target,
                    lead,
                    series,
                    count,
                    sum[0] / count,
                    StrictMath.sqrt(sum[1] / count),
                    sum[2] / count,
                    Further.NONE)));
    return new Excerpt(
        series,
        target,
        lead,
        times,
        actual,
        model,
        Forecasts.LAST_VALUE,
        lastValue,
        Evaluation.Drawn.VALUES);
  }

  private static void add(Map<Forecasts, double[]> sums, Forecasts forecaster, double difference) {
    double[] sum = sums.computeIfAbsent(forecaster, name -> new double[3]);
    sum[0] += Math.abs(difference);
    sum[1] += difference * difference;
    sum[2] += difference;
  }

  private static Entry mean(
      List<Entry> entries, Forecasts forecaster, String target, int lead, String series) {
    List<Entry> own = entries.stream().filter(e -> e.forecaster().equals(forecaster)).toList();
    return new Entry(
        forecaster,
        target,
        lead,
        series,
        24_266L * own.size(),
        own.stream().mapToDouble(Entry::mae).average().orElse(Double.NaN),
        own.stream().mapToDouble(Entry::rmse).average().orElse(Double.NaN),
        own.stream().mapToDouble(Entry::bias).average().orElse(Double.NaN),
        Further.NONE);
  }

  private static TrainingHistory training(double error) {
    List<Epoch> epochs = new ArrayList<>();
    Random random = new Random(3);
    for (int epoch = 1; epoch <= 14; epoch++) {
      double training = 0.18 + 0.4 / epoch;
      double validation = 0.24 + 0.3 / epoch + 0.006 * Math.max(0, epoch - 8);
      validation += 0.002 * random.nextDouble();
      epochs.add(
          new Epoch(
              epoch, training, validation, 7.1 * error * validation, 9.3 * error * validation));
    }
    int best =
        epochs.stream()
            .min(Comparator.comparingDouble(Epoch::validationMae))
            .map(Epoch::epoch)
            .orElseThrow();
    return new TrainingHistory(
        epochs, best, epochs.get(best - 1), 1, TrainingHistory.End.PATIENCE, 51_280, 25_010);
  }

  private static Ledger ledger(List<String> series) {
    List<SeriesAccount> accounts = new ArrayList<>();
    Rows one = new Rows(104_402, 103_312, 0, 1_044, 31, 15, 0, 0, 0);
    Rows all = Rows.NONE;
    for (String name : series) {
      accounts.add(new SeriesAccount(name, one, 105_120, 1_808));
      all = all.plus(one);
    }
    List<ChannelAccount> channels = new ArrayList<>();
    for (String channel : List.of("temperature", "pressure", "humidity", "wind speed", "rain")) {
      long unknown = 200L + channel.length() * 31L;
      channels.add(
          new ChannelAccount(
              channel,
              new Ledger.Values(
                  104_402, 517, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Ledger.Variation.VARYING),
              103_312 - unknown,
              1_300,
              508 + unknown));
    }
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      gaps.add(
          Gap.on(
              TimeAxis.clock(STEP),
              series.get(i % series.size()),
              FROM + 777 * (i + 1L),
              FROM + 777 * (i + 1L) + 72 - i));
    }
    return new Ledger(
        all,
        List.of(),
        1,
        accounts,
        accounts.size(),
        105_120L * accounts.size(),
        1_808L * accounts.size(),
        channels,
        List.of(),
        gaps,
        53);
  }
}
