package kith.simulate;

/** Writes what the source system holds of one subject about a child who is or was in care. */
interface CareHistory {

  void write(Records records, Child child);
}
