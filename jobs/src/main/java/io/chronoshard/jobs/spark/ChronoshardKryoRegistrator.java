package io.chronoshard.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import io.chronoshard.block.Block;
import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.Halo;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.clean.CleaningRules;
import io.chronoshard.clean.Intervals;
import io.chronoshard.config.AnomalySettings;
import io.chronoshard.config.AveragingSettings;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.ClipSettings;
import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.GateSettings;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.Monitor;
import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.config.PeriodSettings;
import io.chronoshard.config.PermissionSettings;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.ScheduleSettings;
import io.chronoshard.config.SimulateFaults;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.StoppingSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.AlarmRun;
import io.chronoshard.evaluate.AlarmTotals;
import io.chronoshard.evaluate.BlockAlarms;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.ErrorTable;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.EvaluatedSeries;
import io.chronoshard.evaluate.EvaluationSum;
import io.chronoshard.evaluate.ExcerptPoint;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.evaluate.SeriesEntries;
import io.chronoshard.evaluate.SeriesRanks;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Target;
import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.gate.ForecastRange;
import io.chronoshard.gate.LossPlan;
import io.chronoshard.gate.LossRule;
import io.chronoshard.gate.LossScales;
import io.chronoshard.gate.LossSums;
import io.chronoshard.gate.Losses;
import io.chronoshard.gate.Segment;
import io.chronoshard.gate.SegmentRule;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.Conflict;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.GridRange;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.PieceList;
import io.chronoshard.grid.PieceRows;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowNumbers;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepSample;
import io.chronoshard.grid.TableFile;
import io.chronoshard.history.Attributes;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.BadRows;
import io.chronoshard.history.CellCounts;
import io.chronoshard.history.CellRule;
import io.chronoshard.history.Dialect;
import io.chronoshard.history.FileLayout;
import io.chronoshard.history.Piece;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import io.chronoshard.history.RowLayout;
import io.chronoshard.history.TimeRule;
import io.chronoshard.jobs.spark.training.SeriesKeeping;
import io.chronoshard.jobs.spark.training.SeriesStart;
import io.chronoshard.jobs.spark.training.TrainedSeries;
import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.GaussianLikelihood;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.HeadObjective;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.model.StateNow;
import io.chronoshard.model.TrainingMean;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.alarm.Measured;
import io.chronoshard.model.alarm.Spread;
import io.chronoshard.model.baseline.Autoregression;
import io.chronoshard.model.baseline.BySeriesSum;
import io.chronoshard.model.baseline.CalendarPlaces;
import io.chronoshard.model.baseline.Climatology;
import io.chronoshard.model.baseline.ClimatologySums;
import io.chronoshard.model.baseline.ClimatologyTerms;
import io.chronoshard.model.baseline.LagMoments;
import io.chronoshard.model.baseline.LagRows;
import io.chronoshard.model.baseline.LagTerms;
import io.chronoshard.model.baseline.LinearModel;
import io.chronoshard.model.baseline.Recursion;
import io.chronoshard.model.baseline.ResidualSums;
import io.chronoshard.model.baseline.ResidualTerms;
import io.chronoshard.model.baseline.ResidualTotals;
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
import io.chronoshard.retrain.Change;
import io.chronoshard.retrain.ChannelFacts;
import io.chronoshard.retrain.QualityRange;
import io.chronoshard.retrain.SeriesFacts;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.Histogram;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.score.Score;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.train.LifeSums;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Period;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.ScalerFit;
import io.chronoshard.train.Schedule;
import io.chronoshard.train.SeriesPlan;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardEnsemble;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.ShardValidation;
import io.chronoshard.train.StackSums;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.train.plan.SpeedTrial;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.Rows;
import io.chronoshard.window.SeriesCodes;
import io.chronoshard.window.UnknownRows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.serializer.KryoRegistrator;
import org.nd4j.kryo.Nd4jRegistrator;

/** Everything that travels between the driver and executors; what is not named here cannot. */
public final class ChronoshardKryoRegistrator implements KryoRegistrator {

  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          AlarmRun.class,
          AlarmTotals.class,
          AnomalyRule.class,
          AnomalySettings.class,
          Attributes.class,
          Autoregression.class,
          AveragingSettings.class,
          BadRow.class,
          BadRows.class,
          Block.class,
          BlockBuilder.class,
          BlockAlarms.class,
          BlockEvaluation.class,
          BlockId.class,
          BlockWindows.class,
          BinaryCrossEntropy.class,
          BySeries.class,
          BySeriesSum.class,
          CalendarPlaces.class,
          CellCounts.class,
          Change.class,
          ChannelFacts.class,
          SeriesFacts.class,
          QualityRange.class,
          CellHash.class,
          CleaningRules.class,
          CleaningRules.Hampel.class,
          CleaningRules.Rate.class,
          CategoricalCrossEntropy.class,
          CellRule.class,
          Climatology.class,
          ClimatologySums.class,
          ClimatologyTerms.class,
          ColumnStatistics.class,
          Conflict.class,
          CountPass.class,
          Dialect.class,
          ErrorSums.class,
          ErrorTable.class,
          Evaluated.class,
          EvaluatedSeries.class,
          EvaluatedSeries.SeriesErrors.class,
          EvaluationSum.class,
          ExcerptPoint.class,
          FaultCounts.class,
          FeatureSet.class,
          Feedback.class,
          Feedback.Fed.class,
          FileLayout.class,
          FloatCounts.class,
          ForecastRange.class,
          Losses.class,
          LossPlan.class,
          LossRule.class,
          LossScales.class,
          LossSums.class,
          Segment.class,
          SegmentRule.class,
          SparkLosses.class,
          SparkLosses.Rules.class,
          Forecasts.class,
          Fragment.class,
          Fragment.Place.class,
          ClassesForm.class,
          GaussianForm.class,
          ProbabilityForm.class,
          QuantilesForm.class,
          ValueForm.class,
          FrozenEnsemble.class,
          ClipSettings.class,
          LossSettings.class,
          OptimizerSettings.class,
          Period.class,
          PeriodSettings.class,
          PenaltySettings.class,
          PermissionSettings.class,
          SeriesCheckpoints.class,
          SeriesCheckpoints.Place.class,
          SeriesEntry.class,
          SeriesKeeping.class,
          SeriesNetworks.class,
          SeriesPlan.class,
          SeriesStart.class,
          SeriesResult.class,
          SeriesResult.Diverged.class,
          SeriesResult.Own.class,
          Monitor.class,
          StoppingSettings.class,
          TrainedSeries.class,
          TrainingHistory.class,
          TrainingHistory.Epoch.class,
          TrainingSettings.class,
          VersionChoice.Champion.class,
          VersionChoice.Latest.class,
          VersionChoice.Numbered.class,
          FrozenNetwork.class,
          GaussianLikelihood.class,
          GridPlan.class,
          GridRange.class,
          GridRules.class,
          Halo.class,
          Histogram.class,
          History.class,
          Holidays.class,
          History.SeriesExtent.class,
          Interval.class,
          Intervals.class,
          KnownPast.class,
          LabelledEvents.class,
          LagMoments.class,
          LagRows.class,
          LagTerms.class,
          LastValue.class,
          LifeForm.class,
          LifeSums.class,
          LifeSums.Sum.class,
          LinearModel.class,
          MeanLife.class,
          MeanLife.Lives.class,
          Measured.class,
          RangeAccount.GapShare.class,
          Ledger.Rows.class,
          LossSettings.ClassWeights.class,
          Loss.Huber.class,
          Loss.LogCosh.class,
          Loss.MeanAbsolute.class,
          Loss.MeanSquared.class,
          Loss.Pinball.class,
          ModelState.class,
          HeadObjective.class,
          Objective.class,
          Objectives.class,
          OpenedVersion.class,
          Acceptance.class,
          Samples.class,
          Samples.Meaning.class,
          Samples.Sample.class,
          OutsideRange.class,
          Parts.class,
          Piece.class,
          RangeAccount.class,
          Ranges.class,
          Ranges.Range.class,
          RangeAccount.ChannelShare.class,
          RangeAccount.FileShare.class,
          RangeAccount.SeriesShare.class,
          Reading.class,
          Readings.class,
          Recursion.class,
          ResidualSums.class,
          ResidualTerms.class,
          ResidualTotals.class,
          RoundMean.class,
          RoundResult.class,
          Rows.class,
          RowFormat.class,
          RowLayout.class,
          PieceList.class,
          PieceRows.class,
          RowNumbers.class,
          RowNumbers.Piece.class,
          RowScan.class,
          RowScan.ChannelCells.class,
          RowScan.FileRows.class,
          RowScan.SampledBlock.class,
          RowScan.SeriesRows.class,
          SameTimeLastPeriod.class,
          Scaler.class,
          Scaler.Column.class,
          ScalerFit.class,
          Scalers.class,
          Schedule.class,
          ScheduleSettings.class,
          Score.class,
          Score.Checked.class,
          SeriesEntries.class,
          SeriesRanks.class,
          SeriesRuns.class,
          SeriesRuns.Run.class,
          Shard.class,
          Shard.Counts.class,
          ShardEnsemble.class,
          ShardEnsemble.ShardStack.class,
          ShardSize.class,
          ShardValidation.class,
          SimulateFaults.class,
          SimulateFaults.Drift.class,
          SimulateFaults.UnitChange.class,
          SimulateSettings.class,
          SimulateSettings.Csv.class,
          SimulateSettings.Events.class,
          SimulateSettings.Time.class,
          SimulateSettings.Wear.class,
          Slice.class,
          Spread.class,
          StackSums.class,
          StepSample.class,
          StateNow.class,
          TableFile.class,
          TrainingMean.class,
          Target.class,
          TargetScaler.class,
          TargetScaler.Rule.class,
          TimeAxis.class,
          TimeRule.class,
          Compute.class,
          TrainingPlan.class,
          SpeedTrial.Result.class,
          ValidationSums.class,
          ValidationSums.Head.class,
          WindowTargets.HeadTarget.class,
          VocabularyFit.class,
          WindowCounts.class,
          WindowLayout.class,
          WindowShape.class,
          SeriesCodes.class,
          UnknownRows.Drop.class,
          UnknownRows.Fill.class,
          UnknownRows.Mask.class);

  /** Records and enums that their packages keep to themselves. */
  private static final List<String> HIDDEN =
      List.of(
          "io.chronoshard.feature.CalendarColumn",
          "io.chronoshard.feature.CalendarColumn$Function",
          "io.chronoshard.feature.CategoryColumn",
          "io.chronoshard.feature.CategoryColumn$Wanted",
          "io.chronoshard.feature.ChannelColumn",
          "io.chronoshard.feature.BeginsColumn",
          "io.chronoshard.feature.ClipColumn",
          "io.chronoshard.feature.ComponentColumn",
          "io.chronoshard.feature.Expression$Call",
          "io.chronoshard.feature.Expression$Channel",
          "io.chronoshard.feature.Expression$Constant",
          "io.chronoshard.feature.Expression$Function",
          "io.chronoshard.feature.Expression$Operation",
          "io.chronoshard.feature.Expression$Operator",
          "io.chronoshard.feature.ExpressionColumn",
          "io.chronoshard.feature.HolidayColumn",
          "io.chronoshard.feature.KnownColumn",
          "io.chronoshard.feature.LogarithmColumn",
          "io.chronoshard.feature.HoldsColumn",
          "io.chronoshard.feature.PassesColumn",
          "io.chronoshard.feature.PastColumn",
          "io.chronoshard.feature.RangeColumn",
          "io.chronoshard.feature.RollingColumn",
          "io.chronoshard.feature.TextColumn",
          "io.chronoshard.grid.ChannelGrid",
          "io.chronoshard.grid.ChannelGrid$Kind",
          "io.chronoshard.grid.Exclusions",
          "io.chronoshard.grid.Exclusions$SeriesIntervals",
          "io.chronoshard.grid.MadeChannels",
          "io.chronoshard.grid.MadeChannels$Label",
          "io.chronoshard.grid.MadeChannels$Life",
          "io.chronoshard.jobs.ingest.RangeReport",
          "io.chronoshard.jobs.ingest.Routed",
          "io.chronoshard.jobs.ingest.SeriesPiece",
          "io.chronoshard.jobs.simulate.WrittenFiles");

  private static final List<Class<?>> OTHERS =
      List.of(
          ChosenWindows.class,
          DerivedSettings.Reach.class,
          DerivedSettings.Statistic.class,
          EvaluatedPart.class,
          GateSettings.Loss.class,
          GateSettings.SegmentKind.class,
          Segment.Kind.class,
          FeatureSettings.Calendar.class,
          Forecasts.Role.class,
          GridSettings.Combine.class,
          GridSettings.Repeats.class,
          History.RecordedTimes.class,
          CountPass.Half.class,
          Measured.What.class,
          Part.class,
          Parts.Assignment.class,
          CellRule.Kind.class,
          Dialect.FirstLine.class,
          Dialect.Text.class,
          Reading.Order.class,
          RowLayout.Others.class,
          Rows.Form.class,
          SimulateSettings.Compression.class,
          SimulateSettings.Csv.LineEnd.class,
          SimulateSettings.Format.class,
          SimulateSettings.Shape.class,
          SplitSettings.Inputs.class,
          TimeAxis.Kind.class,
          TrainingSettings.Engine.class,
          LossSettings.Balance.class,
          LossSettings.Kind.class,
          OptimizerSettings.Type.class,
          SeriesResult.Standing.class,
          StoppingSettings.Mode.class,
          Monitor.Measure.class,
          TrainingHistory.End.class,
          AveragingSettings.Type.class,
          PeriodSettings.Growth.class,
          TrainingSettings.Combine.class,
          TargetSettings.Side.class,
          ScaleSettings.By.class,
          Target.Kind.class,
          Target.Known.class,
          TargetScaler.Base.class,
          ScheduleSettings.Type.class,
          Acceptance.Exactness.class,
          Samples.Reading.class,
          Samples.Unit.class,
          WindowSet.class,
          Optional.class,
          ArrayList.class,
          HashMap.class,
          TreeMap.class,
          int[].class,
          long[].class,
          float[].class,
          float[][].class,
          double[].class,
          java.time.Duration.class,
          java.time.Instant.class,
          java.time.ZoneOffset.class);

  /** What Spark itself sends around while it reads and writes tables. */
  private static final List<String> OF_SPARK =
      List.of(
          "org.apache.spark.sql.types.ArrayType",
          "org.apache.spark.sql.types.BooleanType$",
          "org.apache.spark.sql.types.DateType$",
          "org.apache.spark.sql.types.DoubleType$",
          "org.apache.spark.sql.types.FloatType$",
          "org.apache.spark.sql.types.IntegerType$",
          "org.apache.spark.sql.types.LongType$",
          "org.apache.spark.sql.types.MapType",
          "org.apache.spark.sql.types.Metadata",
          "org.apache.spark.sql.types.StringType$",
          "org.apache.spark.sql.types.StructField",
          "[Lorg.apache.spark.sql.types.StructField;",
          "org.apache.spark.sql.types.StructType",
          "org.apache.spark.sql.types.TimestampType$");

  /** What Spark MLlib itself sends around while it adds up vectors. */
  private static final List<String> OF_MLLIB =
      List.of(
          "breeze.linalg.DenseVector$mcD$sp",
          "org.apache.spark.ml.stat.SummarizerBuffer",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeM2n$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeMean$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeWeightSum$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$Count$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$Mean$",
          "org.apache.spark.mllib.stat.MultivariateOnlineSummarizer");

  @Override
  public void registerClasses(Kryo kryo) {
    new Nd4jRegistrator().registerClasses(kryo);
    ImmutableCollectionSerializers.register(kryo);
    RECORDS.forEach(type -> registerRecord(kryo, type));
    OTHERS.forEach(kryo::register);
    HIDDEN.forEach(name -> register(kryo, named(name)));
    OF_SPARK.forEach(name -> kryo.register(named(name)));
    OF_MLLIB.forEach(name -> kryo.register(named(name)));
    kryo.register(named("java.time.ZoneRegion"));
  }

  private static void register(Kryo kryo, Class<?> type) {
    if (type.isRecord()) {
      registerRecord(kryo, type.asSubclass(Record.class));
    } else {
      kryo.register(type);
    }
  }

  private static <T extends Record> void registerRecord(Kryo kryo, Class<T> type) {
    kryo.register(type, new RecordSerializer<>(type));
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class that travels is gone: " + name, e);
    }
  }
}
