package kith.project;

/**
 * What a failure means for the run, the middle sentence of a {@link KithException}: those that many
 * failures share.
 */
public final class Meaning {

  /** Ends a sentence on what the run did not do. */
  public static final String FIGURES_STAND = "the figures published before stand";

  public static final String NOTHING_PUBLISHED = "Nothing was published; " + FIGURES_STAND + ".";

  /** An earlier run of the same night may have published. */
  public static final String NOTHING_PUBLISHED_BY_THIS_RUN =
      "Nothing was published by this run; " + FIGURES_STAND + ".";

  private Meaning() {}
}
