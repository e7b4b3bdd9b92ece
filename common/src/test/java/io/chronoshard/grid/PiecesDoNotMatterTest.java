package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.Reading.Order;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.Piece;
import io.chronoshard.history.Readings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows stand where they stand, and off their order or not, however their files are cut. */
class PiecesDoNotMatterTest {

  @TempDir private Path folder;

  @Test
  void rowsOffTheirOrderAreFoundAcrossPieces() throws IOException {
    for (int seed = 1; seed <= 25; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed, 77});
      MadeUpFiles made = MadeUpFiles.clock(seed, "mean");
      Cut cut = cut(seed, made, 1 + seed % 3, 200 + random.nextInt(1500));
      RowScan scan = cut.scan(random);
      RowNumbers numbers = cut.plan(scan).numbers();
      assertThat(numbers).isNotNull();
      List<String> placed = cut.placed(scan, numbers);
      assertThat(placed.stream().filter(row -> row.contains(Order.OFF_ORDER.name())))
          .as("seed %d", seed)
          .hasSize(Math.toIntExact(made.offOrder(1 + seed % 3)));
      assertThat(placed).as("seed %d", seed).isEqualTo(cut.whole());
      assertThat(cut.placed(scan, seriesBySeries(Kind.CLOCK, scan)))
          .as("seed %d", seed)
          .isEqualTo(placed);
    }
  }

  @Test
  void rowsAreNumberedAcrossPieces() throws IOException {
    for (int seed = 1; seed <= 15; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed, 78});
      Cut cut = cut(seed, MadeUpFiles.rows(seed), 1 + seed % 3, 200 + random.nextInt(1500));
      RowScan scan = cut.scan(random);
      assertThat(cut.placed(scan, seriesBySeries(Kind.ROWS, scan)))
          .as("seed %d", seed)
          .isEqualTo(cut.whole());
    }
  }

  @Test
  void filesThatAreNotCutSayNothingOfEachOther() throws IOException {
    Cut cut = cut(3, MadeUpFiles.clock(3, "mean"), 3, Long.MAX_VALUE);
    assertThat(cut.scan(new MersenneTwister(1)).pieces()).isEqualTo(PieceList.NONE);
  }

  @Test
  void thereIsAnEndToWhatIsKnownInOnePlace() {
    Map<String, Long> many = new HashMap<>();
    for (int i = 0; i < PieceList.MOST; i++) {
      many.put("s" + i, 1L);
    }
    PieceList most = PieceList.of(List.of(new PieceRows(0, 0, many)));
    PieceList one = PieceList.of(List.of(new PieceRows(0, 9, Map.of("s", 1L))));
    assertThat(most.isComplete()).isTrue();
    for (PieceList both : List.of(most.plus(one), one.plus(most), most.plus(one).plus(one))) {
      assertThat(both.isComplete()).isFalse();
      assertThat(both.pieces()).isEmpty();
    }
    assertThat(most.plus(one).plus(one).count()).isEqualTo(PieceList.MOST + 2);
  }

  /** As executors find it: each series by itself. */
  private static RowNumbers seriesBySeries(Kind kind, RowScan scan) {
    Map<String, List<PieceRows>> bySeries = new HashMap<>();
    for (PieceRows piece : scan.pieces().pieces()) {
      piece
          .series()
          .forEach(
              (series, value) ->
                  bySeries
                      .computeIfAbsent(series, first -> new ArrayList<>())
                      .add(new PieceRows(piece.file(), piece.from(), Map.of(series, value))));
    }
    Map<RowNumbers.Piece, Map<String, Long>> all = new HashMap<>();
    for (List<PieceRows> pieces : bySeries.values()) {
      RowNumbers.of(kind, pieces)
          .first()
          .forEach(
              (piece, series) ->
                  all.computeIfAbsent(piece, first -> new HashMap<>()).putAll(series));
    }
    return new RowNumbers(all);
  }

  private Cut cut(int seed, MadeUpFiles made, int files, long bytes) throws IOException {
    Path in = folder.resolve(made.hashCode() + "-" + seed);
    made.write(in, files);
    Configuration settings = made.settings(in);
    HistoryFiles opened = MadeUpFiles.open(settings);
    return new Cut(settings, opened, opened.pieces(bytes));
  }

  private record Cut(Configuration settings, HistoryFiles files, List<Piece> pieces) {

    GridRules rules() {
      return GridRules.of(settings.history(), settings.grid(), files);
    }

    RowScan scan(MersenneTwister random) {
      List<RowScan> scans = new ArrayList<>();
      for (Piece piece : pieces) {
        RowScanner scanner =
            new RowScanner(settings.grid().axis(), settings.grid().blockSteps(), rules());
        files.read(List.of(piece)).forEachRemaining(scanner::add);
        scans.add(scanner.scan());
      }
      if (random.nextBoolean()) {
        Collections.reverse(scans);
      }
      return scans.stream().reduce(RowScan::plus).orElseThrow();
    }

    GridPlan plan(RowScan scan) {
      return GridPlan.of(scan, files, settings.history(), settings.grid(), rules(), Long.MAX_VALUE);
    }

    /** Rows where they stand, each piece by itself. */
    List<String> placed(RowScan scan, RowNumbers numbers) {
      GridPlan plan = plan(scan);
      List<String> placed = new ArrayList<>();
      for (Piece piece : pieces) {
        place(plan, numbers, files.read(List.of(piece)), placed);
      }
      return placed;
    }

    /** Rows where they stand, whole files in turn. */
    List<String> whole() {
      RowScanner scanner =
          new RowScanner(settings.grid().axis(), settings.grid().blockSteps(), rules());
      for (int file = 0; file < files.files().size(); file++) {
        files.read(file).forEachRemaining(scanner::add);
      }
      RowScan scan = scanner.scan();
      List<String> placed = new ArrayList<>();
      GridPlan plan = plan(scan);
      RowNumbers numbers = RowNumbers.of(plan.history().axis().kind(), scan.pieces().pieces());
      for (int file = 0; file < files.files().size(); file++) {
        place(plan, numbers, files.read(file), placed);
      }
      return placed;
    }

    private static void place(
        GridPlan plan, RowNumbers numbers, Iterator<Readings> batches, List<String> placed) {
      RowPlacer placer = new RowPlacer(plan, numbers);
      while (batches.hasNext()) {
        placer
            .place(batches.next())
            .forEachRemaining(
                row ->
                    placed.add(
                        row.file()
                            + "/"
                            + row.series()
                            + "@"
                            + row.step()
                            + row.order()
                            + Arrays.toString(row.values())));
      }
    }
  }
}
