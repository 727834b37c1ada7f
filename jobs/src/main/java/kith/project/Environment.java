package kith.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one environment, from {@code conf/environments/<name>.yaml}.
 *
 * @param sources the sources of a night; the first has nights of its own
 * @param secretVariable environment variable with the secret behind the keys, or null
 * @param secretFile file with that secret, or null
 * @param makeSecret true when a missing secret may be created beside the lake
 * @param jobRepository JDBC address of the job repository, or null for an H2 file in the lake
 * @param sparkMaster a Spark master, or null when the launcher sets it
 */
public record Environment(
    String name,
    int authorityCode,
    Path lake,
    List<SourceSetting> sources,
    @Nullable String secretVariable,
    @Nullable Path secretFile,
    boolean makeSecret,
    @Nullable String jobRepository,
    @Nullable String sparkMaster,
    Map<String, String> sparkSettings) {

  private static final Set<String> KEYS =
      Set.of("authority_code", "lake", "sources", "secret", "job_repository", "spark");

  private static final Set<String> SOURCE_KEYS =
      Set.of("system", "kind", "at", "shape", "availability");

  private static final Set<String> SECRET_KEYS = Set.of("variable", "file", "make_beside_lake");

  /** Reads an environment; its paths are relative to the project's root. */
  public static Environment read(Project project, String name) {
    Path file = project.conf().resolve("environments").resolve(name + ".yaml");
    if (!Files.exists(file)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no environment " + name + ".",
          "Nothing was run.",
          "Name one of conf/environments with --env.");
    }
    JsonNode node = Yaml.read(file);
    checkKeys(name, "it", node, KEYS);
    checkKeys(name, "its secret", node.path("secret"), SECRET_KEYS);
    if (!node.path("authority_code").isInt()) {
      throw wrong(name, "authority_code is not the number of an authority");
    }
    if (node.path("lake").asText("").isBlank()) {
      throw wrong(name, "lake names no folder");
    }
    Map<String, String> settings = new TreeMap<>();
    node.path("spark")
        .path("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    JsonNode secret = node.path("secret");
    return new Environment(
        name,
        node.required("authority_code").asInt(),
        path(project, name, "lake", node.required("lake")),
        sources(project, name, node.path("sources")),
        secret.path("variable").asText(null),
        secret.hasNonNull("file") ? path(project, name, "secret file", secret.path("file")) : null,
        secret.path("make_beside_lake").asBoolean(false),
        jobRepository(name, node.path("job_repository").asText(null)),
        node.path("spark").path("master").asText(null),
        settings);
  }

  private static List<SourceSetting> sources(Project project, String name, JsonNode list) {
    List<SourceSetting> sources = new ArrayList<>();
    for (JsonNode entry : list) {
      SourceSetting source = source(project, name, entry);
      if (sources.stream().anyMatch(other -> other.system().equals(source.system()))) {
        throw wrong(name, "it lists the source " + source.system() + " twice");
      }
      sources.add(source);
    }
    if (sources.isEmpty()) {
      throw wrong(name, "sources lists no source");
    }
    if (!sources.get(0).kind().hasNights()) {
      throw wrong(name, "the first of its sources, " + sources.get(0).system() + ", has no nights");
    }
    return List.copyOf(sources);
  }

  private static SourceSetting source(Project project, String name, JsonNode entry) {
    String system = entry.path("system").asText("");
    if (system.isBlank()) {
      throw wrong(name, "a source names no system");
    }
    String what = "the source " + system;
    checkKeys(name, what, entry, SOURCE_KEYS);
    if (entry.path("at").asText("").isBlank()) {
      throw wrong(name, "at of " + what + " names no folder");
    }
    return new SourceSetting(
        system,
        kind(name, what, entry.path("kind").asText("folder_per_night")),
        path(project, name, "at of " + what, entry.get("at")),
        entry.path("shape").asText(null),
        entry.path("availability").asText(SourceSetting.AVAILABILITY));
  }

  private static SourceSetting.Kind kind(String name, String what, String word) {
    return Arrays.stream(SourceSetting.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> wrong(name, "kind of " + what + " is neither folder_per_night nor folder"));
  }

  private static Path path(Project project, String name, String setting, JsonNode node) {
    try {
      return project.root().resolve(LocalPath.of(node.asText()));
    } catch (IllegalArgumentException address) {
      throw wrong(name, setting + " " + address.getMessage());
    }
  }

  private static @Nullable String jobRepository(String name, @Nullable String address) {
    if (address != null && !address.startsWith("jdbc:")) {
      throw wrong(name, "job_repository is not a JDBC address (expected jdbc:...)");
    }
    return address;
  }

  private static void checkKeys(String name, String what, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw wrong(name, what + " has no setting " + key);
              }
            });
  }

  private static KithException wrong(String name, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "conf/environments/" + name + ".yaml cannot be used: " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }

  /** The first source, whose place, shape and availability the command line may override. */
  public SourceSetting mainSource() {
    return sources.get(0);
  }

  /** The same environment with another lake, and another place of its first source, where given. */
  public Environment with(@Nullable Path otherLake, @Nullable Path otherSource) {
    return with(
        otherLake == null ? lake : otherLake,
        otherSource == null ? mainSource() : mainSource().at(otherSource));
  }

  /** The same environment with another shape for its first source. */
  public Environment withShape(@Nullable String otherShape) {
    return with(lake, mainSource().inShape(otherShape));
  }

  /** The same environment with another availability for its first source. */
  public Environment withAvailability(String otherAvailability) {
    return with(lake, mainSource().carrying(otherAvailability));
  }

  private Environment with(Path otherLake, SourceSetting main) {
    List<SourceSetting> others = new ArrayList<>(sources);
    others.set(0, main);
    return new Environment(
        name,
        authorityCode,
        otherLake,
        List.copyOf(others),
        secretVariable,
        secretFile,
        makeSecret,
        jobRepository,
        sparkMaster,
        sparkSettings);
  }

  /**
   * The secret that the environment names, if it is set.
   *
   * @throws KithException when the variable is set but empty: falling back to another secret would
   *     be wrong
   */
  public Optional<byte[]> secret() {
    return secret(System.getenv());
  }

  Optional<byte[]> secret(Map<String, String> variables) {
    String value = secretVariable == null ? null : variables.get(secretVariable);
    if (value != null && value.isBlank()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The variable " + secretVariable + " is set, but empty.",
          "Nothing was run.",
          "Put the secret behind the keys into it, or unset it.");
    }
    if (value != null) {
      return Optional.of(value.strip().getBytes(StandardCharsets.UTF_8));
    }
    if (secretFile == null || !Files.exists(secretFile)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(secretFile).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Cannot read the secret file (" + cause.getClass().getSimpleName() + ").",
          "Nothing was run.",
          "Give the account that runs Kith the right to read it.");
    }
  }
}
