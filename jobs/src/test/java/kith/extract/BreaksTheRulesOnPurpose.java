package kith.extract;

import kith.publish.Publish;
import org.springframework.batch.core.BatchStatus;

/**
 * A stage class that depends on another stage and on Spring, so that the dependency rules can be
 * seen to fail.
 */
final class BreaksTheRulesOnPurpose {

  static final String OTHER_STAGE = Publish.class.getName();
  static final Class<?> SPRING = BatchStatus.class;

  private BreaksTheRulesOnPurpose() {}
}
