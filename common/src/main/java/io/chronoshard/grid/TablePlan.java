package io.chronoshard.grid;

import io.chronoshard.config.LimitSettings;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which ranges of a table are to be made, and which stay as they are.
 *
 * @param plan the whole history
 * @param scan the rows of all its files, read now or earlier
 * @param kept of each range, the number that it had in the table so far; -1 where it is to be made
 */
public record TablePlan(GridPlan plan, RowScan scan, List<Integer> kept) {

  /** Copies the list. */
  public TablePlan {
    kept = List.copyOf(kept);
  }

  /** All ranges are made. */
  public static TablePlan whole(GridPlan plan, RowScan scan) {
    return new TablePlan(plan, scan, Collections.nCopies(plan.ranges().size(), -1));
  }

  /**
   * What was made of a range.
   *
   * @param inputs places of the files whose rows arrived there
   */
  public record MadeRange(RangeAccount account, List<TableFile> files, List<Integer> inputs) {

    /** Copies the lists. */
    public MadeRange {
      files = List.copyOf(files);
      inputs = List.copyOf(inputs);
    }
  }

  /** The grid and what to remember of it. */
  public record Outcome(GridResult result, RecordedGrid recorded) {}

  /** Numbers of the ranges to be made, in order. */
  public int[] made() {
    int[] numbers = new int[kept.size()];
    int count = 0;
    for (int range = 0; range < numbers.length; range++) {
      if (kept.get(range) < 0) {
        numbers[count++] = range;
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  /**
   * Puts together what was made and what stayed.
   *
   * @param before the table so far; of no meaning where all ranges were made
   * @param listed all files, also those without a row
   * @param history those that have rows, in the order of their places
   * @param made the ranges that were to be made, in order
   * @throws io.chronoshard.error.DataException where a limit is exceeded
   */
  public Outcome outcome(
      RecordedGrid before,
      List<InputFile> listed,
      HistoryFiles history,
      LimitSettings limits,
      List<MadeRange> made) {
    List<InputFile> files = history.files();
    int[] places = places(before.history());
    Map<InputFile, Integer> filePlaces = filePlaces(files);
    Map<InputFile, Integer> listedPlaces = filePlaces(listed);
    List<RangeAccount> accounts = new ArrayList<>();
    List<RecordedRange> ranges = new ArrayList<>();
    List<List<Integer>> arrived = new ArrayList<>();
    int next = 0;
    for (int range = 0; range < kept.size(); range++) {
      int old = kept.get(range);
      if (old < 0) {
        MadeRange one = made.get(next++);
        accounts.add(one.account());
        ranges.add(
            recorded(
                range,
                one.files(),
                one.account().moved(series -> series, file -> listedPlaces.get(files.get(file)))));
        arrived.add(one.inputs());
      } else {
        RecordedRange one = before.ranges().get(old);
        List<RecordedInput> inputs = before.inputs();
        accounts.add(
            one.account()
                .moved(series -> places[series], file -> filePlaces.get(inputs.get(file).file())));
        ranges.add(
            recorded(
                range,
                one.files(),
                one.account()
                    .moved(
                        series -> places[series],
                        file -> listedPlaces.get(inputs.get(file).file()))));
        arrived.add(List.of());
      }
    }
    GridResult result = plan.result(scan, accounts, history, limits);
    return new Outcome(
        result, new RecordedGrid(result.history(), ranges, inputs(before, listed, files, arrived)));
  }

  private static Map<InputFile, Integer> filePlaces(List<InputFile> files) {
    Map<InputFile, Integer> places = new HashMap<>();
    files.forEach(file -> places.put(file, places.size()));
    return places;
  }

  private RecordedRange recorded(int range, List<TableFile> files, RangeAccount account) {
    GridRange cut = plan.ranges().get(range);
    return range == 0
        ? new RecordedRange("", Long.MIN_VALUE, files, account)
        : new RecordedRange(
            plan.history().series().get(cut.fromSeries()).name(), cut.fromStep(), files, account);
  }

  /**
   * The place of each series of the table so far; that of a series which is gone has no meaning.
   */
  private int[] places(History before) {
    int[] places = new int[before.series().size()];
    int place = 0;
    for (int old = 0; old < places.length; old++) {
      String name = before.series().get(old).name();
      while (place < plan.history().series().size()
          && plan.history().series().get(place).name().compareTo(name) < 0) {
        place++;
      }
      places[old] = place;
    }
    return places;
  }

  private List<RecordedInput> inputs(
      RecordedGrid before,
      List<InputFile> listed,
      List<InputFile> files,
      List<List<Integer>> arrived) {
    Map<InputFile, TreeSet<Integer>> ranges = new HashMap<>();
    Map<Integer, Integer> moved = new HashMap<>();
    for (int range = 0; range < kept.size(); range++) {
      for (int place : arrived.get(range)) {
        ranges.computeIfAbsent(files.get(place), file -> new TreeSet<>()).add(range);
      }
      moved.put(kept.get(range), range);
    }
    moved.remove(-1);
    for (RecordedInput input : before.inputs()) {
      TreeSet<Integer> now = ranges.computeIfAbsent(input.file(), file -> new TreeSet<>());
      input.ranges().stream().filter(moved::containsKey).map(moved::get).forEach(now::add);
    }
    Map<InputFile, FileRows> rows = new HashMap<>();
    scan.files().forEach((place, counted) -> rows.put(files.get(place), counted));
    FileRows none =
        new FileRows(
            0, 0, 0, 0, Collections.nCopies(scan.channels().size(), RowScan.ChannelCells.NONE));
    return listed.stream()
        .map(
            file ->
                new RecordedInput(
                    file,
                    rows.getOrDefault(file, none),
                    List.copyOf(ranges.getOrDefault(file, new TreeSet<>()))))
        .toList();
  }
}
