package io.chronoshard.registry;

import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.HolidaySettings;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.Span;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.history.UnreadableRow;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.Summary;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.alarm.Spread;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import io.chronoshard.registry.Metrics.TargetErrors;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.Samples.Sample;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.TrainingHistory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Records of this package with values that are hard to write and read, made from a seed. */
final class RandomRecords {

  private static final List<String> TEXTS =
      List.of(
          "",
          "T (degC)",
          "p\"\\/",
          "\u0000\n\t",
          "ıİß\uD83D\uDE00",
          "\u2028",
          "max. PAR (µmol)",
          "null");
  private static final List<String> ZONES =
      List.of("UTC", "Z", "+05:45", "Europe/Berlin", "Pacific/Chatham");

  private final Random random;

  RandomRecords(int seed) {
    this.random = new Random(seed);
  }

  /** Something with the arrays that evaluations have. */
  record Evaluated(long[] times, float[] values, double[] errors) {}

  private Interval interval() {
    return new Interval(random.nextLong(), random.nextLong());
  }

  Pipeline pipeline() {
    List<String> inputs = texts();
    List<String> targets = texts();
    return new Pipeline(
        axis(),
        random.nextInt(1 << 24),
        texts(),
        choice(History.RecordedTimes.values()),
        new FeatureSettings(
            texts(),
            list(() -> choice(FeatureSettings.Calendar.values())),
            random.nextInt(),
            ZoneId.of(choice(ZONES.toArray(String[]::new))),
            new HolidaySettings(text(), text(), text()),
            list(this::derived),
            random.nextInt(),
            texts(),
            new ScaleSettings(
                choice(ScaleSettings.Scale.values()),
                choice(ScaleSettings.By.values()),
                map(() -> choice(ScaleSettings.Scale.values())),
                choice(ScaleSettings.Scale.values()))),
        new FeatureFacts(
            new Vocabularies(map(this::texts)), new Holidays(list(() -> (long) random.nextInt()))),
        new WindowSettings(
            random.nextInt(),
            span(),
            span(),
            span(),
            random.nextInt(),
            span(),
            targets(),
            choice(WindowSettings.Unknown.values()),
            random.nextInt()),
        ends(),
        loss(),
        new Parts(
            Map.of(Part.TRAINING, interval(), Part.VALIDATION, interval(), Part.TEST, interval()),
            Map.of(text(), Part.TEST),
            choice(Parts.Assignment.values()),
            choice(SplitSettings.Inputs.values()),
            interval()),
        scaler(inputs.size()),
        targetScaler(targets.size()),
        targets.stream().map(target -> number()).toList(),
        targets.stream().map(target -> number()).toList(),
        map(() -> new MeanLife.Lives(number(), number())),
        new Ranges(
            inputs.stream()
                .map(input -> new Ranges.Range(number(), number(), floats()[0][0], floats()[0][1]))
                .toList()),
        optional(
            () ->
                new AnomalyRule(
                    number(),
                    list(() -> new Spread(number(), 1 + random.nextInt(100))),
                    number(),
                    number(),
                    number())),
        inputs,
        targets);
  }

  private List<TargetSettings> targets() {
    return list(
        () ->
            switch (random.nextInt(8)) {
              case 0 -> new TargetSettings.Channel(text(), text(), text());
              case 1 -> new TargetSettings.Difference(text(), text(), text());
              case 2 -> new TargetSettings.Expression(text(), text(), text());
              case 3 ->
                  new TargetSettings.Passes(
                      text(),
                      text(),
                      text(),
                      choice(TargetSettings.Side.values()),
                      number(),
                      span());
              case 4 -> new TargetSettings.Begins(text(), text(), text(), span());
              case 5 -> new TargetSettings.Holds(text(), text(), text());
              case 6 -> new TargetSettings.Classes(text(), text(), text(), list(this::number));
              default ->
                  new TargetSettings.RemainingLife(text(), text(), text(), optional(this::number));
            });
  }

  private TargetScaler targetScaler(int columns) {
    List<TargetScaler.Rule> rules = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      rules.add(new TargetScaler.Rule(choice(TargetScaler.Base.values()), floats()[0][0]));
    }
    return new TargetScaler(scaler(columns), rules, Collections.nCopies(columns, 1));
  }

  private LossSettings loss() {
    return new LossSettings(
        choice(LossSettings.Kind.values()),
        number(),
        list(this::number),
        new LossSettings.ClassWeights(choice(LossSettings.Balance.values()), list(this::number)));
  }

  private ModelEnds ends() {
    return new ModelEnds(
        list(
            () ->
                new InputSettings(
                    text(),
                    text(),
                    choice(InputSettings.Kind.values()),
                    texts(),
                    random.nextInt(),
                    span())),
        list(
            () ->
                new OutputSettings(
                    text(),
                    text(),
                    text(),
                    texts(),
                    span(),
                    random.nextInt(),
                    span(),
                    optional(this::loss),
                    number(),
                    list(() -> choice(OutputSettings.Metric.values())))),
        random.nextInt());
  }

  private DerivedSettings derived() {
    return switch (random.nextInt(7)) {
      case 0 ->
          new DerivedSettings.Past(text(), choice(DerivedSettings.Reach.values()), text(), span());
      case 1 ->
          new DerivedSettings.Rolling(
              text(), choice(DerivedSettings.Statistic.values()), text(), span());
      case 2 -> new DerivedSettings.Components(text(), text(), optional(this::text));
      case 3 -> new DerivedSettings.Logarithm(text(), text(), number());
      case 4 ->
          new DerivedSettings.Clip(text(), text(), optional(this::number), optional(this::number));
      case 5 -> new DerivedSettings.Known(text(), text());
      default -> new DerivedSettings.Expression(text(), text(), text());
    };
  }

  Metrics metrics() {
    List<TrainingHistory.Epoch> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 1 + random.nextInt(5); epoch++) {
      epochs.add(
          new TrainingHistory.Epoch(
              epoch, number(), Double.NaN, number(), number(), map(this::number)));
    }
    TrainingHistory history =
        new TrainingHistory(
            epochs,
            1 + random.nextInt(epochs.size()),
            epochs.get(random.nextInt(epochs.size())),
            1 + random.nextInt(5),
            choice(TrainingHistory.End.values()),
            random.nextLong(),
            random.nextLong(),
            optional(() -> epochs.get(0)));
    return new Metrics(
        history,
        epochs.get(0),
        list(() -> new TargetErrors(text(), number(), number(), further())),
        list(() -> new Metrics.HeadLoss(text(), number())),
        list(() -> new Metrics.Trained(random.nextInt(9), random.nextLong(), number(), history)),
        optional(this::seriesSummary));
  }

  private SeriesSummary seriesSummary() {
    return new SeriesSummary(
        random.nextInt(),
        random.nextInt(),
        optional(() -> new SeriesSummary.Spread(named(), named(), named())),
        list(
            () ->
                new SeriesSummary.Without(
                    text(),
                    choice(SeriesResult.Standing.values()),
                    random.nextLong(),
                    optional(() -> new SeriesResult.Diverged(text(), random.nextInt())))));
  }

  private SeriesSummary.Named named() {
    return new SeriesSummary.Named(text(), number(), Double.NaN);
  }

  SeriesEntry[] seriesEntries() {
    return list(() ->
            new SeriesEntry(
                text(),
                random.nextLong(),
                text(),
                random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                number(),
                Double.NaN,
                random.nextLong(),
                random.nextInt(),
                text()))
        .toArray(SeriesEntry[]::new);
  }

  private Further further() {
    return new Further(
        list(() -> new Measure(text(), number())),
        list(() -> new Further.Bin(number(), number(), random.nextLong(), number(), number())),
        new Further.Confusion(texts(), list(() -> list(random::nextLong))));
  }

  private Summary summary() {
    return new Summary(
        list(() -> new Summary.Node(text(), text(), text(), random.nextLong(), texts())),
        random.nextLong());
  }

  Provenance provenance() {
    return new Provenance(
        text(),
        text(),
        instant(),
        random.nextLong(),
        text(),
        text(),
        new TrainingData(random.nextInt(), text(), axis(), random.nextLong(), random.nextLong()),
        optional(() -> new Provenance.Start(random.nextInt(), text())),
        "{\"a\":" + number() + "}",
        text(),
        text(),
        list(this::summary),
        map(this::text),
        text(),
        new Provenance.Cluster(text(), random.nextInt(), random.nextInt()),
        random.nextLong());
  }

  Manifest manifest() {
    return new Manifest(
        random.nextInt(), text(), map(() -> new Manifest.Entry(random.nextLong(), text())));
  }

  PromotionFile promotion() {
    return new PromotionFile(
        random.nextInt(),
        random.nextInt(),
        optional(random::nextInt),
        optional(this::text),
        optional(this::text),
        text(),
        instant());
  }

  RunStatus runStatus() {
    return new RunStatus(
        text(),
        text(),
        text(),
        choice(RunStatus.State.values()),
        random.nextInt(),
        optional(random::nextInt),
        instant(),
        optional(this::instant),
        map(random::nextLong),
        map(this::number),
        optional(random::nextInt),
        text());
  }

  History history() {
    return new History(
        axis(),
        random.nextInt(),
        texts(),
        map(this::texts),
        texts(),
        choice(History.RecordedTimes.values()),
        list(() -> new SeriesExtent(text(), random.nextLong(), random.nextLong())),
        text());
  }

  Ledger ledger() {
    return new Ledger(
        rows(),
        list(() -> new Ledger.FileAccount(text(), rows())),
        random.nextLong(),
        list(() -> new Ledger.SeriesAccount(text(), rows(), random.nextLong(), random.nextLong())),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        list(
            () ->
                new Ledger.ChannelAccount(
                    text(), values(), random.nextLong(), random.nextLong(), random.nextLong())),
        list(() -> new UnreadableRow(text(), text(), text(), text())),
        list(
            () ->
                new Ledger.Gap(
                    text(),
                    random.nextLong(),
                    random.nextLong(),
                    optional(this::instant),
                    optional(this::instant))),
        random.nextLong());
  }

  private Ledger.Values values() {
    long[] counts = random.longs(13).toArray();
    return new Ledger.Values(
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        counts[6],
        counts[7],
        counts[8],
        counts[9],
        counts[10],
        counts[11],
        counts[12],
        choice(Ledger.Variation.values()));
  }

  Samples samples() {
    return new Samples(
        list(() -> choice(Samples.Reading.values())),
        list(
            () ->
                list(
                    () ->
                        new Samples.Meaning(choice(Samples.Unit.values()), random.nextInt(0, 9)))),
        list(
            () ->
                new Sample(
                    text(),
                    random.nextLong(),
                    list(this::floats),
                    floats()[0],
                    list(() -> list(() -> floats()[0])),
                    list(this::floats))));
  }

  Evaluated evaluated() {
    return new Evaluated(
        random.longs(5).toArray(), floats()[0], new double[] {number(), number(), number()});
  }

  private Ledger.Rows rows() {
    long[] counts = random.longs(9).toArray();
    return new Ledger.Rows(
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7],
        counts[8]);
  }

  private Scaler scaler(int columns) {
    return new Scaler(columns(columns), map(() -> columns(columns)));
  }

  private List<Scaler.Column> columns(int columns) {
    List<Scaler.Column> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      double shift = number();
      double divisor = Math.abs(number());
      all.add(
          new Scaler.Column(
              Double.isFinite(shift) ? shift : -0.0,
              divisor > 0 && Double.isFinite(divisor) ? divisor : Double.MIN_VALUE));
    }
    return all;
  }

  private TimeAxis axis() {
    return random.nextBoolean()
        ? TimeAxis.rows()
        : TimeAxis.clock(1 + random.nextInt(Integer.MAX_VALUE));
  }

  private Span span() {
    return new Span(random.nextLong() >>> 1, choice(Span.Unit.values()), text());
  }

  private Instant instant() {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.MAX;
      case 1 -> Instant.MIN;
      case 2 -> Instant.ofEpochMilli(random.nextLong() >> 16);
      default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt());
    };
  }

  /** Any double but the many kinds of NaN, which are one here. */
  private double number() {
    return switch (random.nextInt(10)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> Double.MIN_VALUE;
      case 4 -> Double.MAX_VALUE;
      case 5 -> random.nextInt();
      case 6 -> random.nextGaussian();
      default -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
    };
  }

  private float[][] floats() {
    float[][] values = new float[1 + random.nextInt(3)][4];
    for (float[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] =
            random.nextInt(8) == 0
                ? Float.NaN
                : Float.intBitsToFloat(random.nextInt() & ~(1 << 30));
      }
    }
    return values;
  }

  private List<String> texts() {
    return list(this::text);
  }

  private String text() {
    return choice(TEXTS.toArray(String[]::new)) + random.nextInt(1000);
  }

  private <T> List<T> list(Supplier<T> one) {
    List<T> all = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      all.add(one.get());
    }
    return List.copyOf(all);
  }

  private <T> Map<String, T> map(Supplier<T> value) {
    Map<String, T> all = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      all.put(text(), value.get());
    }
    return Map.copyOf(all);
  }

  private <T> Optional<T> optional(Supplier<T> one) {
    return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
  }

  private <T> T choice(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
