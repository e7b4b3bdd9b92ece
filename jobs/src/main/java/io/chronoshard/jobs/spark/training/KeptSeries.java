package io.chronoshard.jobs.spark.training;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.registry.SeriesCheckpoints.Kept;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps series that were trained just now, some at a time. What cannot be kept is trained again
 * where the run is stopped, and ends nothing; nor is storage that fails waited for a second time.
 */
final class KeptSeries implements Iterator<TrainedSeries> {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSeries.class);

  /** Series of a file: a cluster's file system keeps account of each file in memory. */
  private static final int SERIES = 16;

  /** Bytes from which on a file has enough. */
  private static final long BYTES = 8L << 20;

  private final SeriesIterator trained;
  private final SeriesCheckpoints into;
  private final Configuration hadoop;
  private final List<Kept> some = new ArrayList<>();
  private long bytes;
  private boolean hasFailed;

  KeptSeries(SeriesIterator trained, SeriesCheckpoints into, Configuration hadoop) {
    this.trained = trained;
    this.into = into;
    this.hadoop = hadoop;
  }

  @Override
  public boolean hasNext() {
    return trained.hasNext();
  }

  @Override
  public TrainedSeries next() {
    TrainedSeries one = trained.next();
    if (trained.wasTrainedNow() && !hasFailed) {
      some.add(new Kept(one.result(), one.zip()));
      bytes += one.zip().length;
    }
    if (some.size() >= SERIES || bytes >= BYTES || !hasNext()) {
      write();
    }
    return one;
  }

  private void write() {
    if (some.isEmpty()) {
      return;
    }
    try {
      into.write(some, hadoop);
    } catch (StorageException e) {
      hasFailed = true;
      LOG.warn(
          "{} trained series, and those that follow in this task, are not kept: {}",
          some.size(),
          e.getMessage());
    }
    some.clear();
    bytes = 0;
  }
}
