package kith.publish;

import java.util.Map;
import kith.project.KithException;
import kith.table.Publication;

/**
 * A place where readers find what is published. A publication is written to every target, then each
 * target is switched to it. If one target cannot be written, none is switched.
 *
 * <p>Switching two targets is two steps. If one fails, readers of the targets before it already see
 * the new publication and the others still see the old one; the run fails and names them. The next
 * run of the night switches all of them again, so both methods must be safe to repeat.
 */
interface PublishingTarget {

  /** The target's name in messages, such as "the lake's own folder". */
  String name();

  /**
   * Writes a publication durably, beside the one that readers see.
   *
   * @return how many rows of each mart the target now holds, by the mart's name
   * @throws KithException when the target cannot be reached or written
   */
  Map<String, Long> write(PublishedFigures figures);

  /**
   * Switches readers to a publication that was written, in one step.
   *
   * @throws KithException when the target cannot be reached or written
   */
  void switchTo(Publication publication);
}
