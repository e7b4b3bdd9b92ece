package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.model.error.Further;
import io.chronoshard.window.WindowCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Evaluations as runs make them. */
final class ErrorExamples {

  private static final List<Forecasts> COMPARED =
      List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.SAME_TIME_LAST_PERIOD);

  private static final int DAY = 144;

  /** Steps between the windows of an excerpt. */
  private static final int EVERY = 18;

  private static final int[] LEADS = {24, 48, 72, 96, 120, 144};

  private static final List<Integer> SHOWN = List.of(24, 72, 96, 144);

  private ErrorExamples() {}

  /** Over some series and targets, of a model that is so far off. */
  static Evaluation of(List<String> series, List<String> targets, double error) {
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
    return new Evaluation(
        3,
        Evaluated.TEST,
        new WindowCounts(26_137, 24_410, 1_502, 225),
        144,
        0,
        overall,
        byLead,
        series.size() > 1 ? bySeries : List.of(),
        new Evaluation.Outside(
            31, List.of(new Evaluation.OutsideInput("rain", 31, 0, 7.5)), overall),
        List.of(new ResidualCheck("temperature", 52_536, 0.0001, 0.35, 0.002, 34, 0.4)),
        excerpts,
        new Evaluation.Losses(0.25, List.of()),
        SeriesSpread.told(series.size()),
        Optional.empty());
  }

  /** As another one, with a band two wide on either side of the forecasts. */
  static Evaluation banded(Evaluation evaluation) {
    return new Evaluation(
        evaluation.modelVersion(),
        evaluation.over(),
        evaluation.windows(),
        evaluation.withoutNaive(),
        evaluation.trained(),
        evaluation.overall(),
        evaluation.byLead(),
        evaluation.bySeries(),
        evaluation.outside(),
        evaluation.residuals(),
        evaluation.excerpts().stream().map(ErrorExamples::banded).toList(),
        evaluation.losses(),
        evaluation.series(),
        Optional.empty());
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
            Evaluation.Drawn.Kind.VALUE, List.of(), "quantiles 0.1 to 0.9", lower, upper),
        excerpt.alarms());
  }

  /** As another one, with a second target, an event with baselines of its own. */
  static Evaluation withEvent(Evaluation evaluation) {
    return new Evaluation(
        evaluation.modelVersion(),
        evaluation.over(),
        evaluation.windows(),
        evaluation.withoutNaive(),
        evaluation.trained(),
        alsoOfFrost(evaluation.overall()),
        alsoOfFrost(evaluation.byLead()),
        evaluation.bySeries(),
        evaluation.outside(),
        evaluation.residuals(),
        evaluation.excerpts(),
        evaluation.losses(),
        evaluation.series(),
        Optional.empty());
  }

  /** The same numbers as those of one baseline fewer, of another target. */
  private static List<Entry> alsoOfFrost(List<Entry> entries) {
    List<Entry> all = new ArrayList<>(entries);
    for (Entry entry : entries) {
      if (!entry.forecaster().equals(Forecasts.SAME_TIME_LAST_PERIOD)) {
        all.add(
            new Entry(
                entry.forecaster().areTheModels() ? Forecasts.MODEL : Forecasts.BASE_RATE,
                "frost",
                entry.leadSteps(),
                entry.series(),
                entry.count(),
                entry.mae(),
                entry.rmse(),
                entry.bias(),
                entry.further()));
      }
    }
    return all;
  }

  /** An evaluation of a single lead, without excerpts. */
  static Evaluation bare(Evaluation evaluation) {
    return new Evaluation(
        evaluation.modelVersion(),
        evaluation.over(),
        evaluation.windows(),
        evaluation.withoutNaive(),
        evaluation.trained(),
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
      times[i] =
          (ReportExamples.TEST + lead + (long) i * EVERY + (i > 1_300 ? 288 : 0))
              * ReportExamples.STEP;
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
        Evaluation.Drawn.VALUES,
        new int[0]);
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
}
