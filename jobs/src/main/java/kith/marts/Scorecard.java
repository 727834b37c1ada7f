package kith.marts;

public final class Scorecard {
  public static String render(
      java.util.List<org.apache.spark.sql.Row> a, java.util.List<org.apache.spark.sql.Row> b) {
    return "";
  }
}
