package kith.project;

/**
 * What a failure means for the run: the second sentences of a {@link KithException} that many
 * failures share.
 */
public final class Meaning {

  /** The end of a sentence about what the run did not do. */
  public static final String FIGURES_STAND = "the figures published before stand";

  public static final String NOTHING_PUBLISHED = "Nothing was published; " + FIGURES_STAND + ".";

  /** For a run whose night an earlier run may have published. */
  public static final String NOTHING_PUBLISHED_BY_THIS_RUN =
      "Nothing was published by this run; " + FIGURES_STAND + ".";

  /** For a run that fails after readers have got its figures. */
  public static final String PUBLISHED_BY_THIS_RUN =
      "This run's figures were published before that: readers see them.";

  private Meaning() {}
}
