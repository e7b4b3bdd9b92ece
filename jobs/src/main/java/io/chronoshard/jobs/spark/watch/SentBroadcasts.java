package io.chronoshard.jobs.spark.watch;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * How many bytes the driver has made ready for executors to fetch, in rounds alone: what validates
 * or does something else is sent as well.
 *
 * <pre>
 * made ready  state |      | task    |        state |           | task
 * jobs              | round begins … ends |         | validation begins …
 * counted      yes             yes               no                no
 * </pre>
 */
final class SentBroadcasts extends SparkListener {

  /**
   * What rounds have sent, as it travels.
   *
   * @param rounds how many
   * @param stateBytes of the states that they began with
   * @param taskBytes of what their tasks do, with what goes with it
   */
  record Sent(int rounds, long stateBytes, long taskBytes) {

    private static final Sent NOTHING = new Sent(0, 0, 0);

    private Sent plus(long state, long task) {
      return new Sent(rounds + 1, stateBytes + state, taskBytes + task);
    }
  }

  /** By their names: one that is moved to disk is told of again. */
  private final Map<String, Long> sinceTheJobBefore = new HashMap<>();

  private final Map<String, Long> ofTasks = new HashMap<>();
  private boolean isRound;
  private long stateBytes;
  private Sent sent = Sent.NOTHING;

  /** What rounds have sent that ended since this was last asked. */
  synchronized Sent take() {
    Sent taken = sent;
    sent = Sent.NOTHING;
    return taken;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    isRound = RoundWatch.windows(job.properties()).isPresent();
    stateBytes = sum(sinceTheJobBefore);
    sinceTheJobBefore.clear();
    ofTasks.clear();
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    if (isRound) {
      sent = sent.plus(stateBytes, sum(ofTasks));
    }
    isRound = false;
    sinceTheJobBefore.clear();
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo block = updated.blockUpdatedInfo();
    if (block.blockManagerId().isDriver()
        && block.storageLevel().isValid()
        && block.blockId() instanceof BroadcastBlockId broadcast
        && broadcast.field().startsWith("piece")) {
      (isRound ? ofTasks : sinceTheJobBefore)
          .put(broadcast.name(), block.memSize() + block.diskSize());
    }
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
