package kith.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import kith.lake.DeltaLake;
import kith.lake.Sessions;
import kith.project.ExitCode;
import kith.shell.Answer;
import kith.shell.Rows;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;

/**
 * Does in a temporary folder what most commands do: opens a session, writes a table and queries it.
 * The launcher runs it once after a build and archives the classes that it loaded, which makes
 * later starts a third faster.
 */
@Command(name = "warm-up", hidden = true, mixinStandardHelpOptions = true)
final class WarmUpCommand implements Callable<Integer> {

  private static final TableName TABLE = new TableName(Zone.MARTS, "warm_up");
  private static final TableName BY_NIGHT = new TableName(Zone.OPS, "warm_up");

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("kith-warm-up");
    try {
      DeltaLake lake = new DeltaLake(Sessions.open("local[*]", Map.of()), folder.toString());
      Dataset<Row> numbers =
          lake.spark()
              .sql(
                  """
                  select id, cast(id as string) as text, array('a') as flags,
                      cast(id as decimal(18,4)) as amount, date_add(date'2025-04-01', cast(id as int)) as day
                  from range(100)
                  """);
      lake.replace(TABLE, numbers);
      lake.replaceNight(BY_NIGHT, LocalDate.of(2025, 4, 1), numbers);
      lake.read(TABLE, lake.version(TABLE)).createOrReplaceTempView("warm_up");
      Dataset<Row> asked =
          lake.spark()
              .sql(
                  """
                  with numbered as (
                      select *, row_number() over (partition by flags order by day desc) as latest from warm_up
                  )
                  select numbered.latest % 7 as part, count(distinct numbered.text) as texts,
                      sum(numbered.amount) as amount, max_by(numbered.day, numbered.id) as day
                  from numbered
                  left join warm_up on warm_up.id = numbered.id + 1
                  where numbered.day > date'2025-04-03' and not array_contains(numbered.flags, 'b')
                  group by 1
                  order by 1
                  """);
      try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
        for (Rows format : Rows.values()) {
          Answer.print(asked, format, nowhere);
        }
      }
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
    return ExitCode.DONE.code();
  }
}
