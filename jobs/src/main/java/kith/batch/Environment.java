package kith.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.LocalPath;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.SourceShape;

/**
 * What differs by place, from {@code conf/environments/<name>.yaml}.
 *
 * @param source folder with one folder per night
 * @param shape how the source's system writes its tables: a file of {@code conf/sources/ssd/shapes}
 * @param secretVariable environment variable with the secret behind the keys, or null
 * @param secretFile file with that secret, or null
 * @param makeSecret true when a missing secret may be made beside the lake
 * @param jobRepository JDBC address of the job repository, or null for an H2 file in the lake
 */
public record Environment(
    String name,
    int authorityCode,
    Path lake,
    Path source,
    String shape,
    String secretVariable,
    Path secretFile,
    boolean makeSecret,
    String jobRepository,
    String sparkMaster,
    Map<String, String> sparkSettings) {

  private static final Set<String> KEYS =
      Set.of("authority_code", "lake", "source", "shape", "secret", "job_repository", "spark");

  private static final Set<String> SECRET_KEYS = Set.of("variable", "file", "make_beside_lake");

  /** Reads an environment; paths in it count from the project's root. */
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
    checkKeys(name, node, KEYS);
    checkKeys(name, node.path("secret"), SECRET_KEYS);
    if (!node.path("authority_code").isInt()) {
      throw wrong(name, "authority_code is not the number of an authority");
    }
    for (String folder : List.of("lake", "source")) {
      if (node.path(folder).asText("").isBlank()) {
        throw wrong(name, folder + " names no folder");
      }
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
        path(project, name, "source", node.required("source")),
        node.path("shape").asText(SourceShape.PLAIN),
        secret.path("variable").asText(null),
        secret.hasNonNull("file") ? path(project, name, "secret file", secret.get("file")) : null,
        secret.path("make_beside_lake").asBoolean(false),
        jobRepository(name, node.path("job_repository").asText(null)),
        node.path("spark").path("master").asText(null),
        settings);
  }

  private static Path path(Project project, String name, String setting, JsonNode node) {
    try {
      return project.root().resolve(LocalPath.of(node.asText()));
    } catch (IllegalArgumentException address) {
      throw wrong(name, setting + " " + address.getMessage());
    }
  }

  private static String jobRepository(String name, String address) {
    if (address != null && !address.startsWith("jdbc:")) {
      throw wrong(name, "job_repository is not a JDBC address (expected jdbc:...)");
    }
    return address;
  }

  private static void checkKeys(String name, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw wrong(name, "it has no setting " + key);
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

  /** The same environment with another lake and source where they are given. */
  public Environment with(Path otherLake, Path otherSource) {
    return new Environment(
        name,
        authorityCode,
        otherLake == null ? lake : otherLake,
        otherSource == null ? source : otherSource,
        shape,
        secretVariable,
        secretFile,
        makeSecret,
        jobRepository,
        sparkMaster,
        sparkSettings);
  }

  /** The same environment whose source is written in another shape. */
  public Environment withShape(String otherShape) {
    return new Environment(
        name,
        authorityCode,
        lake,
        source,
        otherShape,
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
   * @throws KithException when the variable is there but empty: another secret is not what was
   *     meant
   */
  public Optional<byte[]> secret() {
    return secret(System.getenv());
  }

  Optional<byte[]> secret(Map<String, String> variables) {
    String value = secretVariable == null ? null : variables.get(secretVariable);
    if (value != null && value.isBlank()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The variable " + secretVariable + " is there, but holds no secret.",
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

  /** Name of the source's folder, by which its availability is found. */
  public String sourceName() {
    return source.toAbsolutePath().normalize().getFileName().toString();
  }
}
