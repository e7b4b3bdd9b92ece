package io.chronoshard.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliTest {

  private final List<JobContext> ran = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aJobGetsWhatTheCommandLineSays() {
    int code =
        run(
            job(ran::add),
            "weigh --config a.conf --set x.y=1 --set z=p=q --quiet --json".split(" "));

    assertThat(code).isZero();
    assertThat(ran).hasSize(1);
    JobContext context = ran.get(0);
    assertThat(context.config()).isEqualTo(Path.of("a.conf"));
    assertThat(context.sets()).containsExactly("x.y=1", "z=p=q");
    assertThat(context.words()).isEmpty();
    assertThat(context.verbosity()).isEqualTo(Verbosity.QUIET);
    assertThat(context.format()).isEqualTo(Format.JSON);
    assertThat(errors()).isEmpty();
  }

  @Test
  void theResultGoesToStandardOutputAlone() {
    int code = run(job(context -> context.out().println("7 kg")), "weigh", "--config", "a.conf");

    assertThat(code).isZero();
    assertThat(results()).isEqualToIgnoringNewLines("7 kg");
    assertThat(errors()).isEmpty();
    assertThat(ran).isEmpty();
  }

  @Test
  void optionsThatAreNotGivenHaveDefaults() {
    run(job(ran::add), "weigh", "--config", "a.conf");

    assertThat(ran.get(0).sets()).isEmpty();
    assertThat(ran.get(0).verbosity()).isEqualTo(Verbosity.NORMAL);
    assertThat(ran.get(0).format()).isEqualTo(Format.TEXT);
  }

  @Test
  void whatTheOperatorCanMendIsOneLineAndItsOwnCode() {
    int code =
        run(
            job(
                context -> {
                  throw new DataException("a.csv, line 7: 'x' is no number; mend or exclude it");
                }),
            "weigh",
            "--config",
            "a.conf");

    assertThat(code).isEqualTo(3);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "chronoshard weigh: a.csv, line 7: 'x' is no number; mend or exclude it");
  }

  @Test
  void whatTheOperatorCanMendIsFoundBeneathWhatSparkThrew() {
    int code =
        run(
            job(
                context -> {
                  throw new IllegalStateException("stage 3 failed", new DataException("bad row"));
                }),
            "weigh",
            "--config",
            "a.conf");

    assertThat(code).isEqualTo(3);
    assertThat(errors()).isEqualToIgnoringNewLines("chronoshard weigh: bad row");
  }

  @Test
  void anythingElseIsADefect() {
    int unchecked =
        run(
            job(
                context -> {
                  throw new IllegalStateException("scale is off");
                }),
            "weigh",
            "--config",
            "a.conf");
    int checked =
        run(
            job(
                context -> {
                  throw new IOException("disk is gone");
                }),
            "weigh",
            "--config",
            "a.conf");

    assertThat(unchecked).isEqualTo(1);
    assertThat(checked).isEqualTo(1);
    assertThat(errors().lines())
        .containsExactly(
            "chronoshard weigh: a defect, not your doing: java.lang.IllegalStateException: scale is"
                + " off; the stack trace is in the log",
            "chronoshard weigh: a defect, not your doing: java.io.IOException: disk is gone; the"
                + " stack trace is in the log");
  }

  @Test
  void anUnknownOptionNamesTheNearest() {
    int code = run(job(ran::add), "weigh", "--config", "a.conf", "--quite");

    assertThat(code).isEqualTo(2);
    assertThat(errors())
        .contains("chronoshard weigh: Unknown option: '--quite'")
        .contains("Did you mean --quiet?")
        .contains("Try 'chronoshard weigh --help'.");
    assertThat(ran).isEmpty();
  }

  @Test
  void anUnknownJobNamesTheNearest() {
    int code = run(job(ran::add), "wiegh", "--config", "a.conf");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("'wiegh'").contains("Did you mean weigh?");
  }

  @Test
  void theConfigurationIsAskedFor() {
    int code = run(job(ran::add), "weigh");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("Missing required option: '--config=FILE'");
  }

  @Test
  void aSettingNeedsAKey() {
    int code = run(job(ran::add), "weigh", "--config", "a.conf", "--set", "epochs");

    assertThat(code).isEqualTo(2);
    assertThat(errors())
        .contains("--set takes key=value, as in training.epochs=5, and was given 'epochs'");
  }

  @Test
  void quietAndVerboseExcludeEachOther() {
    int code = run(job(ran::add), "weigh", "--config", "a.conf", "--quiet", "--verbose");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("--quiet").contains("--verbose").contains("mutually exclusive");
  }

  @Test
  void aJobWithoutActionsTakesNoWords() {
    int code = run(job(ran::add), "weigh", "--config", "a.conf", "list");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("'list'");
  }

  @Test
  void anActionGoesToTheJobWithTheWordsAfterIt() {
    int code = run(shelf(), "shelf", "--config", "a.conf", "show", "7");

    assertThat(code).isZero();
    assertThat(ran.get(0).words()).containsExactly("show", "7");
  }

  @Test
  void anUnknownActionNamesTheKnownOnes() {
    int code = run(shelf(), "shelf", "--config", "a.conf", "paint");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("'paint' is not one of its actions, which are list, show");
  }

  @Test
  void anActionGetsItsOwnOptions() {
    int code = run(shelf(), "shelf", "--config", "a.conf", "show", "7", "--scale", "3", "--loud");

    assertThat(code).isZero();
    assertThat(ran.get(0).options()).isEqualTo(Map.of("--scale", "3", "--loud", ""));
  }

  @Test
  void optionsThatAreNotGivenAreNotThere() {
    run(shelf(), "shelf", "--config", "a.conf", "show", "7");

    assertThat(ran.get(0).options()).isEmpty();
  }

  @Test
  void anOptionOfAnotherActionIsRefused() {
    int code = run(shelf(), "shelf", "--config", "a.conf", "list", "--scale", "3");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("--scale belongs to show, not to list");
    assertThat(ran).isEmpty();
  }

  @Test
  void helpAndVersionAreResults() {
    assertThat(run(job(ran::add), "--help")).isZero();
    assertThat(run(job(ran::add), "weigh", "--help")).isZero();
    assertThat(run(job(ran::add), "--version")).isZero();

    assertThat(results())
        .contains("weigh  Weighs things.")
        .contains("Usage: chronoshard weigh")
        .contains("--config=FILE")
        .contains("chronoshard (not from a jar)");
    assertThat(errors()).isEmpty();
    assertThat(ran).isEmpty();
  }

  @Test
  void noJobShowsWhichThereAre() {
    int code = run(job(ran::add));

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("weigh  Weighs things.");
    assertThat(results()).isEmpty();
  }

  private int run(Job job, String... args) {
    return new Cli(List.of(job))
        .run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String results() {
    return out.toString(UTF_8);
  }

  private String errors() {
    return err.toString(UTF_8);
  }

  private static Job job(Work work) {
    return new TestJob("weigh", "Weighs things.", List.of(), List.of(), work);
  }

  private Job shelf() {
    return new TestJob(
        "shelf",
        "Looks after the shelf.",
        List.of("list", "show"),
        List.of(
            new JobOption("--scale", "N", "How large.", List.of("show")),
            new JobOption("--loud", "", "Not in a whisper.", List.of("show", "list"))),
        ran::add);
  }

  private interface Work {
    void run(JobContext context) throws IOException;
  }

  private record TestJob(
      String name, String summary, List<String> actions, List<JobOption> options, Work work)
      implements Job {
    @Override
    public void run(JobContext context) throws IOException {
      work.run(context);
    }
  }
}
