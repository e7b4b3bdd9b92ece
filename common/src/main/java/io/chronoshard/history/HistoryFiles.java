package io.chronoshard.history;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** The files of a history, with their headers read: which channels there are, and where. */
public final class HistoryFiles {

  private final List<InputFile> files;
  private final long[] rowsFrom;
  private final List<String> channels;
  private final RowFormat format;
  private final SideFiles sides;
  private final Configuration hadoop;

  HistoryFiles(
      FileLayouts layouts,
      List<String> channels,
      RowFormat format,
      SideFiles sides,
      Configuration hadoop) {
    this.files = List.copyOf(layouts.files());
    this.rowsFrom = IntStream.range(0, files.size()).mapToLong(layouts::rowsFrom).toArray();
    this.channels = List.copyOf(channels);
    this.format = format;
    this.sides = sides;
    this.hadoop = hadoop;
  }

  /** Names of what a table holds, from whoever can read it. */
  public interface TableColumns {

    /** All columns of a file. */
    List<String> of(InputFile file);

    /**
     * What {@link ChannelNames} finds in all rows; asked for where rows name their channels.
     *
     * @param files whose channels are not known yet
     */
    List<String> channelNames(HistoryFiles files);
  }

  /** Looks for the names of channels in rows of text. */
  public interface NameSearch {

    /**
     * What {@link ChannelNames} finds in all rows.
     *
     * @param files whose channels are not known yet
     */
    List<String> channelNames(HistoryFiles files);
  }

  /**
   * Lists the files, without opening them.
   *
   * @throws ConfigurationException where none are named
   * @throws DataException where a name leads to nothing
   */
  public static List<InputFile> list(HistorySettings settings, Configuration hadoop) {
    return InputFiles.list("history.input", settings.input(), hadoop);
  }

  /**
   * Sees to it that files are still as they were listed.
   *
   * @param failure what went wrong while they were read
   * @throws DataException where one has changed or is gone, because of that failure if there is one
   */
  public static void requireUnchanged(
      List<InputFile> files, Configuration hadoop, Optional<Exception> failure) {
    InputFiles.requireUnchanged(files, hadoop, failure);
  }

  /**
   * Reads the headers of text files, the files beside them, and all rows for the names of channels
   * where only these have them. Columns may stand in another order in each file.
   *
   * @throws ConfigurationException where a column is not there
   * @throws DataException where no file holds anything, one of attributes or intervals is none, or
   *     there are too many channels
   */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      Configuration hadoop) {
    return open(
        files,
        settings,
        index,
        opened ->
            ChannelNames.of(
                opened.pieces(Long.MAX_VALUE).iterator(),
                opened.format,
                file -> opened.files.get(file).path(),
                hadoop),
        hadoop);
  }

  /** Reads the headers of text files, and leaves it to others to look for names in all rows. */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      NameSearch names,
      Configuration hadoop) {
    return new HistoryOpener(settings, index, hadoop).text(files, names);
  }

  /** Knows the files of tables by what their reader tells of them. */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      TableColumns columns,
      Configuration hadoop) {
    return new HistoryOpener(settings, index, hadoop).tables(files, columns);
  }

  /** For a history without a single row. */
  public static DataException nothingIn(List<InputFile> files) {
    List<String> paths = files.stream().map(InputFile::path).toList();
    return new DataException(
        String.format(
            Locale.ROOT,
            "there is no reading in %s%s; bring files with rows, or name others in history.input",
            String.join(", ", paths.subList(0, Math.min(5, paths.size()))),
            paths.size() > 5 ? " and " + (paths.size() - 5) + " more files" : ""));
  }

  /** The files that hold anything, sorted by path. */
  public List<InputFile> files() {
    return files;
  }

  /** Names of the channels, in the history's order. */
  public List<String> channels() {
    return channels;
  }

  /** How many of the last channels are attributes of series: constant within each. */
  public int attributes() {
    return format.attributes().width();
  }

  /** How their rows are read. */
  public RowFormat format() {
    return format;
  }

  /** What the files beside them hold. */
  public SideFiles sides() {
    return sides;
  }

  /**
   * All text files in pieces, each file's in their order.
   *
   * @param bytes of a piece, where a file can be cut
   */
  public List<Piece> pieces(long bytes) {
    return FilePieces.of(files, rowsFrom, format.dialect(), bytes, hadoop);
  }

  /** All rows of a text file, in plain Java. */
  public Iterator<Readings> read(int file) {
    return read(List.of(Piece.whole(file)));
  }

  /** The rows of pieces of text files, in plain Java. */
  public Iterator<Readings> read(List<Piece> pieces) {
    return new PieceReadings(pieces.iterator(), format, file -> files.get(file).path(), hadoop);
  }

  /** Finds lines of theirs. */
  public LineFinder lines() {
    return new LineFinder(files, format, hadoop);
  }
}
