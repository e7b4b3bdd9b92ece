package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** What holds of every row of a recipe's scores, by what it minimises. */
enum ScoreTableLaws {
  QUANTILES {
    @Override
    void hold(List<Row> rows) {
      assertThat(added(rows)).containsExactly("q10", "q50", "q90");
      for (Row row : rows) {
        assertThat(number(row, "q10")).isLessThanOrEqualTo(number(row, "q50"));
        assertThat(number(row, "q50")).isLessThanOrEqualTo(number(row, "q90"));
        assertThat(number(row, "forecast")).isEqualTo(number(row, "q50"));
      }
      assertThat(rows).anyMatch(row -> number(row, "q10") < number(row, "q90"));
    }
  },
  GAUSSIAN {
    @Override
    void hold(List<Row> rows) {
      assertThat(added(rows)).containsExactly("deviation");
      assertThat(rows)
          .allMatch(row -> number(row, "deviation") > 0 && number(row, "deviation") < 100)
          .allMatch(row -> Float.isFinite(number(row, "forecast")));
    }
  },
  CLASSES {
    @Override
    void hold(List<Row> rows) {
      assertThat(added(rows)).containsExactly("class", "probabilities");
      for (Row row : rows) {
        Map<String, Float> probabilities = row.getJavaMap(row.fieldIndex("probabilities"));
        assertThat(probabilities).containsOnlyKeys("below 2", "2 to 5", "5 and above");
        assertThat(probabilities.values()).allMatch(one -> one >= 0 && one <= 1);
        double sum = probabilities.values().stream().mapToDouble(Float::doubleValue).sum();
        assertThat(sum).isCloseTo(1, within(1e-5));
        String likeliest = row.getString(row.fieldIndex("class"));
        assertThat(probabilities.get(likeliest))
            .isEqualTo(probabilities.values().stream().max(Float::compare).orElseThrow())
            .isEqualTo(number(row, "forecast"));
      }
      assertThat(rows).extracting(row -> row.getAs("target")).containsOnly("wind");
    }
  },
  EVENT_LABELS {
    @Override
    void hold(List<Row> rows) {
      assertThat(added(rows)).isEmpty();
      assertThat(rows).allMatch(row -> number(row, "forecast") > 0 && number(row, "forecast") < 1);
      assertThat(rows).extracting(row -> row.getAs("target")).containsOnly("surge", "slump");
    }
  },
  THRESHOLD {
    @Override
    void hold(List<Row> rows) {
      assertThat(added(rows)).isEmpty();
      assertThat(rows).allMatch(row -> number(row, "forecast") > 0 && number(row, "forecast") < 1);
      assertThat(rows).extracting(row -> row.getAs("target")).containsOnly("strong wind");
    }
  };

  private static final Set<String> OF_ALL =
      Set.of("series", "origin", "time", "target", "forecast", "outside", "model_version", "date");

  /** The recipe's file. */
  String recipe() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".conf";
  }

  /** Sees to it that the laws hold. */
  abstract void hold(List<Row> rows);

  /** The columns that other recipes have not. */
  private static List<String> added(List<Row> rows) {
    Set<String> names = Set.of(rows.get(0).schema().fieldNames());
    assertThat(names).containsAll(OF_ALL);
    return names.stream()
        .filter(name -> !OF_ALL.contains(name))
        .sorted()
        .collect(Collectors.toList());
  }

  private static float number(Row row, String column) {
    return row.<Float>getAs(column);
  }
}
