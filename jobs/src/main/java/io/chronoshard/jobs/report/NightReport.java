package io.chronoshard.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.OutputFile;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.report.NightContents;
import io.chronoshard.report.NightContents.Mode;
import io.chronoshard.report.NightContents.Reign;
import io.chronoshard.report.NightPage;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the page of a retraining.
 *
 * @param context of the job
 * @param settings the whole configuration
 * @param registry of the model
 * @param output takes the page
 */
record NightReport(
    JobContext context, Configuration settings, ModelRegistry registry, OutputFile output) {

  /** Names the newest retraining, in place of its run. */
  static final String NEWEST = "newest";

  /** Behind the id of a run that only told what would be decided. */
  private static final String DRY = "-dry";

  /** Retrainings that a message names. */
  private static final int NAMED = 5;

  /**
   * Writes it.
   *
   * @param named the run, or the newest one
   * @throws ConfigurationException where there is none of that name
   */
  void write(String named) {
    List<RunFolder> runs = registry.runs();
    RunFolder folder = chosen(named, runs);
    RunDate date = date(folder).orElseThrow();
    RunStatus status = folder.status().orElseThrow();
    RunName run =
        settings
            .run()
            .of(
                "report",
                RunId.of(
                    registry.path().getName(),
                    folder.runId(),
                    settings.canonical().json(List.of("report"))));
    TrackedRun.of(context, "report", run, registry.run(run.id()), () -> false)
        .again(
            attempt -> {
              NightContents contents = contents(folder, date, status, runs);
              output.write(NightPage.render(contents).getBytes(UTF_8));
              context.note(NightPage.verdict(contents));
              return new RunResult(Map.of(), Map.of(), status.modelVersion(), output.text());
            });
  }

  /** The date of a run that decides one, or tells how it would be decided. */
  private static Optional<RunDate> date(RunFolder run) {
    String id = run.runId();
    return RunDate.ofRun(id.endsWith(DRY) ? id.substring(0, id.length() - DRY.length()) : id);
  }

  private RunFolder chosen(String named, List<RunFolder> runs) {
    List<RunFolder> all =
        runs.stream().filter(run -> date(run).isPresent() && run.status().isPresent()).toList();
    Optional<RunFolder> found =
        named.equals(NEWEST)
            ? all.stream()
                .filter(run -> RunDate.ofRun(run.runId()).isPresent())
                .reduce((one, later) -> later)
            : all.stream().filter(run -> run.runId().equals(named)).findFirst();
    return found.orElseThrow(
        () ->
            new ConfigurationException(
                String.format(
                    Locale.ROOT,
                    "--run %s: %s has no such retraining; %s",
                    named,
                    registry.path(),
                    all.isEmpty()
                        ? "run `retrain` first"
                        : "there are "
                            + all.stream()
                                .skip(Math.max(0, all.size() - NAMED))
                                .map(RunFolder::runId)
                                .collect(Collectors.joining(", ")))));
  }

  private NightContents contents(
      RunFolder folder, RunDate date, RunStatus status, List<RunFolder> runs) {
    List<String> missing = new ArrayList<>();
    Optional<NightDecision> decision =
        folder.has(NightDecision.FILE) ? Optional.of(NightDecision.of(folder)) : Optional.empty();
    List<RunStatus> parts =
        runs.stream()
            .filter(run -> run.runId().startsWith(date.runId() + "."))
            .flatMap(run -> run.status().stream())
            .toList();
    return new NightContents(
        settings.registry().model(),
        date,
        folder.runId().endsWith(DRY) ? Mode.ONLY_TELLS : Mode.DECIDES,
        status,
        decision,
        parts,
        axis(decision, missing),
        nights(runs, missing),
        reigns(missing),
        missing);
  }

  /** The history's axis, as a version that was judged knows it. */
  private Optional<TimeAxis> axis(Optional<NightDecision> decision, List<String> missing) {
    return decision.flatMap(
        night ->
            tried(
                "the steps of the history",
                missing,
                () ->
                    registry
                        .facts(new VersionChoice.Numbered(night.champion().version()))
                        .provenance()
                        .data()
                        .axis()));
  }

  private static List<NightDecision> nights(List<RunFolder> runs, List<String> missing) {
    return runs.stream()
        .filter(run -> RunDate.ofRun(run.runId()).isPresent() && run.has(NightDecision.FILE))
        .flatMap(run -> tried(run.runId(), missing, () -> NightDecision.of(run)).stream())
        .toList();
  }

  private List<Reign> reigns(List<String> missing) {
    List<Promotion> promotions =
        tried("the promotions", missing, () -> registry.promotions().all()).orElse(List.of());
    Map<Integer, Double> validation =
        tried("the versions", missing, () -> registry.list().versions()).orElse(List.of()).stream()
            .collect(
                Collectors.toMap(
                    VersionSummary::number, version -> version.kept().validationMae()));
    List<Reign> reigns = new ArrayList<>();
    for (int i = 0; i < promotions.size(); i++) {
      Promotion promotion = promotions.get(i);
      reigns.add(
          new Reign(
              promotion,
              Stream.of(i + 1)
                  .filter(next -> next < promotions.size())
                  .map(next -> promotions.get(next).promoted())
                  .findFirst(),
              promotion
                  .decision()
                  .flatMap(
                      hash ->
                          tried(
                              "the decision of promotion " + promotion.number(),
                              missing,
                              () ->
                                  registry.promotions().decision(promotion, NightDecision.class))),
              Optional.ofNullable(validation.get(promotion.version()))));
    }
    return reigns;
  }

  /** Something that the page is drawn without where it cannot be read. */
  private static <T> Optional<T> tried(String what, List<String> missing, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (UserException unreadable) {
      missing.add("Left out, " + what + ": " + unreadable.getMessage());
      return Optional.empty();
    }
  }
}
