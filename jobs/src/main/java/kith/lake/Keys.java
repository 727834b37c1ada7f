package kith.lake;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kith.project.Hash;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes that replace the ids of persons, workers, teams and providers, and postcodes,
 * outside {@code raw}: 63 bits of an HMAC-SHA-256 over kind, authority and the source's id.
 */
public final class Keys implements Serializable {

  /** The same ids occur in every table: hashing each once saves a tenth of a night. */
  private static final Map<Keys, Map<String, Long>> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 2_000_000;

  /** The kind of key that postcodes have. */
  public static final String POSTCODE = "postcode";

  private final byte[] secret;
  private final int authorityCode;
  private transient @Nullable Map<String, Long> known;

  /** Keys of one authority under one secret. */
  public Keys(byte[] secret, int authorityCode) {
    this.secret = secret.clone();
    this.authorityCode = authorityCode;
  }

  /**
   * Registers {@code person_key}, {@code worker_key}, {@code team_key}, {@code provider_key},
   * {@code household_key}, {@code identifier_key} and {@code postcode_key}.
   */
  public void register(SparkSession spark) {
    for (String kind :
        new String[] {
          "person", "worker", "team", "provider", "household", "identifier", POSTCODE
        }) {
      spark
          .udf()
          .register(kind + "_key", (UDF1<String, Long>) id -> key(kind, id), DataTypes.LongType);
    }
  }

  /** The key of an id; null for null. */
  public @Nullable Long key(String kind, @Nullable String id) {
    if (id == null) {
      return null;
    }
    if (known == null) {
      known = KNOWN.computeIfAbsent(this, keys -> new ConcurrentHashMap<>());
    }
    String text = text(kind, id);
    Long key = known.get(text);
    if (key == null) {
      key = hash(text);
      if (known.size() > MOST_KNOWN) {
        known.clear();
      }
      known.put(text, key);
    }
    return key;
  }

  /** The same key, not remembered: for ids of which there are millions, each met once. */
  public long keyOfMany(String kind, String id) {
    return hash(text(kind, id));
  }

  private String text(String kind, String id) {
    return kind + "\n" + authorityCode + "\n" + id;
  }

  private long hash(String text) {
    return ByteBuffer.wrap(hmac(text)).getLong() & Long.MAX_VALUE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keys keys
        && authorityCode == keys.authorityCode
        && Arrays.equals(secret, keys.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  /**
   * The value stored with the lake to recognise the secret; the secret cannot be worked out from
   * it.
   */
  public String fingerprint() {
    byte[] hash = hmac("fingerprint\n" + authorityCode);
    return Hash.hex(hash, 8);
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
