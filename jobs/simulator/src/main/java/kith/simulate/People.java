package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invents the authority's people: households with names and addresses, mothers, children. Writes
 * the tables that say who they are: person, address, mother, disability, immigration status, linked
 * identifiers.
 */
final class People {

  private static final Mix ETHNICITY =
      Mix.of(
          "WBRI 905, WOTH 18, WROM 5, WIRT 4, WIRI 1, MWBC 7, MWBA 7, MWAS 7, MOTH 9, AIND 2, APKN"
              + " 4, ABAN 3, AOTH 5, CHNE 1, BAFR 8, BCRB 1, BOTH 3, OOTH 6, NOBT 3, REFU 1");
  private static final Mix ETHNICITY_ALONE = Mix.of("OOTH 40, AOTH 25, BAFR 30, WOTH 5");
  private static final Mix COUNTRY_ALONE =
      Mix.of("Sudan 25, Afghanistan 20, Iran 18, Eritrea 15, Iraq 10, Vietnam 8, Albania 4");
  private static final Mix DISABILITY =
      Mix.of(
          "LD 30, BEH 22, AUT 28, COMM 14, MOB 8, PC 5, INC 4, HEAR 4, VIS 4, CON 3, HAND 2, DDA"
              + " 12");

  private final World world;
  private final List<Person> everybody = new ArrayList<>();

  People(World world) {
    this.world = world;
  }

  /** The family of a household, without anybody in it yet. */
  Family family(String purpose, int number) {
    Dice dice = world.dice("household " + purpose, number);
    return new Family(new Household(number, Names.surname(dice)));
  }

  Person child(int number, Family family, LocalDate born, boolean unaccompanied) {
    Dice dice = world.dice("child", number);
    boolean boy = dice.chance(unaccompanied ? 0.93 : 0.52);
    Person child = new Person(number, world.ids(), family.household, boy ? "M" : "F", born);
    child.forename = Names.forename(dice, boy);
    child.unaccompanied = unaccompanied;
    child.ethnicity = (unaccompanied ? ETHNICITY_ALONE : ETHNICITY).pick(dice);
    child.nationality = nationality(unaccompanied, dice);
    child.birthEstimated = unaccompanied && dice.chance(0.10);
    child.specialNeeds = dice.chance(0.18);
    family.addChild(child);
    everybody.add(child);
    return child;
  }

  private static String nationality(boolean unaccompanied, Dice dice) {
    if (unaccompanied) {
      return COUNTRY_ALONE.pick(dice);
    }
    return dice.chance(0.02) ? "NULL" : dice.chance(0.4) ? "British" : "";
  }

  /** Gives the household its mother, once its children are known. */
  void addMother(int number, Family family) {
    Dice dice = world.dice("mother", number);
    LocalDate eldest =
        family.children.stream().map(child -> child.born).min(LocalDate::compareTo).orElseThrow();
    Person mother =
        new Person(
            number, world.ids(), family.household, "F", dice.after(eldest, -36 * 365, -17 * 365));
    mother.forename = Names.forename(dice, false);
    mother.ethnicity = family.children.get(0).ethnicity;
    mother.isMother = true;
    family.addMother(mother);
    everybody.add(mother);
  }

  /** Lets the household move home from time to time, from a while before it was first known. */
  void addHomes(Household household, LocalDate firstKnown) {
    Dice dice = world.dice("homes", household.number, household.surname.hashCode());
    LocalDate from = dice.after(firstKnown, -1500, -10);
    while (from != null) {
      LocalDate to = dice.chance(0.45) ? dice.after(from, 200, 2600) : null;
      household.addresses.add(
          new Household.Address(from, to, Names.postcode(dice, 0.93), Names.addressJson(dice)));
      from = to;
    }
  }

  /** Writes the tables that say who people are, once it is known who is in the extract. */
  void write(Records records) {
    for (Person person : everybody) {
      if (person.isEverSeen()) {
        writePerson(records, person);
        writeAddresses(records, person);
        writeMother(records, person);
        writeDisabilities(records, person);
        writeImmigration(records, person);
        writeIdentifiers(records, person);
      }
    }
  }

  private void writePerson(Records records, Person person) {
    Dice dice = world.dice("identity", person.number);
    String code = Character.toString(dice.letter("ABCDEFGHJKLMNPQRTUVWXYZ"));
    String pupilNumber = code + world.authorityCode() + dice.digits(9);
    LocalDate schoolAge = person.birthday(4);
    boolean atSchool = !person.isMother && !person.unaccompanied;
    records.holds(
        Table.PERSON,
        person,
        LocalDate.MIN,
        null,
        person.legacyId,
        person.id,
        atSchool ? Known.from(schoolAge, pupilNumber) : "",
        person.forename,
        person.household.surname,
        person.sex,
        person.sex,
        person.ethnicity,
        person.birthEstimated ? "" : Known.once(person.born),
        dice.chance(0.6) ? "9" + dice.digits(9) : "",
        atSchool ? Known.from(schoolAge, "", "UN1") : person.unaccompanied ? "UN3" : "",
        person.specialNeeds ? "Y    " : "N    ",
        person.birthEstimated ? person.born : Known.from(person.born, "", person.born),
        Known.once(person.died),
        person.isMother ? "Y" : "",
        person.nationality);
  }

  private void writeAddresses(Records records, Person person) {
    for (Household.Address address : person.household.addresses) {
      LocalDate from = Calendar.later(address.from(), person.born);
      if (address.to() != null && !address.to().isAfter(from)) {
        continue;
      }
      records.holds(
          Table.ADDRESS,
          person,
          from,
          address.to(),
          world.rowId(Table.ADDRESS, person),
          person.id,
          "Primary Address",
          from,
          Known.once(address.to()),
          address.postcode(),
          address.json());
    }
  }

  private void writeMother(Records records, Person person) {
    Person mother = person.mother;
    if (mother == null) {
      return;
    }
    records.holds(
        Table.MOTHER,
        person,
        person.born,
        null,
        world.rowId(Table.MOTHER, person),
        mother.id,
        person.id,
        person.born);
  }

  private void writeDisabilities(Records records, Person person) {
    Dice dice = world.dice("disability", person.number);
    if (person.isMother || !dice.chance(person.specialNeeds ? 0.45 : 0.02)) {
      return;
    }
    LocalDate known = person.birthday(dice.between(1, 6));
    Set<String> codes = new LinkedHashSet<>();
    for (int i = dice.between(1, 2); i > 0; i--) {
      codes.add(DISABILITY.pick(dice));
    }
    for (String code : codes) {
      records.holds(
          Table.DISABILITY,
          person,
          known,
          null,
          world.rowId(Table.DISABILITY, person),
          person.id,
          code);
    }
  }

  private void writeImmigration(Records records, Person person) {
    if (person.arrived == null) {
      return;
    }
    Dice dice = world.dice("immigration", person.number);
    LocalDate arrived = person.arrived;
    LocalDate decided = dice.chance(0.7) ? dice.after(person.birthday(18), 0, 700) : null;
    writeStatus(records, person, arrived, decided, "Unaccompanied Asylum Seeking Child (UASC)");
    if (decided != null) {
      String decision = dice.chance(0.8) ? "Refugee Status" : "Adult Asylum Seeker";
      writeStatus(records, person, decided, null, decision);
    }
  }

  private void writeStatus(
      Records records, Person person, LocalDate from, @Nullable LocalDate to, String status) {
    records.holds(
        Table.IMMIGRATION_STATUS,
        person,
        from,
        to,
        world.rowId(Table.IMMIGRATION_STATUS, person),
        person.id,
        from,
        Known.once(to),
        status);
  }

  private void writeIdentifiers(Records records, Person person) {
    Dice dice = world.dice("identifiers", person.number);
    if (person.isMother) {
      return;
    }
    LocalDate school = person.birthday(5);
    writeIdentifier(records, person, person.born, "Case Number", "CN" + dice.digits(7));
    if (dice.chance(0.55)) {
      String value = dice.chance(0.05) ? "SSD_PH" : "9" + dice.digits(9);
      writeIdentifier(records, person, person.born, "NHS Number", value);
    }
    if (dice.chance(0.12)) {
      String value = dice.letter("ABCDEFGH") + dice.digits(12);
      writeIdentifier(records, person, school, "Former Unique Pupil Number", value);
    }
    if (person.unaccompanied) {
      String value = dice.letter("ABCDEFGH") + dice.digits(7);
      writeIdentifier(
          records,
          person,
          Objects.requireNonNull(person.arrived),
          "Home Office Registration",
          value);
    }
  }

  private void writeIdentifier(
      Records records, Person person, LocalDate from, String type, String value) {
    records.holds(
        Table.LINKED_IDENTIFIERS,
        person,
        from,
        null,
        world.rowId(Table.LINKED_IDENTIFIERS, person),
        person.id,
        type,
        value,
        from,
        "");
  }
}
