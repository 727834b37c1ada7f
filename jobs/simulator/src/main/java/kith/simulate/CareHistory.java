package kith.simulate;

/** Writes the records of one subject about a child who is or was in care. */
interface CareHistory {

  void write(Records records, Child child);
}
