package io.chronoshard.history;

import java.util.List;

/**
 * How the rows of one file are read.
 *
 * @param layout the place of its layout among all layouts
 * @param ofFolders what folders above it say, one value for each column of that kind
 * @param series the name of its series, where its path says it; empty otherwise
 */
public record FileLayout(int layout, List<String> ofFolders, String series) {

  /** Copies the list. */
  public FileLayout {
    ofFolders = List.copyOf(ofFolders);
  }
}
