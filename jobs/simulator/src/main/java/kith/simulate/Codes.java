package kith.simulate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Codes with the wording that the source system prints after them: {@code U4} is "U4 Foster, other
 * carer, long term". They are in {@code codes.txt}.
 */
final class Codes {

  private static final Map<String, List<String>> SECTIONS = Resource.sections("codes.txt");

  static final Map<String, String> LEGAL_STATUS = wordings("legal_status");
  static final Map<String, String> PLACEMENT_TYPE = wordings("placement_type");
  static final Map<String, String> START_REASON = wordings("start_reason");
  static final Map<String, String> CEASE_REASON = wordings("cease_reason");
  static final Map<String, String> CHANGE_REASON = wordings("change_reason");
  static final Map<String, String> PROVIDER = wordings("provider");
  static final Map<String, String> PARTICIPATION = wordings("participation");
  static final Map<String, String> PREVIOUS_PERMANENCE = wordings("previous_permanence");
  static final Map<String, String> MISSING = wordings("missing");
  static final Map<String, String> IN_TOUCH = wordings("in_touch");
  static final Map<String, String> ACCOMMODATION = wordings("accommodation");
  static final Map<String, String> SUITABILITY = wordings("suitability");
  static final Map<String, String> ACTIVITY = wordings("activity");
  static final Map<String, String> REFERRAL_SOURCE = wordings("referral_source");
  static final Map<String, String> CLOSURE = wordings("closure");
  static final Map<String, String> ADOPTER_SEX = wordings("adopter_sex");
  static final Map<String, String> ADOPTER_LEGAL_STATUS = wordings("adopter_legal_status");

  /** Placement types that the source system's extract leaves out. */
  static final Set<String> PLACEMENT_TYPE_NOT_EXTRACTED =
      Set.copyOf(lines("placement_type_not_extracted"));

  static final List<String> CARE_PLAN_AIM = lines("care_plan_aim");

  /** Texts in code columns that are in no code list: mistakes that systems accept. */
  static final List<String> MISTAKEN = lines("mistaken");

  private Codes() {}

  /**
   * Whether a code column's text is in no list: a mistake, or a supervision order, which systems
   * store among the legal statuses although it does not mean care.
   */
  static boolean isUnlisted(String text) {
    return MISTAKEN.contains(text) || text.startsWith("SO ");
  }

  /** The wording of a code in its list. */
  static String wording(Map<String, String> list, String code) {
    return Objects.requireNonNull(list.get(code));
  }

  private static Map<String, String> wordings(String list) {
    return lines(list).stream()
        .collect(Collectors.toMap(line -> line.split(" ")[0], Function.identity()));
  }

  private static List<String> lines(String list) {
    return Objects.requireNonNull(SECTIONS.get(list));
  }
}
