package kith.conform.careleaver;

import java.util.stream.Collectors;
import kith.source.CodeLists;

/**
 * What the codes of a care leaver's contact mean, as SQL over columns that begin with a prefix
 * ({@code "used."}, or nothing). Each is null where the contact does not say, but for {@link
 * #countsForAccommodation}.
 */
final class ContactCodes {

  /** Code of list accommodation for no information; a blank means the same (section 8). */
  static final String NO_INFORMATION = "0";

  private final CodeLists codes;

  /** Reads the lists activity, accommodation, in_touch and leaving_care_eligibility when asked. */
  ContactCodes(CodeLists codes) {
    this.codes = codes;
  }

  /** Whether the eligibility makes a care leaver; "no current eligibility" does not say. */
  String isEligible(String prefix) {
    return means("leaving_care_eligibility", "qualifies_by_care_after_14", prefix + "eligibility");
  }

  /** Whether the authority is in touch. */
  String isInTouch(String prefix) {
    return means("in_touch", "in_touch", prefix + "in_touch");
  }

  /** Why the young person is no care leaver any more: died, or returned_home for six months. */
  String leftBecause(String prefix) {
    return "case when %1$sin_touch in (%2$s) then 'died' when %1$sin_touch in (%3$s) then 'returned_home' end"
        .formatted(
            prefix,
            codes.quotedWith("in_touch", "left_because", "died"),
            codes.quotedWith("in_touch", "left_because", "returned_home"));
  }

  /** False when gone abroad, deported or residence not known; true also without a contact. */
  String countsForAccommodation(String prefix) {
    return "coalesce(%saccommodation not in (%s), true)"
        .formatted(prefix, codes.quotedWith("accommodation", "counts_in_denominator", "false"));
  }

  /** Suitable accommodation: without information on it, nothing is known of it (section 8). */
  String isSuitable(String prefix) {
    return "if(%1$saccommodation = '%2$s', null, %1$sis_suitable)"
        .formatted(prefix, NO_INFORMATION);
  }

  /** Whether the young person lives with the former foster carer. */
  String isWithFormerFosterCarer(String prefix) {
    return means("accommodation", "former_foster_carer", prefix + "accommodation");
  }

  /** Whether the young person is in higher education. */
  String isInHigherEducation(String prefix) {
    return means("activity", "higher_education", prefix + "activity");
  }

  /** Whether the young person is in education, employment or training; not by an expired code. */
  String isInEducationEmploymentOrTraining(String prefix) {
    return "case when %1$sactivity in (%2$s) then %3$s when %1$sactivity in (%4$s) then false end"
        .formatted(
            prefix,
            codes.quotedWith("activity", "eet", "yes"),
            inUse(prefix),
            codes.quotedWith("activity", "eet", "no"));
  }

  /** True when the activity says education, employment or training, but by an expired code. */
  String isActivityExpired(String prefix) {
    return "%sactivity in (%s) and %s is null"
        .formatted(prefix, codes.quotedWith("activity", "eet", "yes"), inUse(prefix));
  }

  private String means(String list, String attribute, String column) {
    return "case when %1$s in (%2$s) then true when %1$s in (%3$s) then false end"
        .formatted(
            column,
            codes.quotedWith(list, attribute, "true"),
            codes.quotedWith(list, attribute, "false"));
  }

  /** True when the activity code was still in use on the day of the contact, otherwise null. */
  private String inUse(String prefix) {
    String inUse =
        codes.rows("activity").stream()
            .filter(code -> code.get("valid_to") != null)
            .map(
                code ->
                    "when '%s' then if(%scontact_on <= date'%s', true, null)"
                        .formatted(code.get("code"), prefix, code.get("valid_to")))
            .collect(Collectors.joining(" "));
    return inUse.isEmpty() ? "true" : "(case " + prefix + "activity " + inUse + " else true end)";
  }
}
