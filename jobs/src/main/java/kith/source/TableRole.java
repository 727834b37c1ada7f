package kith.source;

/** What a table of a source is to the stages, whatever its name; most tables have no role. */
public enum TableRole {

  /** The people whom other tables name. A source whose tables name people has one. */
  PERSON,

  /** The episodes of care: who is in care. */
  CARE_EPISODES
}
