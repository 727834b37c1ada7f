package kith.marts;

import java.time.LocalDate;
import java.util.*;
import kith.contract.*;

public final class Marts {
  public static List<StageStep> steps(
      Project p,
      String id,
      Availability a,
      Optional<Quarters> b,
      Map<TableName, Long> pub,
      TableSpecs s,
      Inputs i,
      Lake l,
      LocalDate d) {
    return List.of();
  }
}
