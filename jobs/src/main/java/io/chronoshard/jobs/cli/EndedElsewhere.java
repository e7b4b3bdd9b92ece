package io.chronoshard.jobs.cli;

/** For a job that ran in another process, which has said all that there is to say. */
public final class EndedElsewhere extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;

  /** With the exit code of that process. */
  public EndedElsewhere(int code) {
    super("ended with code " + code);
    this.code = code;
  }

  /** The exit code of that process. */
  public int code() {
    return code;
  }
}
