package kith.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes contacts and referrals about a child. */
final class Referrals {

  /** The outcome of a contact from which no referral comes. */
  static final String ADVICE =
      Json.of(
          "NEW_REFERRAL_FLAG",
          "N",
          "EXISTING_REFERRAL_FLAG",
          "N",
          "NFA_FLAG",
          "Y",
          "OTHER_OUTCOMES_EXIST_FLAG",
          "N");

  private static final String REFERRED =
      Json.of(
          "NEW_REFERRAL_FLAG",
          "Y",
          "EXISTING_REFERRAL_FLAG",
          "N",
          "NFA_FLAG",
          "N",
          "OTHER_OUTCOMES_EXIST_FLAG",
          "N");

  private final World world;
  private final Records records;

  Referrals(World world, Records records) {
    this.world = world;
    this.records = records;
  }

  void writeContact(Person child, LocalDate day, String source, boolean refers) {
    records.happened(
        Table.CONTACTS,
        child,
        day,
        day,
        world.rowId(Table.CONTACTS, child),
        child.id,
        day,
        source,
        sourceInWords(source),
        refers ? REFERRED : ADVICE);
  }

  /**
   * Writes one referral; the source system puts a description of the worker where a number is
   * expected.
   */
  void write(
      Person child,
      Long referralId,
      LocalDate day,
      @Nullable LocalDate closed,
      String source,
      String need,
      String outcome,
      String noFurtherAction,
      String closure) {
    Dice dice = world.dice("referral", referralId);
    records.happened(
        Table.CIN_EPISODES,
        child,
        day,
        closed,
        referralId,
        child.id,
        day,
        need,
        source,
        sourceInWords(source),
        outcome,
        noFurtherAction,
        Known.from(closed, Codes.wording(Codes.CLOSURE, closure)),
        Known.once(closed),
        Teams.FIRST_CONTACT_ID,
        Names.worker(dice) + " (Social Worker)");
  }

  /** The words of a source of referrals, without its code. */
  static String sourceInWords(String source) {
    return Codes.wording(Codes.REFERRAL_SOURCE, source).substring(source.length() + 1);
  }
}
