package kith.simulate;

/**
 * Numbers like a database's: unique, without order or meaning, and the same whenever the same row
 * of the same person is simulated. They are a keyed permutation of the pair (person, index of the
 * row among that person's).
 */
final class Ids {

  private static final int PERSON_BITS = 24;
  private static final int PLACE_BITS = 12;

  private final long seed;

  Ids(long seed) {
    this.seed = seed;
  }

  /** The source system's number of the person: seven or eight digits. */
  String person(int number) {
    return Long.toString(1_000_000 + shuffle(number, PERSON_BITS, -1));
  }

  /** The number that the person had in the system before. */
  String legacy(int number) {
    return "P" + Long.toString(100_000_000 + shuffle(number, PERSON_BITS, -2)).substring(1);
  }

  Long row(Table table, int personNumber, int place) {
    if (place >= 1 << PLACE_BITS || personNumber >= 1 << PERSON_BITS) {
      throw new IllegalStateException("Too many rows for " + table);
    }
    long pair = ((long) personNumber << PLACE_BITS) | place;
    return shuffle(pair, PERSON_BITS + PLACE_BITS, table.ordinal());
  }

  /** Four Feistel rounds: a permutation of all numbers with this many bits. */
  private long shuffle(long number, int bits, int key) {
    int half = bits / 2;
    long mask = (1L << half) - 1;
    long left = number >>> half;
    long right = number & mask;
    for (int round = 0; round < 4; round++) {
      long mixed = Dice.mix(right + Dice.mix(seed * 31 + key * 1_000_003L + round)) & mask;
      long newRight = left ^ mixed;
      left = right;
      right = newRight;
    }
    return (left << half) | right;
  }
}
