package kith.testing;

import java.util.Map;
import kith.lake.Sessions;
import kith.project.Project;
import kith.table.TableSpecs;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test JVM, and the project's specifications. */
public final class SparkTest {

  private static SparkSession session;
  private static TableSpecs specs;

  private SparkTest() {}

  /** The shared session, opened on first use and closed with the JVM. */
  public static synchronized SparkSession spark() {
    if (session == null) {
      session = Sessions.open("local[2]", Map.of());
    }
    return session;
  }

  /** The specifications of the project's tables. */
  public static synchronized TableSpecs specs() {
    if (specs == null) {
      specs = TableSpecs.of(Project.home());
    }
    return specs;
  }
}
