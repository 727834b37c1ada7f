package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kith.simulate.Fault.Kind;
import kith.simulate.Sheet.Mark;
import org.jspecify.annotations.Nullable;

/**
 * People who were recorded twice. Somebody opened a second record by mistake, with contacts and an
 * address of its own; on a later night it is merged into the first, which takes over its rows. Some
 * second records are deleted instead, with what is in them.
 */
final class SecondRecords {

  /** One second record per this many children in care under {@link Mess#HEAVY}. */
  private static final double MERGED_PER_CHILD = 0.02;

  private static final double DELETED_PER_CHILD = 0.005;

  /**
   * Within this many days after the first night none of its rows has aged out of the shortest
   * window.
   */
  private static final int LATEST = 300;

  /** Nobody has one of the highest person numbers. */
  private static final int LAST_PERSON = (1 << 24) - 1;

  private final Records records;
  private final Nights nights;
  private final long seed;
  private final double size;
  private final Ids ids;

  /**
   * Second records of some of the people who have records.
   *
   * @param size the number of children in care, times the share of the mess
   */
  SecondRecords(Records records, Nights nights, long seed, double size) {
    this.records = records;
    this.nights = nights;
    this.seed = seed;
    this.size = size;
    this.ids = new Ids(seed);
  }

  /** Adds the rows and decides what happens to them. */
  void addTo(Faults faults) {
    int merged = (int) Math.ceil(size * MERGED_PER_CHILD);
    int deleted = (int) Math.ceil(size * DELETED_PER_CHILD);
    List<Row> people = peopleThroughout();
    int wanted = Math.min(merged + deleted, people.size());
    for (int i = 0; i < wanted; i++) {
      Row first = people.get((int) ((long) i * people.size() / wanted));
      Dice dice = Dice.of(seed, "second record", i);
      LocalDate night =
          Calendar.earlier(nights.later(dice.uniform()), nights.first().plusDays(LATEST));
      addOne(faults, first, LAST_PERSON - i, night, i < merged, dice);
    }
  }

  /** Children who are in the extract on every night of the run. */
  private List<Row> peopleThroughout() {
    List<Row> people = new ArrayList<>();
    for (Row row : records.of(Table.PERSON)) {
      if (!owner(row).isMother && nights.all().allMatch(night -> isShown(row, night))) {
        people.add(row);
      }
    }
    return people;
  }

  private boolean isShown(Row row, LocalDate night) {
    return row.isShown(night, nights.windowStart(night));
  }

  private static Person owner(Row person) {
    return Objects.requireNonNull(person.owner());
  }

  private void addOne(
      Faults faults, Row first, int number, LocalDate night, boolean merged, Dice dice) {
    String id = ids.person(number);
    String firstId = owner(first).id;
    LocalDate opened = dice.after(nights.first(), -40, -10);
    Object[] person = first.cells().clone();
    Sheet columns = Sheet.of(Table.PERSON);
    person[columns.place("pers_legacy_id")] = ids.legacy(number);
    person[columns.place("pers_person_id")] = id;
    Kind gone = merged ? Kind.MERGED : Kind.DELETED;
    add(faults, new Row(Table.PERSON, opened, null, null, person), gone, night, null);
    Kind moved = merged ? Kind.TAKEN_OVER : Kind.DELETED;
    LocalDate day = opened;
    for (int i = dice.between(1, 3); i > 0; i--) {
      String source = Mix.of("6 50, 2A 30, 8 20").pick(dice);
      Object[] contact = {
        ids.row(Table.CONTACTS, number, i),
        id,
        day,
        source,
        Referrals.sourceInWords(source),
        Referrals.ADVICE
      };
      add(faults, new Row(Table.CONTACTS, day, day, null, contact), moved, night, firstId);
      day = dice.after(day, 1, 3);
    }
    if (merged && dice.chance(0.6)) {
      Object[] address = {
        ids.row(Table.ADDRESS, number, 1),
        id,
        "Primary Address",
        opened,
        "",
        Names.postcode(dice, 0.93),
        Names.addressJson(dice)
      };
      Row row = new Row(Table.ADDRESS, opened, null, first.owner(), address);
      add(faults, row, moved, night, firstId);
    }
  }

  private void add(Faults faults, Row row, Kind kind, LocalDate night, @Nullable String firstId) {
    records.of(row.table()).add(row);
    int place = records.of(row.table()).size() - 1;
    int column = Sheet.of(row.table()).place(Mark.PERSON);
    faults.add(row.table(), place, kind, column, night, firstId);
  }
}
