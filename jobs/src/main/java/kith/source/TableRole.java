package kith.source;

/** The role of a source table for the stages, whatever its name; most tables have no role. */
public enum TableRole {

  /** The people whom other tables name. A source whose tables name people has one. */
  PERSON,

  /** The episodes of care: who is in care. */
  CARE_EPISODES
}
