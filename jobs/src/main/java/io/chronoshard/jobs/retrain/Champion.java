package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.retrain.ChampionChannels;
import io.chronoshard.retrain.NightDecision.Contender;
import java.time.Instant;
import java.util.Locale;

/**
 * The version that is to be beaten.
 *
 * @param version opened and verified
 */
record Champion(ModelVersion version) {

  /**
   * The one in use.
   *
   * @throws ConfigurationException where there is none, or it forecasts something else than the
   *     configuration wants
   */
  static Champion of(ModelRegistry registry, Configuration settings) {
    if (registry.champion().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s has no champion that could be retrained; run `train` once, whose first version is one, or"
                  + " `models promote`",
              registry.path()));
    }
    Champion champion = new Champion(registry.version(new VersionChoice.Champion()));
    champion.requireSameForecasts(settings.window());
    return champion;
  }

  private void requireSameForecasts(WindowSettings wanted) {
    WindowSettings own = pipeline().window();
    if (!own.targets().equals(wanted.targets())
        || own.horizon() != wanted.horizon()
        || !own.lead().equals(wanted.lead())
        || !own.spacing().equals(wanted.spacing())) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s forecasts other targets or times than window says (targets, lead, horizon, spacing), so nothing can be"
                  + " compared; train another registry.model, or `train` and `models promote`",
              name()));
    }
  }

  String name() {
    return ModelVersion.name(version.number());
  }

  Pipeline pipeline() {
    return version.contents().pipeline();
  }

  private Provenance provenance() {
    return version.contents().provenance();
  }

  /** As decisions name it. */
  Contender contender() {
    return new Contender(name(), version.number(), provenance().modelHash());
  }

  /** What it reads of a history. */
  ChampionChannels channels() {
    return new ChampionChannels(
        pipeline().channels(), pipeline().facts().vocabularies().texts().keySet());
  }

  /** The step behind the last one of its data. */
  long known() {
    return provenance().data().toStep();
  }

  /** The time of that step. */
  Instant knownUntil() {
    return Instant.ofEpochMilli(Math.multiplyExact(known(), pipeline().axis().stepMillis()));
  }
}
