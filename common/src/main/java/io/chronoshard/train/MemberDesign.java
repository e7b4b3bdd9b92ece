package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the networks that a training makes.
 *
 * @param number from 1
 * @param of how many there are
 * @param model which of the configured models, from 1
 * @param architecture its layers
 * @param training settings, with its seed alone
 */
public record MemberDesign(
    int number, int of, int model, Architecture architecture, TrainingSettings training) {

  /** Each model with each seed. */
  public static List<MemberDesign> all(List<Architecture> models, TrainingSettings training) {
    int count = models.size() * training.allSeeds().size();
    List<MemberDesign> members = new ArrayList<>();
    for (int model = 0; model < models.size(); model++) {
      for (long seed : training.allSeeds()) {
        members.add(
            new MemberDesign(
                members.size() + 1, count, model + 1, models.get(model), training.with(seed)));
      }
    }
    return members;
  }
}
