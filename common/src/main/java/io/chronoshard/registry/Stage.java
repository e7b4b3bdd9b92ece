package io.chronoshard.registry;

import org.apache.hadoop.fs.Path;

/** A folder that is filled and then published under its final name, as long as that is allowed. */
interface Stage {

  /** What is to be filled. */
  Path content();

  /**
   * Gives the content a name where nothing may exist. May be called again with another name after a
   * taken one.
   *
   * @throws io.chronoshard.error.UserException where somebody else has this one's place by now;
   *     then nothing is published
   */
  Medium.Outcome publish(Path target);

  /** Removes what was staged and is not published. */
  void discard();
}
