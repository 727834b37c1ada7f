package kith.postcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.postcode.PostcodeLoad.Loaded;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.PostcodeDirectory;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small directory, as published over the years, in the lake of a county that has districts. */
class PostcodeLoadTest {

  private static final int DERBYSHIRE = 830;
  private static final LocalDate TODAY = LocalDate.of(2025, 12, 1);

  private static final String OLDER =
      "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind\n";

  private static final String NEWER =
      "pcd7,pcd8,pcds,lad25cd,cty25cd,gridind,east1m,north1m,doterm\n";

  private static final List<String> KEPT =
      List.of("postcode", "authority_code", "authority_gss", "easting", "northing");

  @TempDir private Path folder;
  private Environment environment;

  @BeforeEach
  void makeAnEnvironment() throws IOException {
    SparkTest.spark();
    Path secret = Files.writeString(folder.resolve("secret"), "a secret for tests only");
    environment =
        new Environment(
            "test",
            DERBYSHIRE,
            folder.resolve("lake"),
            List.of(),
            null,
            secret,
            false,
            null,
            "local[2]",
            Map.of());
  }

  private Path older(String... records) throws IOException {
    return Files.writeString(
        folder.resolve("ONSPD_NOV_2024_UK.csv"), OLDER + String.join("\n", records) + "\n");
  }

  private static String record(String postcode, String county, String district, String grid) {
    return ",,%s,198001,,%s,%s,E05000001,%s".formatted(postcode, county, district, grid);
  }

  private Path ofACounty() throws IOException {
    return older(
        record("DE4 1AA", "E10000007", "E07000035", "430000,360000,1"),
        record("DE1 1AA", "E99999999", "E06000015", "435000,336000,1"),
        record("S1 1AA", "E11000003", "E08000039", "435500,387000,1"));
  }

  private Loaded load(Path file) throws IOException {
    return new PostcodeLoad(Project.home(), environment).load(file, null, TODAY);
  }

  private KithException refused(Path file) {
    return catchThrowableOfType(KithException.class, () -> load(file));
  }

  private PostcodeDirectory held() {
    return PostcodeDirectory.read(root().files()).orElseThrow();
  }

  private LakeRoot root() {
    return new LakeRoot(environment.lake());
  }

  /** What the lake holds, one line each. */
  private List<String> rows() {
    return new DeltaLake(SparkTest.spark(), root().path().toString())
        .read(Tables.POSTCODE, held().version()).orderBy("postcode").collectAsList().stream()
            .map(PostcodeLoadTest::line)
            .toList();
  }

  private static String line(Row row) {
    return String.join(
        " ", KEPT.stream().map(column -> String.valueOf(row.<Object>getAs(column))).toList());
  }

  @Test
  void thePlaceOfAPostcodeIsTheCountyWhereTheCountyHasDistricts() throws IOException {
    Loaded loaded = load(ofACounty());

    assertThat(loaded).isEqualTo(new Loaded("2024-11", 3, 1, 0, 0, Map.of(), true));
    assertThat(rows())
        .containsExactly(
            "DE11AA 831 E06000015 435000 336000",
            "DE41AA 830 E10000007 430000 360000",
            "S11AA 373 E08000039 435500 387000");
    assertThat(held().edition()).isEqualTo("2024-11");
    assertThat(held().loadedOn()).isEqualTo(TODAY);
    assertThat(held().postcodes()).isEqualTo(3);
  }

  @Test
  void aNewerEditionHasOtherNamesInAnotherOrder() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ONSPD_AUG_2025.csv"),
            NEWER
                + "DE4 1AA,DE4  1AA,DE4 1AA,E07000035,E10000007,1,430000,360000,199912\n"
                + "CF1 1AA,CF1  1AA,CF1 1AA,W06000015,W99999999,1,318000,176000,\n");

    Loaded loaded = load(file);

    assertThat(loaded.edition()).isEqualTo("2025-08");
    assertThat(rows())
        .as("a terminated postcode stays; in Wales no authority has a DfE number")
        .containsExactly(
            "CF11AA null W06000015 318000 176000", "DE41AA 830 E10000007 430000 360000");
  }

  @Test
  void whatTheDirectoryDoesNotKnowIsNullAndCounted() throws IOException {
    Loaded loaded =
        load(
            older(
                record("DE4 1AA", "E10000007", "E07000035", "430000,360000,1"),
                record("DE4 1AB", "", "E07000035", "430000,360000,1"),
                record("DE4 1AC", "E10000007", "E07000035", "430000,360000,9"),
                record("JE1 1AA", "L99999999", "L99999999", ",,9"),
                record("ZZ1 1AA", "", "", ",,9"),
                record("BT1 1AA", "N99999999", "N09000003", "333000,374000,1"),
                record("ZZ2 1AA", "E99999999", "E06000999", "400000,400000,1"),
                record("ZZ2 1AB", "E99999999", "E06000999", "400000,400000,1")));

    assertThat(loaded).isEqualTo(new Loaded("2024-11", 8, 2, 4, 2, Map.of("E06000999", 2L), true));
    assertThat(rows())
        .containsExactly(
            "BT11AA null N09000003 null null",
            "DE41AA 830 E10000007 430000 360000",
            "DE41AB null null 430000 360000",
            "DE41AC 830 E10000007 null null",
            "JE11AA null L99999999 null null",
            "ZZ11AA null null null null",
            "ZZ21AA null E06000999 400000 400000",
            "ZZ21AB null E06000999 400000 400000");
  }

  @Test
  void aKeyIsThatOfThePostcodeInThePlacementRecords() throws IOException {
    load(ofACounty());

    long stored =
        new DeltaLake(SparkTest.spark(), root().path().toString())
            .read(Tables.POSTCODE, held().version())
            .where("postcode = 'DE41AA'")
            .first()
            .<Long>getAs("postcode_key");
    assertThat(stored)
        .isEqualTo(
            root()
                .keys(DERBYSHIRE, environment.secret(), false)
                .key("postcode", "DE41AA")
                .longValue());
  }

  @Test
  void anArchiveIsReadAsPublishedWithItsPartsAndLists() throws IOException {
    Path archive = folder.resolve("ONSPD_NOV_2024.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String inside :
          List.of("Data/ONSPD_NOV_2024_UK.csv", "Data/multi_csv/ONSPD_NOV_2024_UK_DE.csv")) {
        out.putNextEntry(new ZipEntry(inside));
        out.write(Files.readAllBytes(ofACounty()));
      }
      out.putNextEntry(new ZipEntry("Documents/LA names.csv"));
      out.write("LAD24CD,LAD24NM\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThat(load(archive).isNew()).isTrue();
    assertThat(rows()).hasSize(3);
    assertThat(load(ofACounty()).isNew()).as("the same from the CSV file").isFalse();
  }

  @Test
  void anArchiveWithoutOneDirectoryOrCutOffIsRefused() throws IOException {
    Path empty = folder.resolve("ONSPD_NOV_2024.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(empty))) {
      out.putNextEntry(new ZipEntry("Documents/guide.pdf"));
    }
    Path cut = Files.writeString(folder.resolve("ONSPD_NOV_2025.zip"), "PK cut off");

    assertThat(refused(empty).getMessage())
        .contains("one CSV file is expected in its folder Data, 0 were found");
    assertThat(refused(cut).getMessage()).contains("it is not a ZIP archive, or was cut off");
    assertThat(refused(Files.writeString(folder.resolve("x.xlsx"), "")).getMessage())
        .contains("it is neither a CSV nor a ZIP file");
    assertThat(refused(folder.resolve("absent.csv")).exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void aColumnWithAnUnknownNameIsNamedWithTheNearest() throws IOException {
    Path file = ofACounty();
    Files.writeString(file, Files.readString(file).replace("oslaua", "oslauc"));

    KithException refused = refused(file);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT);
    assertThat(refused.getMessage())
        .contains(
            "Cannot read ONSPD_NOV_2024_UK.csv: it has no column 'oslaua' or 'laua' or 'lad25cd';"
                + " the nearest is 'oslauc'.")
        .contains("Nothing was written");
    Files.writeString(file, Files.readString(file).replace("osward", "lad24cd,lad25cd"));
    assertThat(refused(file).getMessage())
        .contains("it has several columns for 'oslaua' or 'laua' or 'lad25cd': lad24cd, lad25cd");
  }

  @Test
  void aFileThatIsNotAsPublishedChangesNothing() throws IOException {
    load(ofACounty());
    PostcodeDirectory before = held();
    String own = record("DE4 1AA", "E10000007", "E07000035", "430000,360000,1");

    assertThat(refused(older(own, record("", "", "E06000015", "1,1,1"))).getMessage())
        .contains("line 3 has no postcode");
    assertThat(refused(older(own, record("DE1 1AA", "", "E06000015", "east,1,1"))).getMessage())
        .contains("the grid reference of line 3 is not in whole metres");
    assertThat(refused(older(own, own)).getMessage())
        .contains("1 of its postcodes are there more than once");
    assertThat(refused(older(own, "DE1 1AA,cut")).getMessage()).contains("line 3 has 2 cells");
    assertThat(refused(older(record("DE1 1AA", "E99999999", "E06000015", "1,1,1"))).getMessage())
        .contains("none of its 1 postcodes is in the area of authority 830")
        .doesNotContain("DE1");
    assertThat(held()).isEqualTo(before);
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aFileWhoseNameDoesNotSayTheEditionNeedsIt() throws IOException {
    Path file = Files.move(ofACounty(), folder.resolve("postcodes.csv"));

    assertThat(refused(file).getMessage()).contains("Add its month, such as --edition 2025-11");
    new PostcodeLoad(Project.home(), environment).load(file, "2025-02", TODAY);
    assertThat(held().edition()).isEqualTo("2025-02");
  }

  @Test
  void aSecondLoadReplacesTheFirstAndTheSameAgainWritesNothing() throws IOException {
    load(ofACounty());
    PostcodeDirectory first = held();
    FileTime written = Files.getLastModifiedTime(root().path().resolve(PostcodeDirectory.PATH));

    Loaded again =
        new PostcodeLoad(Project.home(), environment).load(ofACounty(), null, TODAY.plusDays(9));

    assertThat(again.isNew()).isFalse();
    assertThat(held()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(root().path().resolve(PostcodeDirectory.PATH)))
        .isEqualTo(written);

    Loaded second = load(older(record("DE4 1AA", "E10000007", "E07000035", "430001,360000,1")));

    assertThat(second.isNew()).isTrue();
    assertThat(rows()).containsExactly("DE41AA 830 E10000007 430001 360000");
    assertThat(held().content()).isNotEqualTo(first.content());
  }

  @Test
  void aRunThatHoldsTheLakeKeepsALoadOut() throws IOException {
    Path file = ofACounty();
    load(file);

    try (Lease lease = Lease.take(root().path())) {
      assertThat(refused(file).exitCode()).isEqualTo(ExitCode.LOCKED);
    }
  }
}
