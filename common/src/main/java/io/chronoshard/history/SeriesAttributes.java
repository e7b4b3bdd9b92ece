package io.chronoshard.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what is known of series into the rows of a batch. */
final class SeriesAttributes {

  private final Attributes attributes;
  private final int first;
  private final int width;
  private final List<float[]> ofSeries = new ArrayList<>();

  SeriesAttributes(RowFormat format) {
    this.attributes = format.attributes();
    this.first = format.channelsInFiles();
    this.width = attributes.width();
  }

  /** Finds the place of a text in a batch's own list. */
  interface Places {
    int of(int channel, String text);
  }

  /** Adds the batch's next series. */
  void add(String series, Places places) {
    if (width == 0) {
      return;
    }
    float[] here = new float[width];
    float @Nullable [] known = attributes.values().get(series);
    if (known == null) {
      Arrays.fill(here, Float.NaN);
    } else {
      for (int i = 0; i < width; i++) {
        List<String> texts = attributes.texts().get(i);
        here[i] =
            texts.isEmpty() || Float.isNaN(known[i])
                ? known[i]
                : places.of(first + i, texts.get((int) known[i]));
      }
    }
    ofSeries.add(here);
  }

  /** Puts the values of a series into a row; what is not known is missing. */
  void put(int series, float[] values, int at, CellCounts cells) {
    if (width == 0) {
      return;
    }
    float[] here = ofSeries.get(series);
    System.arraycopy(here, 0, values, at + first, width);
    for (int i = 0; i < width; i++) {
      if (Float.isNaN(here[i])) {
        cells.missing()[first + i]++;
      }
    }
  }

  void clear() {
    ofSeries.clear();
  }
}
