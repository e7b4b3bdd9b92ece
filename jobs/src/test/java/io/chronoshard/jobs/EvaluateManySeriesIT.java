package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that are too many to be told one by one are told by a table, quantiles and extremes. */
class EvaluateManySeriesIT {

  private static final int SERIES = 9;

  @Test
  void manySeriesAreToldAsFewAre(@TempDir Path folder) throws IOException {
    WrittenHistory.weather(2, SERIES, 500, 0.01, 16).write(folder.resolve("history"), 3);
    RunMain main =
        new RunMain(
            folder,
            """
            history.table = "%1$s/history"
            registry { path = "%1$s/registry", model = many }
            window { length = 6, horizon = 2, targets = [c0] }
            model.layers = [{ type = flatten }, { type = dense, units = 4 }]
            training { epochs = 1, shards = 1 }
            """);
    main.require("train");
    main.require("evaluate", "run.id=few");
    Evaluation few = evaluation(folder, "few");
    assertThat(few.series()).isEqualTo(SeriesSpread.told(SERIES));
    assertThat(few.bySeries()).hasSize(3 * SERIES);
    assertThat(run(folder, "few").resolve(EvaluateJob.SERIES)).doesNotExist();

    main.require("evaluate", "run.id=many", "evaluation.series=4");
    assertThat(main.out())
        .contains("errors of 9 series", "and 5 more series, these being the worst");
    Evaluation many = evaluation(folder, "many");
    assertThat(many.overall()).isEqualTo(few.overall());
    assertThat(many.byLead()).isEqualTo(few.byLead());
    List<Entry> ofModel = new ArrayList<>(models(few));
    ofModel.sort(Comparator.comparing(Entry::mae).reversed());
    assertThat(models(many))
        .containsExactly(ofModel.get(0), ofModel.get(1), ofModel.get(7), ofModel.get(8));
    assertThat(few.bySeries()).containsAll(many.bySeries());

    assertThat(many.series().count()).isEqualTo(SERIES);
    assertThat(many.series().spreads()).hasSize(3);
    SeriesSpread.Spread spread = many.series().spreads().get(0);
    assertThat(spread.forecaster()).isEqualTo(Forecasts.MODEL);
    assertThat(spread.quantiles().get(0)).isEqualTo(ofModel.get(8).mae());
    assertThat(spread.quantiles().get(3)).isEqualTo(ofModel.get(4).mae());
    assertThat(spread.quantiles().get(6)).isEqualTo(ofModel.get(0).mae());

    assertThat(table(run(folder, "many").resolve(EvaluateJob.SERIES)))
        .containsExactlyInAnyOrderElementsOf(few.bySeries().stream().map(this::line).toList());
    main.require("report", "report.output=" + folder.resolve("report.html"));
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("How errors spread over 9 series", "of 9 series (test part");
  }

  private String line(Entry entry) {
    return String.join(
        " ",
        entry.series(),
        entry.target(),
        entry.forecaster().label(),
        String.valueOf(entry.count()),
        String.valueOf(entry.mae()),
        String.valueOf(entry.rmse()),
        String.valueOf(entry.bias()));
  }

  private static List<String> table(Path folder) {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      List<String> lines = new ArrayList<>();
      for (Row row :
          spark
              .read()
              .parquet(folder.toString())
              .select("series", "target", "forecast", "values", "mae", "rmse", "bias")
              .collectAsList()) {
        lines.add(row.mkString(" "));
      }
      return lines;
    }
  }

  private static List<Entry> models(Evaluation evaluation) {
    return evaluation.bySeries().stream()
        .filter(entry -> entry.forecaster().areTheModels())
        .toList();
  }

  private static Path run(Path folder, String id) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("registry/many/runs"))) {
      return runs.filter(run -> run.getFileName().toString().equals("evaluate-" + id))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Evaluation evaluation(Path folder, String id) throws IOException {
    Path file = run(folder, id).resolve(EvaluateJob.EVALUATION);
    return Json.read(Files.readAllBytes(file), Evaluation.class, file.toString());
  }
}
