package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.config.PermissionSettings;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.AlarmRun;
import io.chronoshard.evaluate.AlarmTotals;
import io.chronoshard.evaluate.BlockAlarms;
import io.chronoshard.evaluate.ErrorTable;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.EvaluatedSeries;
import io.chronoshard.evaluate.EvaluationSum;
import io.chronoshard.evaluate.ExcerptPoint;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.evaluate.SeriesEntries;
import io.chronoshard.evaluate.SeriesRanks;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.gate.ForecastRange;
import io.chronoshard.gate.LossPlan;
import io.chronoshard.gate.LossSums;
import io.chronoshard.gate.Losses;
import io.chronoshard.gate.Segment;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.BadRows;
import io.chronoshard.history.CellRule;
import io.chronoshard.history.Dialect;
import io.chronoshard.history.FileLayout;
import io.chronoshard.history.Piece;
import io.chronoshard.history.TimeRule;
import io.chronoshard.jobs.spark.training.SeriesKeeping;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.alarm.Measured;
import io.chronoshard.model.alarm.Spread;
import io.chronoshard.model.baseline.BySeriesSum;
import io.chronoshard.model.baseline.CalendarPlaces;
import io.chronoshard.model.baseline.ClimatologySums;
import io.chronoshard.model.baseline.ClimatologyTerms;
import io.chronoshard.model.baseline.LagMoments;
import io.chronoshard.model.baseline.LagRows;
import io.chronoshard.model.baseline.LagTerms;
import io.chronoshard.model.baseline.Recursion;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.registry.Acceptance;
import io.chronoshard.registry.Samples;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.registry.SeriesEntry;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.FloatQuantiles;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.score.Score;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.split.Interval;
import io.chronoshard.train.LifeSums;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Period;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.ScalerFit;
import io.chronoshard.train.Schedule;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.train.plan.SpeedTrial;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.Rows;
import io.chronoshard.window.UnknownRows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;

/** What travels arrives as it was; what is not registered does not travel. */
class TravellingTypesTest {

  private static final List<ErrorSums> SUMS =
      List.of(
          ErrorSums.NOTHING,
          new ErrorSums(new ValueForm(), new double[] {0.1, -0.0, Double.NaN}),
          ErrorSums.empty(new QuantilesForm(List.of(0.1, 0.9)), 2),
          ErrorSums.empty(new GaussianForm(), 2),
          ErrorSums.empty(new LifeForm(new GaussianForm()), 2),
          ErrorSums.empty(new ProbabilityForm(), 2),
          ErrorSums.empty(new ClassesForm(List.of("a", "b")), 2));

  private final Kryo kryo =
      new KryoSerializer(
              new SparkConf(false)
                  .set("spark.kryo.registrationRequired", "true")
                  .set("spark.kryo.registrator", ChronoshardKryoRegistrator.class.getName()))
          .newKryo();

  @Test
  void recordsArriveAsTheyWere() {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 4, targets = [a] }",
                "simulate.faults.drift.channels = [\"T (degC)\"]",
                "features.calendar = [hour-of-day]",
                "features.calendar-zone = Europe/Berlin",
                "features.holidays.input = holidays.csv",
                """
                features.derived = [
                  { type = lag, channel = b, steps = 2 }
                  { type = rolling-maximum, channel = b, steps = 2 }
                  { type = components, channel = a }
                  { type = logarithm, channel = a }
                  { type = clip, channel = a, minimum = 0 }
                  { type = known, channel = b }
                  { type = expression, name = e, of = "min([a], 1) - 2" }
                ]\
                """));
    History history =
        new History(
            TimeAxis.clock(600_000),
            16,
            List.of("a", "b"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("s", -3, 200), new SeriesExtent("t", 0, 100)),
            "f");
    TrainingDesign design =
        TrainingDesign.of(
            settings,
            history,
            new FeatureFacts(Vocabularies.NONE, new Holidays(List.of(-3L, 20_000L))));

    assertArrives(design.layout());
    assertArrives(design.dealt());
    assertArrives(new Scaler(List.of(Scaler.Column.IDENTITY, new Scaler.Column(1.5, 0.25))));
    assertArrives(
        new Scaler(
            List.of(Scaler.Column.IDENTITY), Map.of("s", List.of(new Scaler.Column(-1, 2)))));
    FloatCounts high =
        FloatCounts.of(CountPass.first(1), new float[] {1, 2, Float.NaN}, 1, List.of(0), 0, 3);
    assertArrives(BySeries.same(high));
    assertArrives(
        new BySeries<>(
            CountPass.first(2), Map.of("s", new FloatQuantiles(high, List.of(0.5)).second())));
    assertArrives(
        new ScalerFit(
            List.of(ColumnStatistics.of(new float[] {1, 2, Float.NaN}, 1, 0, 0, 3)),
            List.of(),
            List.of(new LifeSums(3, new LifeSums.Sum(200.5, 2), new LifeSums.Sum(0, 0)))));
    assertArrives(settings.simulate());
    assertArrives(FaultCounts.none(3));
    assertArrives(new WindowCounts(4, 3, 1, 0));
    assertArrives(
        new Score(
            "s",
            1,
            2,
            "a",
            3.5f,
            List.of(1.5f),
            List.of(0.5f, 0.5f),
            Optional.of(new Score.Checked(1, 2.5f, true)),
            List.of("b")));
    assertArrives(
        new OutsideRange(
            design.layout().shape(),
            List.of("a"),
            new Ranges(List.of(new Ranges.Range(1.5, 2.5, -1, 1)))));
    Rows rows = design.layout().shape().inputs().get(0);
    assertArrives(rows.with(new UnknownRows.Mask(2)));
    assertArrives(rows.with(new UnknownRows.Fill(List.of(1))));
    assertArrives(new ShardSize(1, 2, 3));
    assertArrives(new SpeedTrial.Result(0.25, 0.5));
    assertArrives(Evaluated.TEST);
    AlarmRun run = new AlarmRun("s", 1, 5, 2, 3, 2.5f, true);
    assertArrives(run);
    assertArrives(new BlockAlarms(9, List.of(run), Map.of(3, 2L, 4, BlockAlarms.MISSED)));
    assertArrives(new AlarmTotals(9, 3, 1, 1, 2, 1, 7, List.of(run)));
    assertArrives(new LabelledEvents("broken", Map.of("s", List.of(new Interval(3, 5)))));
    List<Spread> spreads = List.of(new Spread(0.5, 2));
    assertArrives(new AnomalyRule(0.01, spreads, 4, 0.01, Double.NaN));
    assertArrives(new Measured(Measured.What.SCORES, spreads));
    assertArrives(
        new MeanLife(
            design.layout().shape(),
            design.layout().features().targets(),
            Map.of("a", new MeanLife.Lives(200.5, 300)),
            Map.of("s", -3L)));
    LossPlan plan =
        new LossPlan(List.of("old", "new"), List.of("new"), TimeAxis.clock(60_000), 1440, 60);
    SortedMap<Segment, SortedMap<Long, LossSums>> cells =
        new TreeMap<>(
            Map.of(
                Segment.ALL, new TreeMap<>(Map.of(3L, new LossSums(2, new long[] {1, 2, 3, 4})))));
    assertArrives(
        new Losses(
            plan,
            cells,
            9,
            8,
            7,
            List.of(0L, 1L),
            List.of(0L, 1L),
            List.of(List.of(new ForecastRange(-1, 2)), List.of(ForecastRange.NONE))));
    assertArrives(new Piece(1, 2, 3));
    assertArrives(new BadRows(1, List.of(new BadRow(0, 7, "bad"))));
    assertArrives(new TimeRule(TimeAxis.Kind.CYCLES, List.of("iso"), "UTC"));
    assertArrives(
        new Dialect(Dialect.Text.CSV, ";", ',', '"', "#", 1, Dialect.FirstLine.HEADER, "UTF-16"));
    assertArrives(new CellRule(CellRule.Kind.COUNTER, List.of("NA"), 1, 0, -1, 1));
    assertArrives(new FileLayout(0, List.of("2020"), "a"));
    assertArrives(
        new RoundResult(1, 64, 2.5, new ModelState(new float[] {1}, new float[0], 3, 1, 0.5)));
    assertArrives(
        new RoundMean(new ModelState(new float[] {-0.0f}, new float[] {2}, 3, 1, 0.5), 64, 2.5));
    assertArrives(new Schedule(settings.training().schedule(), 20));
    assertArrives(settings.training().averaging());
    assertArrives(Period.of(settings.training()));
    assertArrives(
        new Feedback(
            design.layout().shape(), 3, 2, List.of(new Feedback.Fed(0, 1)), List.of(2), List.of()));
    assertArrives(settings.training());
    TrainingHistory.Epoch epoch = new TrainingHistory.Epoch(1, 0.5, Double.NaN, 0.5, 1, Map.of());
    assertArrives(
        new TrainingHistory(List.of(epoch), 1, epoch, 1, TrainingHistory.End.PATIENCE, 3, 2));
    assertArrives(
        new SeriesResult(
            "s",
            SeriesResult.Standing.OWN,
            Shard.Counts.NONE,
            Optional.of(
                new SeriesResult.Own(
                    -7, "h", 1, 2, 3, new ValidationSums(0, 0, List.of(), List.of(), List.of()))),
            Optional.of(new SeriesResult.Diverged("training", 3)),
            Optional.empty()));
    SeriesResult untrained =
        new SeriesResult(
            "t",
            SeriesResult.Standing.FEW_WINDOWS,
            Shard.Counts.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertArrives(
        new SeriesKeeping(
            Map.of("t", new SeriesCheckpoints.Place(untrained, "file:/s.bin", 1, 2, "hash")),
            Optional.of(new SeriesCheckpoints("file:/s", "identity", PermissionSettings.DEFAULT))));
    assertArrives(
        new SeriesNetworks(
            "file:/m/members.zip",
            List.of(new SeriesEntry("s", 1, "h", 1, 2, 3, 0.5, Double.NaN, 4, 5, "s"))));
    assertArrives(new LastValue(design.layout().shape()));
    assertArrives(
        new KnownPast(
            new LastValue(design.layout().shape()), design.layout().features().targets()));
    assertArrives(new SameTimeLastPeriod(design.layout().shape(), 7));
    CalendarPlaces places = new CalendarPlaces(List.of(Calendar.HOUR_OF_DAY), ZoneOffset.UTC);
    assertArrives(new ClimatologyTerms(design.layout(), places, 15, By.SERIES));
    Scaler scaler = new Scaler(List.of(Scaler.Column.IDENTITY));
    assertArrives(new LagTerms(design.layout(), scaler, List.of(0), 3, 1, By.ALL));
    assertArrives(
        new LagRows(
            design.layout(),
            List.of(0, 3),
            new Scalers(scaler, TargetScalerExamples.values(scaler))));
  }

  @Test
  void arraysArriveToTheBit() {
    assertArrives(new ErrorTable(3, List.of(SUMS)));
    assertArrives(
        new ValidationSums(
            3,
            0.5,
            List.of(new ValidationSums.Head("near", 0.25)),
            List.of(new WindowTargets.HeadTarget(0, 1, 2, 1, 3)),
            SUMS));
    SeriesEntries entries =
        new SeriesEntries(List.of(Forecasts.MODEL, Forecasts.RIDGE), List.of("x"), List.of(3));
    assertArrives(entries);
    assertArrives(new SeriesRanks(entries, List.of(0.5)));
    assertArrives(new EvaluationSum(Evaluated.TEST));
    assertArrives(
        new EvaluatedSeries(
            List.of(),
            AlarmTotals.NONE,
            1,
            new ArrayList<>(
                List.of(new EvaluatedSeries.SeriesErrors("s", new ErrorTable(3, List.of(SUMS)))))));
    ExcerptPoint point =
        new ExcerptPoint(
            "s",
            7,
            new float[] {1},
            new float[] {Float.NaN},
            new float[] {0.5f},
            new float[] {1.5f},
            new float[] {-0.0f},
            true);
    assertThat(sent(point).model()).isEqualTo(point.model());
    ClimatologySums sums = new ClimatologySums(new double[] {0.1}, new long[] {3});
    assertThat(sent(sums)).usingRecursiveComparison().isEqualTo(sums);
    LagMoments moments = new LagMoments(1, 5, new double[] {1, 2}, new double[] {1, 2, 3});
    assertThat(sent(moments)).usingRecursiveComparison().isEqualTo(moments);
    SeriesRuns<ClimatologySums, BySeriesSum<ClimatologySums, float[]>> runs =
        new SeriesRuns<>(
            List.of(new SeriesRuns.Run<>("s", sums)),
            new BySeriesSum<>(sums, new HashMap<>(Map.of("r", new float[] {-0.0f}))));
    assertThat(sent(runs)).usingRecursiveComparison().isEqualTo(runs);
    Recursion recursion = new Recursion(1, BySeries.same(new double[] {0.5, 0.9}));
    assertThat(sent(recursion)).usingRecursiveComparison().isEqualTo(recursion);
    Acceptance acceptance =
        new Acceptance(
            "f",
            Acceptance.Exactness.BITS,
            new Samples(
                List.of(Samples.Reading.MASKED),
                List.of(List.of(new Samples.Meaning(Samples.Unit.DEVIATION, 4))),
                List.of(
                    new Samples.Sample(
                        "s",
                        3,
                        List.<float[][]>of(new float[][] {{1, -0.0f}, {}}),
                        new float[] {-0.0f, 2},
                        List.of(List.<float[]>of(new float[] {0.25f})),
                        List.<float[][]>of(new float[][] {{2}})))));
    assertThat(sent(acceptance)).usingRecursiveComparison().isEqualTo(acceptance);
    Fragment fragment =
        new Fragment(
            new Fragment.Place(new BlockId("s", -2), -32), new float[] {1, 2}, new long[] {5});
    assertThat(sent(fragment).place()).isEqualTo(fragment.place());
    assertThat(sent(fragment).millis()).isEqualTo(fragment.millis());
  }

  @Test
  void aShardThatWasSpilledHasTheSameWindows() {
    Block block =
        new Block(
            new BlockId("s", 0),
            0,
            4,
            new Slice(0, 1, new float[] {1, 2, 3, 4}),
            new Slice(0, 1, new float[] {5, 6, 7, 8}));
    WindowSet windows =
        new WindowSet(
            List.of(new BlockWindows(block, new int[] {1, 3}, new WindowCounts(2, 2, 0, 0))));
    Shard shard = sent(new Shard(2, windows, new WindowSet(List.of()), Shard.Counts.NONE));
    assertThat(shard.number()).isEqualTo(2);
    assertThat(shard.training().size()).isEqualTo(2);
    assertThat(shard.training().origin(1)).isEqualTo(3);
    assertThat(shard.training().block(0).targets().values()).containsExactly(5, 6, 7, 8);
    assertThat(shard.validation().size()).isZero();
  }

  /**
   * The examples of these tests, and random ones where a type is in none of them: whoever registers
   * a type that neither holds adds one here.
   */
  @Test
  void everyTypeThatIsRegisteredIsSentThereAndBack() {
    List<Class<?>> ours = registered().<Class<?>>map(Registration::getType).toList();
    Set<Class<?>> sent = new HashSet<>();
    registered().forEach(one -> one.setSerializer(new Noting(one.getSerializer(), sent)));
    recordsArriveAsTheyWere();
    arraysArriveToTheBit();
    aShardThatWasSpilledHasTheSameWindows();
    RandomTravellers random =
        new RandomTravellers(
            new Random(1),
            ours,
            Map.of(
                TargetScaler.class,
                TargetScalerExamples.values(new Scaler(List.of(Scaler.Column.IDENTITY)))));
    Map<String, String> without = new TreeMap<>();
    for (Class<?> type : ours) {
      if (!sent.contains(type)) {
        try {
          Object value = random.of(type);
          assertThat(sent(value)).as(type.getName()).usingRecursiveComparison().isEqualTo(value);
        } catch (RandomTravellers.Refused e) {
          without.put(type.getName(), e.getMessage());
        }
      }
    }
    assertThat(without).as("types that travel, of which no example is sent here").isEmpty();
    assertThat(sent).containsAll(ours);
  }

  private Stream<Registration> registered() {
    return IntStream.range(0, kryo.getNextRegistrationId())
        .mapToObj(kryo::getRegistration)
        .filter(one -> one != null && one.getType().getName().startsWith("io.chronoshard."));
  }

  /** Notes the type of what it sends. */
  private static final class Noting extends Serializer<Object> {

    private final Serializer<Object> serializer;
    private final Set<Class<?>> sent;

    @SuppressWarnings("unchecked")
    Noting(Serializer<?> serializer, Set<Class<?>> sent) {
      super(serializer.getAcceptsNull(), serializer.isImmutable());
      this.serializer = (Serializer<Object>) serializer;
      this.sent = sent;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
      sent.add(value instanceof Enum<?> one ? one.getDeclaringClass() : value.getClass());
      serializer.write(kryo, output, value);
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<Object> type) {
      return serializer.read(kryo, input, type);
    }
  }

  @Test
  void whatIsNotRegisteredDoesNotTravel() {
    assertThatThrownBy(() -> sent(new StringBuilder("x")))
        .isInstanceOfAny(IllegalArgumentException.class, KryoException.class)
        .hasMessageContaining("not registered");
  }

  private void assertArrives(Object value) {
    assertThat(sent(value)).isEqualTo(value);
  }

  @SuppressWarnings("unchecked")
  private <T> T sent(T value) {
    Output output = new Output(1024, -1);
    kryo.writeClassAndObject(output, value);
    return (T) kryo.readClassAndObject(new Input(output.toBytes()));
  }
}
