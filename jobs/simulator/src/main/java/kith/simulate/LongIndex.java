package kith.simulate;

import java.util.Arrays;

/** A map from hashes to places in a list, for the millions of rows of a night. */
final class LongIndex {

  /** What {@link #get} returns for a hash that is not there. */
  static final int ABSENT = -1;

  private long[] hashes = new long[64];
  private int[] places = new int[64];
  private int size;

  LongIndex() {
    Arrays.fill(places, ABSENT);
  }

  int get(long hash) {
    return places[slot(hash)];
  }

  /** Adds a hash, unless it is there; returns whether it was new. */
  boolean add(long hash, int place) {
    int slot = slot(hash);
    if (places[slot] != ABSENT) {
      return false;
    }
    hashes[slot] = hash;
    places[slot] = place;
    if (++size * 2 > places.length) {
      grow();
    }
    return true;
  }

  private int slot(long hash) {
    int mask = places.length - 1;
    int slot = (int) Dice.mix(hash) & mask;
    while (places[slot] != ABSENT && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldPlaces = places;
    hashes = new long[2 * oldHashes.length];
    places = new int[2 * oldPlaces.length];
    Arrays.fill(places, ABSENT);
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != ABSENT) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
