package io.chronoshard.jobs.train;

import io.chronoshard.config.CheckpointSettings;
import io.chronoshard.config.PermissionSettings;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.training.SeriesKeeping;
import io.chronoshard.registry.CheckpointIdentity;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.registry.Checkpoints.Checkpoint;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingListener;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a run leaves of its training for its next attempt, and finds of an earlier one.
 *
 * @param settings how often
 * @param attempt of the run
 * @param lock of its model
 * @param identity what the attempts have in common
 * @param plans of its networks
 * @param events told of what is found and left
 */
record RunCheckpoints(
    CheckpointSettings settings,
    RunAttempt attempt,
    ModelLock lock,
    CheckpointIdentity identity,
    MemberPlans plans,
    CheckpointEvents events) {

  /**
   * Those of an attempt.
   *
   * @param release of this program
   */
  static RunCheckpoints of(
      CheckpointSettings settings,
      RunAttempt attempt,
      ModelLock lock,
      JobContext context,
      MemberPlans plans,
      String release) {
    CheckpointIdentity identity =
        new CheckpointIdentity(
            attempt.identity(), release, RunId.of(json(plans.scalers())), plans.sizes());
    CheckpointEvents events = new CheckpointEvents(attempt, context, plans.designs().size());
    return new RunCheckpoints(settings, attempt, lock, identity, plans, events);
  }

  private static String json(Object record) {
    return new String(Json.line(record), StandardCharsets.UTF_8);
  }

  /** Trains the networks from where an earlier attempt has come to. */
  TrainedMembers train(Kept<Shard> shards, TrainingListener listener, Clock clock) {
    Checkpoints checkpoints = new Checkpoints(attempt.folder(), lock, identity);
    Checkpoints.Found found = checkpoints.newest();
    events.found(found);
    RunProgress from = found.newest().map(Checkpoint::progress).orElseGet(RunProgress::begin);
    try (CheckpointKeeper keeper = new CheckpointKeeper(checkpoints, settings, events, clock)) {
      return TrainedMembers.train(plans, shards, listener, from, keeper::reached);
    }
  }

  /**
   * Networks of single series that an earlier attempt has trained.
   *
   * @param trained the network of all series
   * @param permissions of what the registry holds
   */
  SeriesKeeping series(
      TrainedMembers trained, Configuration hadoop, PermissionSettings permissions) {
    if (!settings.isWanted()) {
      return SeriesKeeping.NONE;
    }
    SeriesCheckpoints files =
        SeriesCheckpoints.of(
            attempt.folder(),
            RunId.of(json(identity), trained.outcomes().get(0).best().hash()),
            permissions);
    SeriesCheckpoints.Found found = files.found(hadoop);
    events.found(found);
    return new SeriesKeeping(found.places(), Optional.of(files));
  }
}
