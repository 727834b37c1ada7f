package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kith.lake.LakeRoot;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.testing.Folders;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read small files left by runs, in a lake without tables. */
class ReadersTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 10, 2);
  private static final String ID = "2025-10-02-00000001";
  private static final String ENGINE = "(org\\.apache\\.(spark|hadoop)|io\\.delta)\\..*";

  @TempDir private static Path folder;
  private static LakeRoot root;

  @BeforeAll
  static void publish() throws IOException {
    root = new LakeRoot(folder.resolve("lake"));
    for (String zone :
        List.of("raw", "quarantine", "restricted", "warehouse", "marts", "ops", "published")) {
      Files.createDirectories(root.path().resolve(zone));
    }
    Folders.close(folder);
    write("lake.json", "{'format': 1, 'authority_code': 840, 'secret_fingerprint': 'f'}");
    write(
        "ops/nights/2025-10-02/extract.json",
        """
        {'fingerprint': 'a', 'counts': {'ssd_person': {'source': 1234, 'loaded': 1230,
          'quarantined': 4, 'duplicate': 0}, 'night_change': {'new': 3}}}
        """);
    write("ops/nights/2025-10-02/publish.json", "{'fingerprint': 'a'}");
    write(
        "ops/nights/2025-10-02/quality.json",
        """
        {'business_date': '2025-10-02', 'simulated': true, 'rules': [{'status': 'fail', 'severity': 'warn',
          'rule': 'review_late', 'checked': 20, 'failed': 3, 'threshold_percent': 5.00, 'owner': 'reviews'}]}
        """);
    write(
        "ops/results/2025-10-02T010000-nightly.json",
        """
        {'started_at': '2025-10-02T01:00:00Z', 'command': 'nightly', 'business_date': '2025-10-02',
          'exit_code': 0, 'seconds': 12.5, 'message': 'Done: all of it.'}
        """);
    write(
        Publications.scorecardPath(ID),
        """
        {'figures': [{'authority_code': 840, 'kpi': 'cla_count', 'period_type': 'POINT', 'as_at': '2025-09-30',
          'value': 1183.0, 'numerator': 1183.0, 'previous_quarter': 1190.0, 'direction': 'not_applicable',
          'rag': 'none', 'status': 'ok', 'business_date': '2025-10-02', 'simulated': true}]}
        """);
    write(
        Publications.scorecardRulesPath(ID),
        """
        {'rules': [{'authority_code': 840, 'kpi': 'cla_count', 'title': 'A record is odd', 'status': 'fail'}]}
        """);
    Publication publication = new Publication(ID, NIGHT, true, Map.of());
    Publications.writeManifest(
        root.files(), publication, root.tables().marks(Publications.scorecardFiles(ID)));
    Publications.point(root.files(), publication);
    Folders.close(folder);
  }

  private static void write(String path, String json) throws IOException {
    root.files().write(path, new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  /** Readers run many times a day: they must not wait for Spark to start. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scorecard | on the day 1,183 1,190 n/a
          status    | ssd_person 1,234 1,230 4 0
          quality   | fail warn review_late 3 20 15.00
          """)
  void aReaderLoadsNoClassOfAnEngine(String command, String told) throws Exception {
    Path log = folder.resolve(command + ".log");

    Said said = process("-Xlog:class+load:file=" + log + ":none:filecount=0", command);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text().replaceAll(" +", " ")).contains(told);
    List<String> loaded =
        Files.readAllLines(log).stream().map(line -> line.replaceAll(" .*", "")).toList();
    assertThat(loaded).contains("kith.Main");
    assertThat(loaded.stream().filter(type -> type.matches(ENGINE)).toList()).isEmpty();
  }

  /** A command in a process of its own. */
  private static Said process(String option, String... command) throws Exception {
    List<String> java = new ArrayList<>();
    java.add(System.getProperty("java.home") + "/bin/java");
    java.add("@" + Project.home().root().resolve("jobs/bin/jvm.options"));
    java.addAll(
        List.of(
            option,
            "-Dkith.home=" + Project.home().root(),
            "-cp",
            System.getProperty("java.class.path"),
            "kith.Main"));
    java.addAll(List.of(command));
    java.addAll(List.of("--lake", root.path().toString()));
    Process process = new ProcessBuilder(java).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    return new Said(process.waitFor(), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select repeat('x', 2147483647)                          | needs more memory than there is.
          select repeat('xyz', 2000000000)                        | failed: ArithmeticException.
          select format_string('%d', 'a')                         | failed: IllegalFormatConversionException.
          select regexp_replace(repeat('a', 200000), '(aa?)*c', '')  | needs more memory than there is.
          select 1 / 0                                            | failed: DIVIDE_BY_ZERO.
          """)
  void aQueryWithoutAnAnswerIsWrongUsage(String query, String because) {
    SparkTest.spark();

    Said said = Said.by("sql", "--lake", root.path().toString(), "-e", query);

    assertThat(said.code()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).startsWith("The query ").contains(because).contains("Nothing was read");
  }

  /** Spark ends a process in which one of its tasks has run out of memory. */
  @Test
  void aQueryThatNeedsTooMuchMemoryInATaskIsWrongUsageToo() throws Exception {
    String query = "select repeat('x', 2147483647 - n) from (select explode(array(0)) as n)";

    Said said = process("-Xmx1g", "sql", "-e", query);

    assertThat(said.code()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).contains("The query needs more memory than there is.");
  }

  @Test
  void theScorecardNamesTheRulesThatFail() {
    Said said = scorecard();

    assertThat(said.code()).isZero();
    assertThat(said.text()).contains(" [data: 1]\n").contains("\n  A record is odd\n");
  }

  @Test
  void aFileThatIsNotTheOnePublishedIsNotShown() throws IOException {
    for (String file : Publications.scorecardFiles(ID)) {
      Path path = root.path().resolve(file);
      String whole = Files.readString(path);
      Files.writeString(path, whole.replace("cla_count", "cla_other"));
      Said changed = scorecard();
      Files.delete(path);
      Said gone = scorecard();
      Files.writeString(path, whole);

      for (Said said : List.of(changed, gone)) {
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text())
            .contains("The lake's file " + file + " is gone or is not the one published.")
            .contains("Run kith nightly --business-date 2025-10-02 --again publish");
      }
    }
  }

  @Test
  void aPublicationOfAnEarlierKithSaysWhatToDo() throws IOException {
    String manifest = Publications.manifestPath(ID);
    ObjectNode whole = (ObjectNode) root.files().read(manifest).orElseThrow();
    root.files().write(manifest, whole.deepCopy().without(List.of("files", "beside")));

    Said said = scorecard();

    root.files().write(manifest, whole);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text())
        .contains("an earlier version of Kith made it")
        .contains("Run kith nightly --business-date 2025-10-02 --again publish");
  }

  private static Said scorecard() {
    return Said.by("scorecard", "--lake", root.path().toString());
  }
}
