package kith.benchmark;

import static kith.benchmark.InventedPublisher.HEADER;
import static kith.benchmark.InventedPublisher.authority;
import static kith.benchmark.InventedPublisher.of;
import static kith.benchmark.InventedPublisher.ponds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.folder.SmallParquet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How publishers write their files, each way with a small invented one. */
class BenchmarkLoadTest {

  @TempDir private Path folder;
  private InventedPublisher publisher;

  @BeforeEach
  void invent() throws IOException {
    publisher = new InventedPublisher(folder);
  }

  @Test
  void aFigureHasItsEditionAndWhatItIsMadeOf() throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "901", "6", "20", "30"));

    Map<String, String> row = of(publisher.series(), "ponds_deep_pct", "Upperton");

    assertThat(row)
        .containsEntry("geographic_level", "Local authority")
        .containsEntry("area_code", "E06000901")
        .containsEntry("period_end", "2025-03-31")
        .containsEntry("edition", "ponds-2025")
        .containsEntry("published_on", "2025-11-26")
        .containsEntry("first_published_on", "2025-11-26")
        .containsEntry("numerator", "6")
        .containsEntry("denominator", "20")
        .containsEntry("value", "30")
        .containsEntry("unit", "%")
        .containsEntry("status", "published");
  }

  @Test
  void theColumnsAreThoseOfTheSourcesContract() throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "901", "6", "20", "30"));
    List<Map<String, String>> series = publisher.series();
    SourceContract contract =
        SourceSystem.of(Project.home(), "benchmark").contracts().stream()
            .filter(one -> one.table().equals("benchmark_series"))
            .findFirst()
            .orElseThrow();

    assertThat(series.get(0).keySet())
        .containsExactlyElementsOf(contract.columns().stream().map(SourceColumn::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void lineEndsAndByteOrderMarkMakeNoDifference(String lineEnd) throws IOException {
    String content = HEADER + ponds(2025, "901", "6", "20", "30");
    publisher.publishesWhole("ponds_2025.csv", "\uFEFF" + content.replace("\n", lineEnd));

    assertThat(of(publisher.series(), "ponds_deep_pct", "Upperton")).containsEntry("value", "30");
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() throws IOException {
    publisher.publishesWhole(
        "ponds_2025.csv",
        """
        share,new_la_code,number,sort,old_la_code,la_name,geographic_level,time_period
        30,E0,6,"Deep, cold ponds",901,Any,Local authority,2025
        100,E0,"1,020",Total,901,Any,Local authority,2025
        """);

    assertThat(of(publisher.series(), "ponds_deep_pct", "Upperton"))
        .containsEntry("numerator", "6")
        .containsEntry("denominator", "1020");
  }

  @Test
  void anAuthorityIsKnownByItsNumberWhateverItsOtherCode() throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "902", "6", "20", "30"));

    assertThat(of(publisher.series(), "ponds_count", "Lowerton, City of"))
        .containsEntry("area_code", "E06000902");
  }

  @ParameterizedTest
  @CsvSource({"c, suppressed", "z, not_applicable", "k, rounds_to_zero", "x, not_available"})
  void aSymbolIsNoNumber(String symbol, String status) throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "901", symbol, "20", symbol));

    assertThat(of(publisher.series(), "ponds_deep_pct", "Upperton"))
        .containsEntry("value", "")
        .containsEntry("numerator", "")
        .containsEntry("denominator", "20")
        .containsEntry("status", status);
  }

  @Test
  void aJointServiceIsNeitherOfItsAuthorities() throws IOException {
    publisher.publishes(
        "ponds_2025.csv",
        ponds(2025, "901 / 902", "6", "20", "30").replace(",Any,E0,", ",Both,E1 / E2,"));

    assertThat(publisher.series()).extracting(row -> row.get("area_code")).containsOnly("E1 / E2");
    assertThat(of(publisher.rows("benchmark_series.csv"), "ponds_count", "Both"))
        .containsEntry("value", "20");
  }

  @Test
  void londonAndItsPartsAreThreeRegions() throws IOException {
    StringBuilder lines = new StringBuilder(ponds(2025, "901", "6", "20", "30"));
    for (String region :
        List.of("E12000007,London", "E13000001,Inner London", "E13000002,Outer London")) {
      lines.append(
          "2025,Reporting year,Regional,E92000001,England,%s,,,,All ponds,70,100\n"
              .formatted(region));
    }
    publisher.publishes("ponds_2025.csv", lines.toString());

    assertThat(publisher.series())
        .filteredOn(row -> row.get("geographic_level").equals("Regional"))
        .extracting(row -> row.get("area_code"))
        .containsExactly("E12000007", "E13000001", "E13000002");
  }

  /** A national file has no columns of regions and authorities. */
  @Test
  void onlyTheColumnsOfLevelsThatOccurAreNeeded() throws IOException {
    publisher.publishesWhole(
        "ponds_2025.csv",
        """
        time_period,time_identifier,geographic_level,country_code,country_name,kind,children,share
        2025,Reporting year,National,E92000001,England,All ponds,90,100
        2025,Reporting year,National,E92000001,England,"Deep, cold ponds",30,33
        """);

    assertThat(of(publisher.series(), "ponds_count", "England")).containsEntry("value", "90");
  }

  @Test
  void anEditionNeverReplacesAnother() throws IOException {
    publisher
        .publishes(
            "2024/ponds_2024.csv",
            ponds(2023, "901", "5", "20", "25") + ponds(2024, "901", "7", "20", "35"))
        .publishes(
            "2025/ponds_2025.csv",
            ponds(2024, "901", "6", "20", "30") + ponds(2025, "901", "6", "20", "30"));

    assertThat(publisher.series())
        .filteredOn(row -> row.get("kpi").equals("ponds_deep_pct"))
        .extracting(
            row -> row.get("period_end"),
            row -> row.get("edition"),
            row -> row.get("first_published_on"),
            row -> row.get("value"))
        .containsExactly(
            tuple("2023-03-31", "ponds-2024", "2024-11-14", "25"),
            tuple("2024-03-31", "ponds-2024", "2024-11-14", "35"),
            tuple("2024-03-31", "ponds-2025", "2024-11-14", "30"),
            tuple("2025-03-31", "ponds-2025", "2025-11-26", "30"));
  }

  /** Running a load again, also with a new edition beside the old one, keeps it. */
  @Test
  void aRowKeepsTheDayOnWhichItWasFirstLoadedAsItIs() throws IOException {
    publisher
        .publishes("2024/ponds_2024.csv", ponds(2024, "901", "7", "20", "35"))
        .loadOn("2025-01-10");
    publisher
        .publishes("2024/ponds_2024.csv", ponds(2024, "901", "8", "20", "35"))
        .publishes("2025/ponds_2025.csv", ponds(2025, "901", "6", "20", "30"))
        .loadOn("2025-12-01");

    assertThat(publisher.rows("benchmark_series.csv"))
        .extracting(row -> row.get("kpi"), row -> row.get("edition"), row -> row.get("loaded_on"))
        .containsExactly(
            tuple("ponds_count", "ponds-2024", "2025-01-10"),
            tuple("ponds_count", "ponds-2025", "2025-12-01"),
            // Its numerator was corrected.
            tuple("ponds_deep_pct", "ponds-2024", "2025-12-01"),
            tuple("ponds_deep_pct", "ponds-2025", "2025-12-01"));
  }

  /** A figure without the day it came out would be known before anybody could know it. */
  @Test
  void aPeriodWithoutADayOfPublicationIsLeftOutAndCounted() throws IOException {
    publisher.publishes(
        "ponds_2025.csv",
        ponds(2019, "901", "6", "20", "30") + ponds(2025, "901", "6", "20", "30"));

    assertThat(publisher.load().tooEarly()).isEqualTo(2);
    assertThat(publisher.rows("benchmark_series.csv"))
        .extracting(row -> row.get("period_end"))
        .containsOnly("2025-03-31");
  }

  @Test
  void aParquetFileIsReadAsACsvFileIs() throws IOException {
    SmallParquet.write(
        publisher.folder().resolve("digest.parquet"),
        """
        message schema {
          optional binary Short_Desc (STRING);
          optional binary Years (STRING);
          optional binary Values (STRING);
          optional double Number;
        }
        """,
        row ->
            row.append("Short_Desc", "No_of ponds")
                .append("Years", "2025")
                .append("Values", "16.600000000000001")
                .append("Number", 901.0));
    publisher.mapping(
        "digest", RepublicationTest.DIGEST.replace("[Short Desc]", "[Short Desc, Short_Desc]"));
    publisher.list(
        Layout.FILE,
        "interactive_tool: {time: Years, number: Number, authority_level: Local authority}\n"
            + "statistics: {time: time_period, level: geographic_level}\n");

    assertThat(of(publisher.series(), "ponds_count", "Upperton")).containsEntry("value", "16.6");
  }

  @Test
  void neighboursAreReadFromBothLayouts() throws IOException {
    publisher.list(
        "neighbours/named.yaml",
        """
        model_year: 2025
        files: [named]
        level: Local authority
        authority: old_la_code
        neighbour: "SN_{rank}"
        closeness: "SN_{rank}P"
        neighbours: 1
        """);
    publisher.list(
        "neighbours/unnamed.yaml",
        """
        model_year: 2021
        files: [unnamed]
        level: Local authority
        authority: LA num
        neighbour: "SN{rank}"
        closeness: SNP
        neighbours: 2
        """);
    publisher
        .publishesWhole("named.csv", "old_la_code,SN_1,SN_1P\n901,902,Close \n")
        .publishesWhole(
            "unnamed.csv",
            "LA num,SN1,SNP,SN2,SNP,\n902,901,Close,902,Not Close,\n,,,,,\n,Old ones:,,,,\n");

    publisher.load();

    assertThat(publisher.rows("statistical_neighbours.csv"))
        .extracting(
            row -> row.get("model_year"),
            row -> row.get("la_gss_code"),
            row -> row.get("rank"),
            row -> row.get("neighbour_dfe_code"),
            row -> row.get("closeness"))
        .containsExactly(
            tuple("2025", "E06000901", "1", "902", "Close"),
            tuple("2021", "E06000902", "1", "901", "Close"),
            tuple("2021", "E06000902", "2", "902", "Not Close"));
  }

  @Test
  void aFileUnderAnotherNameIsKnownByItsColumns() throws IOException {
    publisher
        .publishes("data-set.csv", ponds(2025, "901", "6", "20", "30"))
        .publishesWhole("frogs.csv", "a,b\n1,2\n")
        .publishesWhole("puddles.csv", "a,b\n1,2\n")
        .publishesWhole("notes.txt", "notes\n")
        .publishesWhole("._data-set.csv", "\u0000\u0005\u0016\u0007");

    Loaded loaded = publisher.load();

    assertThat(loaded.files()).extracting(Loaded.ReadFile::dataset).containsExactly("ponds");
    assertThat(loaded.notRead())
        .containsExactly(
            "frogs.csv: no mapping knows its name or columns",
            "puddles.csv: no KPI counts puddles",
            "._data-set.csv: not a CSV, Parquet or ZIP file",
            "notes.txt: not a CSV, Parquet or ZIP file");
  }

  @Test
  void everyMappingOfTheProjectCanBeUsed() {
    Path benchmarks = Project.home().conf().resolve("benchmarks");

    assertThat(MappingFile.readAll(benchmarks)).hasSizeGreaterThan(15);
    assertThat(NeighbourModel.readAll(benchmarks)).hasSize(2);
    assertThat(new Editions(benchmarks).firstPublished("cla", day("2024-03-31")))
        .contains(day("2024-11-14"));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void aLabelThatNoSeriesNeedsIsNoFault() throws IOException {
    publisher.publishes(
        "ponds_2025.csv",
        ponds(2025, "901", "6", "20", "30") + authority(2025, "901", "Shallow ponds", "14", "70"));

    assertThat(publisher.series()).hasSize(2);
  }
}
