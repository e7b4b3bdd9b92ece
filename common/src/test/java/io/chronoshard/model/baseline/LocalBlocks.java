package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.window.BlockWindows;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of the training part in memory.
 *
 * @param blocks unscaled, in their order
 */
public record LocalBlocks(List<Block> blocks) implements TrainingBlocks {

  @Override
  public <S, T> T sum(BlockSum<S, T> terms, String what) {
    SeriesRuns<S, T> sums = SeriesRuns.none(terms);
    for (Block block : blocks) {
      sums = sums.with(block.id().series(), terms.of(block), terms);
    }
    return sums.all(terms);
  }

  @Override
  public WindowMoments moments(LagRows rows) {
    List<double[]> all = rows(rows);
    int width = rows.features() + rows.outputs();
    double[] means = new double[width];
    for (double[] row : all) {
      for (int i = 0; i < width; i++) {
        means[i] += row[i] / all.size();
      }
    }
    double[] covariances = new double[width * width];
    for (double[] row : all) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          covariances[i * width + j] +=
              (row[i] - means[i]) * (row[j] - means[j]) / (all.size() - 1);
        }
      }
    }
    return new WindowMoments(all.size(), means, covariances);
  }

  /** A row of each window. */
  List<double[]> rows(LagRows rows) {
    List<double[]> all = new ArrayList<>();
    for (Block block : blocks) {
      BlockWindows windows = rows.windows(block);
      for (int window = 0; window < windows.origins().length; window++) {
        all.add(rows.row(windows, window));
      }
    }
    return all;
  }
}
