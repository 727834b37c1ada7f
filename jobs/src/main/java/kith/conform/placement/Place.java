package kith.conform.placement;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a child lives, by what tells placements apart (R21). Every part but the type may be null.
 *
 * @param type code of list placement_type or {@code unknown}
 * @param number the source's number of the placement; null if it is the number of an address
 * @param urn the Ofsted number of the home or agency
 * @param postcode keyed hash of the full postcode
 */
public record Place(
    String type,
    @Nullable String number,
    @Nullable String provider,
    @Nullable String urn,
    @Nullable Long postcode) {

  /**
   * True if the placement numbers agree, or type, provider, Ofsted number and postcode do; type and
   * postcode must be known for that.
   */
  public boolean isSameAs(Place other) {
    return hasNumberOf(other)
        || isFilled(type)
            && type.equals(other.type)
            && Objects.equals(provider, other.provider)
            && Objects.equals(urn, other.urn)
            && postcode != null
            && postcode.equals(other.postcode);
  }

  /** True unless a filled part differs: after a temporary stay a child is back where it was. */
  public boolean mayBe(Place other) {
    return hasNumberOf(other)
        || !(differs(type, other.type)
            || differs(provider, other.provider)
            || differs(urn, other.urn)
            || differs(postcode, other.postcode));
  }

  /** True if both have a placement number and it is the same one. */
  public boolean hasNumberOf(Place other) {
    return number != null && number.equals(other.number);
  }

  private static boolean differs(@Nullable Object one, @Nullable Object other) {
    return isFilled(one) && isFilled(other) && !Objects.equals(one, other);
  }

  private static boolean isFilled(@Nullable Object part) {
    return part != null && !part.equals("unknown");
  }
}
