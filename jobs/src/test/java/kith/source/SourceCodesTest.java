package kith.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.testing.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceCodesTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);
  private static final CodeLists LISTS = CodeLists.of(Project.home());
  private static final SourceCodes CODES =
      SourceCodes.of(LISTS, SourceSystem.of(Project.home(), "ssd").contracts(), NIGHT);

  @ParameterizedTest
  @CsvSource({
    "legal_status, Full care order, C2",
    "legal_status, FULL CARE ORDER, C2",
    "legal_status, C2 - Full care order, C2",
    "legal_status, C2-Full care order, C2",
    "legal_status, 'C2\tFull care order', C2",
    "legal_status, 'C2\u00a0Full\u200b care order', C2",
    "legal_status, (C2), C2",
    "legal_status, Full care order (C2), C2",
    "legal_status, Full care order - C2, C2",
    "legal_status, Care order C2, C2",
    "legal_status, Legal status: C2 - Full care order, C2",
    "legal_status, Legal status: Full care order, C2",
    "legal_status, Full care order from 01/02/2024, C2",
    "legal_status, Full care order (01/02/2024 - 03/04/2025), C2",
    "legal_status, C2 2024-02-01, C2",
    "legal_status, C2 Full care order 1 Feb 2024, C2",
    "legal_status, Single period of accommodation under section 20 (Children Act 1989), V2",
    "legal_status, 'Accommodated under an agreed series of short-term breaks, when agreements are recorded (NOT individual episodes of care)', V4",
    "legal_status, 'Accommodated under an agreed series of short-term breaks, when individual episodes of care are recor', V3",
    "legal_status, 'V3: Accommodated under an agreed series of short\u2013term breaks, when individual episodes', V3",
    "rne, 'S\tStarted to be looked after', S",
    "rne, S Started to be looked after, S",
    "rne, S New to care, S",
    "rne, L-Change of legal status only, L",
    "rne, Change of placement (but same carer(s)) only, T",
    "rec, 'X1\tEpisode ceases, and new episode begins on same day', X1",
    "rec, 'E15 Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply, such as an unaccompanied asylum-seeking child (UASC) whose age has been disputed', E15",
    "rec, E13 To people without parental responsibility, E13",
    "rec, 'E41 Residence order (or, from 22 April 2014, a child arrangement order) granted', E41",
    "placement_type, H5a, H5",
    "placement_type, H5 Semi-independent living accommodation not subject to the regulations, H5",
    "placement_type, T4 Temporary accommodation of seven days or less for any reason not covered by codes T1 to T3, T4",
    "activity, 'G4 Not EET, illness or disability', G4",
    "activity, Young person engaged full time in training or employment, F3",
    "accommodation, 'B With parents or relatives', B",
    "accommodation, B&B, W",
    "accommodation, B & B, W",
    "accommodation, 0 No information, 0",
    "missing, 'A Away without leave, whereabouts known', A",
    "missing, A: absent, A",
    "in_touch, NO Not in touch, NO",
    "in_touch, DIED, DIED",
    "adopter_sex, MF Man and woman, MF",
    "ethnicity, WBRI Any white person of Britain, WBRI",
    "involvement_role, CW Worker of the case, CW",
    "sex, 1, M",
    "immigration_status, U, unaccompanied_child",
    "immigration_status, Unaccompanied Asylum Seeking Child (UASC), unaccompanied_child",
    "immigration_status, Indefinite Leave to Remain in the UK (ILR), indefinite_leave",
    "leaving_care_eligibility, a) Relevant child, relevant",
    "health_check_type, LAC Health Assessment (annual), health_assessment",
    "health_check_type, LAC Health Assessment (under 5), health_assessment",
    "health_check_type, Annual health assessment by nurse, health_assessment",
    "health_check_type, Development Check, health_check",
    "health_check_type, Dental - routine, dental_check",
    "health_check_type, Optician appointment, optician_check",
    "health_check_type, Eye Test, optician_check",
    "involvement_role, Case Holder, CW",
    "involvement_role, Personal Adviser, 16PLUS",
    "involvement_role, Key Agency - School, KA",
    "involvement_role, Key Agency - Health Visitor, KA",
    "missing, 'Missing, whereabouts unknown', M",
    "missing, 'Away without leave, whereabouts known', A",
    "yn_na, N/A, NA"
  })
  void aCodeIsFoundHoweverItIsWritten(String list, String text, String code) {
    assertThat(CODES.code(list, text)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "legal_status, Not V4",
    "legal_status, no longer V2",
    "legal_status, was C2",
    "legal_status, V2 to V4",
    "legal_status, C1/C2",
    "legal_status, C2?",
    "legal_status, C2 application",
    "legal_status, C2 discharged",
    "legal_status, Interim care order (C2)",
    "legal_status, C1 Full care order",
    "legal_status, Section 20 (V3)",
    "legal_status, Section 20 ended",
    "legal_status, Interim care order application",
    "legal_status, Care order",
    "legal_status, 'Accommodated under an agreed series of short-term breaks, when'",
    "legal_status, C22",
    "legal_status, SC2",
    "legal_status, Supervision order",
    "legal_status, 01/02/2024",
    "placement_type, Foster placement with relative(s) or friend(s)",
    "placement_type, Older code",
    "rec, Adopted",
    "rec, Special guardianship order",
    "rne, Started",
    "rne, Something (else)",
    "accommodation, B and B",
    "accommodation, C2",
    "missing, A child who is known to be safe",
    "missing, Mislaid",
    "in_touch, No longer known to us",
    "in_touch, NO longer known to us",
    "ethnicity, BOTH Asian and White",
    "ethnicity, WBRI OR WIRI",
    "ethnicity, WBRI or WIRI",
    "ethnicity, Both Asian and White",
    "reason_place_change, Child's behaviour",
    "reason_place_change, Place of safety",
    "sex, M/F",
    "immigration_status, Unknown",
    "involvement_role, Karate teacher",
    "health_check_type, Dental and optician",
    "health_check_type, Health assessment declined"
  })
  void aCodeIsNeverGuessed(String list, String text) {
    assertThat(CODES.code(list, text)).isEqualTo(SourceCodes.UNKNOWN);
  }

  @Test
  void aWordingIsReadFromItsFirstNightToItsLast(@TempDir Path conf) throws Exception {
    Path codes = Files.createDirectories(conf.resolve("codes"));
    Files.writeString(codes.resolve("sex.csv"), "code,label\nM,Male\n");
    Files.writeString(
        codes.resolve("wordings.csv"),
        "list,code,wording,valid_from,valid_to\nsex,M,Boy,2026-03-01,2026-03-31\n");
    CodeLists lists = CodeLists.in(codes);

    assertThat(new ListWords(lists.wordings("sex", LocalDate.of(2026, 2, 28))).find("Boy"))
        .isNull();
    assertThat(new ListWords(lists.wordings("sex", NIGHT)).find("Boy")).isEqualTo("M");
    assertThat(new ListWords(lists.wordings("sex", LocalDate.of(2026, 4, 1))).find("Boy")).isNull();
  }

  /** Tables that rest on a list are made again when a wording changes its code. */
  @Test
  void theContentOfAListChangesWithTheCodeOfAWording(@TempDir Path conf) throws Exception {
    Path codes = conf.resolve("codes");
    Folders.copy(Project.home().conf().resolve("codes"), codes);
    Files.writeString(
        codes.resolve("wordings.csv"),
        "sex,M,Youngster,,2026-03-31,\nsex,F,Youngster,2026-04-01,,\n",
        StandardOpenOption.APPEND);
    SourceSystem ssd = SourceSystem.of(Project.home(), "ssd");
    LocalDate before = LocalDate.of(2026, 3, 31);

    SourceCodes last = SourceCodes.of(CodeLists.in(codes), ssd.contracts(), before);
    SourceCodes next = SourceCodes.of(CodeLists.in(codes), ssd.contracts(), before.plusDays(1));

    assertThat(last.code("sex", "Youngster")).isEqualTo("M");
    assertThat(next.code("sex", "Youngster")).isEqualTo("F");
    assertThat(next.content("sex")).isNotEqualTo(last.content("sex"));
    assertThat(next.content("ethnicity")).isEqualTo(last.content("ethnicity"));
  }

  @Test
  void everyWordingStandsForOneCodeThatItsListHas() {
    Map<String, Set<String>> codes = new HashMap<>();
    Map<String, String> codeByWords = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (Map<String, String> row : LISTS.rows("wordings")) {
      String list = row.get("list");
      codes.computeIfAbsent(
          list,
          name ->
              LISTS.rows(name).stream().map(code -> code.get("code")).collect(Collectors.toSet()));
      assertThat(codes.get(list)).as(list + " " + row.get("wording")).contains(row.get("code"));
      String before =
          codeByWords.put(list + " " + row.get("wording").toLowerCase(), row.get("code"));
      if (before != null) {
        twice.add(list + " " + row.get("wording"));
      }
    }
    assertThat(twice).isEmpty();
  }

  /** Lists of the reference that no contract's column names are those of other returns. */
  @Test
  void everyCodeOfTheReferenceIsInItsList() throws Exception {
    Path reference = Project.home().root().resolve("../shared/reference/code-lists.csv");
    assumeTrue(Files.exists(reference), "the reference is not beside this repository");
    Set<String> lists =
        SourceSystem.of(Project.home(), "ssd").contracts().stream()
            .flatMap(contract -> contract.columns().stream())
            .map(SourceColumn::codes)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    Set<String> compared = new TreeSet<>();
    for (String line : Files.readAllLines(reference)) {
      String[] cells = line.split(",");
      if (lists.contains(cells[0])) {
        compared.add(cells[0]);
        if (CODES.code(cells[0], cells[1]).equals(SourceCodes.UNKNOWN)) {
          missing.add(cells[0] + " " + cells[1]);
        }
      }
    }
    assertThat(compared).hasSizeGreaterThan(25);
    // Placeholders, ranges and remarks of the reference that are not codes, and entries without
    // meaning.
    assertThat(missing)
        .containsExactlyInAnyOrder(
            "rec E99",
            "reason_place_change LIIAF",
            "sdq_reason SSD_PH",
            "health_check_type (free text)",
            "health_check_status (blank)");
  }

  @Test
  void everyPublishedWordingIsFoundBeforeItsCodeAndAfterATitle() {
    for (Map<String, String> row : LISTS.rows("wordings")) {
      String wording = row.get("wording");
      String code = row.get("code");
      if (!wording.contains("*")) {
        List<String> texts = new ArrayList<>(List.of("Type: " + wording));
        if (code.equals(code.toUpperCase())) {
          texts.addAll(List.of(wording + " (" + code + ")", wording + "\t" + code));
          texts.addAll(List.of("(" + code + ") " + wording, wording + " [" + code + "]"));
        }
        for (String text : texts) {
          assertThat(CODES.code(row.get("list"), text)).as(text).isEqualTo(code);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rec, Returned to parents (E4A), E4A",
    "category_of_need, Parent illness or disability (N3), N3",
    "placement_type, Foster carer not related (U6), U6",
    "legal_status, Section 20 voluntary or agreed (V2), V2",
    "legal_status, Application for a care order (C2), unknown",
    "legal_status, Not a care order (C2), unknown",
    "legal_status, Formerly under a care order (C2), unknown",
    "legal_status, C1 changed to a care order (C2), unknown",
    "legal_status, Interim care order (C2), unknown",
    "legal_status, V4 Short breaks, V4",
    "legal_status, V4 - Short breaks, V4",
    "legal_status, [V4] Short breaks, V4",
    "legal_status, Short breaks (V4), V4",
    "legal_status, Short breaks, V3",
    "legal_status, S20 short breaks, V3",
    "legal_status, Accommodated under an agreed series of short-term breaks, V3",
    "legal_status, V2 - Section 20: short breaks, unknown",
    "legal_status, 'V2, short breaks', unknown",
    "legal_status, Awaiting C2, unknown",
    "legal_status, C2 superseded, unknown",
    "legal_status, C2 (finished), unknown",
    "involvement_role, CW secondary, unknown",
    "involvement_role, CW Co-worker, unknown",
    "health_check_type, Health assessment letter sent, unknown",
    "health_check_type, Request for initial health assessment, unknown",
    "health_check_type, Health assessment offered, unknown",
    "health_check_type, Initial Health Assessment - DNA, unknown",
    "sex, Parent(s) (M), unknown"
  })
  void aCodeInBracketsIsFoundAfterWordsOfTheAuthority(String list, String text, String code) {
    assertThat(CODES.code(list, text)).isEqualTo(code);
  }

  @Test
  void everyPublishedWordingIsFoundAloneAndAfterItsCode() {
    for (Map<String, String> row : LISTS.rows("wordings")) {
      if (!row.get("wording").contains("*")) {
        assertThat(CODES.code(row.get("list"), row.get("wording")))
            .as(row.toString())
            .isEqualTo(row.get("code"));
        if (row.get("code").equals(row.get("code").toUpperCase())) {
          assertThat(CODES.code(row.get("list"), row.get("code") + "\t" + row.get("wording")))
              .as("%s after its code", row)
              .isEqualTo(row.get("code"));
        }
      }
    }
  }
}
