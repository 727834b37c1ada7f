package kith.source;

/** What the extract stage counts that a later stage asks for. */
public final class Extracted {

  /** The step that loads the episodes of care. */
  public static final String EPISODES = "ssd_cla_episodes";

  /** Counted by it: children whose episodes that last are all quarantined. */
  public static final String CHILDREN_LEFT_OUT = "children_left_out";

  private Extracted() {}
}
