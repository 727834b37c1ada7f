package kith.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Codes with the wording that the source system prints after them: {@code U4} is "U4 Foster, other
 * carer, long term".
 */
final class Codes {

  static final Map<String, String> LEGAL_STATUS =
      wordings(
          """
          C1 Interim care order
          C2 Full care order
          E1 Placement order granted
          V2 Section 20, single period
          V3 Short breaks, each break recorded
          V4 Short breaks, agreement recorded
          L1 Police protection
          L2 Emergency protection order
          J1 Remanded to the authority
          SO Supervision order
          """);

  static final Map<String, String> PLACEMENT_TYPE =
      wordings(
          """
          U1 Foster, relative or friend, long term
          U3 Foster, relative or friend, other
          U4 Foster, other carer, long term
          U5 Foster, other carer, also approved adopter
          U6 Foster, other carer, other
          A4 Placed for adoption, consent, new family
          A5 Placed for adoption, placement order, current carer
          A6 Placed for adoption, placement order, new family
          K1 Secure children's home
          K2 Children's home
          K3 Registered supported accommodation
          H5 Semi-independent, not a registered home
          P1 With parent or person with parental responsibility
          P2 Independent living
          R1 Residential care home
          R2 NHS or nursing establishment
          R3 Family centre or mother and baby unit
          R5 Young offender institution
          S1 Residential school
          T0 Temporary move
          T1 Temporary, in hospital
          T2 Temporary, child on holiday
          T3 Temporary, carer on holiday
          T4 Temporary, seven days or less
          Z1 Other placement
          Z11 Other placement, kind 1
          Z12 Other placement, kind 2
          Z13 Other placement, kind 3
          Z14 Other placement, kind 4
          """);

  static final Map<String, String> START_REASON =
      wordings(
          """
          S Started to be looked after
          L Legal status changed only
          P Placement and carer changed
          T Placement changed, same carer
          B Legal status, placement and carer changed
          U Legal status and placement changed, same carer
          """);

  static final Map<String, String> CEASE_REASON =
      wordings(
          """
          X1 Episode ends, next starts same day
          E11 Adopted, unopposed
          E12 Adopted, consent dispensed with
          E2 Died
          E3 Care taken over by another authority
          E4A Home to parents, planned
          E4B Home to parents, unplanned
          E5 Independent living with support
          E6 Independent living without support
          E7 Adult social care residential
          E8 Any other reason
          E9 Sentenced to custody
          E13 To people without parental responsibility
          E14 Remand ended
          E16 Moved abroad
          E17 Aged 18, stayed with carers
          E41 Child arrangements order
          E43 Special guardianship, former foster carer
          E44 Special guardianship, other carer
          E45 Special guardianship, former foster carer, relative
          E46 Special guardianship, former foster carer, not relative
          E47 Special guardianship, other carer, relative
          """);

  static final Map<String, String> CHANGE_REASON =
      wordings(
          """
          CARPL Care plan move
          CLOSE Carer resigned or home closed
          ALLEG Allegation
          STAND Standards of care
          CREQB Carer asked, behaviour
          CREQO Carer asked, other
          CHILD Child asked
          LAREQ Authority asked
          PLACE Status change only, same carer
          OTHER Other
          """);

  static final Map<String, String> PROVIDER =
      wordings(
          """
          PR0 Parent
          PR1 Own authority
          PR2 Other authority
          PR3 Other public body
          PR4 Private
          PR5 Voluntary
          """);

  static final Map<String, String> PARTICIPATION =
      wordings(
          """
          PN0 Under 4 at review
          PN1 Attended and spoke
          PN2 Attended, advocate spoke
          PN3 Attended, symbols
          PN4 Attended, took no part
          PN5 Absent, briefed an advocate
          PN6 Absent, views sent
          PN7 Absent, no views
          """);

  static final Map<String, String> PREVIOUS_PERMANENCE =
      wordings(
          """
          P1 Adoption
          P2 Special guardianship
          P3 Residence or child arrangements order
          P4 Not known
          Z1 None before
          """);

  static final Map<String, String> MISSING =
      wordings(
          """
          M Missing, whereabouts unknown
          A Away without leave, whereabouts known
          """);

  static final Map<String, String> IN_TOUCH =
      wordings(
          """
          YES In touch
          NO Not in touch
          REFU Refuses contact
          NREQ No longer needs services
          RHOM Returned home six months or more
          DIED Died after leaving care
          """);

  static final Map<String, String> ACCOMMODATION =
      wordings(
          """
          B With parents or relatives
          C Community home or NHS care
          D Semi-independent, supported
          E Supported lodgings
          G Gone abroad
          H Deported
          K Ordinary lodgings
          R Residence not known
          S No fixed abode or homeless
          T Foyer
          U Independent living
          V Emergency accommodation
          W Bed and breakfast
          X In custody
          Y Other
          Z With former foster carer
          """);

  static final Map<String, String> SUITABILITY =
      wordings(
          """
          1 Suitable
          2 Unsuitable
          """);

  static final Map<String, String> ACTIVITY =
      wordings(
          """
          F1 Full time higher education
          P1 Part time higher education
          F2 Full time other education
          P2 Part time other education
          F3 Full time training or employment
          P3 Part time training or employment
          F4 Full time apprenticeship
          P4 Part time apprenticeship
          F5 Full time work or training, not apprenticeship
          P5 Part time work or training, not apprenticeship
          G4 Not EET, illness or disability
          G5 Not EET, other
          G6 Not EET, pregnancy or parenting
          """);

  static final Map<String, String> REFERRAL_SOURCE =
      wordings(
          """
          1A Family
          1B Acquaintance
          1C Self
          1D Other person
          2A School
          2B Education service
          3A General practitioner
          3B Health visitor
          3C School nurse
          3D Other primary health
          3E Accident and emergency
          3F Other health
          4 Housing
          5A Social care in authority
          5B Other council service
          5C Other authority
          5D Early help
          6 Police
          7 Court, probation, immigration
          8 Other
          9 Anonymous
          10 Unknown
          """);

  static final Map<String, String> CLOSURE =
      wordings(
          """
          RC1 Adopted
          RC2 Died
          RC3 Child arrangements order
          RC4 Special guardianship
          RC5 Moved to other authority
          RC6 Moved to adult services
          RC7 Any other reason
          RC8 Closed after assessment
          RC9 Closed after assessment, early help
          """);

  static final Map<String, String> ADOPTER_SEX =
      wordings("M1 One man\nF1 One woman\nMM Two men\nFF Two women\nMF Man and woman\n");

  static final Map<String, String> ADOPTER_LEGAL_STATUS =
      wordings(
          """
          L0 Single
          L11 Married, different sex
          L12 Married, same sex
          L2 Civil partnership
          L3 Unmarried, different sex
          """);

  /**
   * What stands in code columns although no list of codes has it: mistakes that systems let pass.
   */
  static final List<String> MISTAKEN = List.of("QQ7", "ZZ-other", "#REF!", "old: see notes");

  private Codes() {}

  /**
   * Whether a code column's text is on no list: a mistake, or a supervision order, which systems
   * keep among the legal statuses although it does not mean care.
   */
  static boolean isUnlisted(String text) {
    return MISTAKEN.contains(text) || text.startsWith("SO ");
  }

  private static Map<String, String> wordings(String lines) {
    Map<String, String> wordings = new HashMap<>();
    lines.strip().lines().forEach(line -> wordings.put(line.split(" ")[0], line.strip()));
    return wordings;
  }
}
