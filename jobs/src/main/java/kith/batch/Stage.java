package kith.batch;

import java.util.List;
import java.util.Locale;

/** The stages of a night, in order. */
public enum Stage {
  EXTRACT,
  CONFORM,
  MARTS,
  PUBLISH;

  /** All of them: the nightly run. */
  public static final List<Stage> ALL = List.of(values());

  /** The stage's command, job and file name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
