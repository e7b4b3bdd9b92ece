package io.chronoshard.history;

import java.util.List;

/** The cells of a row, and behind them those that the folders above its file give to all rows. */
final class FolderCells implements Cells {

  private final Cells inFile;
  private final int columns;
  private final List<String> ofFolders;

  FolderCells(Cells inFile, int columns, List<String> ofFolders) {
    this.inFile = inFile;
    this.columns = columns;
    this.ofFolders = ofFolders;
  }

  @Override
  public Kind kind(int column) {
    return column < columns ? inFile.kind(column) : Kind.TEXT;
  }

  @Override
  public String source(int column) {
    return column < columns ? inFile.source(column) : ofFolders.get(column - columns);
  }

  @Override
  public int from(int column) {
    return column < columns ? inFile.from(column) : 0;
  }

  @Override
  public int to(int column) {
    return column < columns ? inFile.to(column) : ofFolders.get(column - columns).length();
  }

  @Override
  public double number(int column) {
    return inFile.number(column);
  }

  @Override
  public long millis(int column) {
    return inFile.millis(column);
  }
}
