package kith.simulate;

/** The aim of a period of care, decided when it begins and never written into the extract. */
enum Profile {
  RETURN_HOME,
  KINSHIP,
  ADOPTION,
  LONG_TERM,
  WITH_PARENTS,
  TOWARDS_INDEPENDENCE,
  UNACCOMPANIED,
  REMAND,
  SHORT_BREAKS;

  private static final Mix UNDER_1 =
      Mix.of("ADOPTION 39, KINSHIP 28, RETURN_HOME 14, LONG_TERM 12, WITH_PARENTS 7");
  private static final Mix AGED_1_TO_4 =
      Mix.of("ADOPTION 14, KINSHIP 29, RETURN_HOME 18, LONG_TERM 28, WITH_PARENTS 11");
  private static final Mix AGED_5_TO_9 =
      Mix.of("KINSHIP 22, RETURN_HOME 20, LONG_TERM 45, WITH_PARENTS 13");
  private static final Mix AGED_10_TO_15 =
      Mix.of("KINSHIP 8, RETURN_HOME 25, LONG_TERM 59, WITH_PARENTS 5, REMAND 3");
  private static final Mix AGED_16_PLUS =
      Mix.of("RETURN_HOME 11, TOWARDS_INDEPENDENCE 81, REMAND 8");

  static Profile of(Dice dice, int age, boolean unaccompanied) {
    if (unaccompanied) {
      return UNACCOMPANIED;
    }
    Mix mix =
        age < 1
            ? UNDER_1
            : age < 5
                ? AGED_1_TO_4
                : age < 10 ? AGED_5_TO_9 : age < 16 ? AGED_10_TO_15 : AGED_16_PLUS;
    return valueOf(mix.pick(dice));
  }

  /**
   * How likely a child is to leave in a month, relative to other children, after this many days in
   * care.
   */
  double inclinationToLeave(long daysInCare) {
    return switch (this) {
      case RETURN_HOME -> daysInCare < 60 ? 0.05 : daysInCare < 200 ? 0.10 : 0.07;
      case KINSHIP -> daysInCare < 180 ? 0.005 : daysInCare < 700 ? 0.115 : 0.06;
      case WITH_PARENTS -> daysInCare < 300 ? 0.002 : 0.028;
      case LONG_TERM -> daysInCare < 300 ? 0.002 : 0.0035;
      case TOWARDS_INDEPENDENCE -> 0.012;
      case UNACCOMPANIED -> 0.004;
      case ADOPTION, REMAND, SHORT_BREAKS -> 0;
    };
  }
}
