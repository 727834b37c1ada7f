package kith.publish;

import java.util.Map;
import kith.project.KithException;
import kith.table.Publication;

/**
 * A place where readers find what is published. A publication is written to every target, then each
 * is switched to it; a target that cannot be written leaves all of them as they were.
 *
 * <p>Switching two targets is two steps. Where one fails, readers of those before it already see
 * the new publication and the others still see the old one; the run fails and says which. The next
 * run of the night switches all of them again, so both methods must be safe to repeat.
 */
interface PublishingTarget {

  /** What messages call it, such as "the lake's own folder". */
  String name();

  /**
   * Writes a publication beside the one that readers see, for good.
   *
   * @return how many rows of each mart the target now holds, by the mart's name
   * @throws KithException when the target cannot be reached or written
   */
  Map<String, Long> write(PublishedFigures figures);

  /**
   * Shows readers a publication that was written, in one step.
   *
   * @throws KithException when the target cannot be reached or written
   */
  void switchTo(Publication publication);
}
