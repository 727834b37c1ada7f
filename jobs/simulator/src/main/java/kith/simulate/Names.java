package kith.simulate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Invented names, postcodes and addresses. Their parts are in {@code names.txt}. */
final class Names {

  private static final Map<String, List<String>> PARTS = Resource.sections("names.txt");

  private static final List<String> BOYS = words("boys");
  private static final List<String> GIRLS = words("girls");
  private static final List<String> SURNAMES = words("surnames");
  private static final List<String> STREETS = lines("streets");
  private static final List<String> TOWNS = lines("towns");
  private static final List<String> DISTRICTS = districts("districts");
  private static final List<String> DISTRICTS_AWAY = districts("districts_away");

  static final String UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
  static final int SECTORS = 9;

  private Names() {}

  static String surname(Dice dice) {
    return dice.pick(SURNAMES);
  }

  static String forename(Dice dice, boolean male) {
    return dice.pick(male ? BOYS : GIRLS);
  }

  static String worker(Dice dice) {
    return surname(dice) + ", " + forename(dice, !dice.chance(0.8));
  }

  /** A postcode, inside the authority with this probability. */
  static String postcode(Dice dice, double inside) {
    String district = dice.pick(dice.chance(inside) ? DISTRICTS : DISTRICTS_AWAY);
    int sector = dice.between(1, SECTORS);
    return district + " " + sector + dice.letter(UNIT_LETTERS) + dice.letter(UNIT_LETTERS);
  }

  static String addressJson(Dice dice) {
    String house = Integer.toString(dice.between(1, 140));
    // A few exports contain a line break that somebody typed into the street.
    String street = dice.pick(STREETS) + (dice.chance(0.002) ? "\n(rear)" : "");
    return Json.of(
        "ROOM",
        "",
        "FLOOR",
        "",
        "FLAT",
        "",
        "BUILDING",
        "",
        "HOUSE",
        house,
        "STREET",
        street,
        "TOWN",
        dice.pick(TOWNS),
        "UPRN",
        "1001" + dice.digits(8),
        "EASTING",
        "",
        "NORTHING",
        "");
  }

  private static List<String> words(String section) {
    return lines(section).stream().flatMap(line -> Stream.of(line.split(" +"))).toList();
  }

  /** The districts, each with its authority's code and the grid reference of its middle. */
  static Stream<String[]> placesOfDistricts() {
    return Stream.of("districts", "districts_away")
        .flatMap(section -> lines(section).stream())
        .map(line -> line.split(" +"));
  }

  private static List<String> districts(String section) {
    return lines(section).stream().map(line -> line.split(" +")[0]).toList();
  }

  private static List<String> lines(String section) {
    return Objects.requireNonNull(PARTS.get(section));
  }
}
