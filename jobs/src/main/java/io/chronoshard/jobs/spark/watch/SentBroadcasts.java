package io.chronoshard.jobs.spark.watch;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;

/** How many bytes the driver has made ready for executors to fetch. */
final class SentBroadcasts extends SparkListener {

  private final Map<Long, Long> bytes = new HashMap<>();

  /** Bytes of those that were made since this was last asked, as they travel. */
  synchronized long takeBytes() {
    long taken = bytes.values().stream().mapToLong(Long::longValue).sum();
    bytes.clear();
    return taken;
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo block = updated.blockUpdatedInfo();
    if (block.blockManagerId().isDriver()
        && block.storageLevel().isValid()
        && block.blockId() instanceof BroadcastBlockId broadcast
        && broadcast.field().startsWith("piece")) {
      bytes.merge(broadcast.broadcastId(), block.memSize() + block.diskSize(), Long::sum);
    }
  }
}
