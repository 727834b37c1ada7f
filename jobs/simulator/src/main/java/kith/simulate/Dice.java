package kith.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of random numbers that depends only on the seed and on its purpose, so that a change in
 * one child's life does not change another child's. Logarithms are {@link StrictMath}'s: the same
 * on every machine.
 */
final class Dice {

  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Dice of(long seed, String purpose, long... numbers) {
    long mixed = mix(seed ^ 0x9E3779B97F4A7C15L);
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mix(mixed * 31 + purpose.charAt(i));
    }
    for (long number : numbers) {
      mixed = mix(mixed * 31 + number);
    }
    return new Dice(mixed);
  }

  /** Spreads a number over all 64 bits. */
  static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  double uniform() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return high <= low ? low : low + random.nextInt(high - low + 1);
  }

  /** A day {@code low} to {@code high} days after this one. */
  LocalDate after(LocalDate day, int low, int high) {
    return day.plusDays(between(low, high));
  }

  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /**
   * A whole number next to {@code expected}, up or down, so that it is {@code expected} on average.
   */
  int rounded(double expected) {
    double floor = StrictMath.floor(expected);
    return (int) floor + (chance(expected - floor) ? 1 : 0);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String digits(int length) {
    StringBuilder digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  char letter(String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
